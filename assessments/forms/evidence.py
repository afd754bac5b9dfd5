"""Forms of evidence of an item: chosen from the library, or added to it now."""

from typing import Any

from django import forms

from organisations.fields import EvidenceFileField, Line, ThaiDateField
from organisations.models import Evidence


class AttachForm(forms.Form):
    """Evidence ticked in the list, and what it shows."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=Evidence.objects.none(),
        label="หลักฐานที่เลือก",
        error_messages={
            "required": "โปรดเลือกหลักฐานอย่างน้อยหนึ่งรายการ",
            "invalid_choice": "ไม่พบหลักฐานที่เลือก โปรดเลือกจากรายการอีกครั้ง",
            "invalid_pk_value": "ไม่พบหลักฐานที่เลือก โปรดเลือกจากรายการอีกครั้ง",
            "invalid_list": "โปรดเลือกหลักฐานจากรายการ",
        },
    )
    note = Line(label="คำอธิบาย", max_length=1000, required=False, help_text="เช่น หน้า 3 ถึงหน้า 5")

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.queryset = offered


class NewEvidenceForm(forms.Form):
    """A file that is added to the library and attached at once."""

    upload = EvidenceFileField()
    title = Line(label="ชื่อหลักฐาน", max_length=300, required=False, help_text="หากไม่ระบุ ระบบใช้ชื่อไฟล์")
    dated_on = ThaiDateField(label="วันที่ของหลักฐาน", required=False)
    note = Line(label="คำอธิบาย", max_length=1000, required=False)
