"""Two or more years of an invented framework, with links between their items, and rounds with scores."""

from decimal import Decimal

from assessments.models import AssessmentIndicator, Framework, Instrument, Item, ItemLink, Round
from organisations.models import Organisation
from tests.factories import (
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
    ItemLinkFactory,
    ResultLineFactory,
    RoundFactory,
    RoundResultFactory,
    ScoreFactory,
)


def framework_with(year: int, *codes: str, number: str = "1", name: str = "ตัวชี้วัดตัวอย่าง") -> Framework:
    """A framework of the family "invented" with one instrument, SURV, one indicator and these items."""
    framework = FrameworkFactory(family="invented", fiscal_year=year)
    instrument = InstrumentFactory(framework=framework, code="SURV", name="แบบสำรวจ")
    indicator = AssessmentIndicatorFactory(
        framework=framework, instrument=instrument, number=number, name=name
    )
    for position, code in enumerate(codes):
        ItemFactory(framework=framework, indicator=indicator, code=code, position=position, scale=None)
    return framework


def link(earlier: Framework, old: str, later: Framework, new: str, kind: str = ItemLink.Kind.SAME) -> None:
    ItemLinkFactory(earlier=item(earlier, old), later=item(later, new), kind=kind)


def item(framework: Framework, code: str) -> Item:
    return framework.items.get(code=code)


def indicator(framework: Framework) -> AssessmentIndicator:
    return framework.indicators.get()


def instrument(framework: Framework) -> Instrument:
    return framework.instruments.get()


def round_with(
    organisation: Organisation,
    framework: Framework,
    scores: dict[str, str] | None = None,
    *,
    total: str | None = None,
    of_indicator: str | None = None,
    year: int = 0,
    kind: str = Round.Kind.ANNUAL,
) -> Round:
    """A round with scores by the code of the item, and what was computed of it as it is stored."""
    made = RoundFactory(
        organisation=organisation, framework=framework, fiscal_year=year or framework.fiscal_year, kind=kind
    )
    RoundResultFactory(round=made, total=Decimal(total) if total else None)
    if of_indicator:
        lines = {"round": made, "instrument": instrument(framework), "value": Decimal(of_indicator)}
        ResultLineFactory(**lines)
        ResultLineFactory(**lines, indicator=indicator(framework))
    for code, value in (scores or {}).items():
        ScoreFactory(round=made, item=item(framework, code), value=Decimal(value))
    return made
