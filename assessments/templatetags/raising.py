"""The words of what can be raised."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def label_of(labels: Mapping[str, str], code: str) -> str:
    """The words of an item or indicator; "" where they are not established."""
    return labels.get(code, "")
