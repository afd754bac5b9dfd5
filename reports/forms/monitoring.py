"""Of which round a report on progress is asked for, and with what."""

from collections.abc import Mapping

from django import forms

from plans.models import MonitoringRound
from reports.monitoring.facts import USUAL


class ProgressReportForm(forms.Form):
    """A choice in the address; without one, the first six months with what was accepted."""

    of = forms.ChoiceField(label="รอบ")
    submitted = forms.BooleanField(
        label="รวมรายงานที่ยังไม่ผ่านการตรวจสอบ",
        required=False,
        help_text="แสดงข้อความ “ยังไม่ผ่านการตรวจสอบ” กำกับไว้",
    )
    internal = forms.BooleanField(
        label="มีหมายเหตุภายใน",
        required=False,
        help_text="ใช้ภายในหน่วยงานเท่านั้น ไม่ใช้เผยแพร่",
    )

    def __init__(
        self, asked: Mapping[str, object], rounds: Mapping[str, MonitoringRound], *, may_internal: bool
    ) -> None:
        super().__init__({name: asked[name] for name in asked} | {"of": _key(asked.get("of", USUAL), rounds)})
        self.rounds = rounds
        self.fields["of"].choices = [(key, one.name) for key, one in rounds.items()]  # type: ignore[attr-defined]
        if not may_internal:
            del self.fields["internal"]

    @property
    def key(self) -> str:
        """The round that was asked for, else the usual one."""
        return str(self.cleaned_data["of"]) if self.is_valid() else USUAL

    def has(self, name: str) -> bool:
        return self.is_valid() and bool(self.cleaned_data.get(name))


def _key(asked: object, rounds: Mapping[str, MonitoringRound]) -> object:
    """The key of the round; the plan's own rounds are also called by their id."""
    return next((key for key, one in rounds.items() if one.pk and asked == f"round-{one.pk}"), asked)
