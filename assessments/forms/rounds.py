"""The forms of rounds: what a round is, why it is opened again, who answered, and files of scores."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.models import Framework, Round
from assessments.reading.cells import read_people, read_score, score_text
from assessments.reading.files import MAX_BYTES
from assessments.rounds.fields import FIELDS, month_of
from ita_portal.render.text import printable
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR, first_day
from ita_portal.thai.months import MonthStyle, format_month
from organisations.access import Permission
from organisations.fields import Line, Lines, OrganisationChoice, ThaiDateField
from organisations.models import Organisation
from organisations.pages.sections import Sectioned
from plans.models import ActionPlan

MONTHS_OFFERED = 15  # a round may end in the months after its fiscal year
_NOT_OF_THE_ROUND = ("base_version", "organisation")


class ScoreField(forms.CharField):
    """A score from 0 to 100 in any digits; None where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        try:
            return read_score(printable(value or ""))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise forms.ValidationError("โปรดกรอกคะแนน")

    def run_validators(self, value: Any) -> None:
        """Every rule of a score is in its reader."""

    def prepare_value(self, value: Any) -> Any:
        return score_text(value) if isinstance(value, Decimal) else value


class PeopleField(ScoreField):
    """A number of people in any digits."""

    def to_python(self, value: Any) -> Any:
        try:
            return read_people(printable(value or ""))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class YearField(forms.CharField):
    """A fiscal year of the Buddhist era in any digits."""

    def to_python(self, value: Any) -> Any:
        typed = to_arabic(printable(value or "")).strip()
        if not (
            typed.isascii() and typed.isdecimal() and MIN_FISCAL_YEAR <= int(typed[:9]) <= MAX_FISCAL_YEAR
        ):
            raise forms.ValidationError("โปรดระบุปีงบประมาณ พ.ศ. เช่น 2569")
        return int(typed)

    def run_validators(self, value: Any) -> None:
        """The reader has said all."""


def _line(name: str, label: str, **said: Any) -> Line:
    return Line(label=label, max_length=Round._meta.get_field(name).max_length, required=False, **said)  # type: ignore[union-attr]


def _month_choices() -> list[tuple[str, str]]:
    names = [format_month((9 + place) % 12 + 1, MonthStyle.FULL) for place in range(MONTHS_OFFERED)]
    later = [f"{name} (หลังสิ้นปีงบประมาณ)" if place > 11 else name for place, name in enumerate(names)]
    return [("", "ตามรอบที่เลือก"), *((str(place), name) for place, name in enumerate(later))]


class RoundForm(Sectioned, forms.Form):
    """A round; without ``of_round`` a new one."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, initial=0)
    organisation = OrganisationChoice()
    fiscal_year = YearField(label="ปีงบประมาณ พ.ศ.", error_messages={"required": "โปรดระบุปีงบประมาณ"})
    framework = forms.ModelChoiceField(
        Framework.objects.none(),
        label="กรอบการประเมิน",
        empty_label="โปรดเลือก",
        help_text="หากกรอบของปีนี้ยังไม่ประกาศ เลือกกรอบของปีก่อนได้",
        error_messages={
            "required": "โปรดเลือกกรอบการประเมิน",
            "invalid_choice": "ไม่มีกรอบการประเมินนี้",
        },
    )
    kind = forms.ChoiceField(label="รอบ", choices=Round.Kind.choices)
    label = _line("label", "ชื่อรอบ", help_text="เว้นว่างไว้หากใช้ชื่อตามรอบที่เลือก")
    first_month = forms.ChoiceField(label="เดือนแรก", choices=_month_choices, required=False)
    last_month = forms.ChoiceField(label="เดือนสุดท้าย", choices=_month_choices, required=False)
    cut_off_on = ThaiDateField(label="วันตัดข้อมูล", required=False)
    due_on = ThaiDateField(label="กำหนดส่ง", required=False)
    confirmer = _line("confirmer", "ผู้ยืนยันผล")
    source = _line("source", "แหล่งที่มาของคะแนน")
    target_total = ScoreField(label="เป้าหมายคะแนนรวม", help_text="0 ถึง 100 เช่น 95")
    official_total = ScoreField(label="คะแนนรวมที่ประกาศ", help_text="ตามประกาศผล แสดงคู่กับคะแนนที่ระบบคำนวณ")
    official_rating = _line("official_rating", "ระดับที่ประกาศ")
    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(),
        label="แผนที่ใช้ปิด Gap",
        required=False,
        empty_label="ยังไม่ได้เลือก",
        error_messages={"invalid_choice": "ไม่มีแผนนี้ในแผนของหน่วยงานที่ท่านเลือกได้"},
    )
    note = Lines(label="หมายเหตุ", required=False, max_length=10_000)

    SECTIONS = (
        (
            "รอบการประเมิน",
            (
                "base_version",
                "organisation",
                "fiscal_year",
                "framework",
                "kind",
                "label",
                "first_month",
                "last_month",
            ),
        ),
        ("กำหนดการ", ("cut_off_on", "due_on", "confirmer")),
        ("เป้าหมายและผลที่ประกาศ", ("target_total", "official_total", "official_rating", "source")),
        ("แผนและหมายเหตุ", ("plan", "note")),
    )

    def __init__(
        self, data: Any = None, *, user: Any, of_round: Round | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=(_known(of_round) if of_round else {}) | (initial or {}))
        own = Organisation.objects.visible_to(user, Permission.ASSESSMENT_EDIT).active()
        self.of_round = of_round
        self.fields["framework"].queryset = Framework.objects.visible_to(user)  # type: ignore[attr-defined]
        plans = ActionPlan.objects.visible_to(user).filter(organisation__in=own)
        if of_round:
            del self.fields["organisation"]
            plans = plans.filter(organisation=of_round.organisation)
        else:
            self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
            if len(only := own[:2]) == 1:
                self.fields["organisation"].widget = forms.HiddenInput()
                self.initial["organisation"] = only[0]
        self.fields["plan"].queryset = plans.order_by("-fiscal_year", "title")  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["rows"] = 3
        for field in self.fields.values():
            # A browser would cut a pasted text off without a word.
            field.widget.attrs.pop("maxlength", None)

    def values(self) -> dict[str, Any]:
        """The fields of the round, as the services take them; months as days of the round's year."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in _NOT_OF_THE_ROUND}
        for name in ("first_month", "last_month"):
            values[name] = month_of(values["fiscal_year"], int(values[name])) if values[name] else None
        if self._keeps_former_months(values):
            values |= {"first_month": None, "last_month": None}
        return values

    def _keeps_former_months(self, values: dict[str, Any]) -> bool:
        """Whether another kind was chosen and its months left as they were: then they are the kind's own."""
        months = {"first_month", "last_month"}
        return (
            bool(self.of_round)
            and values["kind"] != self.initial["kind"]
            and not months & {*self.changed_data}
        )

    def begin_again(self, version: int) -> None:
        """Somebody was faster: what was typed stays, and the form now begins from the round as it is."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = version
        self.data = data

    def differences(self, current: Round) -> list[tuple[str, str]]:
        """Label and present text of every field in which the round is otherwise than it was typed."""
        stored, typed = _known(current), self.values()
        return [
            (str(field.label), _words(current, field.name))
            for field in self.visible_fields()
            if field.name in FIELDS
            and typed[field.name] != getattr(current, field.name)
            and field.name in stored
        ]


class ReopenForm(forms.Form):
    """Why a closed round is opened again."""

    reason = Lines(
        label="เหตุผลที่เปิดรอบอีกครั้ง", max_length=2_000, error_messages={"required": "โปรดระบุเหตุผลที่เปิดรอบอีกครั้ง"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 3


class RespondentsForm(forms.Form):
    """Who answered an instrument, or one part of it, and what is aimed at."""

    population = PeopleField(label="ผู้มีสิทธิตอบ (คน)")
    respondents = PeopleField(label="ผู้ตอบ (คน)")
    group = forms.ChoiceField(
        label="กลุ่มหน่วยงานตามเกณฑ์",
        required=False,
        error_messages={"invalid_choice": "ไม่มีกลุ่มหน่วยงานนี้ในเกณฑ์จำนวนผู้ตอบของกรอบการประเมิน"},
    )
    minimum = PeopleField(label="ขั้นต่ำที่ใช้ (คน)")
    answers_target = ScoreField(label="เป้าหมายการตอบ (ร้อยละ)")
    target_score = ScoreField(label="เป้าหมายคะแนน")
    official_score = ScoreField(label="คะแนนที่ประกาศ")

    OF_PEOPLE = ("population", "respondents", "group", "minimum", "answers_target")

    def __init__(self, data: Any = None, *, groups: Sequence[str], asks_people: bool, **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["group"].choices = [("", "ยังไม่ได้เลือก"), *((one, one) for one in groups)]  # type: ignore[attr-defined]
        if not groups:
            del self.fields["group"]
        for name in () if asks_people else self.OF_PEOPLE:
            self.fields.pop(name, None)


def respondents_prefix(instrument: int, part: int | None) -> str:
    """What the fields of an instrument or part (by id) are called in a page of many."""
    return f"part-{part}" if part else f"instrument-{instrument}"


class ScoreFileForm(forms.Form):
    """A file of scores."""

    file = forms.FileField(
        label="ไฟล์คะแนน",
        help_text="ไฟล์ Excel (.xlsx) หรือ CSV ที่มีคอลัมน์ข้อหรือตัวชี้วัด และคอลัมน์คะแนน ขนาดไม่เกิน 5 MB",
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
        error_messages={
            "required": "โปรดเลือกไฟล์คะแนน",
            "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Name and content, the content cut off where it is too long for any file of scores."""
        file: UploadedFile = self.cleaned_data["file"]
        content: bytes = file.read(MAX_BYTES + 1)
        return file.name or "", content


def _known(of_round: Round) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(of_round, name) for name in FIELDS}
    for name in ("first_month", "last_month"):
        values[name] = _place(of_round.fiscal_year, values[name])
    return values | {"base_version": of_round.version}


def _place(fiscal_year: int, month: date | None) -> str:
    if month is None:
        return ""
    october = first_day(fiscal_year)
    return str((month.year - october.year) * 12 + month.month - october.month)


def _words(of_round: Round, name: str) -> str:
    value = getattr(of_round, name)
    if isinstance(value, Decimal):
        return score_text(value)
    if name == "kind":
        return of_round.get_kind_display()
    if name in ("first_month", "last_month"):
        return format_month(value.month, MonthStyle.FULL) if value else "–"
    field = RoundForm.base_fields[name]
    return str(field.prepare_value(value) if value else "–")
