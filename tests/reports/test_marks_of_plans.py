"""Where a plan stands and what its pages say of it: draft, waiting, in force, signed, changed since."""

from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from ita_portal.render.look import Mark
from plans.models import ActionPlan, Revision
from plans.standing import standing_of
from reports.documents import wanted
from reports.formats import Format
from reports.marks_of_plans import mark_of
from tests.factories import ActionPlanFactory, RevisionFactory, SignedScanFactory

DRAFT = "ร่าง ยังไม่ได้เสนอ"


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://portal.example.go.th"


def approved(plan: ActionPlan, number: int, state: str = "approved", **fields: Any) -> Revision:
    return RevisionFactory(
        plan=plan,
        number=number,
        state=state,
        decided_at=timezone.now(),
        approved_version=plan.version,
        **fields,
    )


def address(revision: Revision) -> str:
    return f"https://portal.example.go.th/check/{revision.token}/"


@pytest.mark.django_db
def test_draft_and_returned_plan_have_words_alone() -> None:
    draft, returned = ActionPlanFactory(), ActionPlanFactory(state="returned")
    RevisionFactory(plan=returned, number=1, state="returned", decided_at=timezone.now())

    assert (mark_of(draft), mark_of(returned)) == (Mark(DRAFT), Mark("ร่าง ส่งคืนเพื่อแก้ไข"))


@pytest.mark.django_db
def test_waiting_plan_says_which_revision_waits() -> None:
    plan = ActionPlanFactory(state="waiting")
    revision = RevisionFactory(plan=plan, number=1)

    assert mark_of(plan) == Mark("ฉบับที่ 1 อยู่ระหว่างการพิจารณา", address(revision))


@pytest.mark.django_db
def test_revision_in_force_is_the_mark_also_while_an_adjustment_waits() -> None:
    plan = ActionPlanFactory(state="approved")
    approved(plan, 1, state="replaced")
    in_force = approved(plan, 2)
    waiting = RevisionFactory(plan=plan, number=3, adjustment_number=1, adjustment_year=2569)

    standing = standing_of(plan)

    assert mark_of(plan) == Mark("ฉบับที่ 2", address(in_force))
    assert (standing.in_force, standing.waiting, standing.is_changed) == (in_force, waiting, False)
    assert standing.words == "ฉบับที่ 2 อนุมัติแล้ว · ฉบับปรับปรุง ครั้งที่ 1/2569 อยู่ระหว่างการพิจารณา"


@pytest.mark.django_db
def test_plan_beyond_its_approved_version_was_changed_after_signing() -> None:
    plan = ActionPlanFactory(state="approved")
    revision = approved(plan, 1)
    SignedScanFactory(revision=revision, organisation=plan.organisation)
    ActionPlan.objects.filter(pk=plan.pk).update(version=plan.version + 1)
    plan.refresh_from_db()

    assert mark_of(plan) == Mark("ฉบับที่ 1 (มีการแก้ไขหลังลงนาม)", address(revision))
    assert standing_of(plan).words == "ฉบับที่ 1 ลงนามแล้ว · มีการแก้ไขหลังลงนาม"


@pytest.mark.django_db
def test_scan_of_another_revision_signs_nothing() -> None:
    plan = ActionPlanFactory(state="approved")
    old = approved(plan, 1, state="replaced")
    approved(plan, 2)
    SignedScanFactory(revision=old, organisation=plan.organisation)
    SignedScanFactory(organisation=plan.organisation)

    assert standing_of(plan).is_signed is False


@pytest.mark.django_db
def test_standing_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = ActionPlanFactory(state="approved")
    for number in range(1, 9):
        approved(plan, number, state="replaced")
    approved(plan, 9)

    with django_assert_num_queries(1):
        mark_of(plan)


@pytest.mark.django_db
def test_kept_document_is_another_once_the_revision_is_decided() -> None:
    plan = ActionPlanFactory(state="waiting")
    revision = RevisionFactory(plan=plan, number=1)
    before = wanted(plan, Format.PDF).place

    Revision.objects.filter(pk=revision.pk).update(
        state="approved", decided_at=timezone.now(), approved_version=plan.version
    )
    ActionPlan.objects.filter(pk=plan.pk).update(state="approved")
    plan = ActionPlan.objects.select_related("organisation").get(pk=plan.pk)

    assert wanted(plan, Format.PDF).place != before
