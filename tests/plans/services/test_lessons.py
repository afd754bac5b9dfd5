"""What a year taught goes with its plan into the next year, once; and so do those who report."""

import pytest
from django.utils import timezone

from organisations.access import Role
from plans.models import ActionPlan, Activity, ActivityReporter, Comment, Progress
from plans.services.copying import bring_in, copy_plan
from tests.cast import Cast
from tests.factories import MembershipFactory, UserFactory
from tests.plans.monitoring.year import Year, year_of


@pytest.fixture
def year(cast: Cast) -> Year:
    return year_of(cast)


def teach(year: Year, quarter: int, lesson: str, state: str = "accepted") -> None:
    moment = timezone.now()
    of_quarter = Progress.objects.filter(activity=year.training, period__position=quarter)
    of_quarter.update(state=state, submitted_at=moment, decided_at=moment, return_note="แก้ไข", lesson=lesson)


def next_year(year: Year, place: str = "", cast: Cast | None = None) -> ActionPlan:
    organisation = cast.organisation(place) if cast else year.plan.organisation
    return copy_plan(by=year.secretary, source=year.plan, organisation=organisation, fiscal_year=2570)


def said(plan: ActionPlan) -> list[tuple[str, str]]:
    return [
        (comment.activity.title if comment.activity else "", comment.text)
        for comment in Comment.objects.filter(plan=plan)
    ]


def copied(plan: ActionPlan) -> Activity:
    found: Activity = Activity.objects.get(part__plan=plan, title="อบรมจริยธรรม")
    return found


def test_lessons_become_comments_once(year: Year) -> None:
    teach(year, 1, "เชิญวิทยากรล่วงหน้า 2 เดือน")
    teach(year, 2, "เชิญวิทยากรล่วงหน้า 2 เดือน ")
    teach(year, 3, "ยังไม่รับ", state="returned")
    for key in ("half-10", "year-10"):
        round = year.round(key)
        type(round).objects.filter(pk=round.pk).update(lessons="เริ่มจัดซื้อให้เร็วขึ้น")

    plan = next_year(year)

    assert said(plan) == [
        ("อบรมจริยธรรม", "บทเรียนจากปี 2569: เชิญวิทยากรล่วงหน้า 2 เดือน"),
        ("", "บทเรียนจากปี 2569: เริ่มจัดซื้อให้เร็วขึ้น"),
    ]
    assert {comment.author for comment in plan.comments.all()} == {year.secretary}


def test_long_lesson_goes_on_in_the_next_comment(year: Year) -> None:
    teach(year, 1, "ก" * 6_000)

    texts = [text for _, text in said(next_year(year))]

    assert [len(text) for text in texts] == [5_000, 6_000 + len("บทเรียนจากปี 2569: ") - 5_000]
    assert "".join(texts) == "บทเรียนจากปี 2569: " + "ก" * 6_000


def test_structure_has_the_lessons_of_rounds_alone(year: Year) -> None:
    teach(year, 1, "เชิญวิทยากรล่วงหน้า")
    round = year.round("year-10")
    type(round).objects.filter(pk=round.pk).update(lessons="เริ่มให้เร็วขึ้น")

    plan = copy_plan(
        by=year.secretary,
        source=year.plan,
        organisation=year.plan.organisation,
        fiscal_year=2570,
        structure_only=True,
    )

    assert said(plan) == [("", "บทเรียนจากปี 2569: เริ่มให้เร็วขึ้น")]


def test_row_brought_in_later_has_its_lessons_and_reporters_once(year: Year) -> None:
    teach(year, 1, "เชิญวิทยากรล่วงหน้า")
    year.training.reporters.create(user=year.secretary)
    plan = next_year(year)
    copied(plan).delete()
    assert said(plan) == []

    new = bring_in(by=year.secretary, plan=plan, activity=year.training)
    again = bring_in(by=year.secretary, plan=plan, activity=year.training)

    assert new == again
    assert said(plan) == [("อบรมจริยธรรม", "บทเรียนจากปี 2569: เชิญวิทยากรล่วงหน้า")]
    assert [reporter.user for reporter in new.reporters.all()] == [year.secretary]


def test_reporters_go_along_where_they_are_still_members(year: Year) -> None:
    staying, gone, inactive = UserFactory(), UserFactory(), UserFactory(is_active=False)
    for person in (staying, inactive):
        MembershipFactory(user=person, organisation=year.plan.organisation, role=Role.ACTIVITY_OWNER)
    for person in (staying, gone, inactive):
        ActivityReporter.objects.create(activity=year.training, user=person)
    ActivityReporter.objects.create(activity=year.training, unit=year.plan.organisation)

    reporters = copied(next_year(year)).reporters.order_by("pk")

    assert [(one.user, one.unit) for one in reporters] == [(staying, None), (None, year.plan.organisation)]


def test_another_organisation_learns_nothing_of_it(year: Year, cast: Cast) -> None:
    teach(year, 1, "เชิญวิทยากรล่วงหน้า")
    ActivityReporter.objects.create(activity=year.training, user=year.secretary)
    MembershipFactory(user=year.secretary, organisation=cast.organisation("planning"), role=Role.SECRETARY)
    year.secretary.__dict__.pop("active_memberships", None)

    plan = next_year(year, "planning", cast)

    assert (said(plan), copied(plan).reporters.count()) == ([], 0)
