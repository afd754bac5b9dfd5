"""Letters come in with a stamp, and gather remarks, orders and scans on their way."""

import io
import re
from datetime import date, time
from hashlib import sha256
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from organisations.letters import next_receiving_number
from organisations.models import AuditEntry, Letter, LetterScan
from organisations.services.letters_marks import MOST_MARKS, add_mark, receive_letter, remove_mark
from organisations.services.letters_scans import MOST_SCANS, add_scan, delete_scan
from tests.cast import Cast
from tests.factories import LetterFactory, LetterMarkFactory, LetterScanFactory

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (3, 2), "white").save(target, kind)
    return target.getvalue()


def received(cast: Cast, number: str = "1309", on: date = date(2026, 8, 17), **values: Any) -> Letter:
    return receive_letter(
        by=cast["secretary@medicine"],
        organisation=cast.organisation("medicine"),
        values={"subject": "แจ้งผล", "number_text": "สธ ๐๗๑๑/๒"} | values,
        received={"number": number, "on": on, "time": time(10, 39)},
    )


def test_letter_that_came_in_bears_the_stamp_of_the_organisation(cast: Cast) -> None:
    letter = received(cast)

    stamp = letter.marks.get()
    assert (letter.direction, letter.state, letter.number_text) == ("in", "received", "สธ ๐๗๑๑/๒")
    assert (stamp.kind, stamp.office, stamp.number) == ("received", "กรมตัวอย่าง ก", "1309")
    assert (stamp.on, stamp.time) == (date(2026, 8, 17), time(10, 39))
    entry = AuditEntry.objects.filter(object_type="organisations.lettermark").get()
    assert entry.after
    assert (entry.subject_id, entry.after["time"]) == (letter.pk, "10:39:00")


def test_receiving_number_follows_the_highest_of_the_calendar_year(cast: Cast) -> None:
    received(cast, "๑๔")
    received(cast, "9")
    received(cast, "7/2569")
    received(cast, "88", on=date(2025, 12, 30))
    first = Letter.objects.latest("pk")
    LetterMarkFactory(letter=first, kind="received", number="900", on=date(2026, 1, 5), position=2)
    organisation = cast.organisation("medicine")

    assert next_receiving_number(organisation, 2569) == 15
    assert next_receiving_number(organisation, 2568) == 89
    assert next_receiving_number(cast.organisation("revenue"), 2569) == 1


def test_marks_stand_in_the_order_in_which_they_came(cast: Cast) -> None:
    letter, by = received(cast), cast["secretary@medicine"]
    remark = add_mark(by=by, letter=letter, values={"kind": "remark", "text": "เพื่อโปรดพิจารณา"})
    add_mark(by=by, letter=letter, values={"kind": "order", "text": "อนุมัติ", "person": "ผู้อำนวยการ"})
    remove_mark(by=by, mark=remark)
    add_mark(by=by, letter=letter, values={"kind": "received", "number": "2947", "office": "กลุ่มแผนงาน"})

    assert [(mark.kind, mark.text or mark.number) for mark in letter.marks.all()] == [
        ("received", "1309"),
        ("order", "อนุมัติ"),
        ("received", "2947"),
    ]
    removed = AuditEntry.objects.get(action="delete")
    assert removed.before
    assert removed.before["text"] == "เพื่อโปรดพิจารณา"


def test_mark_without_words_and_one_too_many_are_refused(cast: Cast) -> None:
    letter, by = LetterFactory(organisation=cast.organisation("medicine")), cast["secretary@medicine"]

    with pytest.raises(ValidationError, match="โปรดระบุข้อความที่เกษียณหรือสั่งการ"):
        add_mark(by=by, letter=letter, values={"kind": "order"})
    for _ in range(MOST_MARKS):
        LetterMarkFactory(letter=letter)
    with pytest.raises(ValidationError, match="ได้ไม่เกิน 50 รายการ"):
        add_mark(by=by, letter=letter, values={"kind": "remark", "text": "อีก"})


@pytest.mark.parametrize(
    ("sent", "content", "name"),
    [
        ("บันทึก ลงนาม.PDF", PDF, "บันทึก ลงนาม.pdf"),
        ("../../etc/passwd.png", picture("JPEG"), "passwd.jpg"),
        ('C:\\สแกน\\หน้า"1"\r\n.jpeg', picture("PNG"), "หน้า 1.png"),
        ("", PDF, "scan.pdf"),
        ("ก" * 400 + ".pdf", PDF, "ก" * 150 + ".pdf"),
    ],
)
def test_scan_is_kept_byte_for_byte_under_a_safe_name(
    sent: str, content: bytes, name: str, cast: Cast
) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))

    scan = add_scan(by=cast["secretary@medicine"], letter=letter, name=sent, content=content)

    assert (scan.name, scan.size, scan.sha256) == (name, len(content), sha256(content).hexdigest())
    with scan.file.open() as file:
        assert file.read() == content
    assert re.fullmatch(r"letter_scans/\d{4}/\d{2}/[0-9a-f]{32}\.(pdf|jpg|png)", str(scan.file.name))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00", "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (b"", "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (b"<html>%PDF-1.7 %%EOF", "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (PDF[:-7], "ไฟล์ PDF นี้ไม่สมบูรณ์"),
        (picture("PNG")[:-20], "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (picture("JPEG")[:-2], "ไฟล์ภาพนี้ไม่สมบูรณ์"),
        (picture("GIF"), "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
        (PDF + b" " * 20 * 1024 * 1024, "ใหญ่กว่า 20 MB"),
    ],
    ids=["program", "empty", "svg", "page", "cut pdf", "cut picture", "cut photograph", "gif", "huge"],
)
def test_file_that_is_no_scan_is_refused_whatever_it_is_called(
    content: bytes, words: str, cast: Cast
) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))

    with pytest.raises(ValidationError, match=words):
        add_scan(by=cast["secretary@medicine"], letter=letter, name="scan.pdf", content=content)

    assert not LetterScan.objects.exists()


def test_one_scan_too_many_is_refused(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))
    for _ in range(MOST_SCANS):
        LetterScanFactory(letter=letter)

    with pytest.raises(ValidationError, match="ได้ไม่เกิน 20 ไฟล์"):
        add_scan(by=cast["secretary@medicine"], letter=letter, name="scan.pdf", content=PDF)


def test_file_of_a_deleted_scan_goes_when_that_is_certain(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    scan = LetterScanFactory(letter__organisation=cast.organisation("medicine"))
    storage, name = scan.file.storage, str(scan.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        delete_scan(by=cast["secretary@medicine"], scan=scan)
        assert storage.exists(name)

    assert not storage.exists(name)
    assert AuditEntry.objects.get().action == "delete"
