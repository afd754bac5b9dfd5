"""What the pages of plans print that is not plain text."""

from dataclasses import replace

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.blocks import Block, CharterProse, Prose
from ita_portal.render.document import Document
from ita_portal.render.html_document import blocks_html
from ita_portal.tables.facts import PictureContent
from plans.rich_text import clean_html

register = template.Library()


@register.filter
def clean(html: str) -> SafeString:
    """Rich text of a section; cleaned when it was saved, and again in case it came another way."""
    return mark_safe(clean_html(html))  # noqa: S308


@register.filter
def blocks(document: Document) -> SafeString:
    """A plan's document in its page: the same blocks in the same order as on paper."""
    cleaned = replace(document, blocks=tuple(map(_clean, document.blocks)))
    return blocks_html(cleaned, address=_address, level=2)


def _clean(block: Block) -> Block:
    if isinstance(block, Prose):
        return _clean_prose(block)
    if isinstance(block, CharterProse):
        return replace(block, sections=tuple(map(_clean_prose, block.sections)))
    return block


def _clean_prose(section: Prose) -> Prose:
    return replace(section, html=clean_html(section.html))


def _address(picture: PictureContent) -> str:
    return reverse("plans:picture", args=[picture.id])
