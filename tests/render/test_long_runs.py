"""Prose of any length comes out whole, in a time that grows with its length alone."""

from html import unescape
from re import compile, findall, sub
from time import process_time

import pytest

from ita_portal.render.blocks import Prose
from ita_portal.render.document import Document
from ita_portal.render.long_runs import in_pieces, with_even_tables
from ita_portal.render.pdf import document_pdf
from tests.render.reading import READERS, Reader, without_space

EVEN = '<table class="even">'
MARK = compile("[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]")  # belongs to the letter before it
WORDS = "ข้าราชการผู้ทำน้ำปั๊ม ตำบลป้ำ ≥ 5 (ต่อ) ฟ้า fi "


@pytest.mark.parametrize(
    "text",
    [
        WORDS * 200,
        WORDS.replace(" ", "") * 200,
        "&amp;&lt;ก&gt;" * 900,
        "ก" * 5_000,
        "😀" * 5_000,
    ],
)
def test_long_run_in_pieces_is_the_same_text(text: str) -> None:
    parted = in_pieces(f"<p>{text}</p>")

    assert sub("</?span>", "", parted) == f"<p>{text}</p>"
    assert unescape("".join(findall("<span>([^<]*)</span>", parted))) == unescape(text)
    assert [piece for piece in findall("<span>([^<]*)</span>", parted) if MARK.match(piece)] == []
    assert max(map(len, parted.split("<span>"))) < 1_200


def test_ordinary_prose_is_left_as_it_is() -> None:
    html = f"<p>{WORDS * 20}</p><table><tbody><tr><td>{WORDS}</td></tr></tbody></table>"

    assert in_pieces(html) == html
    assert with_even_tables(html) == html


def test_long_table_of_prose_has_columns_that_need_no_measuring() -> None:
    short, long = (
        "<table><tbody><tr><td>ก</td></tr></tbody></table>",
        f"<table><tr><td>{WORDS * 500}</td></tr></table>",
    )

    assert with_even_tables(f"{short}{long}{short}") == f"{short}{long.replace('<table>', EVEN)}{short}"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_long_paragraph_is_read_whole(reader: Reader, long_paragraph: bytes) -> None:
    assert without_space(WORDS * 300) in sub(r"หน้า\d+/\d+", "", without_space(reader(long_paragraph)))


@pytest.fixture(scope="module")
def long_paragraph() -> bytes:
    return document_pdf(Document("แผน", (Prose("บทนำ", f"<p>{WORDS * 300}</p>"),)))


def test_time_of_a_paragraph_grows_with_its_length_alone() -> None:
    document_pdf(Document("แผน", (Prose("", f"<p>{WORDS}</p>"),)))

    short, long = (_seconds(WORDS * times) for times in (750, 3_000))

    assert long < 8 * short


def _seconds(text: str) -> float:
    began = process_time()
    document_pdf(Document("แผน", (Prose("", f"<p>{text}</p>"),)))
    return process_time() - began
