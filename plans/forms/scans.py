"""Forms of signed scans: sending files, and filing by hand what no QR filed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from organisations.fields import Lines, ManyFiles
from organisations.scans import ACCEPTED, KINDS
from plans.models import Revision

MOST_FILES = 5  # at a time: each may take its reader a while


class ScansForm(forms.Form):
    """Files chosen, or one photographed now. Each is looked into when its turn comes, not here."""

    photo = forms.FileField(
        label="ถ่ายภาพเอกสาร",
        required=False,
        help_text="สำหรับโทรศัพท์ วางเอกสารให้เรียบ มีแสงพอ และให้เห็น QR ที่ท้ายหน้าทั้งรูป",
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    chosen = forms.Field(
        label="หรือเลือกไฟล์",
        required=False,
        help_text=f"ไฟล์ {KINDS} ขนาดไม่เกินไฟล์ละ 20 MB ส่งได้คราวละไม่เกิน {MOST_FILES} ไฟล์",
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )

    def clean_chosen(self) -> list[UploadedFile]:
        chosen: list[UploadedFile] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_FILES:
            raise forms.ValidationError(f"ส่งได้คราวละไม่เกิน {MOST_FILES} ไฟล์ โปรดแบ่งส่งหลายครั้ง")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.sent():
            self.add_error("chosen", "โปรดถ่ายภาพหรือเลือกไฟล์ที่จะส่ง")
        return cleaned

    def sent(self) -> list[UploadedFile]:
        """The files in their order, the photo first."""
        photo = self.cleaned_data.get("photo")
        return [*([photo] if photo else []), *self.cleaned_data.get("chosen", [])]


class PlaceForm(forms.Form):
    """The revision on which a scan is filed by hand, and why."""

    revision = forms.ModelChoiceField(
        label="จัดเก็บไว้กับฉบับ",
        queryset=Revision.objects.none(),
        empty_label="เลือกแผนและฉบับ",
        error_messages={"required": "โปรดเลือกฉบับ", "invalid_choice": "ไม่พบฉบับนี้ในหน่วยงาน โปรดเลือกจากรายการ"},
    )
    note = Lines(
        label="หมายเหตุการจัดเก็บ",
        max_length=1000,
        help_text="เหตุผลที่จัดเก็บไว้กับฉบับนี้ เช่น ลงนามในเอกสารที่พิมพ์ก่อนมี QR",
        error_messages={"required": "โปรดระบุเหตุผลที่จัดเก็บไว้กับฉบับนี้"},
    )

    def __init__(self, *args: Any, revisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["revision"]
        field.queryset = revisions
        field.label_from_instance = _said
        self.fields["note"].widget.attrs["rows"] = 3


def _said(revision: Revision) -> str:
    return f"{revision.plan.title} · {revision} · {revision.get_state_display()}"
