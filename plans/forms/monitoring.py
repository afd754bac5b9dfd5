"""Forms of following a plan: its periods and days, who reports, what the grid shows, reports sent back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from organisations.fields import Line, Lines, ThaiDateField
from organisations.models import User
from organisations.pages.from_version import FromVersion
from organisations.pages.lists import ListFilter
from plans.models import Monitoring, Progress
from plans.monitoring.grid import NOBODY, Wanted
from plans.monitoring.periods import MOST_ROUNDS, RoundDays, round_faults
from plans.monitoring.reporters import Choices, Reporters
from plans.monitoring.standing import Standing

MOST_DAYS = 90
SPARE_ROUNDS = 3
_USUAL_ROUNDS = 4
_DAY_HELP = f"จำนวนวัน 0 ถึง {MOST_DAYS}"


def _days(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "โปรดระบุจำนวนวัน",
            "invalid": "โปรดระบุจำนวนวันเป็นตัวเลข",
            "min_value": "จำนวนวันต้องไม่ติดลบ",
            "max_value": f"จำนวนวันต้องไม่เกิน {MOST_DAYS}",
        },
    )


class MonitoringForm(FromVersion):
    """In which periods a plan is reported on, and when reports are due; rounds of its own only on demand."""

    basis = forms.ChoiceField(
        label="รายงานผล",
        choices=Monitoring.Basis.choices,
        initial=Monitoring.Basis.QUARTER,
        widget=forms.RadioSelect,
        error_messages={
            "required": "โปรดเลือกงวดรายงาน",
            "invalid_choice": "ไม่มีงวดรายงานแบบนี้ โปรดเลือกจากรายการ",
        },
    )
    due_after = _days("ส่งรายงานภายในกี่วันหลังสิ้นงวด", _DAY_HELP)
    remind_before = _days("แจ้งเตือนก่อนครบกำหนดกี่วัน", f"{_DAY_HELP} และแจ้งอีกครั้งในวันครบกำหนด")

    def __init__(self, *args: Any, fiscal_year: int, rounds: Sequence[RoundDays] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year, self.known_rounds = fiscal_year, rounds
        self.numbers = range(1, min(max(_USUAL_ROUNDS, len(rounds) + SPARE_ROUNDS), MOST_ROUNDS) + 1)
        given = dict(enumerate(rounds, start=1))
        for number in self.numbers:
            known = given.get(number)
            self.fields[f"round_{number}_name"] = Line(
                label="ชื่องวด", required=False, max_length=100, initial=known.name if known else ""
            )
            for name, label in (("starts_on", "วันเริ่ม"), ("ends_on", "วันสิ้นสุด")):
                self.fields[f"round_{number}_{name}"] = ThaiDateField(
                    label=label, required=False, help_text="", initial=getattr(known, name, None)
                )

    def plain_fields(self) -> list[BoundField]:
        return [self["basis"], self["due_after"], self["remind_before"]]

    def round_fields(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The three fields of each round that may be typed."""
        for number in self.numbers:
            yield number, [self[f"round_{number}_{name}"] for name in ("name", "starts_on", "ends_on")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("basis") == Monitoring.Basis.ROUND and not self.errors:
            self._refuse_half_rounds()
            if not self.errors:
                for fault in round_faults(self.rounds(), self.fiscal_year):
                    self.add_error(None, fault)
        return cleaned

    def _refuse_half_rounds(self) -> None:
        for number in self.numbers:
            names = [f"round_{number}_{name}" for name in ("name", "starts_on", "ends_on")]
            missing = [name for name in names if not self.cleaned_data.get(name)]
            if missing and len(missing) < len(names):
                self.add_error(missing[0], "โปรดระบุชื่องวด วันเริ่ม และวันสิ้นสุดให้ครบ")

    def rounds(self) -> list[RoundDays]:
        """The rounds that were typed whole; none unless they are asked for."""
        values = self.cleaned_data
        if values.get("basis") != Monitoring.Basis.ROUND:
            return []
        typed = (
            [values.get(f"round_{number}_{name}") for name in ("name", "starts_on", "ends_on")]
            for number in self.numbers
        )
        return [RoundDays(name, start, end) for name, start, end in typed if name and start and end]

    def days(self) -> dict[str, Any]:
        """What services take: basis, days and rounds."""
        values = {name: self.cleaned_data[name] for name in ("basis", "due_after", "remind_before")}
        return values | {"rounds": self.rounds()}


class GridFilter(ListFilter):
    """What of the grid is shown; what cannot be understood counts for nothing."""

    owner = forms.ChoiceField(label="ผู้รับผิดชอบตามแผน", required=False)
    reporter = forms.ChoiceField(label="ผู้รายงาน", required=False)
    standing = forms.ChoiceField(label="สถานะ", required=False)
    period = forms.TypedChoiceField(label="งวด", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        owners: Iterable[str],
        reporters: Iterable[tuple[str, str]],
        periods: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", "ทั้งหมด")
        fields: dict[str, Any] = self.fields
        fields["owner"].choices = [everything, *((owner, _short(owner)) for owner in owners)]
        fields["reporter"].choices = [everything, (NOBODY, "ยังไม่มีผู้รายงาน"), *reporters]
        fields["standing"].choices = [everything, *((one.value, one.word) for one in Standing)]
        fields["period"].choices = [everything, *periods]

    def wanted(self) -> Wanted:
        return Wanted(**self.conditions())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


class ReportersForm(forms.Form):
    """The people and units that report an owner's activities."""

    users: Any = forms.ModelMultipleChoiceField(
        label="บุคคล",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ไม่มีบุคคลนี้ในรายการ โปรดเลือกใหม่"},
    )
    units: Any = forms.ModelMultipleChoiceField(
        label="ส่วนงาน",
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="ผู้รับผิดชอบกิจกรรมและเลขานุการของส่วนงานรายงานได้ทุกคน",
        error_messages={"invalid_choice": "ไม่มีส่วนงานนี้ในรายการ โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["users"].queryset, fields["units"].queryset = choices
        fields["users"].label_from_instance = _with_position

    def chosen(self) -> Reporters:
        return Reporters(tuple(self.cleaned_data["users"]), tuple(self.cleaned_data["units"]))


def _with_position(user: User) -> str:
    return f"{user} · {user.position}" if user.position else str(user)


class SendBackForm(FromVersion):
    """Why a report goes back to its owner."""

    note = Lines(
        label="เหตุผลที่ส่งคืน",
        max_length=Progress._meta.get_field("return_note").max_length,
        help_text="ผู้รับผิดชอบจะเห็นข้อความนี้เมื่อเปิดรายงาน",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "โปรดระบุเหตุผลที่ส่งคืน", "max_length": "เหตุผลยาวเกิน 2,000 ตัวอักษร"},
    )
