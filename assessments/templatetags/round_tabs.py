"""The navigation that every page of a round shows."""

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def round_tab(context: Context, name: str, label: str, key: object, **query: str) -> SafeString | str:
    """A link of the navigation: the address of ``name`` for ``key``, with ``query`` behind it; nothing where
    there is no such page.
    """
    try:
        url = reverse(name, args=[key])
    except NoReverseMatch:  # a part of the room that is not open
        return ""
    request = context.get("request")
    here = request is not None and request.path == url
    current = format_html(' aria-current="{}"', "page") if here else ""
    asked = f"?{urlencode(query)}" if query else ""
    return format_html('<li><a href="{}{}"{}>{}</a></li>', url, asked, current, label)
