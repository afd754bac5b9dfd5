import io

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_UNDERLINE
from docx.shared import Pt

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_docx import letter_docx
from tests.render.office import converted
from tests.render.sample_letters import emblem, letter, said


def word(content: LetterContent) -> WordDocument:
    return docx.Document(io.BytesIO(letter_docx(content)))


def texts(document: WordDocument) -> list[str]:
    """Paragraphs and cells in their order."""
    found: list[str] = []
    for item in document.iter_inner_content():
        cells = [item] if not hasattr(item, "rows") else [cell for row in item.rows for cell in row.cells]
        found += [p.text for cell in cells for p in (getattr(cell, "paragraphs", None) or [cell])]
    return found


def test_memo_is_written_line_by_line() -> None:
    assert texts(word(letter())) == [
        " ด่วนที่สุด\tบันทึกข้อความ",
        "ส่วนราชการ\tกองตัวอย่าง กรมทดลอง โทร. ๐ ๒๐๐๐ ๐๐๐๐\t",
        "ที่\tทล ๐๑๐๑/๑๕\tวันที่\t๕ พฤศจิกายน ๒๕๖๘\t",
        "เรื่อง\tขออนุมัติแผนทดสอบ ประจำปี ๒๕๖๙\t",
        "เรียน\tอธิบดีกรมทดลอง (ผ่านกลุ่มแผนงาน)",
        "อ้างถึง\t๑. หนังสือที่ ทล ๑/๑",
        "๒. หนังสือที่ ทล ๑/๒",
        "สิ่งที่ส่งมาด้วย\tแผน จำนวน ๑ ฉบับ",
        "ด้วยกองตัวอย่างได้จัดทำแผนประจำปีงบประมาณ พ.ศ. ๒๕๖๙ งบประมาณ ๑,๒๕๐ บาท ดังนี้",
        "๑. โครงการน้ำใสใจจริง",
        "๑.๑ กิจกรรมให้ความรู้ที่ https://example.go.th/o12 ข้อ O12",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
        "(นางสาวตัวอย่าง ทดสอบ)",
        "ผู้อำนวยการกองตัวอย่าง",
        "ปฏิบัติราชการแทนอธิบดีกรมทดลอง",
    ]


@pytest.mark.parametrize("form", LetterForm)
def test_every_text_of_each_form_is_in_the_file(form: LetterForm) -> None:
    content = letter(form)
    text = "\n".join(texts(word(content)))
    assert [words for words in said(content) if words not in text] == []


def test_sizes_are_those_of_the_rules_and_fields_stand_on_dots() -> None:
    document = word(letter())
    urgency, title = document.paragraphs[0].runs[-2:]
    label, _, value = document.paragraphs[1].runs

    assert [run.font.size for run in (urgency, title, label)] == [Pt(32), Pt(29), Pt(20)]
    assert str(urgency.font.color.rgb) == "C00000"
    assert (label.bold, value.font.underline) == (True, WD_UNDERLINE.DOTTED)


def test_last_line_of_the_text_stays_with_the_signature() -> None:
    paragraphs = word(letter()).paragraphs
    kept = [paragraph.text for paragraph in paragraphs if paragraph.paragraph_format.keep_with_next]
    assert kept == ["จึงเรียนมาเพื่อโปรดพิจารณา", "(นางสาวตัวอย่าง ทดสอบ)", "ผู้อำนวยการกองตัวอย่าง"]


def test_emblem_is_as_high_as_the_rules_say() -> None:
    heights = [
        [round(shape.height.cm, 1) for shape in word(letter(form)).inline_shapes]
        for form in (LetterForm.MEMO, LetterForm.EXTERNAL, LetterForm.PUBLICATION_FORM)
    ]
    assert heights == [[1.5], [3], []]


@pytest.mark.parametrize("picture", [None, emblem(b"no picture")])
def test_letter_without_a_picture_keeps_its_room(picture: object) -> None:
    document = word(letter(emblem=picture))
    assert len(document.inline_shapes) == 0
    assert document.paragraphs[0].paragraph_format.space_before.cm == pytest.approx(0.5, abs=0.01)


def test_typed_markup_and_control_characters_are_no_part_of_the_file() -> None:
    found = texts(word(letter(body="<w:p/>&\x00\x0bก")))
    assert found[8] == "<w:p/>&ก"


def test_each_form_opens_in_an_office_suite_with_all_its_text() -> None:
    contents = {f"{form.value}.docx": letter(form) for form in LetterForm}
    files = {name: letter_docx(content) for name, content in contents.items()}
    texts = {
        name: text.decode("utf-8-sig") for name, text in converted(files, "txt:Text (encoded):UTF8").items()
    }
    missing = [
        words for name, content in contents.items() for words in said(content) if words not in texts[name]
    ]
    assert missing == []
