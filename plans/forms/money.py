"""Forms of budget lines and of the ledger; days, months and amounts as people type them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from ita_portal.render.text import printable
from ita_portal.thai.amounts import format_amount, read_amount
from ita_portal.thai.dates import format_long, parse_date
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import first_day, last_day
from ita_portal.thai.months import MonthStyle, format_month
from ita_portal.thai.period.reader import read_period
from ita_portal.thai.year_month import YearMonth
from plans.forms.charters import BahtField
from plans.forms.fields import Line, Text
from plans.forms.narrative import VersionedForm
from plans.models import BudgetLine, MoneyEntry
from plans.monitoring.ledger import MOST_AT_ONCE, LineFacts, Movement

_UNREAD_DAY = "อ่านวันที่ไม่ได้ โปรดระบุวันที่ เช่น 15 ต.ค. 2568 หรือเดือน เช่น ต.ค. 2568"
_DIGITS = {"inputmode": "decimal", "autocomplete": "off"}
_MOST_INSTALLMENTS = 99


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or any day of a month of which only that is known."""

    on: date
    is_month: bool

    def __str__(self) -> str:
        if not self.is_month:
            return format_long(self.on)
        return f"{format_month(self.on.month, MonthStyle.FULL)} {self.on.year + 543}"


def read_day(text: str, fiscal_year: int) -> Day:
    """The day or the month that the text says, a month without a year as it lies in the fiscal year.

    Raises ValidationError in Thai for anything else, and for a year that no plan is near to.
    """
    try:
        day = Day(parse_date(text[:100]), is_month=False)
    except ValueError:
        period = read_period(text[:100], fiscal_year)
        if period.open or period.notices or period.start is None or period.start != period.end:
            raise ValidationError(_UNREAD_DAY) from None
        month = YearMonth.from_text(period.start)
        day = Day(date(month.year, month.month, 1), is_month=True)
    if not first_day(fiscal_year - 5) <= day.on <= last_day(fiscal_year + 10):
        raise ValidationError(f"{day} ห่างจากปีงบประมาณ พ.ศ. {fiscal_year} มากเกินไป โปรดตรวจสอบปี")
    return day


class DayField(Line):
    """A day or a month; the value is a Day."""

    def __init__(self, fiscal_year: int) -> None:
        super().__init__(
            label="วันที่หรือเดือน",
            max_length=100,
            required=True,
            help_text="เช่น 15 ต.ค. 2568 หรือ 15/10/68 หากทราบเฉพาะเดือน เช่น ต.ค. 68",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.fiscal_year = fiscal_year

    def clean(self, value: Any) -> Any:
        return read_day(super().clean(value), self.fiscal_year)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Day) else value


class MoneyField(BahtField):
    """An amount of baht above 0."""

    def __init__(self) -> None:
        super().__init__(
            label="จำนวนเงิน (บาท)",
            max_length=100,
            required=True,
            help_text="เช่น 12,500.50",
            widget=forms.TextInput(attrs=dict(_DIGITS)),
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if not amount:
            raise ValidationError("จำนวนเงินต้องมากกว่า 0 บาท")
        return amount


class LineForm(VersionedForm):
    """A budget line: of an activity only its source and type, else also what it is called."""

    group = Line(label="หัวข้อ", max_length=500, help_text="รายการใต้หัวข้อเดียวกันแสดงรวมกัน เช่น ค่าจ้างเหมาบุคลากร")
    title = Text(
        label="รายการ",
        max_length=1000,
        required=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="เช่น ค่าจ้างเหมาบุคลากร งวดที่ 2",
    )
    planned = BahtField(
        label="งบประมาณตามแผน (บาท)", max_length=100, widget=forms.TextInput(attrs=dict(_DIGITS))
    )
    source = forms.ChoiceField(label="แหล่งเงิน", choices=BudgetLine.Source.choices)
    source_name = Line(label="ชื่อแหล่งเงิน (ถ้ามี)", max_length=200, help_text="เช่น เงินบำรุง เงินรายได้")
    kind = forms.ChoiceField(
        label="ประเภทงบ", choices=BudgetLine.Kind.choices, initial=BudgetLine.Kind.OPERATING
    )
    remark = Line(label="หมายเหตุ", max_length=1000)

    def __init__(self, *args: Any, is_of_activity: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "kind"):
            self.fields[name].error_messages["invalid_choice"] = "โปรดเลือกจากรายการ"
        if is_of_activity:
            for name in ("group", "title", "planned"):
                del self.fields[name]

    def facts(self) -> LineFacts:
        """What was said, of a valid form."""
        return LineFacts(
            **{name: value for name, value in self.cleaned_data.items() if name != "base_version"}
        )


class EntryForm(VersionedForm):
    """One entry of the ledger of ``line``."""

    act = forms.ChoiceField(
        label="ประเภทรายการ",
        choices=MoneyEntry.Act.choices,
        initial=MoneyEntry.Act.DISBURSEMENT,
        error_messages={"invalid_choice": "โปรดเลือกประเภทจากรายการ", "required": "โปรดเลือกประเภทรายการ"},
    )
    commitment = forms.ModelChoiceField(
        label="ของรายการผูกพัน (ถ้ามี)",
        queryset=MoneyEntry.objects.none(),
        required=False,
        empty_label="ไม่อ้างถึงรายการผูกพัน",
        help_text="เลือกเมื่อเบิกจ่ายหรือยกเลิกเงินที่ผูกพันไว้แล้ว",
        error_messages={"invalid_choice": "ไม่พบรายการผูกพันนี้ในรายการงบประมาณเดียวกัน โปรดเลือกจากรายการ"},
    )
    installment = Line(
        label="งวดที่ (ถ้ามี)", max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    reference = Line(label="เลขที่เอกสารอ้างอิง (ถ้ามี)", max_length=200)
    note = Line(label="หมายเหตุ (ถ้ามี)", max_length=1000)

    def __init__(
        self, *args: Any, line: BudgetLine, commitments: QuerySet[MoneyEntry], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        year = line.plan.fiscal_year
        chosen: Any = self.fields["commitment"]
        chosen.queryset, chosen.label_from_instance = commitments, _named
        ordered = {"base_version": self.fields["base_version"], "act": self.fields["act"]}
        self.fields = ordered | {"on": DayField(year), "amount": MoneyField()} | self.fields

    def clean_installment(self) -> int | None:
        typed = to_arabic(self.cleaned_data["installment"]).removeprefix("งวดที่").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= _MOST_INSTALLMENTS):
            raise ValidationError(f"โปรดระบุงวดเป็นตัวเลข 1 ถึง {_MOST_INSTALLMENTS}")
        return int(typed)

    def movement(self) -> Movement:
        """What was said, of a valid form."""
        said = {
            name: value for name, value in self.cleaned_data.items() if name not in ("base_version", "on")
        }
        day: Day = self.cleaned_data["on"]
        return Movement(on=day.on, is_month=day.is_month, **said)


def _named(commitment: MoneyEntry) -> str:
    words = [commitment.reference, format_long(commitment.on), f"{format_amount(commitment.amount)} บาท"]
    return " · ".join(filter(None, words))


class CancelForm(VersionedForm):
    """Why an entry counts no more."""

    reason = Text(
        label="เหตุผลที่ยกเลิก", max_length=500, required=True, widget=forms.Textarea(attrs={"rows": 3})
    )


class EntriesForm(forms.Form):
    """Many entries of one kind, pasted from a worksheet: day, amount, reference and note in columns."""

    act = forms.ChoiceField(
        label="ประเภทรายการ",
        choices=[choice for choice in MoneyEntry.Act.choices if choice[0] != MoneyEntry.Act.RELEASE],
        initial=MoneyEntry.Act.DISBURSEMENT,
        error_messages={"invalid_choice": "โปรดเลือกประเภทจากรายการ", "required": "โปรดเลือกประเภทรายการ"},
    )
    rows = Text(
        label="รายการ",
        max_length=100_000,
        required=True,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=(
            "คัดลอกจาก Excel แล้ววางที่นี่ บรรทัดละหนึ่งรายการ เรียงคอลัมน์ดังนี้ "
            "วันที่หรือเดือน จำนวนเงิน เลขที่เอกสารอ้างอิง หมายเหตุ "
            f"คราวละไม่เกิน {MOST_AT_ONCE} รายการ โปรดไม่รวมบรรทัดหัวตารางและยอดรวม"
        ),
    )

    def __init__(self, *args: Any, line: BudgetLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year = line.plan.fiscal_year
        self.numbers: list[int] = []  # of the line of text that each movement stands in

    def movements(self) -> list[Movement]:
        """The pasted lines of a valid form; raises ValidationError with a message for each that is unread."""
        found, errors = [], []
        for number, text in enumerate(self.cleaned_data["rows"].splitlines(), start=1):
            if not text.strip():
                continue
            try:
                found.append(self._movement(text))
                self.numbers.append(number)
            except ValidationError as error:
                errors += [f"บรรทัดที่ {number}: {words}" for words in error.messages]
        if errors:
            raise ValidationError({"rows": errors[:20]})
        return found

    def _movement(self, text: str) -> Movement:
        cells = [" ".join(printable(cell).split()) for cell in text.split("\t")]
        if len(cells) < 2:
            raise ValidationError("ต้องมีอย่างน้อยสองคอลัมน์ คือ วันที่หรือเดือน และจำนวนเงิน")
        day, amount = read_day(cells[0], self.fiscal_year), read_amount(cells[1])
        if not amount.amount:
            raise ValidationError(amount.notices[0] if amount.notices else "จำนวนเงินต้องมากกว่า 0 บาท")
        reference, note = (*cells[2:4], "", "")[:2]
        return Movement(
            self.cleaned_data["act"], day.on, amount.amount, day.is_month, reference=reference, note=note
        )
