"""The form for one change of many rows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from ita_portal.tables.labels import LABELS
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import read_amount
from plans.forms import row_texts
from plans.forms.fields import Line, Text, TypedForm
from plans.models import ActivityOwner

CHANGED = ("owners", "period", "budget", "source_of_funds", "heading", "level")
KEEP, REPLACE, ADD, REMOVE = "", "replace", "add", "remove"
KEEP_HEADING = "keep"
DEEPEST_OFFERED = 4
_OWNER_LENGTH: int = ActivityOwner._meta.get_field("text").max_length or 0


class BulkForm(TypedForm):
    """What is to become of the chosen rows; what is left empty stays as each row has it.

    ``fields`` are those that the table shows; ``headings`` are (id, label) of the part.
    """

    owners_act = forms.ChoiceField(
        label="ผู้รับผิดชอบ",
        required=False,
        choices=[
            (KEEP, "ไม่เปลี่ยน"),
            (REPLACE, "ใช้แทนผู้รับผิดชอบเดิม"),
            (ADD, "เพิ่มต่อท้ายผู้รับผิดชอบเดิม"),
            (REMOVE, "นำออกจากผู้รับผิดชอบเดิม"),
        ],
    )
    owners = Text(label="รายชื่อผู้รับผิดชอบ", help_text="บรรทัดละหนึ่งหน่วยงานหรือบุคคล")
    period = Line(label="ระยะเวลา", help_text="เว้นว่างไว้หากไม่เปลี่ยน")
    budget = Line(label="งบประมาณ", help_text="เช่น ไม่ใช้งบประมาณ เว้นว่างไว้หากไม่เปลี่ยน")
    source_of_funds = Line(label="แหล่งเงิน", help_text="เว้นว่างไว้หากไม่เปลี่ยน")
    clear = forms.MultipleChoiceField(
        label="ล้างข้อความในช่อง", required=False, widget=forms.CheckboxSelectMultiple
    )
    heading = forms.ChoiceField(label="หัวข้อ", required=False)
    level = forms.TypedChoiceField(
        label="ระดับ",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "ไม่เปลี่ยน"), *((n, f"ระดับที่ {n}") for n in range(1, DEEPEST_OFFERED + 1))],
    )

    def __init__(
        self, *args: Any, fields: Collection[str], headings: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        clearable = [name for name in ("owners", "period", "budget", "source_of_funds") if name in fields]
        for name in {"owners", "period", "budget", "source_of_funds"} - set(clearable):
            del self.fields[name]
        if "owners" not in fields:
            del self.fields["owners_act"]
        self._choose("clear", [(name, LABELS[name]) for name in clearable])
        choices = [(KEEP_HEADING, "ไม่เปลี่ยน"), ("", "ไม่มีหัวข้อ")]
        self.fields["heading"].initial = KEEP_HEADING
        self._choose("heading", [*choices, *((str(pk), label) for pk, label in headings)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices
        if not choices or (name == "heading" and len(choices) == 2):
            del self.fields[name]

    def clean_owners(self) -> str:
        text: str = self.cleaned_data["owners"]
        if max(map(len, row_texts.items(text, ())), default=0) > _OWNER_LENGTH:
            raise forms.ValidationError(f"แต่ละบรรทัดยาวได้ไม่เกิน {_OWNER_LENGTH:,} ตัวอักษร")
        return text

    def clean_budget(self) -> str:
        text: str = self.cleaned_data["budget"]
        if text and (amount := read_amount(text)).refused:
            raise forms.ValidationError(list(amount.notices))
        return text

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("owners_act") and not data.get("owners", "").strip():
            self.add_error("owners", "โปรดระบุผู้รับผิดชอบ")
        if not self.errors and not self._changes_something():
            raise forms.ValidationError("โปรดเลือกสิ่งที่จะเปลี่ยนอย่างน้อยหนึ่งอย่าง")
        return data

    def _changes_something(self) -> bool:
        data = self.cleaned_data
        typed = (
            data.get(name) for name in ("owners_act", "period", "budget", "source_of_funds", "clear", "level")
        )
        return any(typed) or self.moves

    @property
    def moves(self) -> bool:
        """Whether the rows go under another heading."""
        return "heading" in self.fields and self.cleaned_data["heading"] != KEEP_HEADING

    def made_row(self, row: Row, fiscal_year: int) -> Row:
        """The row with what the form changes."""
        data = self.cleaned_data
        texts = {name: data[name] for name in ("period", "budget", "source_of_funds") if data.get(name)}
        texts |= dict.fromkeys(data.get("clear", ()), "")
        made = row_texts.row_with(row, texts, fiscal_year=fiscal_year)
        if data.get("owners_act"):
            made = replace(made, owners=self._owners(row.owners))
        return replace(made, level=data["level"]) if data.get("level") else made

    def _owners(self, known: tuple[str, ...]) -> tuple[str, ...]:
        typed = row_texts.items(self.cleaned_data["owners"], ())
        match self.cleaned_data["owners_act"]:
            case "add":
                return (*known, *(owner for owner in typed if owner not in known))
            case "remove":
                return tuple(owner for owner in known if owner not in typed)
        return typed
