"""The form of one activity: a control for every column of its table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from ita_portal.tables.build import columns_shown
from ita_portal.tables.columns import TICK, column_for
from ita_portal.tables.content import Numbering, PartContent
from ita_portal.tables.json_values import MAX_TEXT
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layout import ACTIVITY, Column, Layout, Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.digits import read_decimal
from ita_portal.thai.period import read_period
from plans.forms import conflict, row_texts, understood
from plans.forms.conflict import Difference
from plans.forms.fields import Line, Reason, Text, TickCell, TickOrText, TypedForm
from plans.forms.own_fields import own_control
from plans.limits import MAX_CELL
from plans.models import Activity, ActivityOwner

HELP = {
    "number": "เว้นว่างไว้เพื่อให้ระบบใส่เลขตามลำดับ",
    "owners": "บรรทัดละหนึ่งหน่วยงานหรือบุคคล ผู้รับผิดชอบหลักอยู่บรรทัดแรก",
    "budget": "พิมพ์จำนวนเงิน หรือ “ไม่ใช้งบประมาณ”",
    "period": "เช่น ต.ค. 68 – ธ.ค. 68, ไตรมาส 2, ตลอดปีงบประมาณ",
    "cost_lines": "บรรทัดละหนึ่งรายการ",
    **dict.fromkeys(row_texts.ASPECTS, "บรรทัดละหนึ่งตัวชี้วัด"),
}
_CELLS = (*row_texts.QUARTERS, *row_texts.MONTHS)
_OWNER_LENGTH: int = ActivityOwner._meta.get_field("text").max_length or 0
_NUMBER_LENGTH: int = Activity._meta.get_field("number").max_length or 0
_LISTS = {"owners": _OWNER_LENGTH, **dict.fromkeys([*row_texts.ASPECTS, "cost_lines"], MAX_CELL)}
MOST_VERSIONS = 2**31 - 1


class ActivityForm(TypedForm):
    """One activity in the columns of its part. ``row`` is the stored row, or an empty one under a heading.

    ``headings`` are (id, label) of the part; a form with headings lets one choose. ``draft`` are texts
    typed earlier and not saved. ``wide`` is the page of its own, else the controls stand in a table's row
    and belong to the form element ``form_id``.
    """

    base_version = forms.IntegerField(
        min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput, label="รุ่นของแบบฟอร์ม"
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    # Of a new activity: it is added once, however often its form is sent.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, label="รหัสของแบบฟอร์ม")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        content: PartContent,
        row: Row,
        version: int,
        headings: Sequence[tuple[int, str]] = (),
        draft: Mapping[str, Any] | None = None,
        form_id: str = "",
        wide: bool = False,
    ) -> None:
        self.row, self.content, self.wide = row, content, wide
        self.layout = layout_for(content.layout)
        self.columns = columns_shown(content)
        if wide:
            self.columns += _detail_columns(self.layout, self.columns)
        self.keys = _keys_by_column(self.layout, self.columns, row, data if data is not None else draft or {})
        if data is not None:
            self.keys = [[key for key in keys if _was_there(key, data)] for keys in self.keys]
        self.known = row_texts.texts_of(row)
        if not wide and not _asks_for_number(content, row):
            self.keys = [[key for key in keys if key != "number"] for keys in self.keys]
        typed = [key for keys in self.keys for key in keys]
        initial: dict[str, Any] = {key: self.known.get(key, "") for key in typed}
        initial |= {"base_version": version, "base": self._fingerprints(typed)}
        initial |= {"token": "" if version else uuid4()}
        super().__init__(data, initial=initial | dict(draft or {}), auto_id=f"{form_id or 'id'}-%s")
        self._add_controls()
        if headings:
            self.fields["heading"] = _heading_field(headings, row, hidden=not wide)
        if wide and version:
            self.fields["change_reason"] = Reason()
        if form_id and not wide:
            for name in typed:
                self.fields[name].widget.attrs["form"] = form_id

    def _add_controls(self) -> None:
        for column, keys in zip(self.columns, self.keys, strict=True):
            own, alone = self.layout.own_field(column.field), len(keys) == 1
            for key in keys:
                self.fields[key] = (
                    own_control(own, column)
                    if own
                    else _field(key, column, self.layout, wide=self.wide, alone=alone)
                )

    def _fingerprints(self, typed: list[str]) -> str:
        return conflict.fingerprints(self.known | {"heading": _heading_of(self.row)}, [*typed, "heading"])

    @property
    def chooses_heading(self) -> bool:
        """Whether somebody chose another heading in this form."""
        chosen = str(self.cleaned_data.get("heading") or "")
        return "heading" in self.fields and conflict.is_touched(self.cleaned_data["base"], "heading", chosen)

    def cells(self) -> list[tuple[Column, list[forms.BoundField]]]:
        """The columns in order, each with its controls; a column of headings has none."""
        return [
            (column, [self[key] for key in keys])
            for column, keys in zip(self.columns, self.keys, strict=True)
        ]

    @property
    def first_column(self) -> Column | None:
        """The first column that has a control."""
        return next((column for column, keys in zip(self.columns, self.keys, strict=True) if keys), None)

    def typed_fields(self) -> list[forms.BoundField]:
        return [self[key] for keys in self.keys for key in keys]

    @property
    def hidden_errors(self) -> list[str]:
        """What is wrong with the form itself, not with what was typed."""
        return [
            str(error) for name in ("base_version", "base", "token") for error in self.errors.get(name, [])
        ]

    def groups(self) -> list[dict[str, Any]]:
        """The fields for a page of its own: quarters and months that follow each other stand together."""
        found: list[dict[str, Any]] = []
        for column, fields in self.cells():
            cells = column.field in _CELLS
            if cells and found and found[-1]["cells"]:
                found[-1]["fields"] += fields
            elif fields:
                label = " ".join(column.header[0].split())
                found.append({"cells": cells, "label": label, "fields": list(fields)})
        return found

    def clean_weight(self) -> str:
        text: str = self.cleaned_data["weight"]
        if text.strip():
            try:
                weight = read_decimal(text)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
            if not 0 <= weight <= 100:
                raise forms.ValidationError("ค่าน้ำหนักต้องอยู่ระหว่าง 0 ถึง 100")
        return text

    def clean_budget(self) -> str:
        text: str = self.cleaned_data["budget"]
        if text != self.known["budget"] and (amount := read_amount(text)).refused:
            raise forms.ValidationError(list(amount.notices))
        return text

    def clean_token(self) -> str:
        token: UUID | None = self.cleaned_data["token"]
        return str(token) if token else ""

    def clean(self) -> dict[str, Any]:
        texts = self.texts()
        for key in _LISTS.keys() & texts.keys():
            longest = max(map(len, row_texts.items(texts[key], self.row.owners)), default=0)
            if longest > _LISTS[key]:
                self.add_error(key, f"แต่ละบรรทัดยาวได้ไม่เกิน {_LISTS[key]:,} ตัวอักษร")
        if not self.errors and not any(text.strip() for text in texts.values()):
            first = next(iter(texts), None)
            self.add_error(first, "โปรดพิมพ์ชื่อกิจกรรมหรือข้อมูลอย่างน้อยหนึ่งช่อง")
        return self.cleaned_data

    def texts(self) -> dict[str, str]:
        """What was typed, by field, as far as it is valid."""
        return {
            field.name: self.cleaned_data[field.name]
            for field in self.typed_fields()
            if field.name in self.cleaned_data
        }

    def made_row(self) -> Row:
        return row_texts.row_with(
            self.row,
            self.texts(),
            fiscal_year=self.content.fiscal_year,
            headers=[column.header[-1] for column in self.columns],
            fields=[column.field for column in self.columns],
            amounts_in=self.layout.amounts_in,
        )

    def differences(self, current: Row) -> list[Difference]:
        """Where what was typed differs from the row as it is now."""
        labels = {field.name: str(field.label) for field in self.typed_fields()}
        base = self.cleaned_data["base"]
        return conflict.differences(self.texts(), row_texts.texts_of(current), labels, base, self.data)

    def understood(self) -> dict[str, understood.Understood | None]:
        """How budget and period are understood as they stand in the form."""
        words = {key: self[key].value() or "" for key in ("budget", "period") if key in self.fields}
        said = {}
        if "budget" in words:
            same = words["budget"] == self.known["budget"]
            said["budget"] = understood.of_budget(self.row.budget if same else read_amount(words["budget"]))
        if "period" in words:
            year, same = self.content.fiscal_year, words["period"] == self.known["period"]
            period = self.row.period if same else read_period(words["period"], year)
            said["period"] = understood.of_period(period, year)
        return said


def _asks_for_number(content: PartContent, row: Row) -> bool:
    """Whether a row opened in its table has a place for a number of its own."""
    scheme = content.options.numbering or layout_for(content.layout).numbering
    return bool(row.number) or scheme is not Numbering.NONE


def _was_there(key: str, data: QueryDict) -> bool:
    """Whether the posted form had the field; an unticked box is not posted, so its form is asked."""
    return key in data or (key in _CELLS and key in conflict.keys_of(data.get("base", "")))


def _detail_columns(layout: Layout, shown: Sequence[Column]) -> list[Column]:
    """What the page of a row asks for beside the columns of its table."""
    there = {key for column in shown for key in (column.field, *column.typed_in)}
    labels = {name: LABELS.get(name, name) for name in layout.details}
    labels |= {own.name: own.label for own in layout.fields}
    return [column_for(name, (label,), width=1) for name, label in labels.items() if name not in there]


def _keys_by_column(
    layout: Layout, columns: Iterable[Column], row: Row, typed: Collection[str]
) -> list[list[str]]:
    """The fields that stand in each column; none stands in two."""
    aspects = {f"indicator_{indicator.aspect.value}" for indicator in row.indicators}
    aspects |= {key for key in row_texts.ASPECTS if key in typed}
    seen: set[str] = set()
    found = []
    for column in columns:
        keys = [key for key in _keys(layout, column, aspects) if key not in seen]
        seen.update(keys)
        found.append(keys)
    return found


def _keys(layout: Layout, column: Column, aspects: set[str]) -> list[str]:
    """The fields of a column; ``aspects`` are the indicators that are there and must not be hidden."""
    if column.typed_in:
        return list(column.typed_in)
    if layout.own_field(column.field):
        return [row_texts.key_of_value(column.field)]
    match column.field:
        case "heading":
            return []
        case "title":
            return ["number", "title"]
        case "indicator":
            return [key for key in row_texts.ASPECTS if key in aspects] or ["indicator_unspecified"]
        case "indicator_quantitative":
            return ["indicator_quantitative", *({"indicator_unspecified"} & aspects)]
        case "indicator_qualitative" | "owners" | "budget" | "period" | "weight" | "cost_lines":
            return [column.field]
        case field if field in row_texts.PLAIN or field in _CELLS:
            return [field]
    if layout.lists is not Lists.ACTIVITIES:
        return [row_texts.key_of_value(column.field)]
    return [row_texts.key_of_other(column.header[-1])]


def _field(key: str, column: Column, layout: Layout, *, wide: bool, alone: bool) -> forms.Field:
    header = " ".join(column.header[-1].split())
    # The header over activities may also name what stands there as headings; only the activity is typed.
    says_it = layout.row_word != ACTIVITY if key == "title" else alone
    label = header if says_it else LABELS.get(key, header)
    help_text = HELP.get(key, "")
    if key == "number":
        return Line(label=label, help_text=help_text, max_length=_NUMBER_LENGTH)
    if key in _CELLS:
        cell = TickOrText(ticked=TICK) if wide else TickCell(ticked=TICK)
        return Line(label=label, widget=cell, max_length=500)
    if key == "weight":
        return Line(label=label, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    longest = MAX_TEXT if key in _LISTS else MAX_CELL
    widget = forms.Textarea(attrs={"rows": 2 if key in ("budget", "period") else 3})
    return Text(label=label, help_text=help_text, widget=widget, max_length=longest)


def _heading_of(row: Row) -> str:
    return str(row.heading_ids[-1]) if row.heading_ids else ""


def _heading_field(headings: Sequence[tuple[int, str]], row: Row, *, hidden: bool) -> forms.Field:
    return forms.TypedChoiceField(
        label="อยู่ภายใต้หัวข้อ",
        choices=[("", "ไม่มีหัวข้อ"), *headings],
        coerce=int,
        empty_value=None,
        required=False,
        initial=_heading_of(row),
        widget=forms.HiddenInput if hidden else forms.Select,
        error_messages={"invalid_choice": "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"},
    )
