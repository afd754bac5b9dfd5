"""Forms of a call: what is asked and of whom, why something is sent back, which rows are taken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisations.fields import ThaiDateField
from organisations.models import Organisation, User
from plans.forms.fields import Line, Text, TypedForm
from plans.models import Activity, Call, PlanPart

REASON_LENGTH = 2_000
LETTER_LENGTH = 5_000
_TITLE_LENGTH: int = Call._meta.get_field("title").max_length or 0
_NO_HEADING = "ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"


class UnitsForm(TypedForm):
    """Units to tick, each with a person to be named for it; ``people`` are the members of each unit."""

    def __init__(
        self,
        *args: Any,
        units: Sequence[Organisation],
        people: Mapping[int, Sequence[User]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.people = units, people
        for unit in units:
            self.fields[f"unit_{unit.pk}"] = forms.BooleanField(label=unit.name, required=False)
            self.fields[f"coordinator_{unit.pk}"] = forms.ChoiceField(
                label=f"ผู้ประสานงานของ{unit.name}",
                required=False,
                choices=[("", "เลขานุการของส่วนงาน"), *((p.pk, str(p)) for p in people.get(unit.pk, []))],
                error_messages={"invalid_choice": "ไม่พบบุคคลนี้ในส่วนงาน โปรดเลือกใหม่"},
            )

    def lines(self) -> Iterable[tuple[str, Any, Any]]:
        """The name of each unit, set in below those of its own above it, with its two bound fields."""
        for unit in self.units:
            above = sum(unit.path.startswith(other.path) for other in self.units) - 1
            name = "– " * above + unit.name
            yield name, self[f"unit_{unit.pk}"], self[f"coordinator_{unit.pk}"]

    def asked(self) -> list[tuple[Organisation, User | None]]:
        """The ticked units with whom was named; of a valid form."""
        values = self.cleaned_data
        return [
            (unit, self._person(unit, values.get(f"coordinator_{unit.pk}", "")))
            for unit in self.units
            if values.get(f"unit_{unit.pk}")
        ]

    def _person(self, unit: Organisation, chosen: str) -> User | None:
        return next((person for person in self.people.get(unit.pk, []) if str(person.pk) == chosen), None)

    def clean(self) -> dict[str, Any]:
        if not self.asked():
            raise ValidationError("โปรดเลือกส่วนงานอย่างน้อยหนึ่งแห่ง")
        return self.cleaned_data


class CallForm(UnitsForm):
    """A new call on one of the plan's tables that has rows of its own."""

    purpose = forms.ChoiceField(
        label="เพื่อ",
        choices=Call.Purpose,
        error_messages={"invalid_choice": "ไม่รู้จักวัตถุประสงค์นี้ โปรดเลือกใหม่"},
    )
    part = forms.ModelChoiceField(
        label="ตารางที่จะรับรายการเข้า",
        queryset=PlanPart.objects.none(),
        empty_label=None,
        error_messages={"required": "โปรดเลือกตาราง", "invalid_choice": "ไม่พบตารางนี้ในแผน โปรดเลือกใหม่"},
    )
    title = Line(label="เรื่อง", max_length=_TITLE_LENGTH, required=True)
    letter = Text(
        label="ข้อความถึงส่วนงาน",
        max_length=LETTER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="ส่วนงานจะเห็นข้อความนี้ในอีเมลและเหนือตารางที่ต้องกรอก",
    )
    due_on = ThaiDateField(label="ส่งภายในวันที่")
    needs_confirmation = forms.BooleanField(
        label="ให้หัวหน้าส่วนงานยืนยันก่อนส่ง",
        required=False,
        help_text="ผู้มีอำนาจพิจารณาหรือผู้บริหารของส่วนงานต้องยืนยัน รายการจึงจะถึงท่าน",
    )

    def __init__(self, *args: Any, parts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].queryset = parts  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise ValidationError("กำหนดส่งต้องไม่เป็นวันที่ผ่านมาแล้ว")
        return due_on

    def call_values(self) -> dict[str, Any]:
        """What of the form is the call's own."""
        names = ("part", "purpose", "title", "letter", "due_on", "needs_confirmation")
        return {name: self.cleaned_data[name] for name in names}


class Reason(Text):
    """Why something is sent back; spaces are no reason."""

    def __init__(self, *, rows: int) -> None:
        super().__init__(
            label="เหตุผลที่ส่งคืน",
            max_length=REASON_LENGTH,
            required=True,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()


class ReasonForm(TypedForm):
    """Why an answer is sent back."""

    reason = Reason(rows=4)


class RowReasonsForm(TypedForm):
    """Why each of some rows is sent back, and a word to the whole."""

    reason = Text(
        label="ข้อความถึงส่วนงาน",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, rows: Iterable[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"reason_{row.pk}"] = Reason(rows=2)

    def lines(self) -> Iterable[tuple[Activity, Any]]:
        """Each row with its bound field."""
        return ((row, self[f"reason_{row.pk}"]) for row in self.rows)

    def reasons(self) -> dict[int, str]:
        """The reason for each row by its id; of a valid form."""
        return {row.pk: self.cleaned_data[f"reason_{row.pk}"] for row in self.rows}


class TakeForm(forms.Form):
    """Under which heading of the caller's table rows are taken in."""

    def __init__(self, *args: Any, headings: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"] = forms.TypedChoiceField(
            label="รับเข้าไว้ที่",
            choices=[("", "หัวข้อชื่อเดียวกับของส่วนงาน"), *headings],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": _NO_HEADING},
        )


class MergeForm(forms.Form):
    """Into which row of the caller's table a unit's row goes; ``version`` is that row's as it was shown."""

    into = forms.ModelChoiceField(
        label="รวมกับรายการ",
        queryset=Activity.objects.none(),
        empty_label="โปรดเลือก",
        error_messages={"required": "โปรดเลือกรายการ", "invalid_choice": "ไม่พบรายการนี้ในตาราง โปรดเลือกใหม่"},
    )
    base_version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput, label="ฉบับของรายการ"
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = rows  # type: ignore[attr-defined]
