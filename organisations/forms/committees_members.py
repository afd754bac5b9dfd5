"""The forms of those who are in a committee: one of them, the whole roster, a file with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from organisations.access import Permission
from organisations.committee_reading.files import MAX_BYTES, UnreadableError
from organisations.committee_reading.reading import MOST_MEMBERS, ReadCommittee, read_committee
from organisations.committees import cited, people_near
from organisations.fields import Line, OrganisationChoice
from organisations.forms.committees import WholeNumber
from organisations.models import Committee, CommitteeMember, CommitteeOrder, Organisation, User
from organisations.pages.from_version import FromVersion

SPARE_LINES = 5
MOST_PLACES = 9_999
_NO_ORDER = {
    "required": "โปรดเลือกคำสั่ง",
    "invalid_choice": "ไม่มีคำสั่งนี้ในรายการที่ท่านเลือกได้",
}


class OrderChoice(forms.ModelChoiceField):
    """One of the orders of a committee, as it is cited."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", _NO_ORDER)
        super().__init__(CommitteeOrder.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()}: {cited(obj)}"


class PersonFields(forms.Form):
    """Who somebody is, and what in the committee."""

    # Django takes the fields out of the class, so that the prefix of the form's own names stays.
    prefix = Line(label="คำนำหน้าหรือยศ", max_length=100, required=False)  # type: ignore[assignment]
    name = Line(label="ชื่อ-สกุล", max_length=300, required=False)
    post = Line(label="ตำแหน่ง", max_length=500, required=False)
    duty = forms.ChoiceField(label="หน้าที่ในคณะ", choices=CommitteeMember.Duty.choices)
    duty_text = Line(label="คำที่พิมพ์", max_length=200, required=False)
    counts_for_quorum = forms.BooleanField(label="นับเป็นองค์ประชุม", required=False)

    def person_values(self) -> dict[str, Any]:
        """The fields of the member, as the services take them."""
        names = ("prefix", "name", "post", "duty", "duty_text", "counts_for_quorum", "user")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class MemberForm(PersonFields, FromVersion):
    """One member: new, by an order and at a place; or mended."""

    user = forms.ModelChoiceField(
        label="บัญชีผู้ใช้งาน",
        queryset=User.objects.none(),
        required=False,
        empty_label="ไม่มีบัญชีในระบบ",
        help_text="เชื่อมบัญชีเพื่อให้ท่านนี้ลงนามในระบบและรับแจ้งเรื่องทางอีเมลได้",
        error_messages={"invalid_choice": "ไม่มีบัญชีนี้ในรายการที่ท่านเลือกได้"},
    )
    order = OrderChoice(label="แต่งตั้งโดย", empty_label=None)
    position = WholeNumber(
        label="แทรกที่ลำดับ", most=MOST_PLACES, required=False, help_text="เว้นว่างไว้หากเป็นลำดับสุดท้าย"
    )
    field_order = (
        "order",
        "position",
        "prefix",
        "name",
        "post",
        "duty",
        "counts_for_quorum",
        "duty_text",
        "user",
    )

    def __init__(
        self, data: Any = None, *, committee: Committee, member: CommitteeMember | None = None
    ) -> None:
        names = ("prefix", "name", "post", "duty", "duty_text", "counts_for_quorum", "user")
        stored = {name: getattr(member, name) for name in names} if member else {"counts_for_quorum": True}
        super().__init__(data, initial=stored | {"base_version": member.version if member else 0})
        self.fields["user"].queryset = people_near(committee, member)  # type: ignore[attr-defined]
        self.fields["post"].help_text = "ระบุเฉพาะตำแหน่ง โดยไม่ระบุชื่อ ได้หากแต่งตั้งโดยตำแหน่ง"
        self.fields["duty_text"].help_text = "เว้นว่างไว้เพื่อพิมพ์ตามประเภทคณะ เช่น กรรมการและเลขานุการ"
        self.fields["counts_for_quorum"].help_text = "โดยปกติที่ปรึกษาไม่นับเป็นองค์ประชุม"
        if member:
            del self.fields["order"], self.fields["position"]
        else:
            _offer_orders(self.fields["order"], committee)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if "name" in values and "post" in values and not (values["name"] or values["post"]):
            self.add_error("name", "โปรดระบุชื่อ-สกุล หรือตำแหน่ง")
        return values


class EndForm(forms.Form):
    """The order by which somebody goes out."""

    order = OrderChoice(label="พ้นจากหน้าที่โดย", required=False, empty_label="ยังไม่พ้นจากหน้าที่")

    def __init__(self, data: Any = None, *, member: CommitteeMember) -> None:
        super().__init__(data, initial={"order": member.left_by_id})
        later = member.committee.orders.filter(kind=CommitteeOrder.Kind.AMEND).exclude(pk=member.joined_by_id)
        self.fields["order"].queryset = later  # type: ignore[attr-defined]


class RosterForm(FromVersion):
    """What holds for the whole grid: the order by which its new lines come in."""

    order = OrderChoice(label="รายชื่อที่เพิ่มใหม่แต่งตั้งโดย", empty_label=None, help_text="ใช้กับแถวที่เพิ่มใหม่เท่านั้น")

    def __init__(self, data: Any = None, *, committee: Committee) -> None:
        super().__init__(data, initial={"base_version": committee.version})
        _offer_orders(self.fields["order"], committee)


class LineForm(PersonFields):
    """One line of the grid; a new one that names nobody is none."""

    place = WholeNumber(label="ลำดับ", most=MOST_PLACES, required=False)
    member = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    field_order = ("place",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counts_for_quorum"].initial = True
        self.fields["duty"].choices = [("", "โปรดเลือก"), *CommitteeMember.Duty.choices]  # type: ignore[attr-defined]
        self.fields["duty"].required = False

    @property
    def is_line(self) -> bool:
        """Whether it is about somebody: a member of the committee, or one who was typed."""
        values = self.cleaned_data
        return bool(values.get("member") or any(values.get(name) for name in ("prefix", "name", "post")))

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if self.is_line and not self.errors:
            if not (values["name"] or values["post"]):
                self.add_error("name", "โปรดระบุชื่อ-สกุล หรือตำแหน่ง")
            if not values["duty"]:
                self.add_error("duty", "โปรดเลือกหน้าที่ในคณะ")
        return values


class _Roster(forms.BaseFormSet):
    def in_order(self) -> list[tuple[dict[str, Any], int | None]]:
        """The lines about somebody by the place that was typed; a new one before one that stands there.

        Each with the values of a member and the id of the one who is mended, None for somebody new.
        """
        typed = [
            (form.cleaned_data.get("place") or MOST_PLACES, form.cleaned_data.get("member") is not None, form)
            for form in self.forms
            if form.is_line
        ]
        typed.sort(key=lambda line: line[:2])
        return [(form.person_values(), form.cleaned_data.get("member")) for _, _, form in typed]


_RosterForms = forms.formset_factory(
    LineForm,
    formset=_Roster,
    extra=SPARE_LINES,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_MEMBERS + SPARE_LINES,
)


def roster_forms(data: Any, lines: Sequence[dict[str, Any]]) -> Any:
    """A form for each line and some empty ones."""
    return _RosterForms(data, prefix="lines", initial=list(lines))


def line_of(member: CommitteeMember, place: int) -> dict[str, Any]:
    """A member as a line of the grid shows it."""
    names = ("prefix", "name", "post", "duty", "duty_text", "counts_for_quorum")
    return {name: getattr(member, name) for name in names} | {"place": place, "member": member.pk}


class FileForm(forms.Form):
    """A Word or Excel file with a committee in it."""

    organisation = OrganisationChoice()
    file = forms.FileField(
        label="ไฟล์รายชื่อคณะ",
        help_text=f"ไฟล์ Word (.docx) หรือ Excel (.xlsx) ขนาดไม่เกิน {MAX_BYTES // 1024 // 1024} MB",
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        error_messages={
            "required": "โปรดเลือกไฟล์",
            "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.visible_to(user, Permission.COMMITTEE_EDIT).active()
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        if len(own[:2]) == 1:
            self.initial["organisation"] = own[0].pk
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean_file(self) -> ReadCommittee:
        """What the file says."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            found = read_committee(file.read(MAX_BYTES + 1))
        except UnreadableError as error:
            raise forms.ValidationError(str(error)) from None
        if not found.members:
            raise forms.ValidationError(
                "ไม่พบรายชื่อในไฟล์ ตารางต้องมีชื่อหรือตำแหน่ง และหน้าที่ในคณะ เช่น ประธานกรรมการ กรรมการ เลขานุการ"
            )
        return found


def _offer_orders(field: Any, committee: Committee) -> None:
    orders = committee.orders.exclude(kind=CommitteeOrder.Kind.REVOKE).order_by("-effective_on", "-pk")
    field.queryset = orders
    field.initial = orders.first()
