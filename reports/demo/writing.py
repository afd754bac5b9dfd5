"""How the demonstration plans are written down: short, for any fiscal year, read as typing is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period

TICK = "/"


@dataclass(frozen=True)
class Entry:
    """One activity as somebody would type it.

    ``owners`` and the indicators are parted by "|"; ``quarters`` is four marks such as "//--".
    """

    title: str
    objective: str = ""
    target_group: str = ""
    budget: str = ""
    period: str = ""
    owners: str = ""
    indicators: str = ""
    quantitative: str = ""
    qualitative: str = ""
    quarters: str = ""


def filled(text: str, fiscal_year: int) -> str:
    """The text with its years put in: {year}, {last}, {next}, and with two digits {yy}, {before}."""
    return text.format(
        year=fiscal_year,
        last=fiscal_year - 1,
        next=fiscal_year + 1,
        yy=f"{fiscal_year % 100:02d}",
        before=f"{(fiscal_year - 1) % 100:02d}",
    )


def row(entry: Entry, headings: Sequence[str], fiscal_year: int) -> Row:
    """The entry as a row of a plan of that year."""

    def text(words: str) -> str:
        return filled(words, fiscal_year)

    return Row(
        title=text(entry.title),
        headings=tuple(map(text, headings)),
        objective=text(entry.objective),
        target_group=text(entry.target_group),
        owners=tuple(_parted(entry.owners)),
        indicators=(
            *_indicators(text(entry.indicators), Aspect.UNSPECIFIED),
            *_indicators(text(entry.quantitative), Aspect.QUANTITATIVE),
            *_indicators(text(entry.qualitative), Aspect.QUALITATIVE),
        ),
        budget=read_amount(text(entry.budget)),
        period=read_period(text(entry.period), fiscal_year) if entry.period else None,
        quarters={
            number: PeriodCell(marked=True)
            for number, mark in enumerate(entry.quarters, start=1)
            if mark == TICK
        },
    )


def _parted(words: str) -> list[str]:
    return [part.strip() for part in words.split("|") if part.strip()]


def _indicators(words: str, aspect: Aspect) -> list[Indicator]:
    return [Indicator(statement, aspect) for statement in _parted(words)]
