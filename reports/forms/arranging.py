"""Forms of one document of a plan, and of a template."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet

from ita_portal.render.kinds import all_kinds
from ita_portal.tables.content import LabelAt, Signature
from organisations.fields import Line, Lines, OrganisationChoice
from organisations.models import Organisation
from reports.models import DocumentTemplate

STALE = "มีผู้แก้ไขก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"
SPARE_SIGNERS = 2
MOST_SIGNERS = 20
_NAME_LENGTH: int = DocumentTemplate._meta.get_field("name").max_length or 0


class _VersionedForm(forms.Form):
    """A form that knows which version it was opened on."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def begin_again(self, version: int) -> None:
        """Somebody was faster: what was typed stays, and the form begins from the state as it is now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = version
        self.data = data
        self.add_error(None, STALE)


class _TemplateChoice(forms.ModelChoiceField):
    def label_from_instance(self, template: Any) -> str:
        usual = " (ใช้เป็นปกติ)" if template.is_usual else ""
        return f"{template.name} – {template.organisation.label}{usual}"


class PlanDocumentForm(_VersionedForm):
    """Which template a document of a plan follows."""

    template = _TemplateChoice(
        label="แม่แบบ",
        queryset=DocumentTemplate.objects.none(),
        required=False,
        empty_label="แม่แบบปกติของหน่วยงาน หากไม่มีใช้รูปแบบของระบบ",
        error_messages={"invalid_choice": "ไม่มีแม่แบบนี้แล้ว โปรดเลือกใหม่"},
    )
    new_name = Line(
        label="ชื่อแม่แบบ",
        required=False,
        max_length=_NAME_LENGTH,
        help_text="เก็บส่วนของเอกสารและลำดับข้างต้นไว้ใช้กับแผนอื่น",
    )

    def __init__(self, *args: Any, templates: QuerySet[DocumentTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = templates.select_related("organisation")  # type: ignore[attr-defined]


class SignerForm(forms.Form):
    """One signer of the signature page; a line without any words is none."""

    label = Line(label="ทำหน้าที่", required=False, max_length=500)
    name = Line(label="ชื่อ – นามสกุล", required=False, max_length=500)
    position = Lines(
        label="ตำแหน่ง", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 1})
    )
    acting_for = Line(label="ปฏิบัติราชการแทน", required=False, max_length=500)
    label_at = forms.ChoiceField(
        label="ที่พิมพ์หน้าที่",
        required=False,
        choices=[
            (LabelAt.ABOVE.value, "เหนือลายมือชื่อ"),
            (LabelAt.BESIDE.value, "หน้าลายมือชื่อ"),
            (LabelAt.BELOW.value, "ใต้ตำแหน่ง"),
        ],
        initial=LabelAt.ABOVE.value,
    )

    def signature(self) -> Signature | None:
        """The signer, or None where nobody is named."""
        values = dict(self.cleaned_data)
        label_at = LabelAt(values.pop("label_at", "") or LabelAt.ABOVE)
        return Signature(**values, label_at=label_at) if any(values.values()) else None


class _BaseSigners(forms.BaseFormSet):
    def signatures(self) -> tuple[Signature, ...]:
        return tuple(one for form in self.forms if (one := form.signature()))


SignerForms = forms.formset_factory(
    SignerForm,
    formset=_BaseSigners,
    extra=SPARE_SIGNERS,
    max_num=MOST_SIGNERS,
    absolute_max=MOST_SIGNERS + SPARE_SIGNERS,
)


def signer_forms(data: Any, signatures: Sequence[Signature]) -> Any:
    """The signers of a document and some empty lines."""
    lines = [asdict(one) | {"label_at": one.label_at.value} for one in signatures]
    return SignerForms(data, prefix="signers", initial=lines)


class TemplateForm(_VersionedForm):
    """What a template is called, and whether documents follow it without being told."""

    name = Line(label="ชื่อแม่แบบ", max_length=_NAME_LENGTH, error_messages={"required": "โปรดตั้งชื่อแม่แบบ"})
    is_usual = forms.BooleanField(
        label="ใช้เป็นแม่แบบปกติของเอกสารชนิดนี้",
        required=False,
        help_text="ใช้กับแผนของหน่วยงานและหน่วยงานภายในที่ไม่ได้เลือกแม่แบบอื่น",
    )


class NewTemplateForm(forms.Form):
    """A template to be: of which organisation, for which kind of document."""

    organisation = OrganisationChoice()
    document = forms.ChoiceField(
        label="เอกสาร",
        choices=lambda: [(kind.key, kind.name) for kind in all_kinds().values()],
        error_messages={"required": "โปรดเลือกเอกสาร", "invalid_choice": "ไม่มีเอกสารชนิดนี้ โปรดเลือกใหม่"},
    )
    name = Line(
        label="ชื่อแม่แบบ",
        max_length=_NAME_LENGTH,
        error_messages={"required": "โปรดตั้งชื่อแม่แบบ"},
        help_text="เช่น เล่มแผนของกรม",
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]


class MarkForm(forms.Form):
    """A picture file for a mark."""

    file = forms.FileField(
        label="ไฟล์ภาพ",
        help_text="PNG พื้นหลังโปร่งใสหรือ JPEG ขนาดไม่เกิน 10 MB",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={
            "required": "โปรดเลือกไฟล์ภาพ",
            "missing": "โปรดเลือกไฟล์ภาพ",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )
