"""The activities that follow from a resolution, on the page of the resolution."""

from typing import Any

from django import template

from organisations.models import Resolution
from plans.models import Activity

register = template.Library()


@register.inclusion_tag("plans/resolution_activities.html", takes_context=True)
def activities_of(context: Any, resolution: Resolution) -> dict[str, Any]:
    """Those in plans in sight of the person who reads."""
    seen = Activity.objects.visible_to(context["user"]).filter(resolution=resolution)
    return {"activities": seen.select_related("part__plan").order_by("part__plan__fiscal_year", "pk")}
