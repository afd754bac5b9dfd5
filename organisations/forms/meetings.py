"""The forms in which meetings, their agenda and their resolutions are written."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from organisations.fields import Line, Lines, ThaiDateField, ThaiTimeField
from organisations.meetings import Offer, full_name, people_of, units_of
from organisations.models import AgendaItem, Meeting, Organisation, Resolution, User
from organisations.models.meeting import LONGEST_DISCUSSION
from organisations.pages.from_version import FromVersion
from organisations.pages.sections import Sectioned, Sections

LARGEST_NUMBER = 999


class WrittenForm(Sectioned, FromVersion):
    """A form of a stored row, with the version that its writer saw; ``row`` is None for a new one."""

    ROWS: ClassVar[dict[str, int]] = {}  # lines that a text field shows
    MANY: ClassVar[tuple[str, ...]] = ()  # fields of several values

    def __init__(self, data: Any = None, *, row: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=(self.stored(row) if row else {}) | (initial or {}))
        for name, field in self.fields.items():
            # A browser would cut a pasted text off without a word.
            field.widget.attrs.pop("maxlength", None)
            if name in self.ROWS:
                field.widget.attrs["rows"] = self.ROWS[name]

    def stored(self, row: Any) -> dict[str, Any]:
        """The fields as the row has them, as the form shows them."""
        names = [name for name in self.base_fields if name != "base_version"]
        return {name: getattr(row, name) for name in names if hasattr(row, name)} | {
            "base_version": row.version
        }

    def values(self) -> dict[str, Any]:
        """The fields of the row, as the services take them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base_version"}

    def differences(self, current: Any) -> list[tuple[str, str]]:
        """Label and present text of every field in which the row is otherwise than it was typed."""
        stored = self.stored(current)
        typed = self.clean_as_stored()
        return [
            (str(field.label), _words(field.field, stored[field.name]))
            for field in self.visible_fields()
            if field.name in stored and typed.get(field.name) != stored[field.name]
        ]

    def clean_as_stored(self) -> dict[str, Any]:
        """What was typed, in the shape of ``stored``."""
        return self.cleaned_data


class MeetingForm(WrittenForm):
    """When and where, and what the minutes say beside the agenda."""

    number = forms.IntegerField(
        label="ครั้งที่",
        min_value=1,
        max_value=LARGEST_NUMBER,
        error_messages={
            "invalid": "โปรดระบุเป็นตัวเลข เช่น 1",
            "min_value": "ครั้งที่เริ่มจาก 1",
            "max_value": f"ครั้งที่ต้องไม่เกิน {LARGEST_NUMBER}",
            "required": "โปรดระบุครั้งที่",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    held_on = ThaiDateField(label="วันที่ประชุม", error_messages={"required": "โปรดระบุวันที่ประชุม"})
    starts_at = ThaiTimeField(label="เริ่มเวลา", required=False, help_text="เช่น 09.30 น.")
    ends_at = ThaiTimeField(label="เลิกเวลา", required=False, help_text="บันทึกภายหลังได้")
    place = Line(label="สถานที่", max_length=500, required=False)
    guests = Lines(
        label="ผู้เข้าร่วมประชุม", max_length=60_000, required=False, help_text="ผู้ที่มิได้เป็นกรรมการ บรรทัดละหนึ่งคน"
    )
    recorded_by = Line(label="ผู้จดรายงานการประชุม", max_length=300, required=False)
    checked_by = Line(label="ผู้ตรวจรายงานการประชุม", max_length=300, required=False)

    SECTIONS: Sections = (
        ("วัน เวลา และสถานที่", ("number", "held_on", "starts_at", "ends_at", "place")),
        ("ผู้เข้าร่วมประชุมและผู้จัดทำรายงาน", ("guests", "recorded_by", "checked_by")),
    )
    ROWS: ClassVar[dict[str, int]] = {"guests": 4}

    def clean_guests(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]

    def stored(self, row: Meeting) -> dict[str, Any]:
        return super().stored(row) | {"guests": "\n".join(row.guests)}

    def clean_as_stored(self) -> dict[str, Any]:
        return self.cleaned_data | {"guests": "\n".join(self.cleaned_data.get("guests", []))}


class NewMeetingForm(MeetingForm):
    """When and where, and which of the matters that wait are taken up; the rest is written afterwards."""

    offers = forms.MultipleChoiceField(
        label="เรื่องที่ระบบเสนอ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="เลือกเรื่องที่จะบรรจุในระเบียบวาระ",
        error_messages={"invalid_choice": "เรื่องที่เสนอเปลี่ยนไปแล้ว โปรดเลือกใหม่"},
    )
    guests = recorded_by = checked_by = None  # type: ignore[assignment]

    SECTIONS: Sections = (
        ("วัน เวลา และสถานที่", ("number", "held_on", "starts_at", "ends_at", "place")),
        ("ระเบียบวาระ", ("offers",)),
    )
    MANY = ("offers",)

    def __init__(self, *args: Any, offers: Sequence[Offer], next_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {offer.key: offer for offer in offers}
        choices = [(offer.key, offer.title) for offer in offers]
        self.fields["offers"].choices = choices  # type: ignore[attr-defined]
        self.fields["offers"].initial = list(self.known)
        if not offers:
            del self.fields["offers"]
        self.fields["number"].required = False
        self.fields["number"].help_text = f"เว้นว่างไว้ ระบบจะให้เลขถัดไปของปี {next_number}"

    def taken_up(self) -> list[Offer]:
        return [self.known[key] for key in self.cleaned_data.get("offers", ())]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "offers"}


class AgendaItemForm(WrittenForm):
    """One matter, with what was said about it."""

    section = forms.TypedChoiceField(
        label="ระเบียบวาระ",
        coerce=int,
        choices=[(one.value, f"ระเบียบวาระที่ {one.value} {one.label}") for one in AgendaItem.Section],
        initial=AgendaItem.Section.CONSIDERING,
    )
    title = Lines(label="เรื่อง", max_length=1000, error_messages={"required": "โปรดระบุเรื่อง"})
    discussion = Lines(
        label="สาระสำคัญ",
        max_length=LONGEST_DISCUSSION,
        required=False,
        help_text="ข้อเท็จจริง ความเห็น และการอภิปราย ขึ้นบรรทัดใหม่เมื่อขึ้นย่อหน้าใหม่",
    )
    ROWS: ClassVar[dict[str, int]] = {"title": 2, "discussion": 14}

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class ResolutionForm(WrittenForm):
    """What was resolved, and whose task it is until when."""

    kind = forms.ChoiceField(label="มติที่ประชุม", choices=Resolution.Kind.choices, initial=Resolution.Kind.NOTE)
    text = Lines(label="ข้อความมติ", max_length=5000, error_messages={"required": "โปรดระบุข้อความมติ"})
    owner = Line(
        label="ผู้รับผิดชอบ", max_length=300, required=False, help_text="พิมพ์ในรายงานตามที่ระบุ เช่น กลุ่มงานทรัพยากรบุคคล"
    )
    unit = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="ส่วนงาน",
        required=False,
        empty_label="ไม่ระบุ",
        error_messages={"invalid_choice": "ไม่มีส่วนงานนี้ในรายการ โปรดเลือกใหม่"},
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="บัญชีผู้รับผิดชอบ",
        required=False,
        empty_label="ไม่ระบุ",
        error_messages={"invalid_choice": "ไม่มีบัญชีนี้ในรายการ โปรดเลือกใหม่"},
    )
    due_on = ThaiDateField(label="กำหนดแล้วเสร็จ", required=False)

    SECTIONS: Sections = (
        ("มติ", ("kind", "text")),
        ("การมอบหมาย (ถ้ามี)", ("owner", "unit", "user", "due_on")),
    )
    ROWS: ClassVar[dict[str, int]] = {"text": 4}

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(organisation)  # type: ignore[attr-defined]
        self.fields["user"].queryset = people_of(organisation)  # type: ignore[attr-defined]


class ResultForm(WrittenForm):
    """What came of a resolution."""

    state = forms.ChoiceField(label="การดำเนินการ", choices=Resolution.State.choices, widget=forms.RadioSelect)
    result = Lines(label="ผลการดำเนินการ", max_length=5000, required=False)
    done_on = ThaiDateField(
        label="แล้วเสร็จเมื่อ", required=False, help_text="ระบุเมื่อดำเนินการแล้ว เว้นว่างไว้หมายถึงวันนี้ เช่น 15 มี.ค. 2569"
    )
    ROWS: ClassVar[dict[str, int]] = {"result": 5}

    def clean(self) -> None:
        done = self.cleaned_data.get("state") == Resolution.State.DONE
        if self.cleaned_data.get("done_on") and not done:
            self.add_error("done_on", "ระบุวันที่แล้วเสร็จได้เฉพาะเมื่อดำเนินการแล้ว")


class HoldForm(forms.Form):
    """That a meeting took place; without a quorum this is said again."""

    without_quorum = forms.BooleanField(
        label="รับทราบว่าไม่ครบองค์ประชุม มติของการประชุมครั้งนี้อาจไม่มีผลตามกฎหมาย และประสงค์จะบันทึกว่าประชุมแล้ว",
        required=False,
    )

    def __init__(self, data: Any = None, *, has_quorum: bool) -> None:
        super().__init__(data)
        if has_quorum:
            del self.fields["without_quorum"]


class AdoptForm(forms.Form):
    """At which later meeting the minutes were adopted."""

    at = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="รับรองในการประชุม",
        empty_label=None,
        error_messages={"required": "โปรดเลือกการประชุมที่รับรอง", "invalid_choice": "โปรดเลือกการประชุมจากรายการ"},
    )

    def __init__(self, data: Any = None, *, meetings: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["at"]
        field.queryset = meetings
        field.label_from_instance = full_name


class CancelMeetingForm(forms.Form):
    """Why a meeting does not take place."""

    reason = Lines(label="เหตุผลที่ยกเลิก", max_length=1000, error_messages={"required": "โปรดระบุเหตุผลที่ยกเลิก"})

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].widget.attrs["rows"] = 3


def _words(field: forms.Field, value: Any) -> str:
    """A stored value as a person reads it."""
    if isinstance(field, forms.ModelChoiceField):
        return str(value or "(ว่าง)")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(field.prepare_value(value) or "(ว่าง)")
