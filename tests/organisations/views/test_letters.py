"""The register and the page of a letter: what they show, and to whom."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Organisation
from organisations.services.letters_marks import receive_letter
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    LetterFactory,
    LetterMarkFactory,
    LetterReferenceFactory,
    PlanLetterFactory,
)
from tests.organisations.views.letters import LIST, issued


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
