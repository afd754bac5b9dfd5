"""Forms of a table: a new one, and how one prints."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from ita_portal.tables.build import empty_words
from ita_portal.tables.content import Digits, LabelAt, Numbering, Options, PartContent, Signature
from ita_portal.tables.layout import Layout
from ita_portal.tables.layouts import layout_for, offered_layouts
from ita_portal.thai.months import MonthStyle
from organisations.letters import citation
from organisations.models import Letter
from plans.forms.fields import Line, Text, TypedForm
from plans.forms.letters import LetterChoice, letter_choices
from plans.forms.narrative import VersionedForm
from plans.forms.own_fields import NumberText
from plans.forms.part_columns import FAMILIES, LONGEST_EMPTY
from plans.forms.row_texts import items
from plans.models import PlanPart

SPARE_SIGNATURES = 2
USUAL_SIGNATURES = 12
_TITLE_LENGTH: int = PlanPart._meta.get_field("title").max_length or 0
_SIGNATURE_FIELDS = {
    "label": "ทำหน้าที่",
    "name": "ชื่อ – นามสกุล",
    "position": "ตำแหน่ง",
    "acting_for": "ปฏิบัติราชการแทน",
    "label_at": "ที่พิมพ์หน้าที่",
}
_LABEL_PLACES = [(LabelAt.ABOVE, "เหนือที่ลงนาม"), (LabelAt.BESIDE, "หน้าที่ลงนาม"), (LabelAt.BELOW, "ใต้ตำแหน่ง")]
_OWN_ROWS = ("", "ตารางนี้มีแถวของตนเอง")
_SETTING = "setting_"

Sources = Sequence[tuple[int, str]]  # tables of the plan whose rows may be shown: id and title


class NewPartForm(TypedForm):
    """A new table: its layout and, if it has one already, its title."""

    layout = forms.ChoiceField(
        label="รูปแบบตาราง",
        widget=forms.RadioSelect,
        error_messages={"required": "โปรดเลือกรูปแบบตาราง", "invalid_choice": "ไม่รู้จักรูปแบบตารางนี้"},
    )
    title = Line(label="ชื่อตาราง", max_length=_TITLE_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].choices = [(layout.key, layout.name) for layout in offered_layouts()]  # type: ignore[attr-defined]


class PartForm(VersionedForm):
    """What stands around a table, whose rows it shows, its digits, numbers, months, totals and settings.

    ``sources`` are the tables whose rows it may show; without any, and with rows of its own, it is not asked.
    ``letters`` are those that a note can cite.
    """

    title = Text(label="ชื่อตาราง", max_length=_TITLE_LENGTH, widget=forms.Textarea(attrs={"rows": 1}))
    lines = Text(
        label="ข้อความเหนือตาราง",
        help_text="บรรทัดละหนึ่งข้อความ เช่น ชื่อหน่วยงาน ผลผลิต",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = Text(
        label="หมายเหตุใต้ตาราง", help_text="บรรทัดละหนึ่งข้อความ", widget=forms.Textarea(attrs={"rows": 2})
    )
    cited = LetterChoice(
        label="อ้างหนังสือในหมายเหตุ",
        required=False,
        help_text="เมื่อบันทึก ระบบเพิ่ม “หนังสือ… ที่ … ลงวันที่ … เรื่อง …” เป็นหมายเหตุบรรทัดสุดท้าย",
    )
    rows_of = forms.ChoiceField(
        label="แถวของตาราง",
        required=False,
        help_text="แถวเดียวกันแสดงได้หลายตาราง เช่น ขั้นตอนของโครงการในแผนรายเดือนและในแผนการใช้จ่าย",
        error_messages={"invalid_choice": "แสดงแถวของตารางนี้ไม่ได้"},
    )
    digits = forms.ChoiceField(
        label="ตัวเลขที่พิมพ์",
        required=False,
        choices=[
            (Digits.AS_TYPED.value, "ตามที่พิมพ์ไว้"),
            (Digits.THAI.value, "เลขไทย ๑ ๒ ๓"),
            (Digits.ARABIC.value, "เลขอารบิก 1 2 3"),
        ],
    )
    numbering = forms.ChoiceField(
        label="เลขที่ของแถว",
        required=False,
        choices=[
            ("", "ตามรูปแบบตาราง"),
            (Numbering.NONE.value, "ไม่ใส่เลขให้"),
            (Numbering.THROUGH.value, "เรียงต่อกันทั้งตาราง (1, 2, 3 …)"),
            (Numbering.BY_HEADING.value, "เรียงตามหัวข้อ (1.1, 1.2, 2.1 …)"),
            (Numbering.BY_LEVEL.value, "เรียงตามระดับ (1, 1.1, 1))"),
            (Numbering.BY_PROJECT.value, "เรียงใหม่ในแต่ละโครงการ (1, 1.1, 1))"),
        ],
    )
    months = forms.ChoiceField(
        label="ชื่อเดือน",
        required=False,
        choices=[
            ("", "ตามรูปแบบตาราง"),
            (MonthStyle.DOTTED.value, "ต.ค."),
            (MonthStyle.PLAIN.value, "ตค"),
            (MonthStyle.FULL.value, "ตุลาคม"),
        ],
    )
    month_years = forms.BooleanField(label="มีปีต่อท้ายชื่อเดือน เช่น ต.ค. 68", required=False)
    totals = forms.BooleanField(label="แสดงแถวที่ระบบคำนวณให้ เช่น ผลรวม ร้อยละ", required=False)
    empty_quarter = Line(
        label="ข้อความในช่องไตรมาสที่ว่าง", max_length=LONGEST_EMPTY, help_text="เว้นว่างไว้เพื่อให้เป็นช่องว่าง"
    )
    empty_month = Line(
        label="ข้อความในช่องเดือนที่ว่าง", max_length=LONGEST_EMPTY, help_text="เว้นว่างไว้เพื่อให้เป็นช่องว่าง"
    )

    def __init__(
        self,
        data: Any = None,
        *,
        content: PartContent,
        version: int,
        sources: Sources = (),
        source: int = 0,
        letters: Sequence[Letter] = (),
    ) -> None:
        self.content, self.layout = content, layout_for(content.layout)
        self.letters = {letter.pk: letter for letter in letters}
        super().__init__(
            data, initial={"base_version": version, "rows_of": str(source or "")} | self._known()
        )
        self.fields["rows_of"].choices = [_OWN_ROWS, *((str(pk), title) for pk, title in sources)]  # type: ignore[attr-defined]
        self.fields["cited"].choices = [("", "ไม่อ้าง"), *letter_choices(letters)]  # type: ignore[attr-defined]
        for name in self._not_asked(bool(sources)):
            del self.fields[name]
        for setting in self.layout.settings:
            said: dict[str, Any] = {"label": setting.label, "help_text": setting.help}
            self.fields[_SETTING + setting.name] = (
                NumberText(low=setting.low, high=setting.high, **said)
                if setting.low is not None or setting.high is not None
                else Line(max_length=500, **said)
            )

    def _known(self) -> dict[str, Any]:
        content, options = self.content, self.content.options
        known: dict[str, Any] = {
            "title": content.title,
            "lines": "\n".join(content.lines),
            "notes": "\n".join(content.notes),
            "digits": options.digits.value,
            "numbering": options.numbering.value if options.numbering else "",
            "months": options.months.value if options.months else "",
            "month_years": options.month_years,
            "totals": options.totals,
        }
        known |= {f"empty_{family}": self._empty_words(family) for family in FAMILIES}
        settings = self.layout.settings
        return known | {_SETTING + s.name: self.layout.setting(s.name, options) for s in settings}

    def _not_asked(self, has_sources: bool) -> list[str]:
        """What this table does not have."""
        layout = self.layout
        absent = [f"empty_{family}" for family in FAMILIES if not _has(layout, family)]
        absent += [] if _has(layout, "month") else ["months", "month_years"]
        absent += [] if layout.totals else ["totals"]
        absent += [] if self.letters else ["cited"]
        return absent if has_sources else [*absent, "rows_of"]

    def _empty_words(self, family: str) -> str:
        columns = (c for c in self.layout.columns if c.field.startswith(f"{family}_"))
        column = next(columns, None)
        return empty_words(replace(column, field=family), self.content.options) if column else ""

    @property
    def layout_settings(self) -> list[forms.BoundField]:
        """The controls of what only this layout has to set."""
        return [self[_SETTING + setting.name] for setting in self.layout.settings]

    def options(self) -> Options:
        """How the table prints from now on; what this form does not ask stays."""
        values, before = self.cleaned_data, self.content.options
        empty = dict(before.empty)
        for family in FAMILIES:
            words = values.get(f"empty_{family}")
            if words is not None and words != self._empty_words(family):
                empty[family] = words
        return replace(
            before,
            digits=Digits(values["digits"] or Digits.AS_TYPED),
            numbering=Numbering(values["numbering"]) if values["numbering"] else None,
            empty=empty,
            months=MonthStyle(values["months"]) if values.get("months") else None,
            month_years=values.get("month_years", before.month_years),
            totals=values.get("totals", before.totals),
            settings=self._settings(),
        )

    def _settings(self) -> dict[str, str]:
        """What the table sets otherwise than its layout; an emptied field is the layout's again."""
        settings = dict(self.content.options.settings)
        for setting in self.layout.settings:
            typed = self.cleaned_data[_SETTING + setting.name]
            settings.pop(setting.name, None)
            if typed and typed != setting.default:
                settings[setting.name] = typed
        return settings

    def lines_above(self) -> tuple[str, ...]:
        return items(self.cleaned_data["lines"], self.content.lines)

    def notes_below(self) -> tuple[str, ...]:
        """The notes as typed, then the letter that is cited; those of the layout follow its settings."""
        before = self.layout.notes_for(self.content.options)
        now = dict(zip(before, self.layout.notes_for(self.options()), strict=True))
        notes = tuple(now.get(note, note) for note in items(self.cleaned_data["notes"], self.content.notes))
        cited = self.letters.get(self.cleaned_data.get("cited") or 0)
        return (*notes, citation(cited)) if cited else notes

    def source(self) -> int | None:
        """The id of the table whose rows are to be shown, or None for rows of its own."""
        return int(self.cleaned_data.get("rows_of") or 0) or None


def _has(layout: Layout, family: str) -> bool:
    return any(column.field.startswith(f"{family}_") for column in layout.columns)


class SignatureForm(TypedForm):
    """One signer; a form without any words is none."""

    label = Line(label=_SIGNATURE_FIELDS["label"], max_length=500, help_text="เช่น ผู้เสนอ ผู้เห็นชอบ ผู้อนุมัติแผน")
    name = Line(label=_SIGNATURE_FIELDS["name"], max_length=500)
    position = Text(
        label=_SIGNATURE_FIELDS["position"], max_length=1000, widget=forms.Textarea(attrs={"rows": 1})
    )
    acting_for = Line(label=_SIGNATURE_FIELDS["acting_for"], max_length=500)
    label_at = forms.ChoiceField(
        label=_SIGNATURE_FIELDS["label_at"], choices=_LABEL_PLACES, required=False, initial=LabelAt.ABOVE
    )

    def signature(self) -> Signature | None:
        """The signer, or None where nobody is named."""
        label, name, position, acting_for, label_at = (
            self.cleaned_data.get(name, "") for name in _SIGNATURE_FIELDS
        )
        if not (label or name or position or acting_for):
            return None
        return Signature(label, name, position, acting_for, LabelAt(label_at or LabelAt.ABOVE))


class _BaseSignatures(forms.BaseFormSet):
    """As many signers as the table has and some more: a file may bring any number, and none may be lost."""

    def __init__(self, data: Any, *, initial: Sequence[dict[str, str]], prefix: str) -> None:
        super().__init__(data, initial=initial, prefix=prefix)
        self.max_num = self.absolute_max = max(USUAL_SIGNATURES, len(initial) + SPARE_SIGNATURES)


SignatureForms = forms.formset_factory(SignatureForm, formset=_BaseSignatures, extra=SPARE_SIGNATURES)
