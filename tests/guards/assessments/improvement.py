"""What the guards know of improvement: addresses, those open to everybody, and calls of services."""

from typing import Any

from assessments.improvement.pirab import MeasureWords
from assessments.models import Gap, Measure, Round, SwocEntry
from assessments.services import gaps, measures, measures_plan, narratives, swoc
from ita_portal.tables.rows import Row as PlanRow
from plans.models import ActionPlan
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    GapFactory,
    HeadingFactory,
    MeasureFactory,
    PlanPartFactory,
    RoundFactory,
    RoundNarrativeFactory,
    SwocEntryFactory,
)
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Row, act, form, page, question

A = "assessments:"
OTHERS = SEEING - SECRETARY


def _form(name: str, target: str) -> Row:
    return form(f"{A}{name}", target, SECRETARY, OTHERS)


def _act(name: str, target: str, *, status: int = 302, **data: str) -> Row:
    return act(f"{A}{name}", target, SECRETARY, OTHERS, status=status, **data)


def _question(name: str, target: str) -> Row:
    return question(f"{A}{name}", target, SECRETARY, OTHERS)


ROWS: list[Row] = [
    page(f"{A}round-improvement", "round", SEEING),
    _question("gap-raise", "round"),
    _form("gap-new", "round"),
    _form("gap-edit", "gap"),
    _act("gap-move", "gap", step="up"),
    _question("gap-delete", "gap"),
    _form("round-plan", "round"),
    _form("measure-new", "round"),
    _form("measure-take-over", "round"),
    _form("measure-edit", "measure"),
    _act("measure-move", "measure", step="up"),
    _question("measure-delete", "measure"),
    _form("measure-heading", "measure"),
    _act("measure-words", "measure", use="measure"),
    # Ticking nothing is an answer too.
    _question("measure-activities", "measure"),
    _form("measure-activity-new", "measure"),
    page(f"{A}round-swoc", "round", SEEING),
    _act("swoc-add", "round", status=422),
    _form("swoc-edit", "swoc_entry"),
    _act("swoc-move", "swoc_entry", step="up"),
    _question("swoc-delete", "swoc_entry"),
    page(f"{A}round-narrative", "round", SEEING),
    _form("narrative-edit", "round_place"),
    _act("narrative-preview", "round_place", status=200),
    _act("narrative-again", "round_place"),
]
PUBLIC: dict[str, str] = {}


def _plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation("medicine"))


def _round(cast: Cast, **fields: Any) -> Round:
    return RoundFactory(organisation=cast.organisation("medicine"), **fields)


def _gap(cast: Cast) -> Gap:
    return GapFactory(round=_round(cast))


def _second_gap(cast: Cast) -> Gap:
    first = GapFactory(round=_round(cast), position=1)
    return GapFactory(round=first.round, position=2)


def _measure(cast: Cast, of_round: Round | None = None, **fields: Any) -> Measure:
    plan = _plan(cast)
    of_round = of_round or _round(cast, plan=plan)
    part = PlanPartFactory(plan=of_round.plan, layout="pirab")
    row = ActivityFactory(part=part, title="มาตรการตัวอย่าง")
    return MeasureFactory(round=of_round, row=row, **fields)


def _headed(cast: Cast) -> Measure:
    measure = _measure(cast)
    part = PlanPartFactory(plan=measure.round.plan, layout="measure_quarters")
    measure.heading = HeadingFactory(part=part, text="1. หัวข้อตัวอย่าง")
    measure.save()
    return measure


def _second_measure(cast: Cast) -> Measure:
    first = _measure(cast, position=1)
    return MeasureFactory(round=first.round, row=ActivityFactory(part=first.row.part), position=2)


def _earlier(cast: Cast) -> dict[str, Any]:
    plan = _plan(cast)
    earlier = _measure(cast, _round(cast, plan=plan))
    now = RoundFactory(
        organisation=earlier.round.organisation,
        framework=earlier.round.framework,
        kind=Round.Kind.LAST5,
        plan=plan,
    )
    PlanPartFactory(plan=plan, layout="pirab")
    return {"of_round": now, "measures": [earlier]}


def _row_of_plan(cast: Cast) -> dict[str, Any]:
    plan = _plan(cast)
    row = ActivityFactory(part=PlanPartFactory(plan=plan, layout="pirab"))
    return {"of_round": _round(cast, plan=plan), "adopted": [row]}


def _entry(cast: Cast) -> SwocEntry:
    return SwocEntryFactory(round=_round(cast))


def _second_entry(cast: Cast) -> SwocEntry:
    first = SwocEntryFactory(round=_round(cast), position=1)
    return SwocEntryFactory(round=first.round, position=2)


def _narrative(cast: Cast) -> dict[str, Any]:
    narrative = RoundNarrativeFactory(round=_round(cast))
    return {
        "of_round": narrative.round,
        "place": narrative.place,
        "body": "ข้อความใหม่",
        "base_version": narrative.version,
    }


def _activity(cast: Cast) -> dict[str, Any]:
    measure = _measure(cast)
    part = PlanPartFactory(plan=measure.round.plan, layout="measure_quarters")
    return {"measure": measure, "activities": [ActivityFactory(part=part)]}


_NEW = MeasureWords(letter="", title="มาตรการใหม่")
_OF_GAP = {"issue": "ใหม่", "cause": "", "item": None, "indicator": None, "base_version": 1}
_OF_MEASURE = {"words": _NEW, "gaps": (), "standing": "new", "base_version": 1, "row_version": 1}

CALLS: dict[str, Call] = {
    "raise_gaps": Call(
        gaps.raise_gaps, lambda cast: {"of_round": _round(cast), "raised": [gaps.Raised("ประเด็น")]}
    ),
    "update_gap": Call(gaps.update_gap, lambda cast: {"gap": _gap(cast), **_OF_GAP}),
    "move_gap": Call(gaps.move_gap, lambda cast: {"gap": _second_gap(cast), "step": -1}),
    "delete_gap": Call(gaps.delete_gap, lambda cast: {"gap": _gap(cast)}),
    "choose_plan": Call(measures.choose_plan, lambda cast: {"of_round": _round(cast), "plan": _plan(cast)}),
    # The plan's own entry beside the round's.
    "begin_plan": Call(
        measures.begin_plan, lambda cast: {"of_round": _round(cast), "title": "แผนใหม่"}, entries=2
    ),
    # The table of the plan, its row, and the measure.
    "add_measure": Call(
        measures.add_measure,
        lambda cast: {"of_round": _round(cast, plan=_plan(cast)), "words": _NEW},
        entries=3,
    ),
    "update_measure": Call(
        measures.update_measure, lambda cast: {"measure": _measure(cast), **_OF_MEASURE}, entries=2
    ),
    "take_over": Call(measures.take_over, _earlier, entries=2),
    "adopt_rows": Call(measures.adopt_rows, _row_of_plan),
    "move_measure": Call(measures.move_measure, lambda cast: {"measure": _second_measure(cast), "step": -1}),
    "delete_measure": Call(
        measures.delete_measure, lambda cast: {"measure": _measure(cast), "with_row": True}, entries=2
    ),
    "link_heading": Call(
        measures_plan.link_heading, lambda cast: {"measure": _headed(cast), "heading": None}
    ),
    # The table of the plan, its heading, and the measure's.
    "make_heading": Call(
        measures_plan.make_heading, lambda cast: {"measure": _measure(cast), "part": None}, entries=3
    ),
    "say_as_measure": Call(
        measures_plan.say_as_measure, lambda cast: {"measure": _headed(cast), "base_version": 1}
    ),
    "say_as_heading": Call(
        measures_plan.say_as_heading,
        lambda cast: {"measure": _headed(cast), "base_version": 1},
        entries=2,
    ),
    "link_activities": Call(measures_plan.link_activities, _activity),
    "add_measure_activity": Call(
        measures_plan.add_measure_activity,
        lambda cast: {"measure": _headed(cast), "row": PlanRow(title="กิจกรรมใหม่")},
    ),
    "add_swoc": Call(
        swoc.add_swoc, lambda cast: {"of_round": _round(cast), "kind": "strength", "texts": ["ทีมงาน"]}
    ),
    "update_swoc": Call(
        swoc.update_swoc, lambda cast: {"entry": _entry(cast), "kind": "weakness", "text": "ใหม่"}
    ),
    "move_swoc": Call(swoc.move_swoc, lambda cast: {"entry": _second_entry(cast), "step": -1}),
    "delete_swoc": Call(swoc.delete_swoc, lambda cast: {"entry": _entry(cast)}),
    "write_narrative": Call(narratives.write_narrative, _narrative),
}
