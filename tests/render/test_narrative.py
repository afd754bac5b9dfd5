"""What a plan says in prose, as it is printed."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pymupdf
import pytest
from PIL import Image

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import Prose
from ita_portal.render.html_document import document_html
from ita_portal.render.notices import notices
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.content import Digits, Options, PartContent, PlanContent, SectionContent
from ita_portal.tables.facts import (
    Charter,
    HigherPlan,
    Instrument,
    PictureContent,
    Statement,
    StatementKind,
)

GOAL, OBJECTIVE = StatementKind.GOAL, StatementKind.OBJECTIVE


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, "PNG")
    return target.getvalue()


def picture(caption: str) -> PictureContent:
    return PictureContent(caption, "image/png", 40, 30, png)


PLAN = PlanContent(
    "แผน <ตัวอย่าง>",
    2569,
    sections=(SectionContent("หลักการ", "<p>ก</p>", (picture("แรก"),)), SectionContent("ขอบเขต", "<p>ข</p>")),
    starts_on=date(2025, 10, 1),
    ends_on=date(2026, 9, 30),
    statements=(
        Statement(OBJECTIVE, "เพื่อ <ทดสอบ>", number="1."),
        Statement(GOAL, "รวม", number="3.1", instrument=Instrument.TOTAL, target=Decimal("92.50")),
        Statement(GOAL, "ย่อย", level=2, instrument=Instrument.EIT_PUBLIC),
    ),
    higher_plans=(
        HigherPlan("ก", 2566, 2570),
        HigherPlan("ข", 2566),
        HigherPlan("ค", None, 2570),
        HigherPlan("ง"),
    ),
    charters=(
        Charter(
            "โครงการหนึ่ง",
            code="P-1",
            budget=Decimal("7200"),
            averages_costs=True,
            sections=(
                SectionContent("ความสำคัญ", "<p>ค</p>", (picture("ที่สอง"),)),
                SectionContent("วัตถุประสงค์"),
            ),
        ),
    ),
)


def test_what_a_plan_states_stands_behind_its_first_section() -> None:
    document = plan_document(PLAN)

    assert [section.title for section in document.sections] == [
        "หลักการ",
        "วัตถุประสงค์",
        "เป้าหมาย",
        "ความสอดคล้องกับแผนระดับสูงกว่า",
        "ระยะเวลาดำเนินการตามแผน",
        "ขอบเขต",
    ]
    assert document.sections[1] == Prose("วัตถุประสงค์", "<p>1. เพื่อ &lt;ทดสอบ&gt;</p>")
    assert document.sections[2].html == (
        "<p>3.1 รวม (ค่าเป้าหมาย คะแนนภาพรวม ITA: 92.50 คะแนน)</p>"
        '<p class="level-2">ย่อย (ค่าเป้าหมาย EIT ส่วนที่ 1)</p>'
    )
    assert document.sections[3].html == (
        "<ol><li>ก (พ.ศ. 2566–2570)</li><li>ข (ตั้งแต่ พ.ศ. 2566)</li><li>ค (ถึง พ.ศ. 2570)</li><li>ง</li></ol>"
    )
    assert document.sections[4].html == "<p>ตั้งแต่วันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 กันยายน 2569</p>"


def test_plan_that_states_nothing_prints_its_sections_alone() -> None:
    document = plan_document(PlanContent("แผน", 2569, sections=(SectionContent("หลักการ"),)))

    assert (document.sections, document.charters) == ((Prose("หลักการ"),), ())


def test_charter_prints_its_head_and_numbers_its_headings() -> None:
    (charter,) = plan_document(PLAN).charters

    assert charter.head == (
        ("รหัสโครงการ", "P-1"),
        ("งบประมาณ", "7,200 บาท (เจ็ดพันสองร้อยบาทถ้วน) โดยสามารถถัวเฉลี่ยได้ทุกรายการ"),
    )
    assert [section.title for section in charter.sections] == ["1. ความสำคัญ", "2. วัตถุประสงค์"]


@pytest.mark.parametrize(
    ("digits", "captions"),
    [
        (Digits.AS_TYPED, ["ภาพที่ 1 แรก", "ภาพที่ 2 ที่สอง"]),
        (Digits.THAI, ["ภาพที่ ๑ แรก", "ภาพที่ ๒ ที่สอง"]),
    ],
)
def test_pictures_are_numbered_through_the_document(digits: Digits, captions: list[str]) -> None:
    part = PartContent("ตาราง", "unit", 2569, options=Options(digits=digits))
    document = plan_document(replace(PLAN, parts=(part,)))

    sections = (*document.sections, *document.charters[0].sections)
    assert [figure.caption for section in sections for figure in section.figures] == captions


def test_html_that_is_one_file_holds_its_pictures() -> None:
    html = document_html(plan_document(PLAN))

    assert html.count('<figure><img src="data:image/png;base64,iVBOR') == 2
    assert html.index("ขอบเขต") < html.index("โครงการหนึ่ง")


def test_pdf_shows_the_pictures_with_their_captions_and_begins_a_charter_on_a_page() -> None:
    pdf = pymupdf.open(stream=document_pdf(plan_document(PLAN)))

    pages = [(len(page.get_image_info()), page.get_text()) for page in pdf.pages()]
    assert [images for images, _ in pages] == [1, 1]
    assert "ภาพที่ 1 แรก" in pages[0][1]
    assert pages[1][1].startswith("โครงการหนึ่ง")
    assert "ภาพที่ 2 ที่สอง" in pages[1][1]


def test_pdf_numbers_lists_in_thai() -> None:
    items = "<li><p>ข้อ</p></li>" * 2
    html = f'<ol data-type="thai">{items}</ol><ol data-type="thai-letters">{items}</ol>'
    plan = PlanContent("แผน", 2569, sections=(SectionContent("หลักการ", html),))

    text = pymupdf.open(stream=document_pdf(plan_document(plan)))[0].get_text()

    for mark in ("๑.", "๒.", "ก.", "ข."):
        assert mark in text


def test_what_cannot_be_printed_in_a_caption_or_a_charter_is_told() -> None:
    plan = PlanContent(
        "แผน",
        2569,
        sections=(SectionContent("ก", "", (picture("ภาพ\x00"),)),),
        charters=(Charter("โครงการ", code="\x01"),),
    )

    assert len(notices(plan_document(plan))) == 2
