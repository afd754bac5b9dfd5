"""The form in which somebody answers a survey: one field for each question, and what robots fill in."""

from typing import Any

from django import forms

from assessments.models import Survey
from assessments.surveys.limits import LONGEST_REMARK
from assessments.surveys.tokens import is_unhurried, stamp
from organisations.fields import Lines

UNANSWERED = "โปรดเลือกคำตอบของข้อนี้"
TOO_QUICK = "ระบบได้รับคำตอบเร็วกว่าที่จะอ่านแบบสำรวจได้ คำตอบของท่านยังอยู่ครบ โปรดรอสักครู่แล้วส่งอีกครั้ง"
BY_ROBOT = "ระบบไม่รับคำตอบที่ส่งโดยโปรแกรมอัตโนมัติ คำตอบของท่านยังอยู่ครบ หากท่านตอบด้วยตนเอง โปรดส่งอีกครั้ง"


class AnswerForm(forms.Form):
    """``opened`` is the signed stamp of when the page was opened; ``website`` is seen by robots alone."""

    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    website = forms.CharField(
        label="โปรดเว้นว่าง",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, survey: Survey, token: str) -> None:
        super().__init__(data, initial={"opened": stamp(token)})
        self.survey, self.token = survey, token
        self.names = {question["item"]: f"item-{question['item']}" for question in survey.questions}
        for number, question in enumerate(survey.questions, start=1):
            self.fields[self.names[question["item"]]] = _question(number, question)
        if survey.asks_suggestions:
            self.fields["remark"] = Lines(
                label="ข้อเสนอแนะ",
                required=False,
                max_length=LONGEST_REMARK,
                help_text="โปรดอย่าระบุชื่อหรือข้อมูลที่ระบุตัวบุคคล",
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"max_length": f"โปรดเขียนข้อเสนอแนะไม่เกิน {LONGEST_REMARK:,} ตัวอักษร"},
            )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("website"):
            self._renew(website="")
            raise forms.ValidationError(BY_ROBOT, code="robot")
        # Somebody who sends an empty page is told what is missing, not how quick it came.
        if not self.errors and not is_unhurried(self.cleaned_data.get("opened", ""), self.token):
            self._renew(opened=stamp(self.token))
            raise forms.ValidationError(TOO_QUICK, code="quick")
        return self.cleaned_data

    def _renew(self, **values: str) -> None:
        """What the page shows next; answers stay as they were given."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[name] = value
        self.data = data

    def question_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names.values()]

    def unanswered(self) -> list[tuple[int, str]]:
        """Number and anchor of each question without an answer."""
        fields = enumerate(self.question_fields(), start=1)
        return [(number, field.auto_id) for number, field in fields if field.errors]

    def other_errors(self) -> list[str]:
        """What else keeps the sheet from being taken."""
        return [*self.non_field_errors(), *self.errors.get("remark", [])]

    def places(self) -> dict[int, int]:
        """The place of the answer chosen, by item."""
        return {item: int(self.cleaned_data[name]) for item, name in self.names.items()}

    @property
    def remark(self) -> str:
        """What was suggested; "" also for a mere dash."""
        text: str = self.cleaned_data.get("remark", "")
        return text if text.strip(" -.–—") else ""


def _question(number: int, question: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{number}. {question['words']}",
        choices=[(str(place), answer["label"]) for place, answer in enumerate(question["answers"])],
        widget=forms.RadioSelect,
        error_messages={"required": UNANSWERED, "invalid_choice": UNANSWERED},
    )
