"""Forms of project charters, and of pictures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ita_portal.thai.amounts import AmountKind, format_amount, read_amount
from plans.forms.fields import Line, Text, TypedForm
from plans.forms.narrative import VersionedForm
from plans.models import ActionPlan, Charter, PlanPicture
from plans.pictures import MAX_BYTES, prepared


def _length(model: Any, name: str) -> int:
    return model._meta.get_field(name).max_length or 0


class BahtField(Line):
    """An amount of baht in any digits, or nothing; the value is a Decimal or None."""

    def clean(self, value: Any) -> Any:
        amount = read_amount(super().clean(value))
        if amount.kind in (AmountKind.BLANK, AmountKind.DASH):
            return None
        if amount.amount is None:
            raise ValidationError(amount.notices[0] if amount.notices else "โปรดระบุจำนวนเงินเป็นตัวเลข")
        return amount.amount

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else format_amount(value)


class NewCharterForm(TypedForm):
    """The head of a project charter."""

    title = Text(
        label="ชื่อโครงการ",
        max_length=_length(Charter, "title"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    code = Line(label="รหัสโครงการ", max_length=_length(Charter, "code"))
    sequence = Line(
        label="ลำดับที่โครงการ/ปีงบประมาณ", max_length=_length(Charter, "sequence"), help_text="เช่น 1/2569"
    )
    output = Text(
        label="ผลผลิต/โครงการ (เทียบเท่าผลผลิต)",
        max_length=_length(Charter, "output"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    budget = BahtField(
        label="งบประมาณ (บาท)",
        max_length=100,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    budget_words = Line(
        label="งบประมาณเป็นตัวอักษร",
        max_length=_length(Charter, "budget_words"),
        help_text="เว้นว่างไว้เพื่อให้ระบบเขียนตามตัวเลข",
    )
    averages_costs = forms.BooleanField(label="สามารถถัวเฉลี่ยได้ทุกรายการ", required=False)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"].strip()
        if not title:
            raise ValidationError("โปรดระบุชื่อโครงการ")
        return title


class CharterForm(NewCharterForm, VersionedForm):
    """The head of a charter that is there, and which tables of the plan belong to it."""

    parts = forms.TypedMultipleChoiceField(
        label="ตารางของโครงการนี้",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ไม่พบตารางนี้ในแผน โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part.pk, str(part)[:120]) for part in plan.parts.all()]
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["parts"]

    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NewCharterForm.base_fields}


class CaptionForm(TypedForm):
    """What stands below a picture."""

    caption = Line(
        label="คำบรรยายภาพ",
        max_length=_length(PlanPicture, "caption"),
        required=True,
        help_text="ระบบใส่ “ภาพที่ …” และเรียงเลขให้ทั้งแผน",
    )


class PictureForm(CaptionForm):
    """A picture to be put below a section."""

    file = forms.FileField(
        label="ไฟล์ภาพ",
        help_text="ไฟล์ JPEG, PNG หรือ WebP ขนาดไม่เกิน 10 MB",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": "โปรดเลือกไฟล์ภาพ",
            "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )
    field_order = ("file", "caption")

    def clean_file(self) -> bytes:
        """The bytes of a file that is a picture of ours."""
        file: UploadedFile = self.cleaned_data["file"]
        data: bytes = file.read(MAX_BYTES + 1)
        prepared(data)
        return data
