"""Writing and receiving letters: nothing typed is lost, and nobody's work is overwritten."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.models import Draft, Letter, Organisation
from tests.cast import Cast
from tests.factories import (
    LetterFactory,
)
from tests.organisations.views.letters import NEW, RECEIVE, issued, typed


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
