"""Forms of returning, withdrawing, and signing for others."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from organisations.fields import Line, Lines, ThaiDateField
from organisations.models import User
from plans.models import Delegation

_NOT_THERE = "ไม่พบผู้ใช้งานนี้ โปรดเลือกใหม่"


class ReasonForm(forms.Form):
    """Why something goes back."""

    reason = Lines(label="เหตุผล", max_length=5000, error_messages={"required": "โปรดระบุเหตุผล"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 4


class ReturnForm(ReasonForm):
    """Why a step is not signed, of the revision that was read."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class DelegateForm(forms.Form):
    """Who signs a step for another, with which words, by which order, on which days."""

    substitute = forms.ModelChoiceField(
        label="ผู้ลงนามแทน",
        queryset=User.objects.none(),
        empty_label="โปรดเลือก",
        error_messages={"required": "โปรดเลือกผู้ลงนามแทน", "invalid_choice": _NOT_THERE},
    )
    post = Line(
        label="ตำแหน่งที่ลงนามแทน",
        max_length=500,
        error_messages={"required": "โปรดระบุตำแหน่งที่ลงนามแทน"},
        help_text="พิมพ์ต่อจากถ้อยคำ เช่น ปฏิบัติราชการแทน “อธิบดี”",
    )
    kind = forms.ChoiceField(
        label="ลักษณะการลงนามแทน",
        choices=Delegation.Kind.choices,
        widget=forms.RadioSelect,
        initial=Delegation.Kind.DELEGATED,
        error_messages={"required": "โปรดเลือกลักษณะการลงนามแทน"},
    )
    own_words = Line(
        label="ถ้อยคำที่พิมพ์",
        max_length=200,
        required=False,
        help_text="ใช้เมื่อเลือกถ้อยคำตามกฎหมายของหน่วยงาน เช่น ทำการแทน",
    )
    order_number = Line(label="ตามคำสั่งที่", max_length=100, required=False, help_text="เช่น 12/2569")
    order_on = ThaiDateField(label="คำสั่งลงวันที่", required=False)
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", error_messages={"required": "โปรดระบุวันที่เริ่มลงนามแทน"})
    ends_on = ThaiDateField(label="ถึงวันที่", required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]


class DelegationForm(DelegateForm):
    """A standing order: also for whom, and always with number and date."""

    holder = forms.ModelChoiceField(
        label="ผู้มอบหมายหรือผู้ดำรงตำแหน่ง",
        queryset=User.objects.none(),
        required=False,
        empty_label="ตำแหน่งว่าง หรือผู้ดำรงตำแหน่งไม่มีบัญชี",
        error_messages={"invalid_choice": _NOT_THERE},
    )

    field_order = ("holder", "post", "substitute", "kind")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, people=people, **kwargs)
        self.fields["holder"].queryset = people  # type: ignore[attr-defined]
        for name, words in (("order_number", "โปรดระบุเลขที่คำสั่ง"), ("order_on", "โปรดระบุวันที่ของคำสั่ง")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
