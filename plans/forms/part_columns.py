"""The columns of a table to choose from: shown or not, in which order, under which words, how wide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.render.text import printable
from ita_portal.tables.build import columns_of, columns_shown, empty_words
from ita_portal.tables.columns import column_for
from ita_portal.tables.content import NARROWEST, WIDEST, ColumnChoice, Options, PartContent
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layout import Column, Layout, Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.thai.digits import read_decimal, to_arabic
from ita_portal.thai.months import MonthStyle
from plans.forms.fields import Line, Text, TypedForm

FAMILIES = ("quarter", "month")  # their empty cells have one setting for all four, all twelve
LONGEST_EMPTY = 50
USUAL_WIDTH = 10.0
# Columns that a table of activities may show beside those of its layout.
_MORE_COLUMNS = {"number": "ลำดับ"} | {
    field: LABELS[field]
    for field in (
        "objective",
        "target_group",
        "target",
        "owners",
        "budget",
        "source_of_funds",
        "cost_lines",
        "period",
        "weight",
        "reason",
        "knowledge",
    )
}


class ColumnForm(TypedForm):
    """One column: whether it shows, where, the words of its header, its width and its empty cells.

    The width is a share: what counts is its proportion to the widths of the other columns shown.
    """

    shown = forms.BooleanField(label="แสดง", required=False)
    order = Line(label="ลำดับ", max_length=3, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    group = Text(label="หัวกลุ่ม", max_length=1000, widget=forms.Textarea(attrs={"rows": 1}))
    header = Text(label="หัวตาราง", max_length=1000, widget=forms.Textarea(attrs={"rows": 1}))
    width = Line(label="ความกว้าง", max_length=8, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    empty = Line(label="ข้อความเมื่อว่าง", max_length=LONGEST_EMPTY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _family(self.initial.get("field", "")):
            del self.fields["empty"]

    def clean_order(self) -> int:
        typed = to_arabic(self.cleaned_data["order"]) or "999"
        if not typed.isascii() or not typed.isdecimal():
            raise ValidationError("โปรดระบุลำดับเป็นตัวเลข")
        return int(typed)

    def clean_width(self) -> float | None:
        typed = self.cleaned_data["width"]
        if not typed:
            return None
        try:
            width = read_decimal(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        if not NARROWEST <= width <= WIDEST:
            raise ValidationError(f"ความกว้างต้องอยู่ระหว่าง {NARROWEST} ถึง {WIDEST}")
        return float(width)

    def clean(self) -> dict[str, Any]:
        words = self.cleaned_data.get("group", "") + self.cleaned_data.get("header", "")
        if self.cleaned_data.get("shown") and not words.strip():
            self.add_error("header", "โปรดระบุหัวตารางของคอลัมน์ที่แสดง")
        return self.cleaned_data


class _BaseColumns(forms.BaseFormSet):
    def clean(self) -> None:
        if not any(self.errors) and not any(form.cleaned_data.get("shown") for form in self.forms):
            raise ValidationError("ตารางต้องแสดงอย่างน้อยหนึ่งคอลัมน์")


ColumnForms = forms.formset_factory(ColumnForm, formset=_BaseColumns, extra=0, max_num=150, absolute_max=150)


def _family(field: str) -> bool:
    return field.partition("_")[0] in FAMILIES


def column_rows(content: PartContent) -> list[dict[str, Any]]:
    """The columns to choose from, as initial values: those shown first, then what else there is."""
    layout = layout_for(content.layout)
    shown = columns_shown(content)
    choices = content.columns or [None] * len(shown)
    rows = [
        _column_row(column, at, choice.width if choice else None, content.options)
        for at, (column, choice) in enumerate(zip(shown, choices, strict=True), start=1)
    ]
    there = {column.field for column in shown}
    hidden = [column for column in _all_columns(content, layout) if column.field not in there]
    return rows + [_column_row(column, None, None, content.options) for column in hidden]


def _all_columns(content: PartContent, layout: Layout) -> list[Column]:
    """The layout's columns, those it may show beside them, and a column for each field that has none."""
    found = [*columns_of(layout, None, content.fiscal_year, content.options), *layout.more]
    labels = _MORE_COLUMNS if layout.lists is Lists.ACTIVITIES else {}
    labels = labels | {own.name: own.label for own in layout.fields}
    there = {column.field for column in found}
    return found + [column_for(f, (words,), USUAL_WIDTH) for f, words in labels.items() if f not in there]


def _column_row(column: Column, order: int | None, width: float | None, options: Options) -> dict[str, Any]:
    return {
        "field": column.field,
        "shown": order is not None,
        "order": str(order or ""),
        "group": "\n".join(column.header[:-1]),
        "header": column.header[-1],
        "width": f"{column.width:g}",
        "chosen_width": width,
        "empty": empty_words(column, options),
        "own_empty": column.empty,
    }


def chosen_columns(
    content: PartContent, typed: Sequence[dict[str, Any]], options: Options
) -> tuple[ColumnChoice, ...] | None:
    """The columns as posted, in their order; None where they are the layout's own.

    ``typed`` are the cleaned forms, one for each of ``column_rows``. Widths and headers that were not
    touched stay as they were, but headers of months follow ``options``, which are those from now on.
    """
    layout = layout_for(content.layout)
    rows = zip(typed, column_rows(content), strict=True)
    shown = sorted((pair for pair in rows if pair[0]["shown"]), key=lambda pair: pair[0]["order"])
    months = _new_months(content, layout, options)
    choices = tuple(
        ColumnChoice(known["field"], _header(words, known, months), _width(words, known))
        for words, known in shown
    )
    own = columns_of(layout, None, content.fiscal_year, options)
    is_own = [(c.field, c.header, c.width) for c in choices] == [(c.field, c.header, None) for c in own]
    return content.columns if is_own and not content.columns else choices


def _new_months(content: PartContent, layout: Layout, options: Options) -> Mapping[str, str]:
    """The words of month headers by those that they take the place of, where ``options`` write others.

    A header that somebody worded otherwise ("เดือนแรก") has no other.
    """
    before = content.options
    if (before.months, before.month_years) == (options.months, options.month_years):
        return {}
    now = columns_of(layout, None, content.fiscal_year, options)
    spellings = [
        columns_of(layout, None, content.fiscal_year, replace(before, months=style, month_years=with_year))
        for style in MonthStyle
        for with_year in (False, True)
    ]
    return {
        known.header[-1]: new.header[-1]
        for spelling in spellings
        for known, new in zip(spelling, now, strict=True)
        if new.field.startswith("month_")
    }


def _header(typed: dict[str, Any], known: dict[str, Any], months: Mapping[str, str]) -> tuple[str, ...]:
    """From the outermost group to the column's own words; a group has a level on each line."""
    group = known["group"] if typed["group"] == printable(known["group"]) else typed["group"].strip()
    is_touched = typed["header"] != printable(known["header"])
    words = typed["header"].strip() if is_touched else months.get(known["header"], known["header"])
    return (*(level for level in group.split("\n") if level), words)


def _width(typed: dict[str, Any], known: dict[str, Any]) -> float | None:
    width: float | None = typed["width"]
    return known["chosen_width"] if width is None or f"{width:g}" == known["width"] else width


def chosen_empty(
    content: PartContent, typed: Sequence[dict[str, Any]], known_empty: Mapping[str, str]
) -> dict[str, str]:
    """The words of empty cells with those posted, by field, where they are other than the layout's."""
    empty = dict(known_empty)
    for words, known in zip(typed, column_rows(content), strict=True):
        if "empty" in words and words["empty"] != known["empty"]:
            empty.pop(known["field"], None)
            if words["empty"] != known["own_empty"]:
                empty[known["field"]] = words["empty"]
    return empty
