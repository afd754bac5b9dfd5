"""Forms about the past of a plan: the filters of its change log, a version's name, bringing a row back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from organisations.fields import ThaiDateField
from organisations.models import AuditEntry, AuditPerson
from plans.forms.fields import Line, Reason, TypedForm
from plans.forms.narrative import VersionedForm
from plans.models import PlanPart, PlanVersion
from plans.trail import Wanted

_NAME_LENGTH: int = PlanVersion._meta.get_field("name").max_length or 0
NOW = "now"  # stands for the plan as it is now among its versions


class HistoryFilterForm(forms.Form):
    """Who, what, where and when; a day that cannot be read is said at its field and filters nothing."""

    person = forms.ModelChoiceField(
        label="ผู้ดำเนินการ", required=False, queryset=AuditPerson.objects.none(), empty_label="ทุกคน"
    )
    action = forms.ChoiceField(
        label="การดำเนินการ", required=False, choices=[("", "ทุกการดำเนินการ"), *AuditEntry.Action.choices]
    )
    part = forms.ModelChoiceField(
        label="ตาราง", required=False, queryset=PlanPart.objects.none(), empty_label="ทั้งแผน"
    )
    since = ThaiDateField(label="ตั้งแต่วันที่", required=False, help_text="")
    until = ThaiDateField(label="ถึงวันที่", required=False, help_text="")

    def __init__(
        self, *args: Any, people: QuerySet[AuditPerson], parts: QuerySet[PlanPart], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["part"].queryset = parts  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was chosen and can be understood."""
        self.is_valid()
        values = {name: value for name, value in self.cleaned_data.items() if value}
        if person := values.pop("person", None):
            values["person"] = person.pk
        return Wanted(**values)


class VersionNameForm(TypedForm):
    """What a version of the plan is called."""

    name = Line(
        label="ชื่อฉบับ",
        max_length=_NAME_LENGTH,
        required=True,
        help_text="เช่น ฉบับเสนอคณะทำงาน ครั้งที่ 1",
    )


class CompareForm(forms.Form):
    """Two states of a plan, named versions or the plan as it is now."""

    before = forms.ChoiceField(label="จากฉบับ")
    after = forms.ChoiceField(label="เทียบกับ")
    only_changes = forms.BooleanField(label="แสดงเฉพาะที่เปลี่ยน", required=False)

    def __init__(self, data: Any = None, *, versions: Sequence[PlanVersion]) -> None:
        latest = str(versions[0].pk) if versions else NOW
        usual = {"before": latest, "after": NOW, "only_changes": True}
        # Whoever asks for nothing sees what changed since the latest version.
        super().__init__(data or (usual if versions else None), initial=usual)
        self._versions = {str(version.pk): version for version in versions}
        choices = [(NOW, "แผนปัจจุบัน"), *((pk, version.name) for pk, version in self._versions.items())]
        for name in ("before", "after"):
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]
            field.error_messages |= {"required": "โปรดเลือกฉบับ", "invalid_choice": "ไม่พบฉบับนี้ โปรดเลือกใหม่"}

    def side(self, name: str) -> PlanVersion | None:
        """The version chosen on one side; None for the plan as it is now."""
        return self._versions.get(self.cleaned_data[name])


class ReasonForm(TypedForm):
    """Why something was changed; the trail keeps it."""

    change_reason = Reason()


class BringBackForm(ReasonForm, VersionedForm):
    """Bringing a row back; it asks for the table only where the row's own is no more.

    The version is 0 for a row that is not there.
    """

    def __init__(self, *args: Any, parts: Sequence[PlanPart] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parts:
            self.fields["part"] = forms.TypedChoiceField(
                label="นำแถวไปไว้ในตาราง",
                choices=[(part.pk, str(part)) for part in parts],
                coerce=int,
                error_messages={"invalid_choice": "ไม่พบตารางนี้ในแผน โปรดเลือกใหม่"},
            )
