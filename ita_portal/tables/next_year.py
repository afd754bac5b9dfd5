"""The rows of a plan as the plan of another year begins with them: years shifted, results left behind."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ita_portal.tables.layout import Kind, Layout
from ita_portal.tables.rows import CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount
from ita_portal.thai.period import Period, read_period
from ita_portal.thai.shifting import shift_years, shift_years_in_html
from ita_portal.thai.year_month import YearMonth

_WITH_YEARS = (Kind.TEXT, Kind.DATE)  # a number of 2569 is no year


@dataclass(frozen=True, slots=True)
class YearShift:
    """From a plan of ``fiscal_year`` to one of ``by`` years later (earlier when negative)."""

    fiscal_year: int
    by: int

    @property
    def next_year(self) -> int:
        return self.fiscal_year + self.by

    def text(self, text: str) -> str:
        return shift_years(text, fiscal_year=self.fiscal_year, by=self.by)

    def html(self, html: str) -> str:
        return shift_years_in_html(html, fiscal_year=self.fiscal_year, by=self.by)

    def day(self, day: date) -> date:
        """The same day of the later year; 29 February becomes the 28th."""
        year = day.year + self.by
        return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))

    def texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {name: self.text(text) for name, text in texts.items()}

    def row(self, row: Row, layout: Layout) -> Row:
        """The row in next year's plan: typed numbers and amounts stay, the period is read anew."""
        return replace(
            row,
            title=self.text(row.title),
            objective=self.text(row.objective),
            target_group=self.text(row.target_group),
            target=self.text(row.target),
            reason=self.text(row.reason),
            knowledge=self.text(row.knowledge),
            source_of_funds=self.text(row.source_of_funds),
            headings=tuple(map(self.text, row.headings)),
            owners=tuple(map(self.text, row.owners)),
            indicators=tuple(Indicator(self.text(i.statement), i.aspect) for i in row.indicators),
            budget=row.budget and self._budget(row.budget),
            period=row.period and self._period(row.period),
            quarters={number: self._cell(cell) for number, cell in row.quarters.items()},
            months={number: self._cell(cell) for number, cell in row.months.items()},
            cost_lines=tuple(CostLine(self.text(line.text), line.amount) for line in row.cost_lines),
            other=self.texts(row.other),
            values=self._values(row.values, layout),
        )

    def _budget(self, budget: Amount) -> Amount:
        """An amount stays as it is: four figures alone in its cell are baht."""
        return budget if budget.amount is not None else replace(budget, text=self.text(budget.text))

    def _period(self, period: Period) -> Period:
        if period.text:
            return replace(read_period(self.text(period.text), self.next_year), notices=())
        return replace(period, start=self._month(period.start), end=self._month(period.end))

    def _month(self, month: str | None) -> str | None:
        return month and str(YearMonth.from_text(month).plus(12 * self.by))

    def _cell(self, cell: PeriodCell) -> PeriodCell:
        return replace(cell, unit=self.text(cell.unit), text=self.text(cell.text))

    def _values(self, values: Mapping[str, str], layout: Layout) -> dict[str, str]:
        kept = {}
        for name, text in values.items():
            field = layout.own_field(name)
            if field is None or not field.is_result:
                kept[name] = self.text(text) if field and field.kind in _WITH_YEARS else text
        return kept
