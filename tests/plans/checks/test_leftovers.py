"""The checks that point out what a plan kept of another one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation
from plans.checks.leftovers import CODES
from plans.checks.registry import Severity, findings
from plans.models import ActionPlan, Charter
from plans.services.copying import copy_plan
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    OrganisationFactory,
    PlanPartFactory,
    PlanSectionFactory,
)

pytestmark = pytest.mark.django_db


def found(plan: ActionPlan) -> list[tuple[str, int | None, int | None, Severity]]:
    return [
        (finding.code, finding.section_id, finding.row_id, finding.severity)
        # Adding beside a node changes the others, so the plan is read anew.
        for finding in findings(ActionPlan.objects.get(pk=plan.pk))
        if finding.code in CODES
    ]


def test_years_lead_to_their_section_row_and_charter() -> None:
    plan = ActionPlanFactory(title="แผน")
    charter = Charter.objects.create(plan=plan, title="โครงการ")
    section = PlanSectionFactory(plan=plan, html="<p>ITA 2022</p>")
    inner = PlanSectionFactory(plan=plan, charter=charter, html="<p>ปี 2566</p>")
    row = ActivityFactory(part=PlanPartFactory(plan=plan, layout="unit"), objective="ITA 2022")

    assert found(plan) == [
        ("leftover_years", section.pk, None, Severity.WARNING),
        ("leftover_years", inner.pk, None, Severity.WARNING),
        ("leftover_years", None, row.pk, Severity.WARNING),
    ]


def test_name_of_the_unit_a_plan_was_copied_from_is_found_everywhere(cast: Cast) -> None:
    library, laboratory = cast.organisation("library"), cast.organisation("laboratory")
    source = ActionPlanFactory(organisation=library, title="แผนของห้องสมุดตัวอย่าง ข")
    row = ActivityFactory(part=PlanPartFactory(plan=source, layout="unit"))
    ActivityOwnerFactory(activity=row, text="ห้องสมุดตัวอย่าง ข", organisation=library)

    plan = copy_plan(by=None, source=source, organisation=laboratory, fiscal_year=2570)

    copy = plan.parts.get().activities.get()
    assert found(plan) == [
        ("leftover_units", None, None, Severity.WARNING),
        ("leftover_units", None, copy.pk, Severity.WARNING),
    ]
    assert found(source) == []


def test_unit_beside_ones_own_is_a_note_and_none_as_an_owner(cast: Cast) -> None:
    planning = cast.organisation("planning")
    OrganisationFactory(
        parent=Organisation.objects.get(code="MEDICINE"), name="กองข้างเคียง", short_name="กขค."
    )
    plan = ActionPlanFactory(organisation=planning, title="แผน")
    row = ActivityFactory(part=PlanPartFactory(plan=plan, layout="unit"), objective="ช่วย กขค.")
    ActivityOwnerFactory(activity=row, text="กขค.")

    assert found(plan) == [("leftover_units", None, row.pk, Severity.NOTE)]


def test_unit_that_owns_work_may_be_named(cast: Cast) -> None:
    parent = Organisation.objects.get(code="MEDICINE")
    beside = OrganisationFactory(parent=parent, name="กองข้างเคียง", short_name="กขค.")
    plan = ActionPlanFactory(organisation=cast.organisation("planning"), title="แผน")
    row = ActivityFactory(part=PlanPartFactory(plan=plan, layout="unit"), objective="ช่วย กขค.")
    ActivityOwnerFactory(activity=row, text="กขค.", organisation=beside)

    assert found(plan) == []


def test_checks_ask_as_often_for_many_units_as_for_one(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("planning"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            findings(plan)
        return len(captured)

    few = queries()
    parent = Organisation.objects.get(code="MEDICINE")
    for _ in range(10):
        OrganisationFactory(parent=parent)

    assert queries() == few
