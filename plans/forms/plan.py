"""Forms of a plan as a whole: its details, a new one, a file, and the filters of the list."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet

from ita_portal.tables.content import PlanContent
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.json_values import ContractError
from ita_portal.tables.layouts import offered_layouts
from ita_portal.thai.digits import to_arabic, to_thai
from organisations.access import Permission
from organisations.fields import ThaiDateField
from organisations.models import Committee, Organisation, User
from plans.forms.fields import FiscalYearField, Line, TypedForm
from plans.forms.narrative import VersionedForm
from plans.models import ActionPlan

MAX_FILE_BYTES = 5 * 1024 * 1024
_TITLE_LENGTH: int = ActionPlan._meta.get_field("title").max_length or 0


class _YearField(FiscalYearField):
    """A fiscal year, also by its last two digits: 70 is 2570."""

    def clean(self, value: Any) -> Any:
        typed = to_arabic(str(value or "")).strip()
        return super().clean(f"25{typed}" if re.fullmatch("[0-9]{2}", typed) else value)


class _YearForm(TypedForm):
    """Which year a plan is of."""

    fiscal_year = _YearField(label="ปีงบประมาณ พ.ศ.", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.initial.get("fiscal_year")
        self.fields["fiscal_year"].help_text = f"เช่น {year} หรือ {to_thai(str(year))}" if year else ""


class _DetailsForm(_YearForm):
    """What a plan is called and of which kind it is, beside its year."""

    title = Line(label="ชื่อแผน", max_length=_TITLE_LENGTH, required=True)
    kind = forms.ChoiceField(label="ประเภทแผน", choices=ActionPlan.Kind)


class CommitteeChoice(forms.ModelChoiceField):
    """A committee, told from others of its name by its years."""

    def label_from_instance(self, committee: Any) -> str:
        last = committee.last_fiscal_year
        years = f"{committee.first_fiscal_year}–{last}" if last else f"{committee.first_fiscal_year} เป็นต้นไป"
        return f"{committee.name} (ปีงบประมาณ {years})"


class PlanDetailsForm(_DetailsForm, VersionedForm):
    """The details of a plan that is there."""

    starts_on = ThaiDateField(label="วันเริ่มต้นตามแผน", required=False)
    ends_on = ThaiDateField(label="วันสิ้นสุดตามแผน", required=False)
    committee = CommitteeChoice(
        label="คณะที่รับผิดชอบแผน",
        queryset=Committee.objects.none(),
        required=False,
        empty_label="ไม่ระบุ",
        help_text="เอกสารของแผนจะพิมพ์รายชื่อคณะนี้ หากแผนไม่มีตารางรายชื่อของตนเอง",
        error_messages={"invalid_choice": "ไม่มีคณะนี้ในรายการที่ท่านเลือกได้ โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, committees: QuerySet[Committee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", "วันสิ้นสุดต้องไม่ก่อนวันเริ่มต้น")
        return self.cleaned_data


class _OwnerForm(TypedForm):
    """A form that asks to which organisation a plan shall belong, among those of the writer."""

    organisation = forms.ModelChoiceField(
        label="หน่วยงาน",
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "ท่านไม่มีสิทธิ์จัดทำแผนของหน่วยงานนี้ โปรดเลือกหน่วยงานของท่าน"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = writable_organisations(user)  # type: ignore[attr-defined]


class NewPlanForm(_DetailsForm, _OwnerForm):
    """A new plan, and the tables to begin with."""

    layouts = forms.MultipleChoiceField(
        label="ตารางที่ใช้เริ่มต้น",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="เลือกได้มากกว่าหนึ่งแบบ และเพิ่มหรือลบภายหลังได้",
        error_messages={"invalid_choice": "ไม่รู้จักรูปแบบตารางนี้"},
    )
    field_order = ("organisation", "fiscal_year", "kind", "title", "layouts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layouts"].choices = [(layout.key, layout.name) for layout in offered_layouts()]  # type: ignore[attr-defined]


class TemplateForm(_YearForm, _OwnerForm):
    """A plan that begins as a template does; ``usual_title`` is what it is called if nobody types one."""

    title = Line(label="ชื่อแผน", max_length=_TITLE_LENGTH, required=False)
    field_order: tuple[str, ...] = ("organisation", "fiscal_year", "title")

    def __init__(self, *args: Any, usual_title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = f"เว้นว่างไว้เพื่อใช้ชื่อตามต้นแบบ เช่น “{usual_title}”"


class CopyPlanForm(TemplateForm):
    """A plan that begins as another one does."""

    structure_only = forms.BooleanField(
        label="คัดลอกเฉพาะโครงสร้าง",
        required=False,
        help_text="ได้เนื้อหา ตาราง และหัวข้อ โดยไม่มีกิจกรรม",
    )
    field_order = ("organisation", "fiscal_year", "title", "structure_only")


class ImportForm(_OwnerForm):
    """A plan in a file of the JSON contract; ``content`` is what it holds."""

    file = forms.FileField(
        label="ไฟล์แผน",
        help_text="ไฟล์ JSON ที่ส่งออกจากระบบนี้ ขนาดไม่เกิน 5 MB",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "โปรดเลือกไฟล์ที่ต้องการนำเข้า",
            "invalid": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
            "missing": "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง",
        },
    )
    field_order = ("organisation", "file")

    def clean_file(self) -> PlanContent:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise ValidationError("ไฟล์มีขนาดใหญ่กว่า 5 MB โปรดแบ่งเป็นหลายไฟล์")
        try:
            content = plan_from_json(json.loads(file.read().decode("utf-8-sig")))
        except ContractError as error:
            where = f" (ตำแหน่ง {error.place})" if error.place else ""
            raise ValidationError(f"ข้อมูลในไฟล์ไม่ถูกต้อง: {error.message}{where}") from None
        except (ValueError, RecursionError):
            raise ValidationError("ไฟล์นี้ไม่ใช่ไฟล์ JSON ที่อ่านได้ โปรดเลือกไฟล์ที่ส่งออกจากระบบ") from None
        if not content.title.strip():
            raise ValidationError("ข้อมูลในไฟล์ไม่ถูกต้อง: ไม่พบชื่อแผน (ตำแหน่ง plan.title)")
        return content


class PlanFilterForm(forms.Form):
    """Search and filters of the list; a value that is none filters nothing."""

    q = forms.CharField(label="ค้นหา", required=False, max_length=200)
    state = forms.ChoiceField(
        label="สถานะ", required=False, choices=[("", "ทุกสถานะ"), *ActionPlan.State.choices]
    )
    kind = forms.ChoiceField(
        label="ประเภทแผน", required=False, choices=[("", "ทุกประเภท"), *ActionPlan.Kind.choices]
    )

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def writable_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations for which the person may write plans."""
    return Organisation.objects.visible_to(user, Permission.PLAN_EDIT).active()


def committees_for(plan: ActionPlan, user: User) -> QuerySet[Committee]:
    """The committees that may answer for the plan: of its organisation and those above, and its own."""
    upwards = [plan.organisation, *plan.organisation.above()]
    of_line = Q(organisation__in=upwards) | Q(pk=plan.committee_id)
    return Committee.objects.visible_to(user).filter(of_line)
