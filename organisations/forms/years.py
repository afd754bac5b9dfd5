"""The form of what an organisation says of itself in a fiscal year."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.thai.digits import to_arabic
from organisations.fields import Line, Lines, read_fiscal_year
from organisations.pages.from_version import FromVersion

SPARE_LINES = 4
MOST_LINES = 300
MOST_PEOPLE = 1_000_000
_LONGEST_TEXT = 20_000


class YearForm(FromVersion):
    """The texts of a year."""

    fiscal_year = Line(
        label="ปีงบประมาณ พ.ศ.",
        max_length=20,
        error_messages={"required": "โปรดระบุปีงบประมาณ"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    vision = Lines(label="วิสัยทัศน์", required=False, max_length=_LONGEST_TEXT)
    mission = Lines(label="พันธกิจ", required=False, max_length=_LONGEST_TEXT, help_text="บรรทัดละหนึ่งข้อ")
    core_values = Lines(label="ค่านิยม", required=False, max_length=_LONGEST_TEXT)
    strategy = Lines(label="ยุทธศาสตร์", required=False, max_length=_LONGEST_TEXT, help_text="บรรทัดละหนึ่งข้อ")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("vision", "mission", "core_values", "strategy"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean_fiscal_year(self) -> int:
        return read_fiscal_year(self.cleaned_data["fiscal_year"])

    def texts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "base_version"}


class StaffForm(forms.Form):
    """So many people of a kind; a line that says nothing is none."""

    unit = Line(label="หน่วยงาน", max_length=300, required=False)
    kind = Line(
        label="ประเภทบุคลากร",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "staff-kinds", "autocomplete": "off"}),
    )
    count = Line(
        label="จำนวน (คน)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_count(self) -> int | None:
        typed = to_arabic(self.cleaned_data["count"]).replace(",", "")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal() and int(typed) <= MOST_PEOPLE):
            raise ValidationError(f"โปรดระบุจำนวนเป็นตัวเลขไม่เกิน {MOST_PEOPLE:,}")
        return int(typed)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.is_line and not values.get("kind"):
            self.add_error("kind", "โปรดระบุประเภทบุคลากร")
        if self.is_line and "count" in values and values["count"] is None:
            self.add_error("count", "โปรดระบุจำนวน")
        return values

    @property
    def is_line(self) -> bool:
        """Whether anything was typed."""
        return any(value not in ("", None) for value in self.cleaned_data.values())


class _BaseStaff(forms.BaseFormSet):
    def written(self) -> list[dict[str, Any]]:
        """The lines that say something."""
        return [form.cleaned_data for form in self.forms if form.is_line]


StaffForms = forms.formset_factory(
    StaffForm,
    formset=_BaseStaff,
    extra=SPARE_LINES,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + SPARE_LINES,
)


def staff_forms(data: Any, lines: Sequence[dict[str, Any]]) -> Any:
    """The lines of a year and some empty ones."""
    return StaffForms(data, prefix="staff", initial=list(lines))
