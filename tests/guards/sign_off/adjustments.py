"""Requests to adjust, corrections, reopening: addresses and calls of services."""

from dataclasses import replace
from typing import Any

from organisations.access import Role
from plans.models import ActionPlan, Activity, Adjustment, AdjustmentLine
from plans.rows import row_of
from plans.services import (
    adjustment_lines,
    adjustment_rules,
    adjustments,
    corrections,
    reopenings,
)
from tests.cast import CENTRAL, Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AdjustmentFactory,
    AdjustmentLineFactory,
    ApprovedRevisionFactory,
    PlanPartFactory,
    ReopeningFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import (
    MEDICINE,
    READING,
    SECRETARY,
    UNIT_ADMIN,
    Door,
    Row,
    act,
    form,
    page,
    question,
)

P = "plans:"
OTHERS = READING - SECRETARY
HEADS = frozenset({f"{Role.APPROVER.value}@medicine", f"{Role.EXECUTIVE.value}@medicine"})
SETTING = SECRETARY | UNIT_ADMIN

ROWS: list[Row] = [
    page(f"{P}adjustment-list", "approved_plan", READING),
    form(f"{P}adjustment-new", "approved_plan", SECRETARY, OTHERS),
    page(f"{P}adjustment-detail", "adjustment", READING),
    form(f"{P}adjustment-edit", "adjustment", SECRETARY, OTHERS),
    question(f"{P}adjustment-drop", "adjustment", SECRETARY, OTHERS),
    page(f"{P}adjustment-rows", "adjustment", SECRETARY, OTHERS),
    form(f"{P}adjustment-line-change", "row_to_adjust", SECRETARY, OTHERS),
    form(f"{P}adjustment-line-remove", "row_to_adjust", SECRETARY, OTHERS),
    form(f"{P}adjustment-line-add", "part_to_adjust", SECRETARY, OTHERS),
    form(f"{P}adjustment-line", "adjustment_line", SECRETARY, OTHERS),
    act(f"{P}adjustment-line-drop", "adjustment_line", SECRETARY, OTHERS),
    form(f"{P}adjustment-rule", "organisation", SETTING, MEDICINE - SETTING | {CENTRAL}),
    page(f"{P}correction-rows", "approved_plan", SECRETARY, OTHERS),
    form(f"{P}correction-new", "approved_activity", SECRETARY, OTHERS),
    form(f"{P}reopening-new", "approved_plan", SECRETARY, OTHERS),
    Row(
        f"{P}reopening-decide",
        "reopening",
        Door(200, READING),
        Door(422, HEADS, READING - HEADS),
    ),
]
PUBLIC: dict[str, str] = {}


def _plan(cast: Cast) -> ActionPlan:
    """An approved plan with its revision in force."""
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), state="approved")
    ApprovedRevisionFactory(plan=plan)
    return plan


def _activity(cast: Cast) -> Activity:
    return ActivityFactory(part=PlanPartFactory(plan=_plan(cast)), title="อบรบบุคลากร")


def _request(cast: Cast) -> Adjustment:
    plan = _plan(cast)
    return AdjustmentFactory(plan=plan, based_on=plan.revisions.get())


def _line(cast: Cast) -> AdjustmentLine:
    return AdjustmentLineFactory(adjustment=_request(cast))


def _row(cast: Cast) -> dict[str, Any]:
    request = _request(cast)
    activity = ActivityFactory(part=PlanPartFactory(plan=request.plan))
    return {"adjustment": request, "activity": activity, "row_version": activity.version, "reason": "จำเป็น"}


def _changed(activity: Activity, title: str) -> Any:
    return replace(row_of(activity), title=title)


def _to_change(cast: Cast) -> dict[str, Any]:
    given = _row(cast)
    return given | {"row": _changed(given["activity"], "ชื่อใหม่")}


def _to_add(cast: Cast) -> dict[str, Any]:
    given = _to_change(cast)
    part = given["activity"].part
    return {"adjustment": given["adjustment"], "part": part, "row": given["row"], "reason": "จำเป็น"}


def _to_rewrite(cast: Cast) -> dict[str, Any]:
    line = _line(cast)
    assert line.activity
    return {
        "line": line,
        "base_version": line.version,
        "row_version": line.row_version,
        "row": _changed(line.activity, "ชื่อใหม่กว่า"),
        "reason": "จำเป็น",
    }


def _to_correct(cast: Cast) -> dict[str, Any]:
    activity = _activity(cast)
    row = _changed(activity, "อบรมบุคลากร")
    return {"activity": activity, "row": row, "row_version": activity.version, "note": "พิมพ์ผิด"}


def _reopening(cast: Cast) -> dict[str, Any]:
    plan = _plan(cast)
    reopening = ReopeningFactory(plan=plan, revision=plan.revisions.get())
    return {"reopening": reopening, "granted": True, "note": ""}


CALLS: dict[str, Call] = {
    "begin_adjustment": Call(
        adjustments.begin_adjustment, lambda cast: {"plan": _plan(cast), "reason": "จำเป็น"}
    ),
    "reword_adjustment": Call(
        adjustments.reword_adjustment,
        lambda cast: {"adjustment": _request(cast), "base_version": 1, "reason": "จำเป็นกว่า"},
    ),
    "drop_adjustment": Call(adjustments.drop_adjustment, lambda cast: {"adjustment": _request(cast)}),
    "ask_to_change": Call(adjustment_lines.ask_to_change, _to_change),
    "ask_to_add": Call(adjustment_lines.ask_to_add, _to_add),
    "ask_to_remove": Call(adjustment_lines.ask_to_remove, _row),
    "rewrite_line": Call(adjustment_lines.rewrite_line, _to_rewrite),
    "drop_line": Call(adjustment_lines.drop_line, lambda cast: {"line": _line(cast)}),
    "set_rule": Call(
        adjustment_rules.set_rule,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "needs": ["budget"],
            "base_version": 0,
        },
    ),
    "correct_row": Call(corrections.correct_row, _to_correct),
    "ask_reopening": Call(reopenings.ask_reopening, lambda cast: {"plan": _plan(cast), "reason": "จำเป็น"}),
    "decide_reopening": Call(
        reopenings.decide_reopening,
        _reopening,
        entries=2,
        doer="approver@medicine",
        refused=frozenset({"secretary@medicine", "unit_admin@medicine", "approver@revenue", "former"}),
    ),
}
