"""What is done with a letter: numbered, cancelled, marked, scanned."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.models import Organisation
from tests.factories import (
    LetterFactory,
    LetterMarkFactory,
    LetterScanFactory,
)
from tests.organisations.services.test_letters_marks import PDF, picture
from tests.organisations.views.letters import issued


def test_number_is_given_on_its_page_and_shown_before(browser: Client, medicine: Organisation) -> None:
    issued(medicine, 11)
    letter = LetterFactory(organisation=medicine, number_prefix="ตย 1", dated_on=date(2026, 3, 9))
    url = reverse("organisations:letter-issue", args=[letter.pk])

    assert "คือ ตย 1/12" in browser.get(url).content.decode()
    answer = browser.post(url, {"numbering": "next", "dated_on": "9/3/69", "base_version": "1"})

    letter.refresh_from_db()
    assert (answer.status_code, letter.number_text, letter.state) == (302, "ตย 1/12", "issued")


def test_number_that_somebody_else_gave_is_told_not_lost(browser: Client, medicine: Organisation) -> None:
    letter = issued(medicine, 11)
    url = reverse("organisations:letter-issue", args=[letter.pk])
    number = letter.number_text

    looked = browser.get(url)
    sent = browser.post(url, {"numbering": "next", "dated_on": "9/3/69", "base_version": letter.version})

    letter.refresh_from_db()
    assert (looked.status_code, looked.url) == (302, letter.get_absolute_url())  # type: ignore[attr-defined]
    assert (sent.status_code, "หนังสือนี้มีเลขแล้ว" in sent.content.decode()) == (422, True)
    assert letter.number_text == number


@pytest.mark.parametrize(
    ("typed_number", "words"),
    [
        ({"numbering": "typed", "typed": "11", "dated_on": "9/3/69"}, "มีหนังสือที่ใช้เลขนี้ในปีนี้แล้ว"),
        ({"numbering": "typed", "typed": ""}, "โปรดระบุเลขที่ออกจากทะเบียน"),
        ({"numbering": "next", "dated_on": ""}, "เลขเริ่มนับใหม่ทุกปีปฏิทิน"),
        ({"numbering": "next", "dated_on": "9/3/69", "base_version": "7"}, "มีผู้แก้ไขหนังสือนี้ก่อนท่าน"),
    ],
)
def test_number_that_cannot_be_given_is_answered_in_thai(
    typed_number: dict[str, str], words: str, browser: Client, medicine: Organisation
) -> None:
    issued(medicine, 11)
    letter = LetterFactory(organisation=medicine)

    answer = browser.post(
        reverse("organisations:letter-issue", args=[letter.pk]), {"base_version": "1"} | typed_number
    )

    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (422, "draft")
    assert words in answer.content.decode()


def test_cancelled_letter_shows_why_and_offers_no_change(browser: Client, medicine: Organisation) -> None:
    letter = issued(medicine, 5)

    browser.post(reverse("organisations:letter-cancel", args=[letter.pk]), {"reason": "ออกซ้ำ"})

    words = browser.get(letter.get_absolute_url()).content.decode()
    assert ("ยกเลิก: ออกซ้ำ" in words, "ตย 1/5" in words) == (True, True)
    assert reverse("organisations:letter-edit", args=[letter.pk]) not in words
    refused = browser.get(reverse("organisations:letter-edit", args=[letter.pk]))
    assert (refused.status_code, "จึงแก้ไขไม่ได้" in refused.content.decode()) == (403, True)


def test_what_others_wrote_on_a_letter_is_written_down(browser: Client, medicine: Organisation) -> None:
    letter = issued(medicine, 5)
    url = reverse("organisations:letter-mark-new", args=[letter.pk])

    refused = browser.post(url, {"kind": "order", "text": "", "person": "ผู้อำนวยการ"})
    browser.post(
        url, {"kind": "order", "text": "อนุมัติ", "person": "ผู้อำนวยการ", "on": "9/3/69", "time": "8.32"}
    )

    assert "โปรดระบุข้อความที่เกษียณหรือสั่งการ" in refused.content.decode()
    assert refused.context["form"]["person"].value() == "ผู้อำนวยการ"
    words = browser.get(letter.get_absolute_url()).content.decode()
    assert ("อนุมัติ" in words, "9 มีนาคม 2569 เวลา 08.32 น." in words) == (True, True)


def test_mark_is_taken_away_after_asking(browser: Client, medicine: Organisation) -> None:
    mark = LetterMarkFactory(letter__organisation=medicine)
    url = reverse("organisations:letter-mark-delete", args=[mark.pk])

    assert "หรือไม่" in browser.get(url).content.decode()
    browser.post(url)

    assert mark.letter.marks.count() == 0


@pytest.mark.parametrize(
    ("content", "media_type", "disposition"),
    [
        (PDF, "application/pdf", "attachment"),
        (picture("PNG"), "image/png", "inline"),
        (picture("JPEG"), "image/jpeg", "inline"),
    ],
    ids=["pdf", "png", "jpeg"],
)
def test_scan_is_served_locked_and_as_what_it_is(
    content: bytes, media_type: str, disposition: str, browser: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine)
    sent = SimpleUploadedFile("หน้าแรก.exe.pdf", content, content_type="text/html")
    browser.post(reverse("organisations:letter-scan-new", args=[letter.pk]), {"file": sent})
    url = reverse("organisations:letter-scan", args=[letter.scans.get().pk])

    answer = browser.get(url)

    assert (answer.getvalue(), answer.headers["Content-Type"]) == (content, media_type)
    assert answer.headers["Content-Disposition"].partition(";")[0] == disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser.get(url + "?download=1").headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "โปรดเลือกไฟล์สแกน"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "ไฟล์นี้ว่างเปล่า"),
        ({"file": SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>")}, "ไม่ใช่ PDF, JPEG, PNG หรือ HEIC"),
    ],
    ids=["none", "empty", "script"],
)
def test_file_that_is_no_scan_is_refused_at_its_field(
    files: dict[str, Any], words: str, browser: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine)

    answer = browser.post(reverse("organisations:letter-scan-new", args=[letter.pk]), files)

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["file"])
    assert letter.scans.count() == 0


def test_scan_whose_file_is_lost_is_not_found(browser: Client, medicine: Organisation) -> None:
    scan = LetterScanFactory(letter__organisation=medicine)
    scan.file.storage.delete(str(scan.file.name))

    assert browser.get(reverse("organisations:letter-scan", args=[scan.pk])).status_code == 404


def test_scan_is_deleted_after_asking(browser: Client, medicine: Organisation) -> None:
    scan = LetterScanFactory(letter__organisation=medicine)
    url = reverse("organisations:letter-scan-delete", args=[scan.pk])

    assert "หรือไม่" in browser.get(url).content.decode()
    browser.post(url)

    assert scan.letter.scans.count() == 0
