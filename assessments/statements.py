"""แนวปฏิบัติรายตัวชี้วัด as they are read: those of a framework beside its indicators, and as strengths."""

from dataclasses import dataclass

from assessments.models import AssessmentIndicator, Framework, IndicatorStatement
from organisations.models import Organisation

LONGEST_STRENGTH = 300


@dataclass(frozen=True)
class StatementLine:
    """An indicator of a framework, and what the organisation states of it, if it does."""

    indicator: AssessmentIndicator
    statement: IndicatorStatement | None


def lines_of(organisation: Organisation, framework: Framework) -> list[StatementLine]:
    """The indicators of the framework in order, sub-indicators only where something is stated of them."""
    stated = {one.indicator_id: one for one in _statements(organisation, framework)}
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
    return [words for one in _statements(organisation, framework) if (words := _strength(one))]


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


def _statements(organisation: Organisation, framework: Framework) -> list[IndicatorStatement]:
    found = IndicatorStatement.objects.filter(organisation=organisation, indicator__framework=framework)
    return list(
        found.select_related("indicator").prefetch_related("controls").order_by("indicator__position", "pk")
    )
