"""Forms of sign-off: submitting, signing a step, recording ink on paper and resolutions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from ita_portal.render.kinds import DocumentKind
from organisations.fields import Line, Lines, ScanField, ThaiDateField
from organisations.models import Meeting
from organisations.scans import KINDS
from plans.models import Chain, Delegation, SignOffStep

LONGEST_NOTE = 5_000  # characters of a reason or an opinion
IN_PERSON = "own"


class ActForm(forms.Form):
    """A form about one state of something; ``base_version`` is the state that its writer saw."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def begin_again(self, version: int, message: str) -> None:
        """Say that the thing has moved on; what was typed stays, to be sent about the state of now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["base_version"] = str(version)
        self.data = data
        self.add_error(None, message)


class SubmitForm(ActForm):
    """Through which chain and as which document; ``first`` submissions need no reason."""

    chain = forms.ModelChoiceField(
        label="ลำดับการพิจารณา",
        queryset=Chain.objects.none(),
        empty_label=None,
        error_messages={
            "required": "โปรดเลือกลำดับการพิจารณา",
            "invalid_choice": "ไม่พบลำดับการพิจารณานี้ โปรดเลือกใหม่",
        },
    )
    document = forms.ChoiceField(
        label="เอกสารที่เสนอลงนาม",
        error_messages={"invalid_choice": "ไม่มีเอกสารชนิดนี้ โปรดเลือกใหม่"},
    )
    reason = Lines(
        label="เหตุผล", max_length=LONGEST_NOTE, error_messages={"required": "โปรดระบุเหตุผลที่เสนอฉบับใหม่"}
    )
    accepts = forms.BooleanField(
        label="ได้ตรวจสอบข้อสังเกตข้างต้นแล้ว และยืนยันเสนอตามที่จัดทำ",
        error_messages={"required": "โปรดยืนยันว่าได้ตรวจสอบข้อสังเกตแล้ว"},
    )

    def __init__(
        self,
        *args: Any,
        chains: QuerySet[Chain],
        kinds: Sequence[DocumentKind],
        is_first: bool,
        has_warnings: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chain"].queryset = chains  # type: ignore[attr-defined]
        self.fields["document"].choices = [(kind.key, kind.name) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["reason"].widget.attrs["rows"] = 3
        if is_first:
            del self.fields["reason"]
        if not has_warnings:
            del self.fields["accepts"]

    def prints(self) -> bool:
        """Whether enough was chosen for a preview, whatever else is still missing."""
        self.is_valid()
        return {"chain", "document"} <= self.cleaned_data.keys()


class SignForm(ActForm):
    """An opinion, and for whom the person signs where there is a choice."""

    acting = forms.ChoiceField(
        label="ลงนามในฐานะ",
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "ไม่พบการมอบหมายนี้ โปรดเลือกใหม่",
            "required": "โปรดเลือกว่าลงนามในฐานะใด",
        },
    )
    note = Lines(label="ความเห็น (ถ้ามี)", max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, in_person: bool, orders: Sequence[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orders = {str(order.pk): order for order in orders}
        own = [(IN_PERSON, "ตนเอง")] if in_person else []
        choices = [*own, *((key, order.words) for key, order in self.orders.items())]
        self.fields["acting"].choices = choices  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["rows"] = 3
        if len(choices) == 1:
            self.fields["acting"].widget = forms.HiddenInput()
            self.fields["acting"].initial = choices[0][0]

    def order(self) -> Delegation | None:
        """The order by which it is signed for another; None in person. Of a valid form."""
        return self.orders.get(self.cleaned_data["acting"])


class PaperForm(ActForm):
    """Who signed in ink, as printed, and the scan of it."""

    signed_name = Line(label="ชื่อผู้ลงนาม", max_length=400, error_messages={"required": "โปรดระบุชื่อผู้ลงนาม"})
    signed_post = Line(label="ตำแหน่ง", max_length=500, required=False)
    signed_on = ThaiDateField(label="ลงนามวันที่", error_messages={"required": "โปรดระบุวันที่ลงนาม"})
    acting_words = Line(
        label="ลงนามแทน",
        max_length=700,
        required=False,
        help_text="เช่น ปฏิบัติราชการแทนผู้อำนวยการ เว้นว่างเมื่อผู้ดำรงตำแหน่งลงนามเอง",
    )
    acting_order = Line(
        label="ตามคำสั่ง", max_length=300, required=False, help_text="เช่น คำสั่งที่ 12/2569 ลงวันที่ 5 มกราคม 2569"
    )
    note = Lines(label="ความเห็นบนเอกสาร (ถ้ามี)", max_length=LONGEST_NOTE, required=False)
    scan = ScanField(
        label="ไฟล์สแกนของเอกสารที่ลงนาม",
        help_text=f"ไฟล์ {KINDS} ขนาดไม่เกิน 20 MB ให้เห็น QR ที่ท้ายหน้าด้วย",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["rows"] = 3


class MeetingForm(ActForm):
    """The resolution that stands for a signature."""

    meeting: "forms.ModelChoiceField[Meeting]" = forms.ModelChoiceField(
        label="การประชุม",
        queryset=None,
        required=False,
        empty_label="ไม่ได้บันทึกการประชุมไว้ในระบบ",
        error_messages={"invalid_choice": "ไม่พบการประชุมนี้ โปรดเลือกใหม่"},
    )
    resolution_text = Line(
        label="มติ",
        max_length=1000,
        required=False,
        help_text="เช่น เห็นชอบโดยมติที่ประชุม ครั้งที่ 3/2569 เว้นว่างได้เมื่อเลือกการประชุม",
    )
    agenda = Line(label="ระเบียบวาระที่", max_length=50, required=False, help_text="เช่น 4.1")
    signed_on = ThaiDateField(label="วันที่ประชุม", required=False)
    note = Lines(label="หมายเหตุ (ถ้ามี)", max_length=LONGEST_NOTE, required=False)

    def __init__(
        self, *args: Any, step: SignOffStep, meetings: QuerySet[Meeting] | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["rows"] = 3
        if meetings is None:
            del self.fields["meeting"]
            return
        held = meetings.filter(committee=step.committee_id).exclude(state=Meeting.State.CANCELLED)
        self.fields["meeting"].queryset = held  # type: ignore[attr-defined]
