"""The form above the trail of an organisation."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from organisations.fields import ThaiDateField
from organisations.models import AuditEntry, AuditPerson
from organisations.trail import NamedPlan, Wanted
from organisations.trail_words import kind_of


class TrailFilterForm(forms.Form):
    """Who, what, where and when; a day that cannot be read is said at its field and filters nothing."""

    person = forms.ModelChoiceField(
        label="ผู้ดำเนินการ", required=False, queryset=AuditPerson.objects.none(), empty_label="ทุกคน"
    )
    action = forms.ChoiceField(
        label="การดำเนินการ", required=False, choices=[("", "ทุกการดำเนินการ"), *AuditEntry.Action.choices]
    )
    kind = forms.ChoiceField(label="ประเภท", required=False)
    plan = forms.TypedChoiceField(label="แผน", required=False, coerce=int, empty_value=None)
    since = ThaiDateField(label="ตั้งแต่วันที่", required=False, help_text="")
    until = ThaiDateField(label="ถึงวันที่", required=False, help_text="")

    def __init__(
        self,
        *args: Any,
        people: QuerySet[AuditPerson],
        kinds: Sequence[str],
        plans: Mapping[int, NamedPlan],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = people
        named = sorted((name, kind) for kind in kinds if (name := kind_of(kind)))
        fields["kind"].choices = [("", "ทุกประเภท"), *((kind, name) for name, kind in named)]
        fields["plan"].choices = [("", "ทุกแผน"), *((plan.pk, plan.name) for plan in plans.values())]

    def wanted(self) -> Wanted:
        """What was chosen and can be understood."""
        self.is_valid()
        values = {name: value for name, value in self.cleaned_data.items() if value}
        if person := values.pop("person", None):
            values["person"] = person.pk
        return Wanted(**values)
