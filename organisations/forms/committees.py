"""The forms of a committee and of the orders about it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ita_portal.thai.digits import read_decimal, to_arabic
from ita_portal.thai.fiscal import fiscal_year_of
from organisations.access import Permission
from organisations.fields import Line, Lines, OrganisationChoice, ThaiDateField, read_fiscal_year
from organisations.models import Committee, CommitteeOrder, Letter, Organisation
from organisations.models.committee import USUAL_ATTENDANCE
from organisations.pages.from_version import FromVersion
from organisations.pages.lists import ListFilter
from organisations.pages.sections import Sectioned

MOST_LETTERS = 200  # orders of the register offered to point to
_ITEM_NUMBER = re.compile(r"\(?[0-9๐-๙]{1,2}[.)]\s*")
ORDER_NAMES = ("number", "dated_on", "effective_on", "letter", "note")


class YearField(Line):
    """A fiscal year of the Buddhist era in four digits, Thai or Arabic; None where nothing is typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        return read_fiscal_year(typed) if typed else None


class WholeNumber(Line):
    """A whole number typed in Thai or Arabic digits; None where nothing is typed."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> int | None:
        typed = to_arabic(super().clean(value))
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= self.most):
            raise ValidationError(f"โปรดระบุเป็นจำนวนเต็ม 1 ถึง {self.most}")
        return int(typed)


class CommitteeFilter(ListFilter):
    """Search and filters above the list of committees."""

    kind = forms.ChoiceField(
        label="ประเภทคณะ", required=False, choices=[("", "ทุกประเภท"), *Committee.Kind.choices]
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["q"].label = "ค้นหาชื่อคณะ เลขที่คำสั่ง หรือรายชื่อ"


class CommitteeForm(Sectioned, FromVersion):
    """What a committee is, for how long, and what it has to do."""

    kind = forms.ChoiceField(
        label="ประเภทคณะ",
        choices=Committee.Kind.choices,
        help_text="คำที่พิมพ์ของแต่ละหน้าที่เป็นไปตามประเภทคณะ เช่น กรรมการ อนุกรรมการ คณะทำงาน",
    )
    name = Line(label="ชื่อคณะ", max_length=500, error_messages={"required": "โปรดระบุชื่อคณะ"})
    first_fiscal_year = YearField(label="ตั้งแต่ปีงบประมาณ พ.ศ.", error_messages={"required": "โปรดระบุปีงบประมาณ"})
    last_fiscal_year = YearField(
        label="ถึงปีงบประมาณ พ.ศ.", required=False, help_text="เว้นว่างไว้หากยังไม่กำหนดวันสิ้นสุด"
    )
    basis = Lines(
        label="อาศัยอำนาจตาม", required=False, max_length=5000, help_text="กฎหมายหรือคำสั่งที่ให้อำนาจแต่งตั้ง"
    )
    powers = Lines(
        label="หน้าที่และอำนาจ", required=False, max_length=100_000, help_text="บรรทัดละหนึ่งข้อ ระบบใส่เลขข้อให้"
    )
    quorum = WholeNumber(
        label="องค์ประชุม (คน)",
        most=500,
        required=False,
        help_text="เว้นว่างไว้หากใช้กึ่งหนึ่งของผู้ที่นับเป็นองค์ประชุม",
    )
    attendance_target = Line(
        label="เป้าหมายการเข้าประชุม (ร้อยละ)",
        max_length=20,
        error_messages={"required": "โปรดระบุเป้าหมายการเข้าประชุม"},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    SECTIONS = (
        ("คณะ", ("base_version", "organisation", "kind", "name", "first_fiscal_year", "last_fiscal_year")),
        ("คำสั่งแต่งตั้ง", ORDER_NAMES),
        ("หน้าที่และอำนาจ", ("basis", "powers")),
        ("การประชุม", ("quorum", "attendance_target")),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["name"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["basis"].widget.attrs["rows"] = 3
        self.fields["powers"].widget.attrs["rows"] = 8
        for field in self.fields.values():
            # A browser would cut a pasted text off without a word.
            field.widget.attrs.pop("maxlength", None)

    def clean_powers(self) -> list[str]:
        lines = [
            _ITEM_NUMBER.sub("", line.strip(), count=1) for line in self.cleaned_data["powers"].splitlines()
        ]
        return [line for line in lines if line]

    def clean_attendance_target(self) -> Decimal:
        typed = self.cleaned_data["attendance_target"].removesuffix("%").removeprefix("ร้อยละ").strip()
        try:
            target = read_decimal(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        if not 0 <= target <= 100 or target != round(target, 2):
            raise ValidationError("โปรดระบุเป็นร้อยละ 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง")
        return target

    def values(self) -> dict[str, Any]:
        """The fields of the committee, as the services take them."""
        others = ("base_version", "organisation", *ORDER_NAMES)
        return {name: value for name, value in self.cleaned_data.items() if name not in others}


class OrderFields(forms.Form):
    """What an order about a committee says of itself."""

    number = Line(
        label="คำสั่งที่",
        max_length=100,
        help_text="เช่น 102/2568",
        error_messages={"required": "โปรดระบุเลขที่คำสั่ง"},
    )
    dated_on = ThaiDateField(label="ลงวันที่")
    effective_on = ThaiDateField(label="มีผลตั้งแต่วันที่", required=False, help_text="เว้นว่างไว้หากมีผลตั้งแต่วันที่ของคำสั่ง")
    letter = forms.ModelChoiceField(
        label="คำสั่งในทะเบียนหนังสือ",
        queryset=Letter.objects.none(),
        required=False,
        empty_label="ไม่ได้ออกในระบบนี้",
        error_messages={"invalid_choice": "ไม่มีคำสั่งนี้ในทะเบียนที่ท่านเลือกได้"},
    )
    note = Line(label="หมายเหตุ", max_length=1000, required=False)

    def order_values(self) -> dict[str, Any]:
        """The fields of the order, as the services take them; it holds from its own day unless it says so."""
        values = {name: self.cleaned_data.get(name) for name in ORDER_NAMES if name in self.fields}
        values["number"] = to_arabic(values["number"] or "").removeprefix("คำสั่งที่").removeprefix("ที่").strip()
        values["effective_on"] = values["effective_on"] or values["dated_on"]
        return values


class OrderForm(OrderFields):
    """A later order, or one that is mended."""

    def __init__(
        self, data: Any = None, *, committee: Committee, order: CommitteeOrder | None = None
    ) -> None:
        initial = {name: getattr(order, name) for name in ORDER_NAMES} if order else {}
        if order and order.effective_on == order.dated_on:
            initial["effective_on"] = None
        super().__init__(data, initial=initial)
        orders = committee.organisation.letters.filter(kind=Letter.Kind.ORDER)
        latest = orders.exclude(state=Letter.State.CANCELLED).order_by("-dated_on", "-pk")
        offered = set(latest.values_list("pk", flat=True)[:MOST_LETTERS])
        offered |= {order.letter_id} if order and order.letter_id else set()
        self.fields["letter"].queryset = latest.filter(pk__in=offered)  # type: ignore[attr-defined]


class NewCommitteeForm(OrderFields, CommitteeForm):
    """A committee with the order that appoints it."""

    organisation = OrganisationChoice()

    def __init__(self, data: Any = None, *, user: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=started() | (initial or {}))
        own = Organisation.objects.visible_to(user, Permission.COMMITTEE_EDIT).active()
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        if len(own[:2]) == 1:
            self.initial["organisation"] = own[0].pk
            self.fields["organisation"].widget = forms.HiddenInput()
        # The letter is of one organisation, and which is not yet chosen: the order's own form offers it.
        del self.fields["letter"]


def started() -> dict[str, Any]:
    """With what the form of a new committee begins."""
    return {
        "first_fiscal_year": fiscal_year_of(timezone.localdate()),
        "attendance_target": f"{USUAL_ATTENDANCE:f}",
    }


def known(committee: Committee) -> dict[str, Any]:
    """The committee's fields as its form shows them."""
    return {
        "base_version": committee.version,
        "kind": committee.kind,
        "name": committee.name,
        "first_fiscal_year": committee.first_fiscal_year,
        "last_fiscal_year": committee.last_fiscal_year,
        "basis": committee.basis,
        "powers": "\n".join(committee.powers),
        "quorum": committee.quorum,
        "attendance_target": f"{committee.attendance_target.normalize():f}",
    }


class DayForm(forms.Form):
    """The day of which the roster is shown."""

    on = ThaiDateField(label="รายชื่อ ณ วันที่", required=False)

    def day(self) -> date:
        """The day that was asked for; today where it cannot be read."""
        self.is_valid()
        return self.cleaned_data.get("on") or timezone.localdate()
