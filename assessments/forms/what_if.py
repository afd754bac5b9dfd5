"""The target that is asked on the page of what to raise."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from assessments.reading.cells import read_score, score_text


class WhatIfForm(forms.Form):
    target = forms.CharField(
        label="คะแนนเป้าหมาย",
        help_text="ใช้กับคะแนนรวมและกับแต่ละเครื่องมือ ตั้งแต่ 0 ถึง 100",
        error_messages={"required": "โปรดระบุคะแนนเป้าหมาย"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    @classmethod
    def beginning(cls, data: dict[str, str], target: Decimal) -> "WhatIfForm":
        """The form as asked, or with the target to begin with where nothing was."""
        return cls(data if "target" in data else {"target": score_text(target)})

    def clean_target(self) -> Decimal:
        try:
            target = read_score(self.cleaned_data["target"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if target is None:
            raise ValidationError("โปรดระบุคะแนนเป้าหมาย")
        return target
