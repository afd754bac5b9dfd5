"""Every list and page asks the database as often for 30 rows as for one, and at most 15 times.

A page that shows a whole plan may ask 20 times: a plan has many kinds of things in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.access import Role
from organisations.models import Letter, Organisation, User
from plans.models import ActionPlan, Activity
from plans.rows import row_of
from plans.services.activities import save_activity
from plans.services.bulk import add_rows
from plans.services.versions import name_version
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    CharterFactory,
    CommentFactory,
    CommentMentionFactory,
    DocumentTemplateFactory,
    DraftFactory,
    HeadingFactory,
    IndicatorFactory,
    LetterFactory,
    LetterMarkFactory,
    LetterReferenceFactory,
    LetterScanFactory,
    MembershipFactory,
    MonitoringFactory,
    OrganisationFactory,
    PlanCellFactory,
    PlanLetterFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
    ProgressFactory,
    StaffNumberFactory,
    UserFactory,
)

MOST = 15
MOST_OF_A_PLAN = 20


@dataclass(frozen=True)
class Page:
    """A page, who opens it, how to make one more row of it, and how many queries it takes."""

    name: str
    person: str
    add_row: Callable[[Cast], object]
    queries: int
    target: Callable[[Cast], int] | None = None
    query: str = ""
    most: int = MOST
    more: tuple[str, ...] = ()  # of the address, behind the target

    def __str__(self) -> str:
        return f"{self.name}{self.query}"


def unit(cast: Cast) -> Organisation:
    return OrganisationFactory(parent=Organisation.objects.get(code="MEDICINE"))


def colleague(cast: Cast) -> User:
    """With two roles, each of which a careless list asks for anew."""
    person = UserFactory()
    for place in ("medicine", "planning"):
        MembershipFactory(user=person, organisation=cast.organisation(place), role=Role.AUDITOR)
    return person


def staff_of_medicine(cast: Cast) -> object:
    return StaffNumberFactory(year__organisation=cast.organisation("medicine"))


def role_of_person(cast: Cast) -> object:
    return MembershipFactory(user=cast["executive@medicine"], organisation=unit(cast))


def plan(cast: Cast) -> ActionPlan:
    """With everything a plan has, in a unit of its own."""
    made = ActionPlanFactory(organisation=unit(cast))
    activity_of(made)
    return made


def followed(cast: Cast) -> object:
    """With one report that waits."""
    return ProgressFactory(activity__part__plan=MonitoringFactory(plan=plan(cast)).plan)


def binned_plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(
        organisation=cast.organisation("medicine"), deleted_at=timezone.now(), deleted_by=UserFactory()
    )


def activity_of(made: ActionPlan) -> None:
    PlanSectionFactory(plan=made)
    activity = ActivityFactory(heading=HeadingFactory(part__plan=made))
    ActivityOwnerFactory(activity=activity)
    IndicatorFactory(activity=activity)
    PlanCellFactory(activity=activity)


def activity(cast: Cast) -> None:
    """One more with a heading of its own, in the one table of medicine's plan."""
    part = PlanPartFactory._meta.model.objects.filter(plan_id=plan_of_medicine(cast)).first()
    part = part or PlanPartFactory(plan_id=plan_of_medicine(cast))
    PlanPictureFactory(section=PlanSectionFactory(plan=part.plan))
    CharterFactory(plan=part.plan)
    made = ActivityFactory(heading=HeadingFactory(part=part))
    ActivityOwnerFactory(activity=made)
    IndicatorFactory(activity=made)
    PlanCellFactory(activity=made)


def activity_with_past(cast: Cast) -> None:
    """One more activity that was changed, in an act of its own and in one with another."""
    activity(cast)
    made = Activity.objects.select_related("part__plan", "heading").latest("pk")
    row = row_of(made)
    changed = replace(row, title="แก้ไขแล้ว")
    save_activity(by=None, activity=made, row=changed, heading=made.heading, base_version=None)
    add_rows(by=None, part=made.part, rows=[row, row])


def comment_to_secretary(cast: Cast) -> None:
    """One more activity with what the editor marks: a comment that names the secretary, and a draft."""
    activity(cast)
    made = Activity.objects.select_related("part__plan").latest("pk")
    comment = CommentFactory(activity=made)
    CommentMentionFactory(comment=comment, user=cast["secretary@medicine"])
    DraftFactory(user=cast["secretary@medicine"], key=str(made.pk))


def template(cast: Cast) -> object:
    return DocumentTemplateFactory(organisation=unit(cast))


def act_on_row(cast: Cast) -> None:
    """One more change of the first activity, in which everything about it changes."""
    made = Activity.objects.select_related("part__plan", "heading").get(pk=activity_of_medicine(cast))
    row = replace(row_of(made), title=f"แก้ไขแล้ว {made.version}", owners=(f"กลุ่ม {made.version}",))
    save_activity(by=None, activity=made, row=row, heading=made.heading, base_version=None)


def named_version(cast: Cast) -> None:
    activity_with_past(cast)
    plan = ActionPlan.objects.get(pk=plan_of_medicine(cast))
    name_version(by=cast["secretary@medicine"], plan=plan, name=f"รุ่นที่ {plan.named_versions.count() + 1}")


def activity_of_medicine(cast: Cast) -> int:
    """The first activity of medicine's plan."""
    found = Activity.objects.filter(part__plan_id=plan_of_medicine(cast)).order_by("pk").first()
    return (found or ActivityFactory(heading=HeadingFactory(part__plan_id=plan_of_medicine(cast)))).pk


def medicine(cast: Cast) -> int:
    return cast.organisation("medicine").pk


def plan_of_medicine(cast: Cast) -> int:
    found = ActionPlan.objects.filter(organisation=cast.organisation("medicine")).first()
    return (found or ActionPlanFactory(organisation=cast.organisation("medicine"))).pk


def letter_of_medicine(cast: Cast) -> Letter:
    """With a stamp, and a letter to which it refers."""
    letter = LetterFactory(organisation=cast.organisation("medicine"), number_text="ตย 1/1")
    LetterMarkFactory(letter=letter, kind="received", number="1", text="")
    return letter


def received_letter(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"), direction="in", state="received")
    LetterMarkFactory(letter=letter, kind="received", number="1", text="")


def first_letter(cast: Cast) -> int:
    found = Letter.objects.filter(organisation=cast.organisation("medicine")).order_by("pk").first()
    return (found or letter_of_medicine(cast)).pk


def about_letter(cast: Cast) -> None:
    """One more of everything that the first letter has."""
    letter, other = Letter.objects.get(pk=first_letter(cast)), letter_of_medicine(cast)
    LetterReferenceFactory(letter=letter, referred=other)
    LetterReferenceFactory(letter=letter_of_medicine(cast), referred=letter)
    LetterMarkFactory(letter=letter)
    LetterScanFactory(letter=letter)
    PlanLetterFactory(letter=letter, plan__organisation=cast.organisation("medicine"))


def letter_of_plan(cast: Cast) -> None:
    PlanLetterFactory(plan_id=plan_of_medicine(cast), letter=letter_of_medicine(cast))
    letter_of_medicine(cast)


PAGES = [
    Page("organisations:organisation-list", "unit_admin@medicine", unit, 5),
    Page("organisations:organisation-list", "central", unit, 6, query="?q=หน่วย"),
    Page("organisations:organisation-detail", "unit_admin@medicine", unit, 7, target=medicine),
    Page("organisations:organisation-detail", "unit_admin@medicine", colleague, 7, target=medicine),
    Page("organisations:user-list", "unit_admin@medicine", colleague, 6),
    Page("organisations:user-list", "central", colleague, 8, query="?role=auditor&organisation=MEDICINE"),
    Page(
        "organisations:user-detail",
        "unit_admin@medicine",
        role_of_person,
        8,
        target=lambda cast: cast["executive@medicine"].pk,
    ),
    Page("organisations:year-list", "secretary@medicine", staff_of_medicine, 6, target=medicine),
    Page("organisations:letter-list", "secretary@medicine", letter_of_medicine, 7),
    Page("organisations:letter-list", "unit_admin@medicine", letter_of_medicine, 8, query="?q=เรื่อง"),
    Page("organisations:letter-list", "secretary@medicine", received_letter, 7, query="?direction=in"),
    Page("organisations:letter-detail", "secretary@medicine", about_letter, 10, target=first_letter),
    Page("organisations:letter-edit", "secretary@medicine", about_letter, 8, target=first_letter),
    Page("organisations:letter-chain", "secretary@medicine", about_letter, 10, target=first_letter),
    Page("plans:plan-letters", "secretary@medicine", letter_of_plan, 6, target=plan_of_medicine),
    Page("plans:plan-list", "unit_admin@medicine", plan, 6),
    Page("plans:followed-list", "unit_admin@medicine", followed, 6),
    Page("plans:plan-bin", "secretary@medicine", binned_plan, 5),
    Page(
        "plans:plan-detail", "secretary@medicine", activity, 17, target=plan_of_medicine, most=MOST_OF_A_PLAN
    ),
    Page(
        "plans:plan-editor", "secretary@medicine", activity, 16, target=plan_of_medicine, most=MOST_OF_A_PLAN
    ),
    Page(
        "plans:plan-editor",
        "secretary@medicine",
        comment_to_secretary,
        16,
        target=plan_of_medicine,
        most=MOST_OF_A_PLAN,
    ),
    Page("plans:plan-comments", "secretary@medicine", comment_to_secretary, 10, target=plan_of_medicine),
    Page(
        "plans:plan-replace",
        "secretary@medicine",
        activity,
        20,
        target=plan_of_medicine,
        query="?words=กิจกรรม",
        most=MOST_OF_A_PLAN,
    ),
    Page("plans:plan-history", "auditor@medicine", activity_with_past, 14, target=plan_of_medicine),
    Page("plans:activity-history", "auditor@medicine", act_on_row, 11, target=activity_of_medicine),
    Page("plans:plan-versions", "auditor@medicine", named_version, 7, target=plan_of_medicine),
    Page("reports:home", "secretary@medicine", activity, 13),
    Page("reports:home", "executive@medicine", plan, 14),
    Page("reports:activity-list", "executive@medicine", plan, 8),
    Page("reports:template-list", "unit_admin@medicine", template, 6),
    Page(
        "reports:plan-documents",
        "secretary@medicine",
        activity,
        19,
        target=plan_of_medicine,
        most=MOST_OF_A_PLAN,
    ),
    Page(
        "reports:plan-document-edit",
        "secretary@medicine",
        activity,
        20,
        target=plan_of_medicine,
        most=MOST_OF_A_PLAN,
        more=("plan_book",),
    ),
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_asks_as_often_for_thirty_rows_as_for_one(page: Page, cast: Cast, client_as: ClientAs) -> None:
    url = reverse(page.name, args=[page.target(cast), *page.more] if page.target else []) + page.query
    client = client_as(cast[page.person])
    counts = []

    for rows in (1, 29):
        for _ in range(rows):
            page.add_row(cast)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))

    assert counts == [page.queries, page.queries]
    assert page.queries <= page.most
