"""แนวปฏิบัติรายตัวชี้วัด as they are read: those of a framework beside its indicators, and as strengths."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from assessments.models import AssessmentIndicator, Framework, IndicatorStatement, Item, QuestionNote
from organisations.models import Organisation

LONGEST_STRENGTH = 300


@dataclass(frozen=True)
class Control:
    """One control of a statement; ``kind`` is one of ``IndicatorControl.Kind``."""

    kind: str
    text: str
    evidence: str = ""


@dataclass(frozen=True)
class Note:
    """How an item of a framework is to be understood."""

    item: Item
    text: str


@dataclass(frozen=True)
class StatementLine:
    """An indicator of a framework, and what the organisation states of it, if it does."""

    indicator: AssessmentIndicator
    statement: IndicatorStatement | None


def lines_of(organisation: Organisation, framework: Framework) -> list[StatementLine]:
    """The indicators of the framework in order, sub-indicators only where something is stated of them."""
    stated = {one.indicator_id: one for one in statements_of(organisation, framework)}
    indicators = framework.indicators.select_related("instrument").order_by(
        "instrument__position", "position", "pk"
    )
    return [
        StatementLine(one, stated.get(one.pk))
        for one in indicators
        if one.parent_id is None or one.pk in stated
    ]


def strengths_from_statements(organisation: Organisation, framework: Framework) -> list[str]:
    """What the statements say, a sentence each, as beginnings of strengths; in two queries."""
    return [words for one in statements_of(organisation, framework) if (words := _strength(one))]


def _strength(statement: IndicatorStatement) -> str:
    """The indicator and the first line that is stated of it; else what is done first to control it."""
    lines = [line.strip() for line in statement.body.splitlines() if line.strip()]
    lines += [control.text.strip().splitlines()[0] for control in statement.controls.all()]
    name = statement.indicator.name or str(statement.indicator)
    return f"{name}: {lines[0]}"[:LONGEST_STRENGTH] if lines else ""


def frameworks_stated(organisation: Organisation) -> list[Framework]:
    """The frameworks on whose indicators the organisation has statements, the latest first."""
    return list(Framework.objects.filter(indicators__statements__organisation=organisation).distinct())


def framework_of_choice(organisation: Organisation, code: str) -> Framework | None:
    """The framework that is asked for; else that of the organisation's latest round, else the latest one."""
    if code:
        return Framework.objects.filter(code=code).first()
    of_round = organisation.rounds.select_related("framework").first()
    return of_round.framework if of_round else Framework.objects.first()


def statements_of(organisation: Organisation, framework: Framework) -> list[IndicatorStatement]:
    """The organisation's statements on the framework's indicators with their controls, in order."""
    found = IndicatorStatement.objects.filter(organisation=organisation, indicator__framework=framework)
    return list(
        found.select_related("indicator").prefetch_related("controls").order_by("indicator__position", "pk")
    )


def statement_of(organisation: Organisation, indicator: AssessmentIndicator) -> IndicatorStatement | None:
    return IndicatorStatement.objects.filter(organisation=organisation, indicator=indicator).first()


def indicators() -> models.QuerySet[AssessmentIndicator]:
    """The indicators of every framework, which are everybody's, with what they are of."""
    return AssessmentIndicator.objects.select_related("framework", "instrument")


def notes_of(organisation: Organisation, framework: Framework) -> models.QuerySet[QuestionNote]:
    """The organisation's notes on questions of the framework, in their order."""
    return QuestionNote.objects.filter(organisation=organisation, item__framework=framework).select_related(
        "item__scale"
    )


def stamp_of(notes: Iterable[QuestionNote]) -> str:
    """A digest of what the notes say, by which a writer tells which of them were seen."""
    return hashlib.sha256(json.dumps(said(notes)).encode()).hexdigest()


def said(notes: Iterable[QuestionNote]) -> list[list[str]]:
    """The code and the words of each note."""
    return [[note.item.code, note.text] for note in notes]
