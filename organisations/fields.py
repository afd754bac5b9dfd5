"""Form fields that read what Thai officials type: any digits, Buddhist-era dates, nothing unprintable."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ita_portal.render.text import printable
from ita_portal.thai.dates import format_long, format_time, parse_date, parse_time
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR, buddhist_year
from organisations import evidence_files
from organisations.models import Organisation
from organisations.scans import ACCEPTED, KINDS, MAX_BYTES, TOO_LARGE, ending_of


class Line(forms.CharField):
    """Text of a single line, without control characters and doubled spaces."""

    def to_python(self, value: Any) -> str:
        return " ".join(printable(super().to_python(value) or "").split())


class Lines(forms.CharField):
    """Text of several lines, without control characters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return printable(super().to_python(value) or "").strip()


def read_fiscal_year(text: str) -> int:
    """The Buddhist-era year typed in four digits, Thai or Arabic; ValidationError in Thai else."""
    typed = to_arabic(text).removeprefix("พ.ศ.").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4):
        raise ValidationError("โปรดระบุปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2569")
    year = int(typed)
    if MIN_FISCAL_YEAR <= buddhist_year(year) <= MAX_FISCAL_YEAR:
        raise ValidationError(f"{year} เป็นปี ค.ศ. โปรดระบุเป็น พ.ศ. เช่น {buddhist_year(year)}")
    if not MIN_FISCAL_YEAR <= year <= MAX_FISCAL_YEAR:
        raise ValidationError(f"ปีงบประมาณต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}")
    return year


class ScanField(forms.FileField):
    """A scanned file: its name and content, refused by its size before anything of it is read."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "โปรดเลือกไฟล์สแกน",
        "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
        "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
        "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "ไฟล์สแกน")
        kwargs.setdefault("help_text", f"ไฟล์ {KINDS} ขนาดไม่เกิน 20 MB")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        return read_scan(file) if file else None


def read_scan(file: UploadedFile) -> tuple[str, bytes]:
    """Name and content of a file that is a scan of ours; ValidationError in Thai for anything else."""
    if (file.size or 0) > MAX_BYTES:
        raise ValidationError(TOO_LARGE)
    content: bytes = file.read()
    try:
        ending_of(content)
    except ValidationError as error:
        raise ValidationError(error.messages) from None
    return file.name or "", content


class EvidenceFileField(forms.FileField):
    """A file of evidence, refused by its size alone: what is in it is for the service to look into."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "โปรดเลือกไฟล์หลักฐาน",
        "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
        "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
        "empty": evidence_files.EMPTY,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "ไฟล์หลักฐาน")
        kwargs.setdefault("help_text", f"ไฟล์ {evidence_files.TAKEN} ขนาดไม่เกิน 50 MB")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": evidence_files.ACCEPTED, **super().widget_attrs(widget)}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and (file.size or 0) > evidence_files.MAX_BYTES:
            raise ValidationError(evidence_files.TOO_LARGE)
        return file


class ManyFiles(forms.FileInput):
    """Several files chosen at once; a field of it gets a list of uploads."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class OrganisationChoice(forms.ModelChoiceField):
    """One of the organisations that the form's maker sets as its `queryset`; none until then."""

    default_error_messages = {
        "required": "โปรดเลือกหน่วยงาน",
        "invalid_choice": "ไม่มีหน่วยงานนี้ในรายการที่ท่านเลือกได้",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "หน่วยงาน")
        kwargs.setdefault("empty_label", "โปรดเลือก")
        super().__init__(Organisation.objects.none(), **kwargs)


class ThaiDateField(forms.DateField):
    """A day typed as "15/3/69", "15 มี.ค. 2569" or with Thai digits; printed in the Buddhist era.

    What cannot be read stays in the field as it was typed.
    """

    widget = forms.TextInput
    default_error_messages = {"required": "โปรดระบุวันที่"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "เช่น 15 มี.ค. 2569 หรือ 15/3/69")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            day = parse_date(str(value)[:100])
        except ValueError as error:
            raise ValidationError(str(error)) from None
        if not MIN_FISCAL_YEAR <= buddhist_year(day.year) <= MAX_FISCAL_YEAR:
            raise ValidationError(f"ปี พ.ศ. ต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}")
        return day

    def prepare_value(self, value: Any) -> Any:
        return format_long(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class ThaiTimeField(forms.TimeField):
    """A time of day typed as "10.39", "10:39 น." or with Thai digits; printed as "10.39 น."."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "เช่น 10.39 น.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return super().to_python(value)
        try:
            return parse_time(str(value)[:100])
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def prepare_value(self, value: Any) -> Any:
        return format_time(value) if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
