"""What a revision changed of one before it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plans.models import ActionPlan, Activity, Revision
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    HeadingFactory,
    PlanPartFactory,
    RevisionFactory,
)

QUERIES = 12
NAMES = ("ทับทิม", "มรกต", "ไพลิน")


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    plan: ActionPlan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    return plan


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["auditor@medicine"])


def returned(plan: ActionPlan, number: int) -> Revision:
    revision: Revision = RevisionFactory(
        plan=ActionPlan.objects.get(pk=plan.pk), number=number, state="returned", decided_at=timezone.now()
    )
    return revision


def address(revision: Revision, before: Revision | None = None) -> str:
    asked = f"?before={before.pk}" if before else ""
    return reverse("plans:revision-compare", args=[revision.pk]) + asked


def test_revision_stands_beside_the_one_before_or_the_one_asked_for(plan: ActionPlan, client: Client) -> None:
    activity = ActivityFactory(heading=HeadingFactory(part=PlanPartFactory(plan=plan)), title="อบรมรุ่นทับทิม")
    revisions = [returned(plan, 1)]
    for number, title in ((2, "อบรมรุ่นมรกต"), (3, "อบรมรุ่นไพลิน")):
        Activity.objects.filter(pk=activity.pk).update(title=title)
        revisions.append(returned(plan, number))

    usual, asked = (
        client.get(address(revisions[2], before)).content.decode() for before in (None, revisions[0])
    )

    assert [name for name in NAMES if name in usual] == ["มรกต", "ไพลิน"]
    assert [name for name in NAMES if name in asked] == ["ทับทิม", "ไพลิน"]


def test_first_revision_has_nothing_before_it_and_odd_choices_are_the_usual(
    plan: ActionPlan, client: Client
) -> None:
    first, second = returned(plan, 1), returned(plan, 2)

    answers = [
        client.get(address(first)).status_code,
        *(client.get(f"{address(second)}?before={odd}").status_code for odd in ("x", "9" * 30, second.pk)),
    ]

    assert answers == [404, 200, 200, 200]
    assert "ไม่พบความแตกต่าง" in client.get(address(second)).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_page_takes_few_queries(
    plan: ActionPlan, client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = returned(plan, 1)
    ActivityFactory.create_batch(rows, heading=HeadingFactory(part=PlanPartFactory(plan=plan)))
    second = returned(plan, 2)
    assert first.number < second.number

    with django_assert_num_queries(QUERIES):
        assert client.get(address(second)).status_code == 200
