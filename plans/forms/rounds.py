"""Forms of rounds: a new one, what is written of one, closing it, opening it again."""

from collections.abc import Sequence
from typing import Any

from django import forms

from organisations.fields import ThaiDateField
from plans.forms.fields import Line, Text, TypedForm
from plans.forms.narrative import VersionedForm
from plans.models import MonitoringRound
from plans.models.monitoring import LONGEST_TEXT
from plans.monitoring.round_presets import Preset
from plans.monitoring.written import RoundTexts

OWN = "own"
_NAME_LENGTH: int = MonitoringRound._meta.get_field("name").max_length or 0
_REASON_LENGTH = 1_000
_TEXTS = {
    "summary": ("สรุปผลการดำเนินงาน", "ภาพรวมผลการดำเนินงานของรอบนี้ สำหรับพิมพ์ในรายงาน"),
    "problems": ("ปัญหา/อุปสรรค", "หากไม่มี โปรดระบุว่า ไม่มี"),
    "suggestions": ("ข้อเสนอแนะ", "หากไม่มี โปรดระบุว่า ไม่มี"),
    "lessons": ("บทเรียนสำหรับปีต่อไป", "จะปรากฏเป็นความเห็นในแผนของปีถัดไปที่คัดลอกจากแผนนี้"),
}


class RoundForm(TypedForm):
    """Which round to make: one of the usual ones, or from one day to another."""

    choice = forms.ChoiceField(
        label="รอบ",
        widget=forms.RadioSelect,
        error_messages={
            "required": "โปรดเลือกรอบ",
            "invalid_choice": "ไม่พบรอบนี้ หรือมีรอบของช่วงเวลานี้แล้ว โปรดเลือกใหม่",
        },
    )
    name = Line(label="ชื่อรอบ", max_length=_NAME_LENGTH, help_text="เฉพาะรอบที่กำหนดเอง")
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", required=False)
    ends_on = ThaiDateField(label="ถึงวันที่", required=False)

    def __init__(self, *args: Any, presets: Sequence[Preset], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presets = {preset.key: preset for preset in presets}
        named = [(key, preset.words) for key, preset in self.presets.items()]
        self.fields["choice"].choices = [*named, (OWN, "กำหนดช่วงเวลาเอง")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("choice") == OWN:
            for name in ("name", "starts_on", "ends_on"):
                if name not in self.errors and not values.get(name):
                    self.add_error(name, f"โปรดระบุ{self.fields[name].label}")
        return values

    @property
    def asked(self) -> dict[str, Any]:
        """What ``make_round`` takes; of a valid form."""
        values = self.cleaned_data
        if preset := self.presets.get(values["choice"]):
            days = {"starts_on": preset.starts_on, "ends_on": preset.ends_on}
            return {"kind": preset.kind.value, "name": preset.name, **days}
        days = {"starts_on": values["starts_on"], "ends_on": values["ends_on"]}
        return {"kind": MonitoringRound.Kind.OTHER.value, "name": values["name"], **days}


class RoundTextsForm(VersionedForm):
    """What is written of a round."""

    name = Line(label="ชื่อรอบ", max_length=_NAME_LENGTH, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in _TEXTS.items():
            rows = forms.Textarea(attrs={"rows": 5})
            self.fields[name] = Text(label=label, help_text=help_text, max_length=LONGEST_TEXT, widget=rows)

    @property
    def texts(self) -> RoundTexts:
        return RoundTexts(**{name: self.cleaned_data[name] for name in ("name", *_TEXTS)})

    def as_it_is(self, current: MonitoringRound) -> list[tuple[str, str]]:
        """The label and the stored text of each field that was typed otherwise."""
        stored = {name: getattr(current, name) for name in ("name", *_TEXTS)}
        differing = [name for name, text in stored.items() if text != self[name].value()]
        return [(str(self.fields[name].label), stored[name]) for name in differing]


class CloseForm(VersionedForm):
    """That the round is closed although reports are missing; ``missing`` is how many the page told of."""

    missing = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(error_messages={"required": "โปรดยืนยันว่ารับทราบรายงานที่ยังไม่ได้รับ"})

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missing"].initial = count
        self.fields["confirmed"].label = f"รับทราบว่ายังไม่ได้รับรายงาน {count} รายการ และยืนยันปิดรอบ"
        if not count:
            del self.fields["confirmed"]

    @property
    def missing_confirmed(self) -> int:
        """Of how many missing reports the person said to know; of a valid form."""
        missing: int = self.cleaned_data["missing"] if self.cleaned_data.get("confirmed") else 0
        return missing


class ReopenForm(TypedForm):
    """Why a closed round is to be opened again."""

    reason = Text(
        label="เหตุผลที่เปิดรอบอีกครั้ง",
        max_length=_REASON_LENGTH,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
