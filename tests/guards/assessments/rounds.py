"""What the guards know of rounds: addresses, those open to everybody, and calls of services."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments.models import Round
from assessments.services.counts import Count, save_counts
from assessments.services.respondents import save_respondents
from assessments.services.rounds import close_round, create_round, delete_round, reopen_round, update_round
from assessments.services.scores import import_scores, save_scores
from assessments.services.suggestions import Said, save_suggestions
from organisations.access import Role
from tests.cast import Cast
from tests.factories import FrameworkFactory, ItemFactory, RoundFactory
from tests.guards.assessments.call import REFUSED, Call
from tests.guards.doors import SECRETARIES, SECRETARY, SEEING, SIGNED_IN, Door, Row, act, form, page, question

A = "assessments:"
NO_SECRETARY = SEEING - SECRETARY
HEADS = frozenset({"approver@medicine", "executive@medicine"})


def _sheet(name: str) -> Row:
    """A page that all who see the round read, and its secretary fills in."""
    return Row(f"{A}{name}", "round", Door(200, SEEING), Door(422, SECRETARY, NO_SECRETARY))


ROWS: list[Row] = [
    page(f"{A}round-list", "", SIGNED_IN),
    page(f"{A}round-detail", "round", SEEING),
    form(f"{A}round-new", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    form(f"{A}round-edit", "round", SECRETARY, NO_SECRETARY),
    question(f"{A}round-close", "round", SECRETARY, NO_SECRETARY),
    form(f"{A}round-reopen", "closed_round", HEADS, SEEING - HEADS),
    question(f"{A}round-delete", "round", SECRETARY, NO_SECRETARY),
    _sheet("round-scores"),
    act(f"{A}round-totals", "round", SECRETARY, NO_SECRETARY, status=200),
    form(f"{A}round-import", "round", SECRETARY, NO_SECRETARY),
    _sheet("round-respondents"),
    _sheet("round-counts"),
    _sheet("round-suggestions"),
    page(f"{A}round-what-if", "round", SEEING),
]
PUBLIC: dict[str, str] = {}


def _round(cast: Cast, **fields: Any) -> Round:
    return RoundFactory(organisation=cast.organisation("medicine"), **fields)


def _scored(cast: Cast) -> dict[str, Any]:
    of_round = _round(cast)
    item = ItemFactory(framework=of_round.framework)
    return {"of_round": of_round, "values": {f"item-{item.pk}": Decimal("90.5")}}


def _new(cast: Cast) -> dict[str, Any]:
    framework = FrameworkFactory()
    values = {"framework": framework, "fiscal_year": framework.fiscal_year, "kind": Round.Kind.ANNUAL}
    return {"organisation": cast.organisation("medicine"), "values": values}


def _asked(cast: Cast) -> dict[str, Any]:
    of_round = _round(cast)
    return {
        "of_round": of_round,
        "instrument": ItemFactory(framework=of_round.framework).indicator.instrument,
    }


def _closed(cast: Cast) -> dict[str, Any]:
    of_round = _round(cast, closed_at=timezone.now(), closed_by=cast["secretary@medicine"])
    return {"of_round": of_round, "reason": "แก้คะแนนที่ประกาศ"}


def _respondents(cast: Cast) -> dict[str, Any]:
    asked = _asked(cast)
    values = {(asked["instrument"].pk, None): {"population": 40, "respondents": 30}}
    return {"of_round": asked["of_round"], "values": values}


CALLS: dict[str, Call] = {
    "create_round": Call(create_round, _new),
    "update_round": Call(update_round, lambda cast: {"of_round": _round(cast), "values": {"note": "ใหม่"}}),
    "close_round": Call(close_round, lambda cast: {"of_round": _round(cast)}),
    "reopen_round": Call(
        reopen_round,
        _closed,
        doer=f"{Role.APPROVER.value}@medicine",
        refused=REFUSED | {"secretary@medicine", "central"},
    ),
    "delete_round": Call(delete_round, lambda cast: {"of_round": _round(cast)}),
    "save_scores": Call(save_scores, _scored),
    "import_scores": Call(import_scores, _scored),
    "save_respondents": Call(save_respondents, _respondents),
    "save_counts": Call(
        save_counts,
        lambda cast: _asked(cast) | {"part": None, "counts": [Count(timezone.localdate(), 12, "กองตัวอย่าง")]},
    ),
    "save_suggestions": Call(
        save_suggestions, lambda cast: _asked(cast) | {"said": [Said("ข้อเสนอแนะตัวอย่าง", "แบบสำรวจ")]}
    ),
}
