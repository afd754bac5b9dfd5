"""The pages of the register: what they show, to whom, and that nothing typed is lost."""

from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.models import Draft, Letter, Organisation
from organisations.services.letters_marks import receive_letter
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    LetterFactory,
    LetterMarkFactory,
    LetterReferenceFactory,
    LetterScanFactory,
    PlanLetterFactory,
)
from tests.organisations.services.test_letters_marks import PDF, picture

LIST = reverse("organisations:letter-list")
NEW = reverse("organisations:letter-new")
RECEIVE = reverse("organisations:letter-receive")


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


def typed(references: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    """What the form of a letter posts."""
    references = references or []
    usual = {"kind": "memo", "urgency": "normal", "subject": "เรื่องทดสอบ", "base_version": "0"}
    lines = {f"references-{at}-text": text for at, text in enumerate(references)}
    counts = {"references-TOTAL_FORMS": str(len(references)), "references-INITIAL_FORMS": "0"}
    return usual | counts | lines | fields


def issued(organisation: Organisation, number: int, **values: Any) -> Letter:
    usual = {"dated_on": date(2026, 3, 2), "number_text": f"ตย 1/{number}", "state": "issued"}
    numbered = {"running_number": number, "calendar_year": 2569}
    return LetterFactory(organisation=organisation, **usual | numbered | values)


# The list


def test_register_shows_both_numbers_and_parts_what_left_from_what_came_in(
    browser: Client, cast: Cast, medicine: Organisation
) -> None:
    sent = issued(medicine, 12, subject="ขออนุมัติแผน")
    LetterMarkFactory(letter=sent, kind="received", number="2947", text="", position=1)
    receive_letter(
        by=cast["secretary@medicine"],
        organisation=medicine,
        values={"subject": "ตอบกลับมา", "number_text": "สธ ๑/๒"},
        received={"number": "1309", "on": date(2026, 3, 9), "time": time(10, 39)},
    )
    LetterFactory(organisation=cast.organisation("revenue"), subject="ของกรมอื่น")

    out = browser.get(LIST).content.decode()
    came = browser.get(LIST + "?direction=in").content.decode()

    assert ("ขออนุมัติแผน" in out, "ตอบกลับมา" in out, "ของกรมอื่น" in out) == (True, False, False)
    assert ("ตย 1/12" in out, "2947" in out) == (True, True)
    assert ("หนังสือออก (1)" in out, "หนังสือเข้า (1)" in out) == (True, True)
    assert ("ตอบกลับมา" in came, "1309" in came, "เวลา 10.39 น." in came) == (True, True, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=อนุมัติ", [12]),
        ("q=๑๒", [12]),
        ("q=ปลัด", [13]),
        ("q=2947", [12]),
        ("calendar_year=2570", [1]),
        ("kind=circular", [13]),
        ("state=cancelled", [1]),
        ("calendar_year=2569", [13, 12]),
        ("", [1, 13, 12]),
        ("q=ไม่มี", []),
    ],
)
def test_register_is_searched_and_filtered(
    query: str, found: list[int], browser: Client, medicine: Organisation
) -> None:
    approval = issued(medicine, 12, subject="ขออนุมัติแผน")
    LetterMarkFactory(letter=approval, kind="received", number="2947", text="")
    issued(medicine, 13, addressee="ปลัดกระทรวง", kind="circular")
    issued(medicine, 1, calendar_year=2570, dated_on=date(2027, 1, 5), state="cancelled")

    page = browser.get(f"{LIST}?{query}")

    assert [letter.running_number for letter in page.context["page"]] == found
    if query:
        assert f"{len(found)} รายการ" in page.content.decode()


def test_bar_on_top_chooses_the_organisation_and_asks_no_fiscal_year(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    issued(medicine, 1)
    issued(cast.organisation("planning"), 2)

    page = client_as(cast["executive@medicine"]).get(LIST + "?organisation=PLANNING")

    assert [letter.running_number for letter in page.context["page"]] == [2]
    assert (
        page.context["context_bar"]["organisation"].code,
        page.context["context_bar"]["fiscal_years"],
    ) == (
        "PLANNING",
        [],
    )
    assert 'name="year"' not in page.content.decode()


def test_choice_of_the_bar_is_kept_from_one_book_to_the_other(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    Organisation.objects.filter(code="PLANNING").update(code="กผ.")

    page = client_as(cast["executive@medicine"]).get(LIST, {"organisation": "กผ."})

    assert [tab["url"] for tab in page.context["tabs"]] == [
        "?direction=out&organisation=%E0%B8%81%E0%B8%9C.",
        "?direction=in&organisation=%E0%B8%81%E0%B8%9C.",
    ]


def test_empty_register_tells_the_first_step_to_those_who_write(cast: Cast, client_as: ClientAs) -> None:
    assert "จัดทำหนังสือ" in client_as(cast["secretary@medicine"]).get(LIST).content.decode()
    assert "จัดทำหนังสือ" not in client_as(cast["auditor@medicine"]).get(LIST).content.decode()


# Writing


def test_new_letter_begins_with_what_the_organisation_is_known_by(
    browser: Client, medicine: Organisation
) -> None:
    Organisation.objects.filter(pk=medicine.pk).update(phone="0 2590 1000", letter_prefix="ตย ๐๑๐๐")

    form = browser.get(f"{NEW}?kind=circular").context["form"]

    assert [form[name].value() for name in ("kind", "office", "phone", "number_prefix")] == [
        "circular",
        medicine.name,
        "0 2590 1000",
        "ตย ๐๑๐๐",
    ]


def test_letter_is_written_with_everything_on_it(browser: Client, medicine: Organisation) -> None:
    earlier = issued(medicine, 5, office="กองแผนงาน", subject="แจ้งให้จัดทำแผน")
    cited = "หนังสือกองแผนงาน ที่ ตย 1/5 ลงวันที่ 2 มีนาคม 2569 เรื่อง แจ้งให้จัดทำแผน"

    answer = browser.post(
        NEW,
        typed(
            [cited, "", "หนังสือกรมอื่น ที่ 9"],
            organisation=medicine.pk,
            kind="propose",
            urgency="most_urgent",
            dated_on="๕ พ.ย. ๒๕๖๙",
            through="กลุ่มแผนงาน",
            enclosures="แผน 1 เล่ม\r\n\r\nรายละเอียด",
            body="ย่อหน้าแรก\r\nย่อหน้าที่สอง",
            signer_acting_for="ผู้อำนวยการ",
        ),
    )

    letter = Letter.objects.latest("pk")
    assert answer.headers["Location"] == letter.get_absolute_url()
    assert (letter.kind, letter.urgency, letter.dated_on) == ("propose", "most_urgent", date(2026, 11, 5))
    assert letter.enclosures == ["แผน 1 เล่ม", "รายละเอียด"]
    assert letter.body == "ย่อหน้าแรก\nย่อหน้าที่สอง"
    assert [(one.text, one.referred) for one in letter.references.all()] == [
        (cited, earlier),
        ("หนังสือกรมอื่น ที่ 9", None),
    ]


def test_letter_that_is_answered_is_referred_to(browser: Client, medicine: Organisation) -> None:
    asked = issued(medicine, 5, office="กองแผนงาน", subject="แจ้ง")
    url = f"{NEW}?refer={asked.pk}"

    text = browser.get(url).context["references"][0]["text"].value()
    browser.post(url, typed([text], organisation=medicine.pk))

    assert [one.referred for one in Letter.objects.latest("pk").references.all()] == [asked]


def test_letter_of_others_is_neither_offered_nor_linked(
    browser: Client, cast: Cast, medicine: Organisation
) -> None:
    hidden = issued(cast.organisation("revenue"), 5, office="กรมอื่น", subject="ปกปิดไว้")

    page = browser.get(f"{NEW}?refer={hidden.pk}")
    browser.post(
        NEW,
        typed(["หนังสือกรมอื่น ที่ ตย 1/5 ลงวันที่ 2 มีนาคม 2569 เรื่อง ปกปิดไว้"], organisation=medicine.pk),
    )

    assert "ปกปิดไว้" not in page.content.decode()
    assert [one.referred for one in Letter.objects.latest("pk").references.all()] == [None]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": ""}, "โปรดระบุเรื่อง"),
        ({"dated_on": "31 ก.พ. 69"}, "ไม่มีวันที่"),
        ({"kind": "poem"}, "poem"),
        ({"amount": "มาก"}, "โปรดระบุจำนวนเงินเป็นตัวเลข"),
        ({"organisation": ""}, "โปรดเลือกหน่วยงาน"),
        ({"enclosures": "แผน\n" * 51}, "ได้ไม่เกิน 50 รายการ"),
    ],
)
def test_bad_letter_is_answered_in_thai_and_nothing_typed_is_lost(
    fields: dict[str, str], words: str, browser: Client, medicine: Organisation
) -> None:
    answer = browser.post(
        NEW, typed(["หนังสือ ก"], **{"organisation": medicine.pk, "body": "ยังอยู่ครบ"} | fields)
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert answer.context["form"]["body"].value() == "ยังอยู่ครบ"
    assert answer.context["references"][0]["text"].value() == "หนังสือ ก"
    assert not Letter.objects.exists()


def test_check_of_the_text_writes_amounts_in_words_and_saves_nothing(
    browser: Client, medicine: Organisation
) -> None:
    answer = browser.post(
        NEW,
        typed(
            organisation=medicine.pk,
            amount="๙๒๕,๗๘๐",
            body="วงเงิน 120,009 บาท (หนึ่งแสนสองหมื่นบาทถ้วน)",
            check="1",
        ),
    )

    assert (answer.status_code, Letter.objects.exists()) == (200, False)
    assert "เก้าแสนสองหมื่นห้าพันเจ็ดร้อยแปดสิบบาทถ้วน" in answer.content.decode()
    assert "หนึ่งแสนสองหมื่นเก้าบาทถ้วน" in answer.content.decode()
    assert answer.context["form"]["body"].value().startswith("วงเงิน")


def test_page_of_a_letter_warns_of_words_that_say_another_amount(
    browser: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine, body="รวม 20 บาท (สามสิบบาทถ้วน) และ 5 บาท (ห้าบาทถ้วน)")

    words = browser.get(letter.get_absolute_url()).content.decode()

    assert words.count("ไม่ตรงกัน") == 1
    assert "ตามตัวเลขคือ “ยี่สิบบาทถ้วน”" in words


def test_two_people_at_one_letter_do_not_overwrite_each_other(
    browser: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine, subject="เดิม")
    url = reverse("organisations:letter-edit", args=[letter.pk])
    browser.post(url, typed(subject="คนแรก", base_version="1"))

    late = browser.post(url, typed(subject="คนหลัง", base_version="1"))
    letter.refresh_from_db()
    assert (late.status_code, letter.subject) == (422, "คนแรก")
    assert late.context["differences"] == [("เรื่อง", "คนแรก")]
    assert late.context["form"]["subject"].value() == "คนหลัง"

    again = browser.post(
        url, typed(subject="คนหลัง", base_version=late.context["form"]["base_version"].value())
    )
    letter.refresh_from_db()
    assert (again.status_code, letter.subject) == (302, "คนหลัง")


def test_numbered_letter_is_corrected_without_its_number(browser: Client, medicine: Organisation) -> None:
    letter = issued(medicine, 5, number_prefix="ตย 1")
    url = reverse("organisations:letter-edit", args=[letter.pk])

    assert "number_prefix" not in browser.get(url).context["form"].fields
    refused = browser.post(url, typed(dated_on="5/1/70", base_version="1"))
    browser.post(url, typed(dated_on="9/3/69", base_version="1", subject="แก้คำผิด"))

    letter.refresh_from_db()
    assert "วันที่ต้องอยู่ในปีเดียวกัน" in refused.content.decode()
    assert (letter.number_text, letter.subject, letter.dated_on) == ("ตย 1/5", "แก้คำผิด", date(2026, 3, 9))


def test_what_is_typed_waits_as_a_draft_and_goes_with_the_save(
    browser: Client, medicine: Organisation
) -> None:
    letter = LetterFactory(organisation=medicine, subject="เดิม")
    url = reverse("organisations:letter-edit", args=[letter.pk])
    keep = reverse("organisations:letter-draft", args=[letter.pk])
    kept = browser.post(keep, typed(["ฉบับที่พิมพ์ค้าง"], subject="พิมพ์ค้าง", dated_on="31 ก.พ.", base_version="1"))

    page = browser.get(url)
    assert set(kept.json()) == {"at", "understood"}
    assert [page.context["form"][name].value() for name in ("subject", "dated_on")] == ["พิมพ์ค้าง", "31 ก.พ."]
    assert page.context["references"][0]["text"].value() == "ฉบับที่พิมพ์ค้าง"
    assert "พิมพ์ค้างไว้ เวลา" in page.content.decode()

    browser.post(url, typed(subject="บันทึกแล้ว", base_version="1"))
    assert not Draft.objects.exists()


def test_draft_of_a_new_letter_is_kept_and_put_aside(browser: Client) -> None:
    browser.post(reverse("organisations:letter-new-draft", args=["in"]), typed(subject="พิมพ์ค้าง"))
    assert browser.get(RECEIVE).context["form"]["subject"].value() == "พิมพ์ค้าง"
    assert browser.get(NEW).context["form"]["subject"].value() is None

    browser.post(reverse("organisations:letter-new-draft-drop", args=["in"]))
    assert browser.get(RECEIVE).context["form"]["subject"].value() is None
    assert browser.post(reverse("organisations:letter-new-draft", args=["up"]), typed()).status_code == 404


def test_draft_that_is_too_long_is_refused_in_thai(browser: Client, medicine: Organisation) -> None:
    letter = LetterFactory(organisation=medicine)

    answer = browser.post(reverse("organisations:letter-draft", args=[letter.pk]), typed(body="ก" * 400_001))

    assert (answer.status_code, "ยาวเกินกว่า" in answer.json()["error"]) == (422, True)


def test_letter_is_received_with_the_next_number_at_this_minute(
    browser: Client, medicine: Organisation
) -> None:
    form = browser.get(RECEIVE).context["form"]
    assert [form[name].value() for name in ("received_number", "received_on")] == [
        "1",
        format_long(timezone.localdate()),
    ]

    received: dict[str, Any] = {
        "received_number": "1309",
        "received_on": "17/8/69",
        "received_time": "๑๐.๓๙ น.",
    }
    browser.post(RECEIVE, typed(organisation=medicine.pk, number_text="สธ ๐๗๑๑/๒", **received))

    stamp = Letter.objects.get().marks.get()
    assert (stamp.number, stamp.on, stamp.time) == ("1309", date(2026, 8, 17), time(10, 39))
    assert stamp.letter.number_text == "สธ ๐๗๑๑/๒"


# Acts


def test_number_is_given_on_its_page_and_shown_before(browser: Client, medicine: Organisation) -> None:
    issued(medicine, 11)
    letter = LetterFactory(organisation=medicine, number_prefix="ตย 1", dated_on=date(2026, 3, 9))
    url = reverse("organisations:letter-issue", args=[letter.pk])

    assert "คือ ตย 1/12" in browser.get(url).content.decode()
    answer = browser.post(url, {"numbering": "next", "dated_on": "9/3/69", "base_version": "1"})

    letter.refresh_from_db()
    assert (answer.status_code, letter.number_text, letter.state) == (302, "ตย 1/12", "issued")
    assert browser.get(url).status_code == 404


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

    assert (answer.content, answer.headers["Content-Type"]) == (content, media_type)
    assert answer.headers["Content-Disposition"].partition(";")[0] == disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser.get(url + "?download=1").headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "โปรดเลือกไฟล์สแกน"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "ไฟล์นี้ว่างเปล่า"),
        ({"file": SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>")}, "ไม่ใช่ PDF, JPEG หรือ PNG"),
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


# The page of a letter, and its chain


def test_page_of_a_letter_links_only_what_may_be_seen(
    browser: Client, cast: Cast, medicine: Organisation
) -> None:
    letter, seen = issued(medicine, 1), issued(medicine, 2)
    hidden = issued(cast.organisation("revenue"), 3)
    for other in (seen, hidden):
        LetterReferenceFactory(letter=letter, referred=other, text=f"ฉบับที่ {other.running_number}")
        LetterReferenceFactory(letter=other, referred=letter)
        PlanLetterFactory(letter=letter, plan__organisation=other.organisation, plan__title=f"แผน {other.pk}")

    words = browser.get(letter.get_absolute_url()).content.decode()

    assert (seen.get_absolute_url() in words, hidden.get_absolute_url() in words) == (True, False)
    assert (f"แผน {seen.pk}" in words, f"แผน {hidden.pk}" in words) == (True, False)
    assert ("ฉบับที่ 2" in words, "ฉบับที่ 3" in words) == (True, True)


def test_chain_tells_offices_marks_and_how_long_it_took(browser: Client, medicine: Organisation) -> None:
    call = issued(medicine, 1, dated_on=date(2025, 10, 21), office="กลุ่มแผนงาน", subject="แจ้งให้เสนอแผน")
    proposal = issued(medicine, 2, dated_on=date(2025, 11, 5), office="กลุ่มพัฒนา", subject="เสนอแผน")
    check = issued(medicine, 3, dated_on=date(2025, 12, 8), office="กลุ่มแผนงาน", subject="ตรวจสอบแผน")
    result = issued(medicine, 4, dated_on=date(2025, 12, 16), office="สำนักงานเลขานุการ", subject="แจ้งผล")
    for letter, referred in ((proposal, call), (check, proposal), (result, proposal)):
        LetterReferenceFactory(letter=letter, referred=referred)
    LetterMarkFactory(letter=proposal, kind="received", number="2947", text="", on=date(2025, 11, 6))
    issued(medicine, 5, subject="เรื่องอื่น")

    page = browser.get(reverse("organisations:letter-chain", args=[result.pk]))
    words = page.content.decode()

    assert [link.letter for link in page.context["chain"].links] == [call, proposal, check, result]
    assert [link.since for link in page.context["chain"].links] == [
        "",
        "2 สัปดาห์ 1 วัน",
        "4 สัปดาห์ 5 วัน",
        "8 วัน",
    ]
    assert "หนังสือ 4 ฉบับ จาก 3 หน่วยงาน ใช้เวลา 8 สัปดาห์" in words
    assert ("เลขที่รับ 2947" in words, "เรื่องอื่น" in words) == (True, False)


def test_chain_goes_round_in_a_circle_only_once_and_has_an_end(
    browser: Client, medicine: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [issued(medicine, number) for number in range(1, 5)]
    for letter, referred in zip(letters, [*letters[1:], letters[0]], strict=True):
        LetterReferenceFactory(letter=letter, referred=referred)
    url = reverse("organisations:letter-chain", args=[letters[0].pk])

    assert len(browser.get(url).context["chain"].links) == 4
    monkeypatch.setattr("organisations.letters_chain.MOST_LETTERS", 3)
    cut = browser.get(url).context["chain"]
    assert (len(cut.links), cut.is_cut) == (3, True)


def test_chain_ends_where_others_letters_begin(browser: Client, cast: Cast, medicine: Organisation) -> None:
    letter, hidden = issued(medicine, 1), issued(cast.organisation("revenue"), 2, subject="ของกรมอื่น")
    LetterReferenceFactory(letter=letter, referred=hidden, text="ตามที่อ้าง")
    LetterReferenceFactory(letter=issued(medicine, 3), referred=hidden)

    page = browser.get(reverse("organisations:letter-chain", args=[letter.pk]))

    assert [link.letter for link in page.context["chain"].links] == [letter]
    assert "ของกรมอื่น" not in page.content.decode()
