"""A row of last year that was dropped, into the plan that was copied from last year's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans import rows
from plans.models import (
    ActionPlan,
    Activity,
    Heading,
)
from plans.services.bulk import bin_rows
from plans.services.copying import bring_in
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
)
from tests.plans.copies import copied

pytestmark = pytest.mark.django_db


def dropped_row(cast: Cast, source: ActionPlan, plan: ActionPlan) -> Activity:
    """A row that last year's plan has and this year's has not."""
    old = Activity.objects.get(part__plan=source)
    return ActivityFactory(part=old.part, heading=old.heading, title="งานที่ตกไป ปี 2569")


def test_bring_in_adds_the_row_under_its_heading_shifted(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)
    old = dropped_row(cast, source, plan)

    new = bring_in(by=cast["secretary@medicine"], plan=plan, activity=old)

    stored = Activity.objects.get(pk=new.pk)
    assert (stored.title, stored.copied_from, stored.part.plan) == ("งานที่ตกไป ปี 2570", old, plan)
    assert rows.headings_over(stored) == ("ยุทธศาสตร์ที่ 1 ปี 2570", "กลยุทธ์ที่ 1")
    assert Heading.objects.filter(part=stored.part).count() == 3


def test_bring_in_makes_the_headings_that_are_missing(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source, structure_only=True)
    Heading.objects.filter(part__plan=plan, text="กลยุทธ์ที่ 1").delete()

    new = bring_in(by=None, plan=plan, activity=Activity.objects.get(part__plan=source))

    assert rows.headings_over(new) == ("ยุทธศาสตร์ที่ 1 ปี 2570", "กลยุทธ์ที่ 1")
    assert Heading.objects.filter(part__plan=plan, parent=None).count() == 1


def test_bring_in_takes_a_deleted_copy_back_as_it_was(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)
    copy = Activity.objects.get(part__plan=plan)
    copy.title = "แก้แล้ว"
    copy.save()
    bin_rows(by=cast["secretary@medicine"], part=copy.part, activities=[copy])

    bring_in(by=cast["secretary@medicine"], plan=plan, activity=Activity.objects.get(part__plan=source))

    assert [activity.title for activity in Activity.everything.filter(part__plan=plan)] == ["แก้แล้ว"]
    assert Activity.objects.filter(part__plan=plan).exists()


def test_bring_in_twice_adds_one_row(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)
    old = dropped_row(cast, source, plan)

    assert bring_in(by=None, plan=plan, activity=old) == bring_in(by=None, plan=plan, activity=old)
    assert Activity.objects.filter(part__plan=plan).count() == 2


def test_bring_in_without_a_table_for_the_row_is_refused(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)
    plan.parts.filter(layout="strategy_quarters").delete()

    with pytest.raises(ValidationError, match="โปรดเพิ่มตารางก่อน"):
        bring_in(by=None, plan=plan, activity=Activity.objects.get(part__plan=source))


def test_bring_in_is_refused_to_readers_of_the_plan(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)
    old = dropped_row(cast, source, plan)

    with pytest.raises(PermissionDenied):
        bring_in(by=cast["executive@medicine"], plan=plan, activity=old)

    assert Activity.objects.filter(part__plan=plan).count() == 1
