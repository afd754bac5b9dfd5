"""The forms of measures, of their plan, their heading there and their activities."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from assessments.forms.gaps import VersionField
from assessments.improvement.pirab import LETTERS, MeasureWords
from assessments.improvement.wording import nearest
from assessments.models import Gap, Measure
from ita_portal.tables.cells import read_cell
from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from organisations.fields import Line, Lines
from plans.limits import MAX_CELL
from plans.models import ActionPlan, ActivityOwner, Heading, PlanPart

QUARTERS = {1: "ต.ค.–ธ.ค.", 2: "ม.ค.–มี.ค.", 3: "เม.ย.–มิ.ย.", 4: "ก.ค.–ก.ย."}
_OWNER_LENGTH = ActivityOwner._meta.get_field("text").max_length or 0
_TITLE_LENGTH = ActionPlan._meta.get_field("title").max_length or 0


class PlanForm(forms.Form):
    """A plan of the organisation and the year, or the title of a new one."""

    NEW = "new"
    plan = forms.ChoiceField(
        label="แผน", widget=forms.RadioSelect, error_messages={"required": "โปรดเลือกแผน หรือสร้างแผนใหม่"}
    )
    title = Line(label="ชื่อแผนใหม่", max_length=_TITLE_LENGTH, required=False)

    def __init__(self, data: Any = None, *, plans: Iterable[ActionPlan], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.plans = {str(plan.pk): plan for plan in plans}
        self.fields["plan"].choices = [  # type: ignore[attr-defined]
            *((key, str(plan)) for key, plan in self.plans.items()),
            (self.NEW, "สร้างแผนใหม่"),
        ]

    def clean(self) -> None:
        if self.cleaned_data.get("plan") == self.NEW and not self.cleaned_data.get("title"):
            self.add_error("title", "โปรดระบุชื่อแผนใหม่")

    @property
    def chosen(self) -> ActionPlan | None:
        """The plan; None for a new one."""
        return self.plans.get(self.cleaned_data["plan"])


class MeasureForm(forms.Form):
    """A measure in the columns of its table, the gaps that it closes, how it stands to the last round."""

    base_version = VersionField()
    row_version = VersionField()
    letter = forms.ChoiceField(label="กลยุทธ์ PIRAB", required=False, choices=[("", "ไม่ระบุ"), *LETTERS.items()])
    title = Lines(label="มาตรการ", max_length=MAX_CELL, error_messages={"required": "โปรดระบุมาตรการ"})
    reason = Lines(label="เหตุผลในการกำหนดมาตรการ", max_length=MAX_CELL, required=False)
    knowledge = Lines(
        label="ประเด็นความรู้ที่ให้แก่ C/SH",
        max_length=MAX_CELL,
        required=False,
        help_text="ความรู้ที่ให้แก่ผู้รับบริการและผู้มีส่วนได้ส่วนเสีย บรรทัดละหนึ่งเรื่อง",
    )
    gaps = forms.MultipleChoiceField(
        label="ปิด Gap ประเด็นใด", required=False, widget=forms.CheckboxSelectMultiple
    )
    standing = forms.ChoiceField(
        label="เทียบกับรอบก่อน",
        choices=Measure.Standing.choices,
        initial=Measure.Standing.NEW,
        help_text="มาตรการเดิมที่แก้ไขข้อความ ระบบเปลี่ยนเป็น “ปรับ” ให้",
    )

    def __init__(self, data: Any = None, *, gaps: Iterable[Gap], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.known_gaps = {str(gap.pk): gap for gap in gaps}
        self.fields["gaps"].choices = [(key, gap.issue) for key, gap in self.known_gaps.items()]  # type: ignore[attr-defined]
        if not self.known_gaps:
            del self.fields["gaps"]
        for name in ("title", "reason", "knowledge"):
            self.fields[name].widget.attrs = {"rows": 2 if name == "title" else 3}

    @property
    def words(self) -> MeasureWords:
        return MeasureWords(*(self.cleaned_data[name] for name in ("letter", "title", "reason", "knowledge")))

    @property
    def chosen_gaps(self) -> list[Gap]:
        return [self.known_gaps[key] for key in self.cleaned_data.get("gaps", [])]

    @property
    def versions(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("base_version", "row_version")}


class TicksForm(forms.Form):
    """Any number of things out of a list, each ticked by its id."""

    ticked = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "โปรดเลือกอย่างน้อยหนึ่งรายการ",
            "invalid_choice": "มีรายการที่ไม่อยู่ในตัวเลือกแล้ว โปรดเลือกใหม่",
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        label: str,
        things: Iterable[Any],
        initial: Iterable[int] = (),
        required: bool = True,
    ) -> None:
        super().__init__(data, initial={"ticked": [str(pk) for pk in initial]})
        self.things = {str(one.pk): one for one in things}
        field = self.fields["ticked"]
        field.label, field.required = label, required
        field.choices = [(key, str(one)) for key, one in self.things.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Any]:
        return [self.things[key] for key in self.cleaned_data["ticked"]]


class HeadingForm(forms.Form):
    """A heading of the plan for the measure, or a new one; the most alike is chosen first."""

    NONE = "none"
    NEW = "new"
    where = forms.ChoiceField(label="หัวข้อในแผน", error_messages={"required": "โปรดเลือกหัวข้อ"})

    def __init__(
        self,
        data: Any = None,
        *,
        measure: Measure,
        headings: Iterable[Heading],
        parts: Iterable[PlanPart],
    ) -> None:
        self.headings = {f"heading-{one.pk}": one for one in headings}
        self.parts = {f"part-{one.pk}": one for one in parts}
        alike = measure.heading or nearest(measure.row.title, self.headings.values())
        super().__init__(data, initial={"where": f"heading-{alike.pk}" if alike else self.NEW})
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("หัวข้อที่มีอยู่", [(key, f"{one.part}: {one.text}") for key, one in self.headings.items()]),
            ("สร้างหัวข้อชื่อเดียวกับมาตรการ", self._new_places()),
            (self.NONE, "ยังไม่ผูกกับหัวข้อ"),
        ]

    def _new_places(self) -> list[tuple[str, str]]:
        places = [(key, f"ในตาราง {one}") for key, one in self.parts.items()]
        return places or [(self.NEW, "ในตารางตามมาตรการที่สร้างใหม่")]

    @property
    def heading(self) -> Heading | None:
        return self.headings.get(self.cleaned_data["where"])

    @property
    def part(self) -> PlanPart | None:
        return self.parts.get(self.cleaned_data["where"])

    @property
    def makes_heading(self) -> bool:
        return self.part is not None or self.cleaned_data["where"] == self.NEW


class ActivityForm(forms.Form):
    """A new activity under a measure: what a table by measures asks first; the rest is asked in the plan."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, label="รหัสของแบบฟอร์ม")
    title = Lines(label="โครงการ/กิจกรรม", max_length=MAX_CELL, error_messages={"required": "โปรดระบุกิจกรรม"})
    owners = Lines(
        label="ผู้รับผิดชอบ",
        max_length=MAX_CELL,
        required=False,
        help_text="บรรทัดละหนึ่งหน่วยงานหรือบุคคล ผู้รับผิดชอบหลักอยู่บรรทัดแรก",
    )
    quantity = Lines(
        label="ผลลัพธ์เชิงปริมาณ", max_length=MAX_CELL, required=False, help_text="เช่น 2 ครั้ง หรือ 1 ฉบับ"
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": uuid4()})
        for number, months in QUARTERS.items():
            self.fields[f"quarter_{number}"] = Line(
                label=f"ไตรมาส {number} ({months})", max_length=200, required=False
            )
        for name, rows in (("title", 2), ("owners", 2), ("quantity", 1)):
            self.fields[name].widget.attrs = {"rows": rows}

    @property
    def quarter_fields(self) -> list[forms.BoundField]:
        return [self[f"quarter_{number}"] for number in QUARTERS]

    def clean_owners(self) -> tuple[str, ...]:
        owners = tuple(line.strip() for line in self.cleaned_data["owners"].splitlines() if line.strip())
        if any(len(owner) > _OWNER_LENGTH for owner in owners):
            raise forms.ValidationError(f"ชื่อผู้รับผิดชอบหนึ่งรายการยาวได้ไม่เกิน {_OWNER_LENGTH:,} ตัวอักษร")
        return owners

    def clean(self) -> None:
        for number in QUARTERS:
            cell = read_cell(self.cleaned_data.get(f"quarter_{number}", ""))
            if cell.text:
                self.add_error(f"quarter_{number}", "โปรดพิมพ์ / หากดำเนินการในไตรมาสนี้ หรือพิมพ์จำนวน เช่น 2 ครั้ง")

    @property
    def row(self) -> Row:
        """The activity as a row of the plan."""
        quantity = self.cleaned_data["quantity"]
        return Row(
            title=self.cleaned_data["title"],
            owners=self.cleaned_data["owners"],
            indicators=(Indicator(quantity, Aspect.QUANTITATIVE),) if quantity else (),
            quarters=self._quarters(),
        )

    def _quarters(self) -> dict[int, PeriodCell]:
        cells = {number: read_cell(self.cleaned_data[f"quarter_{number}"]) for number in QUARTERS}
        return {
            number: PeriodCell(marked=True, count=cell.count, unit=cell.unit)
            for number, cell in cells.items()
            if not cell.is_blank
        }


class DeleteMeasureForm(forms.Form):
    """Whether the row goes from the plan too."""

    with_row = forms.BooleanField(label="ลบแถวของมาตรการนี้ออกจากตารางในแผนด้วย", required=False, initial=True)
