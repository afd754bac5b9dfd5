"""The letters of a plan, and notes under its tables that cite one."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from organisations.models import AuditEntry, Letter
from plans.models import ActionPlan, PlanLetter, PlanPart
from plans.services.letters import MOST_LETTERS, attach_letter, detach_letter
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActionPlanFactory, LetterFactory, PlanLetterFactory, PlanPartFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.views.test_structure import posted


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation("medicine"))


def issued(cast: Cast, place: str = "medicine", **values: Any) -> Letter:
    usual = {"number_text": "ตย ๑/๙", "dated_on": date(2026, 3, 2), "state": "issued"}
    return LetterFactory(organisation=cast.organisation(place), **usual | values)


def settings_of(part: PlanPart, browser: Client) -> dict[str, Any]:
    """What the page of a table's settings posts when nothing is changed."""
    data = posted(browser.get(reverse("plans:part-edit", args=[part.pk])))
    return {name: value for name, value in data.items() if value is not None}


def test_letter_of_the_register_is_added_to_the_plan_and_taken_out(
    browser: Client, cast: Cast, plan: ActionPlan
) -> None:
    letter = issued(cast, subject="ขออนุมัติแผน")
    url = reverse("plans:plan-letters", args=[plan.pk])

    browser.post(url, {"letter": letter.pk})
    link = plan.letters.get()
    page = browser.get(url)
    assert (link.letter, [one.letter for one in page.context["links"]]) == (letter, [letter])
    assert "ขออนุมัติแผน" not in str(page.context["form"])

    browser.post(reverse("plans:plan-letter-detach", args=[link.pk]))
    assert (plan.letters.count(), Letter.objects.count()) == (0, 1)
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == ["create", "delete"]


@pytest.mark.parametrize("choice", ["", "0", "abc", "hidden"])
def test_letter_that_is_not_offered_is_refused_in_thai(
    choice: str, browser: Client, cast: Cast, plan: ActionPlan
) -> None:
    hidden = issued(cast, "revenue")

    answer = browser.post(
        reverse("plans:plan-letters", args=[plan.pk]),
        {"letter": str(hidden.pk) if choice == "hidden" else choice},
    )

    assert (answer.status_code, plan.letters.count()) == (422, 0)
    assert "โปรดเลือก" in str(answer.context["form"].errors["letter"])


def test_letter_is_shown_only_to_those_who_may_read_it(
    cast: Cast, client_as: ClientAs, plan: ActionPlan
) -> None:
    PlanLetterFactory(plan=plan, letter=issued(cast, "revenue", subject="ของกรมอื่น"))

    page = client_as(cast["auditor@medicine"]).get(reverse("plans:plan-letters", args=[plan.pk]))

    assert list(page.context["links"]) == []
    assert "ของกรมอื่น" not in page.content.decode()


def test_letter_is_about_a_plan_once_and_of_ones_reach(cast: Cast, plan: ActionPlan) -> None:
    letter, hidden = issued(cast), issued(cast, "revenue")
    attach_letter(by=cast["secretary@medicine"], plan=plan, letter=letter)

    with pytest.raises(ValidationError, match="หนังสือนี้อยู่ในรายการของแผนแล้ว"):
        attach_letter(by=cast["secretary@medicine"], plan=plan, letter=letter)
    with pytest.raises(ValidationError, match="ไม่พบหนังสือนี้ในทะเบียนที่ท่านดูได้"):
        attach_letter(by=cast["secretary@medicine"], plan=plan, letter=hidden)
    assert PlanLetter.objects.count() == 1


def test_one_letter_too_many_is_refused(cast: Cast, plan: ActionPlan) -> None:
    letters = Letter.objects.bulk_create(
        Letter(organisation=plan.organisation, subject="เรื่อง", created_by=cast["secretary@medicine"])
        for _ in range(MOST_LETTERS + 1)
    )
    PlanLetter.objects.bulk_create(PlanLetter(plan=plan, letter=letter) for letter in letters[1:])

    with pytest.raises(ValidationError, match="ได้ไม่เกิน 200 ฉบับ"):
        attach_letter(by=cast["secretary@medicine"], plan=plan, letter=letters[0])


def test_note_under_a_table_cites_a_letter(browser: Client, cast: Cast, plan: ActionPlan) -> None:
    part = PlanPartFactory(plan=plan, notes=["หมายเหตุเดิม"])
    letter = issued(cast, office="กองแผนงาน", subject="แจ้งผลการอนุมัติ")
    url = reverse("plans:part-edit", args=[part.pk])

    answer = browser.post(url, settings_of(part, browser) | {"cited": letter.pk})

    part.refresh_from_db()
    assert answer.status_code == 302
    assert part.notes == [
        "หมายเหตุเดิม",
        "หนังสือกองแผนงาน ที่ ตย ๑/๙ ลงวันที่ ๒ มีนาคม ๒๕๖๙ เรื่อง แจ้งผลการอนุมัติ",
    ]


def test_note_cites_letters_of_the_organisation_and_of_the_plan_that_are_in_force(
    browser: Client, cast: Cast, plan: ActionPlan
) -> None:
    part = PlanPartFactory(plan=plan)
    own, cancelled, elsewhere = issued(cast), issued(cast, state="cancelled"), issued(cast, "revenue")
    for letter in (cancelled, elsewhere):
        PlanLetterFactory(plan=plan, letter=letter)

    choices = browser.get(reverse("plans:part-edit", args=[part.pk])).context["form"].fields["cited"].choices

    assert [value for value, _ in choices] == ["", str(own.pk)]


def test_table_of_a_plan_without_letters_asks_for_none(browser: Client, plan: ActionPlan) -> None:
    part = PlanPartFactory(plan=plan, notes=["หมายเหตุเดิม"])

    page = browser.get(reverse("plans:part-edit", args=[part.pk]))
    browser.post(reverse("plans:part-edit", args=[part.pk]), settings_of(part, browser))

    part.refresh_from_db()
    assert "cited" not in page.context["form"].fields
    assert part.notes == ["หมายเหตุเดิม"]


def test_nothing_is_written_without_its_entry(cast: Cast, plan: ActionPlan) -> None:
    letter, link = issued(cast), PlanLetterFactory(plan=plan, letter=issued(cast))
    by = cast["secretary@medicine"]

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        attach_letter(by=by, plan=plan, letter=letter)
    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        detach_letter(by=by, link=link)

    assert [one.pk for one in plan.letters.all()] == [link.pk]


@pytest.mark.parametrize("who", ["executive@medicine", "secretary@revenue", "outsider"])
def test_who_keeps_no_register_adds_and_removes_nothing(who: str, cast: Cast, plan: ActionPlan) -> None:
    letter, link = issued(cast), PlanLetterFactory(plan=plan, letter=issued(cast))

    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์จัดทำและลงทะเบียนหนังสือ"):
        attach_letter(by=cast[who], plan=plan, letter=letter)
    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์จัดทำและลงทะเบียนหนังสือ"):
        detach_letter(by=cast[who], link=link)
