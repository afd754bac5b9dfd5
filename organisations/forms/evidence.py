"""Forms of the library of evidence: finding, adding files or a link, changing what is said, a new version."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from organisations.evidence_files import ACCEPTED, TAKEN
from organisations.fields import EvidenceFileField, Line, Lines, ManyFiles, ThaiDateField, read_fiscal_year
from organisations.models import Evidence, User
from organisations.outer_links import LONGEST
from organisations.pages.from_version import FromVersion
from organisations.pages.lists import ListFilter

MOST_FILES = 20  # at a time
KINDS = [
    ("photo", "ภาพ"),
    ("pdf", "PDF"),
    ("office", "Word, Excel, PowerPoint"),
    ("text", "ข้อความ (TXT, CSV)"),
    ("link", "ลิงก์"),
]


class EvidenceFilter(ListFilter):
    """Search and filters above the library. Its year is always one: the asked or today's."""

    fiscal_year = forms.TypedChoiceField(label="ปีงบประมาณ พ.ศ.", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="ชนิด", required=False, choices=[("", "ทุกชนิด"), *KINDS])
    used = forms.ChoiceField(
        label="การใช้งาน",
        required=False,
        choices=[("", "ทั้งหมด"), ("yes", "ใช้แล้ว"), ("no", "ยังไม่ได้ใช้")],
    )
    person = forms.TypedChoiceField(label="ผู้เพิ่ม", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, years: Iterable[int], year: int, people: Iterable[User]) -> None:
        super().__init__({**data.dict(), "fiscal_year": year})
        self.fields["q"].label = "ค้นหาชื่อ คำอธิบาย หรือชื่อไฟล์"
        offered: Any = self.fields["fiscal_year"]
        offered.choices = [(one, str(one)) for one in sorted({*years, year}, reverse=True)]
        persons: Any = self.fields["person"]
        persons.choices = [("", "ทุกคน"), *((one.pk, str(one)) for one in people)]

    def conditions(self) -> dict[str, Any]:
        """The year itself is no condition."""
        return {name: value for name, value in super().conditions().items() if name != "fiscal_year"}


class _Said(forms.Form):
    """What is said of evidence, whatever it is."""

    title = Line(label="ชื่อหลักฐาน", max_length=300, error_messages={"required": "โปรดระบุชื่อหลักฐาน"})
    dated_on = ThaiDateField(
        label="วันที่ของหลักฐาน",
        required=False,
        help_text="วันที่เกิดเหตุการณ์ในหลักฐาน เช่น 15 มี.ค. 2569",
    )
    note = Lines(label="คำอธิบาย", max_length=2000, required=False)
    sight = forms.ChoiceField(
        label="ผู้มีสิทธิ์ดู",
        choices=Evidence.Sight.choices,
        initial=Evidence.Sight.ORGANISATION,
        widget=forms.RadioSelect,
        error_messages={"required": "โปรดเลือกผู้มีสิทธิ์ดู", "invalid_choice": "โปรดเลือกผู้มีสิทธิ์ดูจากรายการ"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["rows"] = 3


class _OfYear(_Said):
    fiscal_year = Line(label="ปีงบประมาณ พ.ศ.", max_length=10, error_messages={"required": "โปรดระบุปีงบประมาณ"})

    def clean_fiscal_year(self) -> int:
        return read_fiscal_year(self.cleaned_data["fiscal_year"])


class EvidenceFilesForm(_OfYear):
    """Files chosen, or a photo taken now. What is in each is looked into when its turn comes, not here."""

    photo = EvidenceFileField(
        label="ถ่ายภาพ",
        required=False,
        help_text="สำหรับโทรศัพท์ ระบบหมุนภาพให้ตั้งตรง ย่อขนาด และลบข้อมูลตำแหน่งที่ถ่ายให้",
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    chosen = forms.Field(
        label="หรือเลือกไฟล์",
        required=False,
        help_text=f"ไฟล์ {TAKEN} ไฟล์ละไม่เกิน 50 MB คราวละไม่เกิน {MOST_FILES} ไฟล์",
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
    )

    field_order = ("photo", "chosen", "title", "dated_on", "note", "sight", "fiscal_year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "หากไม่ระบุ ระบบใช้ชื่อไฟล์ หากเพิ่มหลายไฟล์ ระบบเติมลำดับต่อท้ายชื่อ"
        self.fields["dated_on"].help_text = "เช่น 15 มี.ค. 2569 หากไม่ระบุ ระบบใช้วันที่ถ่ายซึ่งบันทึกอยู่ในภาพ"

    def clean_chosen(self) -> list[UploadedFile]:
        chosen: list[UploadedFile] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_FILES:
            raise ValidationError(f"เพิ่มได้คราวละไม่เกิน {MOST_FILES} ไฟล์ โปรดแบ่งเพิ่มหลายครั้ง")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.sent():
            self.add_error("chosen", "โปรดถ่ายภาพหรือเลือกไฟล์หลักฐาน")
        return cleaned

    def sent(self) -> list[UploadedFile]:
        """The files in their order, the photo first."""
        photo = self.cleaned_data.get("photo")
        return [*([photo] if photo else []), *self.cleaned_data.get("chosen", [])]

    def said_of(self, number: int) -> dict[str, Any]:
        """What the service is told of the file with this number, from 1, beside its upload."""
        said = {
            name: self.cleaned_data[name] for name in ("title", "dated_on", "note", "sight", "fiscal_year")
        }
        if said["title"] and len(self.sent()) > 1:
            said["title"] = f"{said['title'][:290]} ({number})"
        return said


class EvidenceLinkForm(_OfYear):
    """An address of the public net."""

    url = Line(
        label="ลิงก์",
        max_length=LONGEST,
        help_text="เช่น https://www.example.go.th/news/1 ระบบเก็บเฉพาะลิงก์ ไม่ได้ดึงเนื้อหามาเก็บ",
        error_messages={"required": "โปรดระบุลิงก์"},
    )

    field_order = ("url", "title", "dated_on", "note", "sight", "fiscal_year")


class EvidenceForm(FromVersion, _Said):
    """What is said of evidence that is there."""


class EvidenceVersionForm(forms.Form):
    """A newer file, or where the evidence is a link a newer address, and why."""

    file = EvidenceFileField(label="ไฟล์ฉบับใหม่")
    url = Line(label="ลิงก์ใหม่", max_length=LONGEST, error_messages={"required": "โปรดระบุลิงก์"})
    reason = Line(
        label="เหตุผลที่เพิ่มฉบับใหม่",
        max_length=500,
        help_text="เช่น ไฟล์เดิมสแกนไม่ครบทุกหน้า",
        error_messages={"required": "โปรดระบุเหตุผลที่เพิ่มฉบับใหม่"},
    )

    def __init__(self, *args: Any, is_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["file" if is_link else "url"]
