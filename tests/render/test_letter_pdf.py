import io
import re
from typing import Any

import pikepdf
import pymupdf
import pytest

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_html import letter_html
from ita_portal.render.letter_pdf import letter_css, letter_pdf
from tests.render.sample_letters import BODY, emblem, letter, said

CM = 72 / 2.54


def pages(content: LetterContent) -> list[str]:
    with pymupdf.open(stream=letter_pdf(content)) as document:
        return [page.get_text() for page in document]


def close(text: str) -> str:
    return re.sub(r"\s", "", text)


def place(content: LetterContent, words: str) -> Any:
    """The box of the first line on the first page that has these words, in points."""
    with pymupdf.open(stream=letter_pdf(content)) as document:
        lines = [line for block in document[0].get_text("dict")["blocks"] for line in block.get("lines", ())]
    texts = {"".join(span["text"] for span in line["spans"]): line for line in lines}
    return next(line for text, line in texts.items() if words in text)


@pytest.mark.parametrize("form", LetterForm)
def test_every_text_of_each_form_comes_back_as_it_was_said(form: LetterForm) -> None:
    content = letter(form)
    text = close("".join(pages(content)))
    assert [words for words in said(content) if close(words) not in text] == []
    assert "น้ำใสใจจริง" in text


@pytest.mark.parametrize("form", LetterForm)
def test_each_form_of_a_short_letter_is_one_page_tagged_and_named(form: LetterForm) -> None:
    with pikepdf.open(io.BytesIO(letter_pdf(letter(form)))) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "th"
        assert str(pdf.docinfo.Title) == "ขออนุมัติแผนทดสอบ ประจำปี 2569"


def test_title_of_a_memo_is_29_points_and_urgency_32_in_red() -> None:
    title = place(letter(), "บันทึกข้อความ")["spans"][0]
    urgency = place(letter(), "ด่วนที่สุด")["spans"][0]
    text = place(letter(), "จึงเรียนมา")["spans"][0]

    sizes = [round(span["size"] / text["size"] * 16) for span in (title, urgency)]
    assert (sizes, urgency["color"], title["color"]) == ([29, 32], 0xC00000, 0)
    assert round(text["size"]) == 11  # our Sarabun, as large as 16 points of TH Sarabun


def test_first_line_of_a_paragraph_is_set_in_2_5_cm_within_margins() -> None:
    line = place(letter(), "จึงเรียนมา")
    assert round(line["bbox"][0] / CM, 1) == 3 + 2.5


def test_long_subject_goes_on_below_its_own_beginning() -> None:
    content = letter(subject=" ".join(["ยาว"] * 60))
    with pymupdf.open(stream=letter_pdf(content)) as document:
        found = document[0].search_for("ยาว")
    lines = {round(box.y1 / 10) for box in found}
    starts = {min(round(box.x0) for box in found if round(box.y1 / 10) == line) for line in lines}
    assert (len(lines), len(starts)) == (3, 1)


def test_date_left_open_keeps_its_line_in_an_external_letter() -> None:
    dated, undated = letter(LetterForm.EXTERNAL), letter(LetterForm.EXTERNAL, day=None)
    assert place(dated, "เรียน")["bbox"] == pytest.approx(place(undated, "เรียน")["bbox"], abs=1)
    assert "พฤศจิกายน" not in "".join(pages(undated))


def test_room_of_the_emblem_is_left_without_one() -> None:
    with_emblem, without = letter(LetterForm.EXTERNAL), letter(LetterForm.EXTERNAL, emblem=None)
    assert place(without, "กรมทดลอง")["bbox"] == pytest.approx(place(with_emblem, "กรมทดลอง")["bbox"], abs=1)


def test_emblem_that_is_no_picture_leaves_its_room() -> None:
    assert "บันทึกข้อความ" in pages(letter(emblem=emblem(b"no picture")))[0]


def test_pages_from_the_second_say_their_number_and_each_what_follows() -> None:
    first, second, third = pages(letter(body="\n".join([BODY] * 9)))
    assert "- ๑ -" not in first
    assert ("- ๒ -" in second, "- ๓ -" in third) == (True, True)
    assert [re.findall(r"^/.+\.\.\.$", page, re.M) != [] for page in (first, second, third)] == [
        True,
        True,
        False,
    ]


def test_signature_stands_with_the_last_lines_of_the_text() -> None:
    for lines in range(14, 22):  # about a page: some fill it to its end, some run over
        found = pages(letter(body="\n".join(["ข้อความหนึ่งบรรทัด"] * lines + ["บรรทัดสุดท้าย"])))
        (page,) = [page for page in found if "นางสาวตัวอย่าง" in page]
        assert "บรรทัดสุดท้าย" in page


def test_text_is_read_from_the_head_to_the_foot() -> None:
    words = ("ด่วนที่สุด", "บันทึกข้อความ", "ส่วนราชการ", "วันที่", "เรียน", "อ้างถึง", "จึงเรียนมา", "(นางสาว")
    (page,) = pages(letter())
    assert sorted(words, key=page.index) == list(words)


def test_typed_markup_is_text() -> None:
    words = "<script>alert(1)</script><img src=file:///etc/passwd>&amp;"
    content = letter(subject=words, body=words, addressee=words, enclosures=(words,), office=words)
    assert close("".join(pages(content))).count(close(words)) == 5


def test_every_label_has_a_width_in_the_style_sheet() -> None:
    used = {
        name for form in LetterForm for name in re.findall(r"letter-width-\d+", letter_html(letter(form)))
    }
    assert (len(used) > 3, used - set(re.findall(r"letter-width-\d+", letter_css()))) == (True, set())
