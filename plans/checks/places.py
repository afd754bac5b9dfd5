"""Where a finding can be mended."""

from django.urls import reverse

from plans.checks.registry import Finding
from plans.models import ActionPlan


def url_of(plan: ActionPlan, finding: Finding) -> str:
    """The page of the finding's place: a section, a cell of the editor, or the facts of the plan."""
    if finding.section_id:
        return reverse("plans:section-edit", args=[finding.section_id])
    if finding.part_id is None:
        return reverse("plans:plan-facts", args=[plan.pk])
    field = f"&field={finding.field}" if finding.field else ""
    at = f"#row-{finding.row_id}" if finding.row_id else "#table"
    return f"{reverse('plans:plan-editor', args=[plan.pk])}?part={finding.part_id}{field}{at}"
