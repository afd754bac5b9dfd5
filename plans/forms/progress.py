"""The form of one report: the same at a desk, on a telephone, and behind a link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from ita_portal.tables.columns import plain
from ita_portal.tables.targets import read_target
from ita_portal.thai.digits import read_decimal
from organisations.fields import ThaiDateField
from organisations.scans import IMAGES
from plans.forms.fields import Line, Text
from plans.forms.narrative import VersionedForm
from plans.models import BudgetLine, Progress, ProgressEvidence
from plans.monitoring.indicator_results import Asked, is_indicator
from plans.monitoring.written import Caption, Report, Result, Spending

MOST_FILES = 10  # at a time

ACCEPTED = ".jpg,.jpeg,.png,.heic,.webp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx"
_MOST_TEXT = 20_000
_MET = (("", "ให้ระบบพิจารณา"), ("yes", "บรรลุเป้าหมาย"), ("no", "ไม่บรรลุเป้าหมาย"))
_SAID = {"yes": True, "no": False}
_WORD_OF = {None: "", True: "yes", False: "no"}


class Number(forms.Field):
    """A number typed in any digits, with commas or without; ``places`` decimals at most, nothing below 0."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(
        self, *, places: int = 2, most: Decimal | None = None, too_much: str = "", **kwargs: Any
    ) -> None:
        super().__init__(required=False, **kwargs)
        self.places, self.most, self.too_much = places, most, too_much

    def to_python(self, value: Any) -> Decimal | None:
        typed = str(value or "").strip().removesuffix("%").strip()
        if not typed:
            return None
        try:
            number = read_decimal(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        if number < 0:
            raise ValidationError("จำนวนต้องไม่ติดลบ")
        if self.most is not None and number > self.most:
            raise ValidationError(self.too_much)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise ValidationError(f"ระบุทศนิยมได้ไม่เกิน {self.places} ตำแหน่ง")
        return number

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class Files(forms.FileInput):
    """Photos and files, as many as are chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


@dataclass(frozen=True)
class AskedField:
    """An indicator with the field of its result, and of the reporter's own word where one is asked for."""

    asked: Asked
    result: BoundField
    met: BoundField | None


@dataclass(frozen=True)
class UsedField:
    """Evidence of the report with the fields of its caption."""

    use: ProgressEvidence
    caption: BoundField
    in_report: BoundField

    @property
    def is_picture(self) -> bool:
        return self.use.evidence.newest.ending in IMAGES


class ProgressForm(VersionedForm):
    """What became of an activity in a period. ``asked`` are its indicators, ``uses`` its evidence.

    ``lines`` are those of its money, None where it has none.
    ``draft`` has texts, by field, that were typed and not yet saved; they stand over what is stored.
    """

    work = forms.ChoiceField(
        label="สถานะการดำเนินงาน",
        choices=Progress.Work.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "ไม่รู้จักสถานะการดำเนินงานนี้ โปรดเลือกใหม่"},
    )
    narrative = Text(label="ผลการดำเนินการ", max_length=_MOST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    problems = Text(label="ปัญหา/อุปสรรค", max_length=_MOST_TEXT, widget=forms.Textarea(attrs={"rows": 2}))
    suggestions = Text(label="ข้อเสนอแนะ", max_length=_MOST_TEXT, widget=forms.Textarea(attrs={"rows": 2}))
    internal_note = Text(
        label="หมายเหตุภายใน",
        max_length=_MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="เห็นเฉพาะในหน่วยงาน ไม่พิมพ์ในรายงานที่เผยแพร่",
    )
    lesson = Text(
        label="บทเรียนสำหรับปีต่อไป",
        max_length=_MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="แสดงเมื่อจัดทำแผนของปีต่อไป",
    )
    chosen = forms.Field(
        label="ภาพถ่ายหรือไฟล์", required=False, widget=Files(attrs={"accept": f"image/*,{ACCEPTED}"})
    )
    url = Line(
        label="ลิงก์",
        max_length=2_000,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    url_title = Line(label="ชื่อหลักฐานของลิงก์", max_length=300)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        progress: Progress,
        asked: Sequence[Asked] = (),
        uses: Sequence[ProgressEvidence] = (),
        lines: Sequence[BudgetLine] | None = None,
        draft: dict[str, Any] | None = None,
        day: date | None = None,
    ) -> None:
        self.progress, self.asked, self.uses = progress, asked, uses
        initial = _stored(progress) | {"spent_on": day} | (draft or {})
        super().__init__(data, files, initial=initial)
        self._add_numbers(progress)
        self._add_results(progress, asked)
        for use in uses:
            self.fields[f"caption_{use.pk}"] = Line(label="คำบรรยายภาพ", max_length=500)
            self.fields[f"in_report_{use.pk}"] = forms.BooleanField(label="แสดงภาพในรายงาน", required=False)
            self.initial.setdefault(f"caption_{use.pk}", use.caption)
            self.initial.setdefault(f"in_report_{use.pk}", use.in_report)
        if lines is not None:
            self._add_money(lines)

    def _add_numbers(self, progress: Progress) -> None:
        """A count where the plan counts; else how much of the whole is done; neither of an indicator."""
        if progress.planned_count is not None:
            label = f"ผลในงวดนี้ ({progress.planned_unit})" if progress.planned_unit else "ผลในงวดนี้ (จำนวน)"
            self.fields["actual_count"] = Number(label=label, places=4)
        elif not is_indicator(progress.activity):
            self.fields["actual_percent"] = Number(
                label="ความก้าวหน้าของทั้งกิจกรรม (ร้อยละ)",
                most=Decimal(100),
                too_much="ความก้าวหน้าต้องอยู่ระหว่างร้อยละ 0 ถึง 100",
            )

    def _add_results(self, progress: Progress, asked: Sequence[Asked]) -> None:
        known = {result.position: result for result in progress.results.all()} if asked else {}
        for one in asked:
            before = known.get(one.position)
            self.fields[f"result_{one.position}"] = Line(label="ผลที่ได้", max_length=2_000)
            self.initial.setdefault(f"result_{one.position}", before.text if before else "")
            if read_target(one.target or one.statement) is None:
                self.fields[f"met_{one.position}"] = forms.ChoiceField(
                    label="เทียบกับเป้าหมาย", choices=_MET, required=False
                )
                self.initial.setdefault(f"met_{one.position}", _WORD_OF[before.is_met if before else None])

    def _add_money(self, lines: Sequence[BudgetLine]) -> None:
        self.fields["spent"] = Number(label="เบิกจ่ายเพิ่มในงวดนี้ (บาท)", places=2)
        self.fields["spent_on"] = ThaiDateField(label="วันที่เบิกจ่าย", required=False)
        self.fields["reference"] = Line(label="เลขที่เอกสารอ้างอิง", max_length=200)
        if len(lines) > 1:
            names = [(str(line.pk), _words_of(line)) for line in lines]
            self.fields["line"] = forms.ChoiceField(
                label="จากแหล่งเงิน",
                choices=names,
                required=False,
                error_messages={"invalid_choice": "ไม่พบแหล่งเงินนี้ โปรดเลือกใหม่"},
            )
        self.lines = {str(line.pk): line for line in lines}

    def clean_chosen(self) -> list[UploadedFile]:
        chosen: list[UploadedFile] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_FILES:
            raise ValidationError(f"แนบได้คราวละไม่เกิน {MOST_FILES} ไฟล์ โปรดแบ่งแนบหลายครั้ง")
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("spent") and not cleaned.get("spent_on") and "spent_on" not in self.errors:
            self.add_error("spent_on", "โปรดระบุวันที่เบิกจ่าย")
        return cleaned

    # What the page shows

    def number(self) -> BoundField | None:
        """The field of the count or the percent, where one is asked for."""
        return next((self[name] for name in ("actual_count", "actual_percent") if name in self.fields), None)

    def results(self) -> Iterator[AskedField]:
        for one in self.asked:
            met = f"met_{one.position}"
            yield AskedField(one, self[f"result_{one.position}"], self[met] if met in self.fields else None)

    def evidence(self) -> Iterator[UsedField]:
        for use in self.uses:
            yield UsedField(use, self[f"caption_{use.pk}"], self[f"in_report_{use.pk}"])

    @property
    def most_files(self) -> int:
        return MOST_FILES

    @property
    def has_money_errors(self) -> bool:
        return bool({"spent", "spent_on", "reference", "line"} & set(self.errors))

    @property
    def has_errors_within(self) -> bool:
        """Whether something is wrong in the part that is folded away."""
        return bool({"internal_note", "lesson"} & set(self.errors))

    # What was typed, as services take it

    def report(self) -> Report:
        said = self.cleaned_data
        texts = ("work", "narrative", "problems", "suggestions", "internal_note", "lesson")
        return Report(
            actual_count=said.get("actual_count", self.progress.actual_count),
            actual_percent=said.get("actual_percent", self.progress.actual_percent),
            results=tuple(self._result(one) for one in self.asked),
            **{name: said[name] for name in texts},
        )

    def _result(self, one: Asked) -> Result:
        said = self.cleaned_data
        met = _SAID.get(said.get(f"met_{one.position}", ""))
        text = said[f"result_{one.position}"]
        return Result(one.position, one.indicator, one.statement, one.target, text, met)

    def captions(self) -> dict[int, Caption]:
        said = self.cleaned_data
        return {
            use.pk: Caption(said[f"caption_{use.pk}"], said[f"in_report_{use.pk}"])
            for use in self.uses
            if f"caption_{use.pk}" in self.data
        }

    def spending(self) -> Spending | None:
        said = self.cleaned_data
        if not said.get("spent"):
            return None
        line = self.lines.get(said.get("line", "")) or next(iter(self.lines.values()), None)
        return Spending(said["spent"], said["spent_on"], said["reference"], line)

    def typed(self) -> dict[str, str]:
        """The texts as posted, valid or not, by field: what a draft keeps."""
        unkept = {"chosen", "base_version", *(name for name in self.fields if name.startswith("in_report_"))}
        return {name: str(self[name].data or "") for name in self.fields if name not in unkept}


def _stored(progress: Progress) -> dict[str, Any]:
    names = ("work", "actual_count", "actual_percent", "narrative", "problems", "suggestions")
    stored = {name: getattr(progress, name) for name in (*names, "internal_note", "lesson")}
    return stored | {"base_version": progress.version}


def _words_of(line: BudgetLine) -> str:
    """ "เงินงบประมาณ งบดำเนินงาน" """
    return " ".join(filter(None, (line.get_source_display(), line.source_name, line.get_kind_display())))
