"""The forms of gaps."""

from typing import Any

from django import forms

from assessments.models import Gap, Item, Round
from organisations.fields import Lines

MAX_WORDS = 5000


class VersionField(forms.IntegerField):
    """The version from which a form began, 0 for what was not there."""

    def __init__(self) -> None:
        super().__init__(
            label="รุ่นของแบบฟอร์ม", min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, initial=0
        )


class GapForm(forms.Form):
    """One gap: its words, and the item or the indicator of the round's framework that it is of."""

    base_version = VersionField()
    issue = Lines(
        label="ประเด็นที่ต้องปิด Gap", max_length=MAX_WORDS, error_messages={"required": "โปรดระบุประเด็นที่ต้องปิด Gap"}
    )
    cause = Lines(
        label="สาเหตุ",
        max_length=MAX_WORDS,
        required=False,
        help_text="เช่น การสื่อสารยังไม่ทั่วถึง ผู้ตอบเข้าใจข้อคำถามคลาดเคลื่อน หรือขั้นตอนยังไม่ชัดเจน",
    )
    of = forms.ChoiceField(label="เป็นประเด็นของ", required=False)

    def __init__(self, data: Any = None, *, of_round: Round, gap: Gap | None = None, of: str = "") -> None:
        super().__init__(data, initial=_known(gap) if gap else {"of": of})
        framework = of_round.framework
        self.items = {f"item-{one.pk}": one for one in framework.items.all()}
        self.indicators = {f"indicator-{one.pk}": one for one in framework.indicators.all()}
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            ("", "ไม่ระบุข้อหรือตัวชี้วัด"),
            ("ตัวชี้วัด", [(key, str(one)) for key, one in self.indicators.items() if str(one)]),
            ("ข้อ", [(key, _short(one)) for key, one in self.items.items()]),
        ]
        for name in ("issue", "cause"):
            self.fields[name].widget.attrs = {"rows": 3}

    def values(self) -> dict[str, Any]:
        """What the services take, beside the version."""
        chosen = self.cleaned_data["of"]
        return {
            "issue": self.cleaned_data["issue"],
            "cause": self.cleaned_data["cause"],
            "item": self.items.get(chosen),
            "indicator": self.indicators.get(chosen),
        }


def _known(gap: Gap) -> dict[str, Any]:
    of = f"item-{gap.item_id}" if gap.item_id else f"indicator-{gap.indicator_id}" if gap.indicator_id else ""
    return {"issue": gap.issue, "cause": gap.cause, "of": of, "base_version": gap.version}


def _short(item: Item) -> str:
    words = str(item)
    return words if len(words) <= 100 else f"{words[:99]}…"
