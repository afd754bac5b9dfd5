"""Minutes and sign-in sheets."""

import io
from itertools import pairwise

import docx
import pymupdf
import pytest
from pytest_django import DjangoAssertNumQueries

from organisations.models import Attendance, Meeting
from reports.committees.files import SignInFile
from reports.committees.minutes import agenda_content, minutes_content
from reports.committees.sign_in import sign_in_document
from reports.formats import Format
from reports.letters.stored import content_file
from tests.factories import AgendaItemFactory, AttendanceFactory, CommitteeMemberFactory, ResolutionFactory
from tests.render.reading import poppler, without_space

BODY = [
    "ผู้มาประชุม",
    "1. นายหนึ่ง นำดี | รองผู้อำนวยการ | ประธานกรรมการ",
    "2. นางแทน มาประชุม | แทน นางสาวสาม จดเก่ง | กรรมการและเลขานุการ",
    "ผู้ไม่มาประชุม",
    "1. นางสอง ลาออก | กรรมการ (ติดราชการหรือลา)",
    "ผู้เข้าร่วมประชุม",
    "1. นายแขก มาร่วม | ",
    "เริ่มประชุมเวลา 09.30 น.",
    "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "ไม่มี",
    "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม",
    "ไม่มี",
    "ระเบียบวาระที่ 3 เรื่องสืบเนื่องและเรื่องเพื่อทราบ",
    "ไม่มี",
    "ระเบียบวาระที่ 4 เรื่องเสนอให้ที่ประชุมพิจารณา",
    "4.1 พิจารณาแผนปฏิบัติการ",
    "ฝ่ายเลขานุการเสนอแผน",
    "ที่ประชุมอภิปรายแล้ว",
    "มติที่ประชุม 1. เห็นชอบตามที่เสนอ",
    "2. มอบหมายกลุ่มแผนงานเสนอผู้บริหาร (ผู้รับผิดชอบ กลุ่มแผนงาน ภายในวันที่ 15 กุมภาพันธ์ 2569)",
    "ระเบียบวาระที่ 5 เรื่องอื่น ๆ",
    "ไม่มี",
    "เลิกประชุมเวลา 12.00 น.",
]


def test_minutes_have_every_part_of_the_form(meeting: Meeting) -> None:
    content = minutes_content(meeting)

    assert (content.subject, content.title_lines) == (
        "รายงานการประชุมคณะกรรมการตัวอย่าง",
        ("ครั้งที่ 1/2569", "เมื่อวันพฤหัสบดีที่ 15 มกราคม 2569", "ณ ห้องประชุมตัวอย่าง"),
    )
    assert content.body.splitlines() == BODY
    assert [(one.name, one.position) for one in content.recorders] == [
        ("นางสาวสาม จดเก่ง", "ผู้จดรายงานการประชุม"),
        ("นายหนึ่ง นำดี", "ผู้ตรวจรายงานการประชุม"),
    ]


def test_printed_minutes_say_the_same_in_thai_digits(meeting: Meeting) -> None:
    text = without_space(poppler(content_file(minutes_content(meeting), Format.PDF).content))

    assert text.startswith(without_space("รายงานการประชุมคณะกรรมการตัวอย่าง ครั้งที่ ๑/๒๕๖๙"))
    assert without_space("มติที่ประชุม ๑. เห็นชอบตามที่เสนอ") in text
    signed = "(นางสาวสาม จดเก่ง) ผู้จดรายงานการประชุม (นายหนึ่ง นำดี) ผู้ตรวจรายงานการประชุม"
    assert text.removesuffix("-๒-").endswith(without_space(signed))


def test_word_minutes_are_named_after_the_meeting_and_hold_the_resolutions(meeting: Meeting) -> None:
    file = content_file(minutes_content(meeting), Format.DOCX)
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(file.content)).paragraphs]

    assert file.name == "รายงานการประชุมคณะกรรมการตัวอย่าง.docx"
    assert "มติที่ประชุม\t๑. เห็นชอบตามที่เสนอ" in words


def test_minutes_of_a_meeting_to_come_leave_room_to_write(meeting: Meeting) -> None:
    meeting.starts_at = meeting.ends_at = None
    meeting.guests = []
    Attendance.objects.all().delete()

    lines = minutes_content(meeting).body.splitlines()

    assert lines[:3] == ["ผู้มาประชุม", "." * 30, "เริ่มประชุมเวลา " + "." * 30]


def test_agenda_alone_says_the_matters_without_what_came_of_them(meeting: Meeting) -> None:
    assert agenda_content(meeting).body.splitlines() == [
        "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
        "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม",
        "ระเบียบวาระที่ 3 เรื่องสืบเนื่องและเรื่องเพื่อทราบ",
        "ระเบียบวาระที่ 4 เรื่องเสนอให้ที่ประชุมพิจารณา",
        "4.1 พิจารณาแผนปฏิบัติการ",
        "ระเบียบวาระที่ 5 เรื่องอื่น ๆ (ถ้ามี)",
    ]


def test_sign_in_sheet_has_members_of_the_day_then_guests_and_empty_lines(meeting: Meeting) -> None:
    members, guests = sign_in_document(meeting).tables

    assert [[line.cells[at].text for at in (0, 1, 2)] for line in members.body] == [
        ["๑", "", "ผู้อำนวยการตัวอย่าง\nที่ปรึกษา"],
        ["๒", "นายหนึ่ง นำดี", "รองผู้อำนวยการ\nประธานกรรมการ"],
        ["๓", "นางสอง ลาออก", "กรรมการ"],
        ["๔", "นางสาวสาม จดเก่ง", "กรรมการและเลขานุการ"],
    ]
    assert [line.cells[1].text for line in guests.body] == ["นายแขก มาร่วม", *[""] * 6]
    assert [cell.text for cell in members.header[0]] == [
        "ลำดับ",
        "ชื่อ-สกุล",
        "ตำแหน่ง/หน้าที่",
        "ลายมือชื่อ",
        "หมายเหตุ",
    ]


def test_rows_of_the_sheet_are_high_enough_to_sign_in(meeting: Meeting) -> None:
    """At least a centimetre from one number to the next."""
    with pymupdf.open(stream=SignInFile(meeting, Format.PDF).make().content) as document:
        numbers = [word for word in document[0].get_text("words") if word[4] in ("๑", "๒", "๓", "๔")]
    tops = [word[1] for word in numbers if word[0] < 120][:4]

    assert len(tops) == 4
    assert all(after - top >= 28.3 for top, after in pairwise(tops))


@pytest.mark.parametrize("more", [0, 30])
def test_queries_of_minutes_do_not_grow(
    meeting: Meeting, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    order = meeting.committee.orders.first()
    for at in range(more):
        member = CommitteeMemberFactory(joined_by=order, position=20 + at)
        AttendanceFactory(meeting=meeting, member=member)
        ResolutionFactory(agenda_item=AgendaItemFactory(meeting=meeting))

    with django_assert_num_queries(4):
        minutes_content(meeting)
