"""Rounds, their closing and reopening."""

from datetime import date
from typing import Any

from plans.models import MonitoringRound
from plans.monitoring.written import RoundTexts
from plans.services import rounds
from tests.cast import Cast
from tests.factories import EvidenceVersionFactory, RoundEvidenceFactory, SubmittedProgressFactory
from tests.guards.assessments.call import REFUSED, Call
from tests.guards.doors import READING, SECRETARY, Door, Row, act, form, page, question
from tests.guards.stage import Stage

P = "plans:"
OTHERS = READING - SECRETARY
HEADS = frozenset({"approver@medicine", "executive@medicine"})

ROWS: list[Row] = [
    page(P + "round-list", "followed_plan", READING),
    form(P + "round-new", "followed_plan", SECRETARY, OTHERS),
    page(P + "round-detail", "monitoring_round", READING),
    form(P + "round-edit", "monitoring_round", SECRETARY, OTHERS),
    act(P + "round-draft", "monitoring_round", SECRETARY, OTHERS, status=200),
    act(P + "round-draft-drop", "monitoring_round", SECRETARY, OTHERS),
    question(P + "round-drop", "monitoring_round", SECRETARY, OTHERS),
    # To choose nothing is to ask for evidence that is not there.
    Row(
        P + "round-evidence",
        "monitoring_round",
        Door(200, SECRETARY, OTHERS),
        Door(404, SECRETARY, OTHERS),
    ),
    act(P + "round-evidence-detach", "round_evidence", SECRETARY, OTHERS),
    act(P + "round-remind", "monitoring_round", SECRETARY, OTHERS),
    form(P + "round-close", "monitoring_round", SECRETARY, OTHERS),
    form(P + "round-reopen", "closed_monitoring_round", HEADS, READING - HEADS),
    page(P + "round-closing", "round_closing", READING),
]
PUBLIC: dict[str, str] = {}


def _round(cast: Cast) -> MonitoringRound:
    return MonitoringRound.objects.get(pk=Stage(cast).monitoring_round.pk)


def _new(cast: Cast) -> dict[str, Any]:
    days = {"starts_on": date(2025, 10, 1), "ends_on": date(2026, 2, 28)}
    return {"plan": Stage(cast).followed_plan, "kind": "five_months", "name": "รอบ 5 เดือนแรก", **days}


def _texts(cast: Cast) -> dict[str, Any]:
    round = _round(cast)
    texts = RoundTexts(name=round.name, summary="ดำเนินการตามแผน")
    return {"round": round, "base_version": round.version, "texts": texts}


def _reported(cast: Cast) -> dict[str, Any]:
    stage = Stage(cast)
    SubmittedProgressFactory(activity=stage.approved_activity, period=stage.reporting_period)
    return {"round": stage.monitoring_round, "base_version": 1}


def _closed(cast: Cast) -> dict[str, Any]:
    return {"round": Stage(cast).closed_monitoring_round, "reason": "แก้ไขจำนวนผู้เข้าร่วม"}


def _evidence(cast: Cast) -> dict[str, Any]:
    round = _round(cast)
    return {
        "round": round,
        "evidence": EvidenceVersionFactory(evidence__organisation=round.organisation).evidence,
    }


CALLS: dict[str, Call] = {
    "make_round": Call(rounds.make_round, _new),
    "change_round": Call(rounds.change_round, _texts),
    "drop_round": Call(rounds.drop_round, lambda cast: {"round": _round(cast)}),
    "close_round": Call(rounds.close_round, _reported),
    "reopen_round": Call(
        rounds.reopen_round,
        _closed,
        doer="approver@medicine",
        refused=REFUSED | {"secretary@medicine"},
    ),
    "attach_to_round": Call(rounds.attach_to_round, _evidence),
    "detach_from_round": Call(
        rounds.detach_from_round, lambda cast: {"use": RoundEvidenceFactory(round=_round(cast))}
    ),
}
