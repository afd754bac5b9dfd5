"""What lists of reports can be narrowed to."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from ita_portal.thai.fiscal import QUARTERS
from plans.models import ActionPlan
from reports.selection import Only


class ActivityFilter(forms.Form):
    """Search and filters of the list of activities; ``plans`` are those that may be chosen."""

    q = forms.CharField(label="ค้นหากิจกรรม", required=False, max_length=200)
    plan = forms.ModelChoiceField(
        label="แผน", queryset=ActionPlan.objects.none(), required=False, empty_label="ทุกแผน"
    )
    quarter = forms.TypedChoiceField(
        label="ไตรมาส",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "ทั้งปี"), *((number, f"ไตรมาสที่ {number}") for number in QUARTERS)],
    )
    only = forms.TypedChoiceField(
        label="แสดงเฉพาะ",
        required=False,
        coerce=Only,
        empty_value=None,
        choices=[("", "ทุกกิจกรรม"), *Only.choices],
    )

    def __init__(self, *args: Any, plans: QuerySet[ActionPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.fields["plan"]
        assert isinstance(plan, forms.ModelChoiceField)  # noqa: S101 (tells the type)
        plan.queryset = plans

    def chosen(self) -> dict[str, Any]:
        """What was chosen and can be understood; the rest narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
