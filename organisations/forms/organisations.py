"""Forms about organisations."""

import re
from typing import Any

from django import forms

from organisations.fields import Line, Lines
from organisations.models import Organisation
from organisations.pages.lists import ListFilter
from organisations.pages.sections import Sectioned

MOST_SOCIAL_LINKS = 20


class OrganisationForm(Sectioned, forms.ModelForm[Organisation]):
    """Everything that is known of an organisation but its place in the tree."""

    class Meta:
        model = Organisation
        fields = (
            "name",
            "short_name",
            "name_en",
            "code",
            "kind",
            "agency_type",
            "scoring",
            "letter_prefix",
            "address",
            "phone",
            "email",
            "website",
            "social_links",
        )
        field_classes = {
            "name": Line,
            "short_name": Line,
            "name_en": Line,
            "code": Line,
            "letter_prefix": Line,
            "phone": Line,
            "address": Lines,
            "social_links": Lines,
        }
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "social_links": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "code": "ใช้ในที่อยู่ของหน้าเว็บและชื่อไฟล์ ห้ามซ้ำกับหน่วยงานอื่น",
            "scoring": "หน่วยงานที่สำนักงาน ป.ป.ช. ประเมิน หรือหน่วยงานภายในที่ประเมินกันเอง",
            "website": "เช่น https://www.example.go.th",
        }

    SECTIONS = (
        ("ชื่อและรหัส", ("name", "short_name", "name_en", "code")),
        ("ประเภทและการประเมิน", ("kind", "agency_type", "scoring")),
        ("การติดต่อ", ("letter_prefix", "address", "phone", "email", "website", "social_links")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_type"].choices = [("", "ไม่ระบุ"), *Organisation.AgencyType.choices]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """The code stands in addresses and in names of files."""
        code: str = self.cleaned_data["code"]
        if not re.fullmatch(r"[\w.ก-๙-]+", code):
            raise forms.ValidationError("โปรดใช้เฉพาะตัวอักษร ตัวเลข และเครื่องหมาย - _ . โดยไม่เว้นวรรค")
        return code

    def clean_social_links(self) -> str:
        """One web address a line."""
        lines = [line.strip() for line in self.cleaned_data["social_links"].splitlines() if line.strip()]
        if len(lines) > MOST_SOCIAL_LINKS:
            raise forms.ValidationError(f"ระบุได้ไม่เกิน {MOST_SOCIAL_LINKS} ที่อยู่")
        address = forms.URLField(assume_scheme="https")
        for line in lines:
            try:
                address.clean(line)
            except forms.ValidationError:
                raise forms.ValidationError(
                    f"“{line[:60]}” ไม่ใช่ที่อยู่เว็บ โปรดระบุเช่น https://www.facebook.com/example"
                ) from None
        return "\n".join(lines)


class OrganisationFilter(ListFilter):
    """Search and filters above the list of organisations."""

    kind = forms.ChoiceField(
        label="ประเภท", required=False, choices=[("", "ทุกประเภท"), *Organisation.Kind.choices]
    )
    status = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ทุกสถานะ"), ("active", "ใช้งานอยู่"), ("inactive", "ปิดการใช้งาน")],
    )
