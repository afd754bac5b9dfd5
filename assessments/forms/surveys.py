"""The forms in which own surveys, their groups and their links are made."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.models import Item, Survey
from assessments.surveys.limits import LONGEST_WORDS, MOST_ASKED, MOST_LINKS_AT_ONCE
from assessments.surveys.link_sheets import SheetFormat
from assessments.surveys.scales import Scale, scale_of
from ita_portal.thai.digits import to_arabic
from organisations.fields import Line, Lines, ThaiDateField, ThaiTimeField


class WholeNumber(Line):
    """A number of people or links, in any digits, with or without commas."""

    default_error_messages = {"whole": "โปรดระบุเป็นจำนวนเต็ม เช่น 120"}

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)
        self.most = most

    def clean(self, value: Any) -> Any:
        typed = to_arabic(super().clean(value)).replace(",", "").replace(" ", "")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal()):
            raise ValidationError(self.error_messages["whole"], code="whole")
        if int(typed) > self.most:
            raise ValidationError(f"โปรดระบุจำนวนไม่เกิน {self.most:,}")
        return int(typed)


class SurveyForm(forms.Form):
    """A survey's words, and from when to when it is open."""

    base_version = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False
    )
    title = Line(label="ชื่อแบบสำรวจ", max_length=300, error_messages={"required": "โปรดระบุชื่อแบบสำรวจ"})
    introduction = Lines(
        label="คำชี้แจง",
        max_length=5_000,
        required=False,
        help_text="แสดงก่อนข้อคำถาม เช่น วัตถุประสงค์และผู้ติดต่อสอบถาม",
    )
    opens_on = ThaiDateField(label="วันที่เปิดตอบ")
    opens_time = ThaiTimeField(label="เวลาเปิดตอบ", error_messages={"required": "โปรดระบุเวลาเปิดตอบ"})
    closes_on = ThaiDateField(label="วันที่ปิดตอบ")
    closes_time = ThaiTimeField(label="เวลาปิดตอบ", error_messages={"required": "โปรดระบุเวลาปิดตอบ"})
    asks_suggestions = forms.BooleanField(label="มีช่องข้อเสนอแนะท้ายแบบสำรวจ", required=False, initial=True)

    def __init__(self, data: Any = None, *, survey: Survey | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=(_known(survey) if survey else {}) | (initial or {}))
        self.fields["introduction"].widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        self.opens_at = self._moment("opens")
        self.closes_at = self._moment("closes")
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            self.add_error("closes_on", "เวลาปิดตอบต้องอยู่หลังเวลาเปิดตอบ")
        return values

    def _moment(self, name: str) -> datetime | None:
        day, time = self.cleaned_data.get(f"{name}_on"), self.cleaned_data.get(f"{name}_time")
        return timezone.make_aware(datetime.combine(day, time)) if day and time else None

    def values(self) -> dict[str, Any]:
        """The survey's fields, as the services take them."""
        kept = {name: self.cleaned_data[name] for name in ("title", "introduction", "asks_suggestions")}
        return kept | {"opens_at": self.opens_at, "closes_at": self.closes_at}

    def begin_again(self, version: int) -> None:
        """Somebody was faster: what was typed stays, and the form now begins from the survey as it is."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = version
        self.data = data


class QuestionForm(forms.Form):
    """Whether and how one item is asked: in whose words, by which scale."""

    is_asked = forms.BooleanField(label="ใช้ข้อนี้", required=False)
    words = Lines(label="ข้อคำถาม", max_length=LONGEST_WORDS, required=False)
    scale = forms.ChoiceField(label="ตัวเลือกคำตอบและคะแนน", required=False)

    def __init__(self, data: Any, *, item: Item, scales: Mapping[str, Scale]) -> None:
        own = scale_of(item, scales)
        initial = {"is_asked": bool(item.label), "words": item.label, "scale": own}
        super().__init__(data, prefix=f"item-{item.pk}", initial=initial)
        self.item, self.scales = item, scales
        self.is_established = bool(item.label) and bool(own)
        self.fields["words"].widget.attrs["rows"] = 2
        choices = [(key, str(scale)) for key, scale in scales.items()]
        self.fields["scale"].choices = [("", "โปรดเลือก"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("is_asked") and "words" in values and not values["words"]:
            self.add_error("words", "โปรดระบุข้อคำถาม เพราะกรอบการประเมินยังไม่มีข้อความที่ยืนยันได้")
        if values.get("is_asked") and "scale" in values and not values["scale"]:
            self.add_error("scale", "โปรดเลือกตัวเลือกคำตอบของข้อนี้")
        return values

    def question(self) -> dict[str, Any]:
        """The question as the survey freezes it."""
        answers = self.scales[self.cleaned_data["scale"]].as_answers()
        words = " ".join(self.cleaned_data["words"].split())
        return {"item": self.item.pk, "code": self.item.code, "words": words, "answers": answers}


class SurveyNewForm(SurveyForm):
    """A survey with its questions, one form for each item that the instrument has."""

    def __init__(
        self, data: Any = None, *, items: Sequence[Item], scales: Mapping[str, Scale], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.questions = [QuestionForm(data, item=item, scales=scales) for item in items]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        # Each is asked, so that everything that is wrong is told at once.
        wrong = [form for form in self.questions if not form.is_valid()]
        if wrong:
            raise ValidationError("มีข้อคำถามที่ต้องแก้ไข โปรดดูข้อความที่ข้อนั้น")
        if not any(form.cleaned_data["is_asked"] for form in self.questions):
            raise ValidationError("โปรดเลือกข้อคำถามอย่างน้อย 1 ข้อ")
        return values

    def asked(self) -> list[dict[str, Any]]:
        return [form.question() for form in self.questions if form.cleaned_data["is_asked"]]


class GroupForm(forms.Form):
    """Those who are asked together."""

    name = Line(
        label="ชื่อกลุ่มหรือส่วนงาน",
        max_length=300,
        error_messages={"required": "โปรดระบุชื่อกลุ่มหรือส่วนงาน"},
    )
    asked = WholeNumber(
        label="จำนวนผู้ได้รับแบบสำรวจ (คน)", most=MOST_ASKED, required=False, help_text="เว้นว่างได้หากไม่ทราบ"
    )
    has_qr = forms.BooleanField(
        label="มี QR สำหรับติดประกาศ",
        required=False,
        help_text="ผู้ที่เปิด QR ตอบได้คนละหลายครั้ง หากต้องการคนละหนึ่งคำตอบ โปรดใช้ลิงก์รายคนแทน "
        "เมื่อเลิกใช้แล้วเปิดใหม่ ระบบสร้าง QR ใหม่ และ QR เดิมใช้ไม่ได้อีก",
    )

    def values(self) -> dict[str, Any]:
        """The group, as the services take it."""
        named = {name: self.cleaned_data[name] for name in ("name", "asked")}
        return {"values": named, "has_qr": self.cleaned_data["has_qr"]}


class LinksForm(forms.Form):
    """How many links are made, and the sheet on which they are told."""

    number = WholeNumber(
        label="จำนวนลิงก์", most=MOST_LINKS_AT_ONCE, error_messages={"required": "โปรดระบุจำนวนลิงก์"}
    )
    sheet = forms.ChoiceField(
        label="รูปแบบไฟล์",
        choices=SheetFormat.choices,
        initial=SheetFormat.PDF,
        widget=forms.RadioSelect,
    )


def _known(survey: Survey) -> dict[str, Any]:
    opens, closes = timezone.localtime(survey.opens_at), timezone.localtime(survey.closes_at)
    return {
        "base_version": survey.version,
        "title": survey.title,
        "introduction": survey.introduction,
        "asks_suggestions": survey.asks_suggestions,
        "opens_on": opens.date(),
        "opens_time": opens.time(),
        "closes_on": closes.date(),
        "closes_time": closes.time(),
    }
