"""Forms of a table: a new one, and how one prints."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.render.text import printable
from ita_portal.tables.build import columns_of
from ita_portal.tables.content import ColumnChoice, Digits, Numbering, Options, PartContent, Signature
from ita_portal.tables.layout import Column
from ita_portal.tables.layouts import all_layouts, layout_for
from ita_portal.thai.digits import to_arabic
from plans.forms.fields import Line, Text, TypedForm
from plans.forms.narrative import VersionedForm
from plans.forms.row_texts import items
from plans.models import PlanPart

SPARE_SIGNATURES = 2
USUAL_SIGNATURES = 12
_TITLE_LENGTH: int = PlanPart._meta.get_field("title").max_length or 0
_SIGNATURE_FIELDS = {
    "label": "ทำหน้าที่",
    "name": "ชื่อ – นามสกุล",
    "position": "ตำแหน่ง",
    "acting_for": "ปฏิบัติราชการแทน",
}
# Columns that a table may show beside those of its layout.
_MORE_COLUMNS = {
    "number": "ลำดับ",
    "objective": "วัตถุประสงค์",
    "target_group": "กลุ่มเป้าหมาย",
    "target": "เป้าหมาย",
    "owners": "ผู้รับผิดชอบ",
    "budget": "งบประมาณ",
    "source_of_funds": "แหล่งเงิน",
    "period": "ระยะเวลา",
    "weight": "ค่าน้ำหนัก",
    "reason": "เหตุผล",
    "knowledge": "ประเด็นความรู้",
}
_QUARTER_WORDS = "quarter"


class NewPartForm(TypedForm):
    """A new table: its layout and, if it has one already, its title."""

    layout = forms.ChoiceField(
        label="รูปแบบตาราง",
        widget=forms.RadioSelect,
        error_messages={"required": "โปรดเลือกรูปแบบตาราง", "invalid_choice": "ไม่รู้จักรูปแบบตารางนี้"},
    )
    title = Line(label="ชื่อตาราง", max_length=_TITLE_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].choices = [(key, layout.name) for key, layout in all_layouts().items()]  # type: ignore[attr-defined]


class PartForm(VersionedForm):
    """What stands around a table, its digits and its numbers."""

    title = Text(label="ชื่อตาราง", max_length=_TITLE_LENGTH, widget=forms.Textarea(attrs={"rows": 1}))
    lines = Text(
        label="ข้อความเหนือตาราง",
        help_text="บรรทัดละหนึ่งข้อความ เช่น ชื่อหน่วยงาน ผลผลิต",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = Text(
        label="หมายเหตุใต้ตาราง", help_text="บรรทัดละหนึ่งข้อความ", widget=forms.Textarea(attrs={"rows": 2})
    )
    digits = forms.ChoiceField(
        label="ตัวเลขที่พิมพ์",
        required=False,
        choices=[
            (Digits.AS_TYPED.value, "ตามที่พิมพ์ไว้"),
            (Digits.THAI.value, "เลขไทย ๑ ๒ ๓"),
            (Digits.ARABIC.value, "เลขอารบิก 1 2 3"),
        ],
    )
    numbering = forms.ChoiceField(
        label="เลขที่กิจกรรม",
        required=False,
        choices=[
            ("", "ตามรูปแบบตาราง"),
            (Numbering.NONE.value, "ไม่ใส่เลขให้"),
            (Numbering.THROUGH.value, "เรียงต่อกันทั้งตาราง (1, 2, 3 …)"),
            (Numbering.BY_HEADING.value, "เรียงตามหัวข้อ (1.1, 1.2, 2.1 …)"),
            (Numbering.BY_LEVEL.value, "เรียงตามระดับ (1, 1.1, 1))"),
        ],
    )
    empty_quarter = Line(label="ข้อความในช่องไตรมาสที่ว่าง", max_length=50, help_text="เว้นว่างไว้เพื่อให้เป็นช่องว่าง")

    def __init__(self, data: Any = None, *, content: PartContent, version: int) -> None:
        self.content = content
        options = content.options
        super().__init__(
            data,
            initial={
                "base_version": version,
                "title": content.title,
                "lines": "\n".join(content.lines),
                "notes": "\n".join(content.notes),
                "digits": options.digits.value,
                "numbering": options.numbering.value if options.numbering else "",
                "empty_quarter": self._empty_words(),
            },
        )
        if not any(column.field.startswith("quarter_") for column in layout_for(content.layout).columns):
            del self.fields["empty_quarter"]

    def _empty_words(self) -> str:
        column = layout_for(self.content.layout).column("quarter_1")
        return self.content.options.empty.get(_QUARTER_WORDS, column.empty if column else "")

    def options(self) -> Options:
        values, before = self.cleaned_data, self.content.options
        empty = dict(before.empty)
        if "empty_quarter" in values and values["empty_quarter"] != self._empty_words():
            empty[_QUARTER_WORDS] = values["empty_quarter"]
        numbering = Numbering(values["numbering"]) if values["numbering"] else None
        digits = Digits(values["digits"] or Digits.AS_TYPED)
        return replace(before, digits=digits, numbering=numbering, empty=empty)

    def lines_above(self) -> tuple[str, ...]:
        return items(self.cleaned_data["lines"], self.content.lines)

    def notes_below(self) -> tuple[str, ...]:
        return items(self.cleaned_data["notes"], self.content.notes)


class SignatureForm(TypedForm):
    """One signer; a form without any words is none."""

    label = Line(label=_SIGNATURE_FIELDS["label"], max_length=500, help_text="เช่น ผู้เสนอ ผู้เห็นชอบ ผู้อนุมัติแผน")
    name = Line(label=_SIGNATURE_FIELDS["name"], max_length=500)
    position = Text(
        label=_SIGNATURE_FIELDS["position"], max_length=1000, widget=forms.Textarea(attrs={"rows": 1})
    )
    acting_for = Line(label=_SIGNATURE_FIELDS["acting_for"], max_length=500)

    def signature(self) -> Signature:
        return Signature(**self.cleaned_data)


class ColumnForm(TypedForm):
    """One column: whether it shows, where, and the words of its header."""

    shown = forms.BooleanField(label="แสดง", required=False)
    order = Line(label="ลำดับ", max_length=3, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    group = Text(label="หัวกลุ่ม", max_length=1000, widget=forms.Textarea(attrs={"rows": 1}))
    header = Text(label="หัวตาราง", max_length=1000, widget=forms.Textarea(attrs={"rows": 1}))

    def clean_order(self) -> int:
        typed = to_arabic(self.cleaned_data["order"]) or "999"
        if not typed.isascii() or not typed.isdecimal():
            raise ValidationError("โปรดระบุลำดับเป็นตัวเลข")
        return int(typed)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("shown") and not self.cleaned_data.get("header", "").strip():
            self.add_error("header", "โปรดระบุหัวตารางของคอลัมน์ที่แสดง")
        return self.cleaned_data


class _BaseColumns(forms.BaseFormSet):
    def clean(self) -> None:
        if not any(self.errors) and not any(form.cleaned_data.get("shown") for form in self.forms):
            raise ValidationError("ตารางต้องแสดงอย่างน้อยหนึ่งคอลัมน์")


class _BaseSignatures(forms.BaseFormSet):
    """As many signers as the table has and some more: a file may bring any number, and none may be lost."""

    def __init__(self, data: Any, *, initial: Sequence[dict[str, str]], prefix: str) -> None:
        super().__init__(data, initial=initial, prefix=prefix)
        self.max_num = self.absolute_max = max(USUAL_SIGNATURES, len(initial) + SPARE_SIGNATURES)


SignatureForms = forms.formset_factory(SignatureForm, formset=_BaseSignatures, extra=SPARE_SIGNATURES)
ColumnForms = forms.formset_factory(ColumnForm, formset=_BaseColumns, extra=0, max_num=100, absolute_max=100)


def column_rows(content: PartContent) -> list[dict[str, Any]]:
    """The columns to choose from, as initial values: those shown first, then what else there is."""
    layout = layout_for(content.layout)
    own = columns_of(layout, None, content.fiscal_year)
    shown = columns_of(layout, content.columns, content.fiscal_year)
    widths = [choice.width for choice in content.columns] if content.columns else [None] * len(shown)
    there = {column.field for column in shown}
    hidden = [column for column in own if column.field not in there]
    known = there | {column.field for column in hidden}
    rows = [
        _column_row(c, at, width) for at, (c, width) in enumerate(zip(shown, widths, strict=True), start=1)
    ]
    rows += [_column_row(column, None, None) for column in hidden]
    return rows + [
        {"field": field, "shown": False, "order": "", "group": "", "header": words, "width": None}
        for field, words in _MORE_COLUMNS.items()
        if field not in known
    ]


def _column_row(column: Column, order: int | None, width: float | None) -> dict[str, Any]:
    return {
        "field": column.field,
        "shown": order is not None,
        "order": str(order or ""),
        "group": "\n".join(column.header[:-1]),
        "header": column.header[-1],
        "width": width,
    }


def chosen_columns(content: PartContent, typed: Sequence[dict[str, Any]]) -> tuple[ColumnChoice, ...] | None:
    """The columns as posted, in their order; None where they are the layout's own.

    ``typed`` are the cleaned forms, one for each of ``column_rows``. Widths stay as they were, and so
    do headers that were not touched.
    """
    rows = zip(typed, column_rows(content), strict=True)
    shown = sorted((pair for pair in rows if pair[0]["shown"]), key=lambda pair: pair[0]["order"])
    choices = tuple(
        ColumnChoice(known["field"], _header(words, known), known["width"]) for words, known in shown
    )
    own = columns_of(layout_for(content.layout), None, content.fiscal_year)
    is_own = [(c.field, c.header, c.width) for c in choices] == [(c.field, c.header, None) for c in own]
    return content.columns if is_own and not content.columns else choices


def _header(typed: dict[str, Any], known: dict[str, Any]) -> tuple[str, ...]:
    """From the outermost group to the column's own words; a group has a level on each line."""
    group = known["group"] if typed["group"] == printable(known["group"]) else typed["group"].strip()
    words = known["header"] if typed["header"] == printable(known["header"]) else typed["header"].strip()
    return (*(level for level in group.split("\n") if level), words)
