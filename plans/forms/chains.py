"""Forms of chains of sign-off and of their steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from organisations.access import Role
from organisations.fields import Line
from organisations.models import Committee, CommitteeMember, Organisation, User
from plans.models import Act, Chain, ChainStep

Who = ChainStep.Who

_NOT_THERE = "ไม่พบรายการนี้ โปรดเลือกใหม่"


class ChainForm(forms.Form):
    """A chain and whether it is offered first."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    name = Line(
        label="ชื่อลำดับการพิจารณา",
        max_length=200,
        error_messages={"required": "โปรดระบุชื่อลำดับการพิจารณา"},
        help_text="เช่น เสนอผู้บริหารตามปกติ",
    )
    is_usual = forms.BooleanField(
        label="ใช้เป็นปกติ", required=False, help_text="ระบบจะเลือกลำดับนี้ให้ก่อนเมื่อเสนอเรื่อง เปลี่ยนได้ทุกครั้งที่เสนอ"
    )


class NewChainForm(ChainForm):
    """A new chain: what it is for, and whether it begins with the ready steps."""

    subject = forms.ChoiceField(
        label="ใช้กับ",
        choices=Chain.Subject.choices,
        widget=forms.RadioSelect,
        initial=Chain.Subject.PLAN,
        error_messages={"required": "โปรดเลือกว่าใช้กับเรื่องใด", "invalid_choice": _NOT_THERE},
    )
    is_ready = forms.BooleanField(
        label="เริ่มจากขั้นตอนสำเร็จรูป",
        required=False,
        help_text="เลขานุการเสนอ ผู้มีอำนาจพิจารณาเห็นชอบ ผู้บริหารอนุมัติ แก้ไขเพิ่มเติมได้ภายหลัง",
    )

    field_order = ("subject", "name", "is_ready", "is_usual")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["base_version"]


class StepForm(forms.Form):
    """A step of a chain. Only the fields of its kind of ``who`` are asked.

    What may be chosen comes from the view: ``people``, ``members``, ``committees``, ``units``.
    """

    act = forms.ChoiceField(
        label="ขั้นตอน",
        choices=Act.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "โปรดเลือกขั้นตอน", "invalid_choice": _NOT_THERE},
    )
    role = forms.ChoiceField(
        label="บทบาท",
        choices=[("", "โปรดเลือก"), *Role.choices],
        error_messages={"required": "โปรดเลือกบทบาท", "invalid_choice": _NOT_THERE},
    )
    member = forms.ModelChoiceField(
        label="บุคคลในรายชื่อคณะ", required=False, queryset=CommitteeMember.objects.none(), empty_label="ไม่ระบุ"
    )
    user = forms.ModelChoiceField(
        label="ผู้ใช้งาน", required=False, queryset=User.objects.none(), empty_label="ไม่ระบุ"
    )
    unit = forms.ModelChoiceField(
        label="หน่วยงาน", required=False, queryset=Organisation.objects.none(), empty_label="หน่วยงานเจ้าของแผน"
    )
    committee = forms.ModelChoiceField(
        label="คณะ", required=False, queryset=Committee.objects.none(), empty_label="ไม่ระบุ"
    )
    post = Line(label="ตำแหน่งที่พิมพ์", max_length=500, required=False)
    label = Line(
        label="คำที่พิมพ์ในช่องลงนาม",
        max_length=200,
        required=False,
        help_text="เว้นว่างไว้ ระบบจะพิมพ์ตามขั้นตอน เช่น ผู้อนุมัติ",
    )
    label_at = forms.ChoiceField(
        label="ตำแหน่งของคำ",
        choices=ChainStep._meta.get_field("label_at").choices or (),
        error_messages={"required": "โปรดเลือกตำแหน่งของคำ", "invalid_choice": _NOT_THERE},
    )

    _ASKED = {
        Who.ROLE: ("role", "unit", "post"),
        Who.PERSON: ("member", "user", "post"),
        Who.POST: ("post", "user", "unit"),
        Who.UNIT: ("unit", "post"),
        Who.MEETING: ("committee", "post"),
    }

    def __init__(
        self,
        *args: Any,
        who: str,
        people: QuerySet[User],
        members: QuerySet[CommitteeMember],
        committees: QuerySet[Committee],
        units: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = self._ASKED[Who(who)]
        for name in {"role", "member", "user", "unit", "committee", "post"} - set(asked):
            del self.fields[name]
        choices: dict[str, Any] = {"user": people, "member": members, "committee": committees, "unit": units}
        for name in {*choices} & {*asked}:
            self.fields[name].queryset = choices[name]  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _NOT_THERE
        self._word(Who(who))

    def _word(self, who: ChainStep.Who) -> None:
        """What the shared fields mean with this kind of who."""
        post = self.fields["post"]
        if who == Who.MEETING:
            post.label, post.help_text = "ชื่อที่ประชุม", "ใช้เมื่อคณะนั้นไม่มีทะเบียนในระบบ เช่น ที่ประชุมผู้บริหาร"
        elif who == Who.POST:
            post.label, post.required = "ตำแหน่ง", True
            post.error_messages["required"] = "โปรดระบุตำแหน่ง"
            self.fields["user"].help_text = "บัญชีของผู้ดำรงตำแหน่ง หากไม่มีบัญชี ให้เลขานุการบันทึกการลงนามในกระดาษ"
            self.fields["unit"].help_text = "หน่วยงานของผู้ดำรงตำแหน่ง หากอยู่นอกสายบังคับบัญชาของหน่วยงานเจ้าของแผน"
        else:
            post.help_text = "เว้นว่างไว้ ระบบจะพิมพ์ตำแหน่งของผู้ลงนาม"
        if who == Who.UNIT:
            unit: Any = self.fields["unit"]
            unit.required, unit.empty_label = True, "โปรดเลือก"
            unit.help_text = "ผู้มีอำนาจพิจารณาหรือผู้บริหารของหน่วยงานนี้ลงนามได้ และเห็นแผนเฉพาะเมื่อถึงขั้นตอนของตน"
            unit.error_messages["required"] = "โปรดเลือกหน่วยงาน"
