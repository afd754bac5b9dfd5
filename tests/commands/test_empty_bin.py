"""``empty_bin``: what lies in the bin too long goes for good, and nothing else does."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from organisations.models import AuditEntry
from plans.models import ActionPlan, Activity, CallAnswer, Heading, PlanPart
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    CallAnswerFactory,
    CallFactory,
    CharterFactory,
    CommentFactory,
    CommentMentionFactory,
    HeadingFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
    PlanStatementFactory,
    PlanVersionFactory,
    ProposedRowFactory,
)
from tests.guards.trail import REFUSAL, refusing_entries

MODELS: tuple[Any, ...] = (ActionPlan, PlanPart, Heading, Activity)


def run() -> str:
    output = io.StringIO()
    call_command("empty_bin", stdout=output)
    return output.getvalue().strip()


def stored() -> dict[str, set[int]]:
    return {model.__name__: set(model.everything.values_list("pk", flat=True)) for model in MODELS}


@pytest.fixture
def deleted(cast: Cast) -> Any:
    """What a row carries that was deleted so many days ago."""

    def marks(days: int) -> dict[str, Any]:
        return {
            "deleted_at": timezone.now() - timedelta(days=days),
            "deleted_by": cast["secretary@medicine"],
        }

    return marks


def test_each_kind_goes_after_thirty_days_and_not_before(cast: Cast, deleted: Any) -> None:
    for days in (0, 29, 31):
        owner = {"organisation": cast.organisation("medicine")}
        HeadingFactory(part__plan=ActionPlanFactory(**owner, **deleted(days)))
        part = PlanPartFactory(plan=ActionPlanFactory(**owner))
        ActivityOwnerFactory(activity=ActivityFactory(part=PlanPartFactory(plan=part.plan, **deleted(days))))
        ActivityOwnerFactory(activity=ActivityFactory(part=part, **deleted(days)))
        HeadingFactory(part=part, **deleted(days))
    before = {model.__name__: model.everything.count() for model in MODELS}

    assert run() == "ลบถาวรแล้ว 4 รายการ"

    assert {name: before[name] - len(keys) for name, keys in stored().items()} == {
        "ActionPlan": 1,
        "PlanPart": 2,
        "Heading": 2,
        "Activity": 2,
    }
    limit = timezone.now() - timedelta(days=30)
    assert not any(model.everything.filter(deleted_at__lt=limit).exists() for model in MODELS)
    entries = AuditEntry.objects.values_list("action", "reason", "person", "organisation")
    organisation: Any = cast.organisation("medicine").pk
    assert {tuple(entry) for entry in entries} == {
        ("delete", "อยู่ในรายการที่ลบแล้วเกิน 30 วัน", None, organisation)
    }
    assert sorted(AuditEntry.objects.values_list("object_type", flat=True)) == [
        "plans.actionplan",
        "plans.activity",
        "plans.heading",
        "plans.planpart",
    ]


def test_second_run_finds_nothing(deleted: Any) -> None:
    ActionPlanFactory(**deleted(31))

    assert [run(), run()] == ["ลบถาวรแล้ว 1 รายการ", "ลบถาวรแล้ว 0 รายการ"]


def test_what_is_in_use_stays_when_what_was_over_it_goes(deleted: Any) -> None:
    heading = HeadingFactory(**deleted(31))
    inner = HeadingFactory(part=heading.part, parent=heading)
    activity = ActivityFactory(part=heading.part, heading=heading)
    copy = ActivityFactory(copied_from=ActivityFactory(part=heading.part, **deleted(31)))

    run()

    assert stored()["Heading"] == {inner.pk}
    assert stored()["Activity"] == {activity.pk, copy.pk}
    assert Activity.objects.get(pk=activity.pk).heading is None


def test_table_that_shows_the_rows_of_another_stays_when_that_goes(deleted: Any) -> None:
    source = PlanPartFactory(**deleted(31))
    shown = PlanPartFactory(plan=source.plan, rows_of=source, **deleted(5))

    run()

    assert stored()["PlanPart"] == {shown.pk}
    assert PlanPart.everything.get(pk=shown.pk).rows_of is None


def test_plan_and_table_with_a_call_stay_with_the_answers_of_the_units(deleted: Any) -> None:
    closed = {"closed_at": timezone.now()}
    in_plan = CallAnswerFactory(call=CallFactory(plan=ActionPlanFactory(**deleted(31)), **closed))
    part = PlanPartFactory(**deleted(31))
    in_part = CallAnswerFactory(call=CallFactory(plan=part.plan, part=part, **closed))
    before = stored()

    assert run() == "ลบถาวรแล้ว 0 รายการ"
    assert stored() == before
    assert {*CallAnswer.objects.all()} == {in_plan, in_part}


def test_everything_that_hangs_on_a_plan_goes_with_it_and_the_file_of_its_picture(
    deleted: Any, django_capture_on_commit_callbacks: Any
) -> None:
    plan = ActionPlanFactory(**deleted(31))
    activity = ActivityFactory(part=PlanPartFactory(plan=plan, charter=CharterFactory(plan=plan)))
    CommentMentionFactory(comment=CommentFactory(plan=plan, activity=activity))
    PlanVersionFactory(plan=plan)
    PlanStatementFactory(plan=plan)
    proposed = ProposedRowFactory(state="taken", taken_as=activity)
    picture = PlanPictureFactory(section=PlanSectionFactory(plan=plan))
    copy = ActionPlanFactory(copied_from=plan)

    with django_capture_on_commit_callbacks(execute=True):
        run()

    assert plan.pk not in stored()["ActionPlan"]
    assert not picture.file.storage.exists(str(picture.file.name))
    proposed.refresh_from_db()
    copy.refresh_from_db()
    assert (proposed.taken_as, proposed.is_standing, copy.copied_from) == (None, False, None)


def test_nothing_goes_without_its_entry(deleted: Any) -> None:
    ActionPlanFactory(**deleted(31))
    before = stored()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        run()

    assert stored() == before
