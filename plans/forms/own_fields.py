"""Controls for the fields that only some layouts have: what was typed is kept as typed if it can be read."""

from decimal import Decimal
from typing import Any

from django import forms

from ita_portal.tables.columns import plain
from ita_portal.tables.layout import Column, Field, Kind
from ita_portal.thai.dates import parse_date
from ita_portal.thai.digits import read_decimal
from plans.forms.fields import Line, Text, TickCell
from plans.limits import MAX_CELL

MARK = "✓"


class NumberText(Line):
    """A number in any digits, within bounds, or nothing; the text stays as typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, *, low: Decimal | None, high: Decimal | None, **kwargs: Any) -> None:
        super().__init__(max_length=50, **kwargs)
        self.low, self.high = low, high

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text:
            try:
                self._refuse_out_of_bounds(read_decimal(text))
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
        return text

    def _refuse_out_of_bounds(self, number: Decimal) -> None:
        if self.low is not None and number < self.low:
            raise forms.ValidationError(f"{self.label}ต้องไม่น้อยกว่า {plain(self.low)}")
        if self.high is not None and number > self.high:
            raise forms.ValidationError(f"{self.label}ต้องไม่เกิน {plain(self.high)}")


class DateText(Line):
    """A date as people write it ("30 ก.ย. 2569"), or nothing; the text stays as typed."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text:
            try:
                parse_date(text)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
        return text


def own_control(own: Field, column: Column) -> forms.Field:
    """The control of a layout's own field, labelled as its column is."""
    said: dict[str, Any] = {"label": " ".join(column.header[-1].split()) or own.label, "help_text": own.help}
    match own.kind:
        case Kind.NUMBER:
            return NumberText(low=own.low, high=own.high, **said)
        case Kind.DATE:
            return DateText(max_length=100, **said)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[("", "–"), *own.choices], required=False, **said)
        case Kind.MARK:
            return Line(widget=TickCell(ticked=MARK), max_length=50, **said)
    return Text(max_length=MAX_CELL, widget=forms.Textarea(attrs={"rows": 3}), **said)
