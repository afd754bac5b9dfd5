"""The plans that a letter is about, on the page of the letter."""

from typing import Any

from django import template

from organisations.models import Letter
from plans.models import PlanLetter

register = template.Library()


@register.inclusion_tag("plans/letter_plans.html", takes_context=True)
def plans_of(context: Any, letter: Letter) -> dict[str, Any]:
    """The plans in sight of the person who reads."""
    links = PlanLetter.objects.visible_to(context["user"]).filter(letter=letter)
    return {"plans": [link.plan for link in links.select_related("plan")]}
