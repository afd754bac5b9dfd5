"""Forms of what is done with a letter: finding it, its number, its end, what is put on it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from organisations.fields import Line, Lines, ScanField, ThaiDateField, ThaiTimeField
from organisations.letters import Numbering
from organisations.models import Letter, LetterMark
from organisations.pages.lists import ListFilter


class LetterFilter(ListFilter):
    """Search and filters above the register."""

    direction = forms.CharField(required=False, widget=forms.HiddenInput)
    calendar_year = forms.TypedChoiceField(label="ปีปฏิทิน พ.ศ.", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="ชนิดหนังสือ", required=False, choices=[("", "ทุกชนิด"), *Letter.Kind.choices])
    state = forms.ChoiceField(label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), *Letter.State.choices])

    def __init__(self, data: Any, *, years: Iterable[int], direction: str) -> None:
        super().__init__(data)
        self.fields["q"].label = "ค้นหาเรื่อง เลขที่ หรือผู้รับ"
        self.fields["calendar_year"].choices = [("", "ทุกปี"), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]
        if direction == Letter.Direction.IN:
            del self.fields["state"]

    def conditions(self) -> dict[str, Any]:
        """The register itself is no condition."""
        return {name: value for name, value in super().conditions().items() if name != "direction"}


class IssueForm(forms.Form):
    """Where the number of a letter comes from, and its date."""

    base_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    numbering = forms.ChoiceField(
        label="เลขที่", choices=Numbering.choices, widget=forms.RadioSelect, initial=Numbering.NEXT
    )
    typed = Line(
        label="เลขที่จากทะเบียนกระดาษ",
        max_length=100,
        required=False,
        help_text="ใช้เมื่อเลือก “ใช้เลขจากทะเบียนกระดาษ” เช่น 45 หรือ สธ ๐๗๑๐.๐๑/๔๕",
    )
    dated_on = ThaiDateField(label="วันที่ของหนังสือ", required=False)


class CancelForm(forms.Form):
    """Why a letter is not sent."""

    reason = Lines(label="เหตุผลที่ยกเลิก", max_length=1000, error_messages={"required": "โปรดระบุเหตุผลที่ยกเลิก"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 3


class MarkForm(forms.Form):
    """A stamp, a remark or an order on a letter."""

    kind = forms.ChoiceField(
        label="ชนิด",
        choices=[
            (LetterMark.Kind.REMARK, "เกษียณ (ความเห็นหรือข้อสังเกต)"),
            (LetterMark.Kind.ORDER, "คำสั่งการ (อนุมัติ เห็นชอบ มอบหมาย)"),
            (LetterMark.Kind.RECEIVED, "ตรารับหนังสือ"),
        ],
        widget=forms.RadioSelect,
        initial=LetterMark.Kind.REMARK,
    )
    text = Lines(
        label="ข้อความ", max_length=5000, required=False, help_text="ตามที่เขียนไว้บนหนังสือ ตรารับหนังสือเว้นว่างได้"
    )
    person = Line(label="ผู้เขียน", max_length=300, required=False)
    person_position = Line(label="ตำแหน่ง", max_length=300, required=False)
    office = Line(label="หน่วยงานที่รับหรือสั่งการ", max_length=300, required=False)
    number = Line(label="เลขที่รับ", max_length=50, required=False)
    on = ThaiDateField(label="วันที่", required=False)
    time = ThaiTimeField(label="เวลา", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3


class ScanForm(forms.Form):
    """A scanned file."""

    file = ScanField()
