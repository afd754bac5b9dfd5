"""The form of what a plan states: its objectives, its goals by level, and the plans above it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.tables.facts import (
    GOAL_LEVELS,
    HigherPlan,
    Instrument,
    Statement,
    StatementKind,
    leaps,
)
from ita_portal.thai.digits import read_decimal, to_arabic
from plans.forms.fields import Line, Text, TypedForm
from plans.models import HigherPlan as StoredHigherPlan
from plans.models import PlanStatement

SPARE_LINES = 4
MOST_LINES = 150  # of each kind on one page
MAX_POINTS = 100
_TITLE_LENGTH: int = StoredHigherPlan._meta.get_field("title").max_length or 0
_NUMBER_LENGTH: int = PlanStatement._meta.get_field("number").max_length or 0
_TEXT_LENGTH = 4_000
_LATE = 10_000  # the place of a line without a place of its own


_NOT_POINTS = "โปรดระบุคะแนนเป็นตัวเลขตั้งแต่ 0 ถึง 100 เช่น 92.50"


class PointsField(Line):
    """Points of 100, in Thai or Arabic digits, or nothing."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            points = read_decimal(typed)
        except ValueError:
            raise ValidationError(_NOT_POINTS) from None
        if not 0 <= points <= MAX_POINTS:
            raise ValidationError(_NOT_POINTS)
        if points != points.quantize(Decimal("0.01")):
            raise ValidationError("คะแนนมีทศนิยมได้ไม่เกินสองตำแหน่ง")
        return points


class YearField(Line):
    """A year of the Buddhist era in Thai or Arabic digits, or nothing."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = to_arabic(super().clean(value)).removeprefix("พ.ศ.").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal() and len(typed) == 4):
            raise ValidationError("โปรดระบุปีเป็น พ.ศ. สี่หลัก")
        return int(typed)


class _LineForm(TypedForm):
    """One line of a list; without words it is none."""

    order = Line(label="ลำดับ", max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"}))

    def clean_order(self) -> int:
        typed = to_arabic(self.cleaned_data["order"])
        if not typed:
            return _LATE
        if not (typed.isascii() and typed.isdecimal()):
            raise ValidationError("โปรดระบุลำดับเป็นตัวเลข")
        return int(typed)

    @property
    def is_line(self) -> bool:
        """Whether anything but the place was typed."""
        return any(value for name, value in self.cleaned_data.items() if name not in ("order", "level"))


class ObjectiveForm(_LineForm):
    """An objective."""

    number = Line(label="เลขที่", max_length=_NUMBER_LENGTH)
    text = Text(label="วัตถุประสงค์", max_length=_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 1}))

    def clean(self) -> dict[str, Any]:
        return _asked_for_words(self, "text", "โปรดระบุวัตถุประสงค์")

    def content(self) -> Statement:
        values = self.cleaned_data
        return Statement(StatementKind.OBJECTIVE, values["text"].strip(), number=values["number"])


class GoalForm(_LineForm):
    """A goal; it may set the target of an assessment instrument."""

    level = forms.TypedChoiceField(
        label="ระดับ",
        choices=[(level, str(level)) for level in GOAL_LEVELS],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "ระดับต้องอยู่ระหว่าง 1 ถึง 5"},
    )
    number = Line(label="เลขที่", max_length=_NUMBER_LENGTH)
    text = Text(label="เป้าหมาย", max_length=_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 1}))
    instrument = forms.ChoiceField(
        label="กำหนดเป้าหมายของ",
        choices=[("", "ไม่กำหนด"), *PlanStatement.Instrument.choices],
        required=False,
        error_messages={"invalid_choice": "ไม่รู้จักเครื่องมือนี้ โปรดเลือกใหม่"},
    )
    target = PointsField(label="ค่าเป้าหมาย (คะแนน)", max_length=20)

    def clean(self) -> dict[str, Any]:
        values = _asked_for_words(self, "text", "โปรดระบุเป้าหมาย")
        if values.get("target") is not None and not values.get("instrument"):
            self.add_error("instrument", "โปรดเลือกเครื่องมือที่ค่าเป้าหมายนี้กำหนด")
        return values

    def content(self) -> Statement:
        values = self.cleaned_data
        return Statement(
            StatementKind.GOAL,
            values["text"].strip(),
            level=values["level"] or GOAL_LEVELS[0],
            number=values["number"],
            instrument=Instrument(values["instrument"]) if values["instrument"] else None,
            target=values["target"],
        )


class HigherPlanForm(_LineForm):
    """A plan or law above this one."""

    title = Line(label="ชื่อแผนหรือกฎหมาย", max_length=_TITLE_LENGTH)
    from_year = YearField(label="ตั้งแต่ พ.ศ.", max_length=12)
    to_year = YearField(label="ถึง พ.ศ.", max_length=12)

    def clean(self) -> dict[str, Any]:
        values = _asked_for_words(self, "title", "โปรดระบุชื่อแผนหรือกฎหมาย")
        first, last = values.get("from_year"), values.get("to_year")
        if first and last and first > last:
            self.add_error("to_year", "ปีที่สิ้นสุดต้องไม่ก่อนปีที่เริ่ม")
        return values

    def content(self) -> HigherPlan:
        values = self.cleaned_data
        return HigherPlan(values["title"], values["from_year"], values["to_year"])


def _asked_for_words(form: _LineForm, name: str, words: str) -> dict[str, Any]:
    """The cleaned values; a line that says something must have its words."""
    values = form.cleaned_data
    if name in values and not values[name].strip() and form.is_line:
        form.add_error(name, words)
    return values


class _Lines(forms.BaseFormSet):
    """Lines in the order of their places; those without words are left out."""

    def written(self) -> list[_LineForm]:
        lines = [form for form in self.forms if form.is_line]
        return sorted(lines, key=lambda form: form.cleaned_data["order"])


class _Goals(_Lines):
    def clean(self) -> None:
        """A goal stands at most one level below the one before it."""
        if any(self.errors):
            return
        goals = self.written()
        for at in leaps([goal.cleaned_data["level"] or GOAL_LEVELS[0] for goal in goals]):
            goals[at].add_error("level", "ข้ามระดับ ระดับของเป้าหมายต้องลงทีละหนึ่งระดับ และเริ่มที่ระดับ 1")


def _lines_of(form: type[_LineForm], formset: type[_Lines] = _Lines) -> Any:
    return forms.formset_factory(
        form, formset=formset, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + SPARE_LINES
    )


Objectives, Goals, HigherPlans = (
    _lines_of(ObjectiveForm),
    _lines_of(GoalForm, _Goals),
    _lines_of(HigherPlanForm),
)


class FactsForm:
    """The three lists of what a plan states, as one form; ``base`` is what they were when it was opened."""

    def __init__(
        self, data: Any, *, statements: Sequence[Statement], higher_plans: Sequence[HigherPlan], base: str
    ) -> None:
        by_kind = {kind: [line for line in statements if line.kind is kind] for kind in StatementKind}
        self.objectives = Objectives(
            data, prefix="objectives", initial=_initial(by_kind[StatementKind.OBJECTIVE])
        )
        self.goals = Goals(data, prefix="goals", initial=_initial(by_kind[StatementKind.GOAL]))
        self.higher_plans = HigherPlans(data, prefix="higher", initial=_initial(higher_plans))
        self.base = base if data is None else data.get("base", "")
        self.errors: list[str] = []

    @property
    def lists(self) -> tuple[_Lines, ...]:
        return self.objectives, self.goals, self.higher_plans

    def is_valid(self) -> bool:
        valid = [one.is_valid() for one in self.lists]
        return all(valid) and not self.errors

    def statements(self) -> tuple[Statement, ...]:
        return tuple(form.content() for form in (*self.objectives.written(), *self.goals.written()))

    def higher(self) -> tuple[HigherPlan, ...]:
        return tuple(form.content() for form in self.higher_plans.written())

    def begin_again(self, base: str, words: str) -> None:
        """Somebody was faster: what was typed stays, and the form now begins from what is there."""
        self.base = base
        self.errors.append(words)


def _initial(lines: Sequence[Statement | HigherPlan]) -> list[dict[str, Any]]:
    return [_texts(line) | {"order": at} for at, line in enumerate(lines, start=1)]


def _texts(line: Statement | HigherPlan) -> dict[str, Any]:
    if isinstance(line, HigherPlan):
        return {"title": line.title, "from_year": line.from_year, "to_year": line.to_year}
    return {
        "level": line.level,
        "number": line.number,
        "text": line.text,
        "instrument": line.instrument.value if line.instrument else "",
        "target": line.target,
    }
