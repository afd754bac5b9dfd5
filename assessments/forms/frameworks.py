"""Choosing a file with a framework, and the filter of their list."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.loading.entries import FactsError
from assessments.loading.files import MOST_BYTES, facts_in
from organisations.pages.lists import ListFilter

_LOST = "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง"


class FrameworkFilter(ListFilter):
    """By family and year."""

    family = forms.ChoiceField(label="ชุดการประเมิน", required=False)
    fiscal_year = forms.TypedChoiceField(label="ปีงบประมาณ พ.ศ.", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, families: Iterable[str], years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["q"].label = "ค้นหาชื่อหรือรหัสกรอบ"
        self.fields["family"].choices = [("", "ทุกชุด"), *((one, one) for one in families)]  # type: ignore[attr-defined]
        self.fields["fiscal_year"].choices = [("", "ทุกปี"), *((one, str(one)) for one in years)]  # type: ignore[attr-defined]


class FrameworkFileForm(forms.Form):
    """A file of JSON or Excel; its facts stand in ``cleaned_data["file"]`` beside its name."""

    file = forms.FileField(
        label="ไฟล์กรอบการประเมิน",
        help_text=f"ไฟล์ JSON หรือ Excel (.xlsx) ขนาดไม่เกิน {MOST_BYTES // 1024 // 1024} MB",
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx"}),
        error_messages={
            "required": "โปรดเลือกไฟล์กรอบการประเมิน",
            "invalid": _LOST,
            "missing": _LOST,
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )

    def clean_file(self) -> tuple[str, Any]:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            return str(file.name)[:200], facts_in(file.read(MOST_BYTES + 1))
        except FactsError as error:
            raise forms.ValidationError([str(problem) for problem in error.problems]) from error


class ConfirmForm(forms.Form):
    """What was previewed, sent back to be loaded."""

    facts = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    source_name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    force = forms.BooleanField(
        label="ยืนยันการบังคับนำเข้า ผลของรอบที่ยังไม่ปิดจะคำนวณใหม่ รอบที่ปิดแล้วคงเดิม",
        help_text="คะแนนของข้อที่นำออกจากกรอบจะถูกลบจากรอบที่ยังไม่ปิด",
        required=False,
    )

    def clean_facts(self) -> Any:
        try:
            return json.loads(self.cleaned_data["facts"])
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_LOST) from error
