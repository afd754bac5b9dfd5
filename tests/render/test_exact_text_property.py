"""Every string of a PDF comes back as it was typed: generated Thai, in all faces, from four readers."""

from dataclasses import replace
from html import escape
from itertools import cycle

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Prose
from ita_portal.render.pdf import document_pdf
from tests.render.reading import READERS, without_space
from tests.render.sample_plans import sample_plan

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
TONES = list("่้๊๋")
THAI_DIGITS = list("๐๑๒๓๔๕๖๗๘๙")
SIGNS = list("≥≤×÷–—“”‘’…✓✔☐☑☒●○½¼¾°±²•·§%฿→←≠√ๆฯ๏๛.,;:()[]/+-=&<>'\"_#@!?‑")
LATIN = ["office", "file", "flow", "affix", "waffle", "fjord", "ITA", "EIT", "a", "café", "naïve", "Å"]
FACES = ("{}", "<strong>{}</strong>", "<em>{}</em>", "<strong><em>{}</em></strong>", "<u>{}</u>")


def optional(letters: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *letters])


closed = st.builds(
    "".join,
    st.tuples(
        optional(list("เแโใไ")),
        st.sampled_from(CONSONANTS),
        st.sampled_from(["", *"ัิีึืุู็ฺ"]),
        optional([*TONES, "์"]),
    ),
)
with_am = st.builds("".join, st.tuples(st.sampled_from(CONSONANTS), optional(TONES), st.sampled_from("ำา")))
rare = st.sampled_from(["ฤๅ", "ฦๅ", "ฤ", "กํ", "สํ่", "ก๎", "เก๊ะ", "ญี่", "ฎุ๋", "ฐู้", "เปี๊ยะ", "ปื้อ", "กตัญญู"])
number = st.text(st.sampled_from([*THAI_DIGITS, *"0123456789"]), min_size=1, max_size=4)
piece = st.one_of(
    closed, closed, with_am, with_am, rare, number, st.sampled_from(SIGNS), st.sampled_from(LATIN)
)
words = st.lists(piece, min_size=1, max_size=8).map("".join)
strings = st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), min_size=60, max_size=60)


def marked(texts: list[str]) -> list[str]:
    """Each text between its own two numbers, so that it is found whole and in its place."""
    return [f"«{at}: {text} :{at}»" for at, text in enumerate(texts)]


def pdf_of(texts: list[str]) -> bytes:
    """A PDF that has half of the texts in paragraphs of every face, and half in the cells of a table."""
    plan = sample_plan("component", len(texts) // 2)
    (part,) = plan.parts
    in_cells = [
        replace(row, title=text, objective="") for row, text in zip(part.rows, texts[1::2], strict=True)
    ]
    document = plan_document(replace(plan, parts=(replace(part, rows=tuple(in_cells)),)))
    paragraphs = (
        f"<p>{face.format(escape(text))}</p>" for text, face in zip(texts[::2], cycle(FACES), strict=False)
    )
    return document_pdf(replace(document, blocks=(Prose("ส่วน", "".join(paragraphs)), *document.blocks)))


@seed(2569)
@settings(
    max_examples=4,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # a failure names the strings itself; making it smaller would take minutes
    suppress_health_check=list(HealthCheck),
)
@given(texts=strings)
def test_every_string_comes_back_as_typed_from_every_reader(texts: list[str]) -> None:
    expected = [without_space(text) for text in marked(texts)]
    pdf = pdf_of(marked(texts))
    for name, read in READERS.items():
        text = without_space(read(pdf))
        assert [string for string in expected if string not in text] == [], name


def test_every_syllable_comes_back_in_every_face() -> None:
    """Every consonant under every mark it may carry: what the fonts place differently is all here."""
    marks = ["", *"ัิีึืุู็์ําๅ", *(v + t for v in "ัิีึืุู" for t in (*TONES, "์")), *TONES]
    marks += [tone + "ำ" for tone in TONES]
    lines = [" ".join(consonant + mark for mark in marks) for consonant in CONSONANTS]
    html = "".join(f"<p>{face.format(line)}</p>" for face in FACES[:4] for line in lines)
    document = replace(plan_document(sample_plan("component", 0)), blocks=(Prose("ส่วน", html),))
    pdf = document_pdf(document)
    for name, read in READERS.items():
        text = without_space(read(pdf))
        lost = [line for line in lines if text.count(without_space(line)) != 4]
        assert lost == [], name


@pytest.mark.parametrize("joiner", ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff"])
def test_invisible_signs_leave_the_words_around_them_whole(joiner: str) -> None:
    document = replace(
        plan_document(sample_plan("component", 0)), blocks=(Prose("ส่วน", f"<p>น้ำ{joiner}ใจ</p>"),)
    )
    pdf = document_pdf(document)
    assert {name: "น้ำใจ" in without_space(read(pdf)) for name, read in READERS.items()} == dict.fromkeys(
        READERS, True
    )
