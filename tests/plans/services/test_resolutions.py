"""A resolution becomes an activity once in a plan, with its owner and its day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from organisations.models import Resolution, User
from plans.models import Activity, PlanPart
from plans.rows import row_of
from plans.services.resolutions import activity_from_resolution
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    HeadingFactory,
    OrganisationFactory,
    PlanPartFactory,
    ResolutionFactory,
)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def part(cast: Cast) -> PlanPart:
    return PlanPartFactory(plan__organisation=cast.organisation("medicine"), plan__fiscal_year=2569)


@pytest.fixture
def resolution(cast: Cast, secretary: User) -> Resolution:
    medicine = cast.organisation("medicine")
    return ResolutionFactory(
        agenda_item__meeting__committee__organisation=medicine,
        text="จัดอบรมการป้องกันผลประโยชน์ทับซ้อน",
        owner="กลุ่มทรัพยากรบุคคล",
        unit=OrganisationFactory(parent=medicine),
        user=secretary,
        due_on=date(2026, 3, 31),
    )


def test_activity_has_the_words_owner_and_day_of_the_resolution(
    secretary: User, resolution: Resolution, part: PlanPart
) -> None:
    heading = HeadingFactory(part=part)

    activity = activity_from_resolution(by=secretary, resolution=resolution, part=part, heading=heading)

    activity = Activity.objects.get(pk=activity.pk)
    row = row_of(activity)
    assert (activity.resolution, activity.heading) == (resolution, heading)
    assert (row.title, row.owners) == (resolution.text, ("กลุ่มทรัพยากรบุคคล",))
    assert row.period is not None
    assert (row.period.text, row.period.end, row.period.quarters) == ("ภายใน 31 มีนาคม 2569", "2026-03", (2,))
    assert [number for number, cell in row.quarters.items() if cell.marked] == [2]
    owner = activity.owners.get()
    assert (owner.organisation, owner.user) == (resolution.unit, secretary)


def test_resolution_becomes_one_activity_of_a_plan(
    secretary: User, resolution: Resolution, part: PlanPart
) -> None:
    activity_from_resolution(by=secretary, resolution=resolution, part=part)

    with pytest.raises(ValidationError, match="อยู่แล้ว"):
        activity_from_resolution(by=secretary, resolution=resolution, part=part)


def test_plan_of_others_locked_plan_and_table_of_no_activities_are_refused(
    secretary: User, resolution: Resolution, part: PlanPart, cast: Cast
) -> None:
    risks = PlanPartFactory(plan=part.plan, layout="risk_matrix")
    with pytest.raises(ValidationError, match="ตารางกิจกรรม"):
        activity_from_resolution(by=secretary, resolution=resolution, part=risks)
    elsewhere = PlanPartFactory(plan__organisation=cast.organisation("revenue"))
    with pytest.raises(ValidationError, match="หน่วยงานเดียวกับคณะ"):
        activity_from_resolution(by=cast["secretary@revenue"], resolution=resolution, part=elsewhere)
    type(part.plan).objects.filter(pk=part.plan_id).update(state="waiting")
    with pytest.raises(PermissionDenied, match="อยู่ระหว่างการพิจารณา"):
        activity_from_resolution(by=secretary, resolution=resolution, part=part)

    assert not Activity.objects.exists()


def test_page_offers_tables_and_headings_that_can_be_changed(
    secretary: User, resolution: Resolution, part: PlanPart, cast: Cast, client_as: ClientAs
) -> None:
    heading = HeadingFactory(part=part)
    PlanPartFactory(plan__organisation=cast.organisation("medicine"), plan__state="approved")
    PlanPartFactory(plan__organisation=cast.organisation("revenue"))
    PlanPartFactory(plan=part.plan, layout="risk_matrix")
    browser: Client = client_as(secretary)
    page = reverse("plans:resolution-activity", args=[resolution.pk])

    [_, (_, offered)] = browser.get(page).context["form"].fields["place"].choices
    answer = browser.post(page, {"place": f"heading-{heading.pk}"})
    again = browser.post(page, {"place": f"part-{part.pk}"})

    activity = Activity.objects.get()
    assert [key for key, _ in offered] == [f"part-{part.pk}", f"heading-{heading.pk}"]
    assert activity.heading == heading
    assert answer.headers["Location"] == (
        f"{reverse('plans:plan-editor', args=[part.plan_id])}?part={part.pk}#row-{activity.pk}"
    )
    assert (again.status_code, again.context["form"].non_field_errors()) == (
        422,
        ["แผนนี้มีกิจกรรมตามมติข้อนี้อยู่แล้ว"],
    )
    assert activity.title in browser.get(resolution.get_absolute_url()).content.decode()
