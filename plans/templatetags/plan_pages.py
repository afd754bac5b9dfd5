"""What the pages of plans print that is not plain text."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.html import part_html
from ita_portal.tables.table import Table
from plans.rich_text import clean_html

register = template.Library()


@register.filter
def clean(html: str) -> SafeString:
    """Rich text of a section; cleaned when it was saved, and again in case it came another way."""
    return mark_safe(clean_html(html))  # noqa: S308


@register.filter
def part(table: Table) -> SafeString:
    """A table with what stands around it, as it prints."""
    return part_html(table)
