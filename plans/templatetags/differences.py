"""Texts with what went and what came."""

import re
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.html import words_html
from ita_portal.render.text import printable
from ita_portal.tables.differences import Kind, Piece
from ita_portal.tables.table import Cell, Table

register = template.Library()
_KNOWN_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ELEMENTS = {Kind.REMOVED: "del", Kind.ADDED: "ins"}


@register.filter
def pieces(found: Iterable[Piece]) -> SafeString:
    """The pieces as one text: what went in ``<del>``, what came in ``<ins>``."""
    return mark_safe("".join(map(_piece, found)))  # noqa: S308 (every text is escaped)


def _piece(piece: Piece) -> str:
    if piece.kind is Kind.SAME:
        return words_html(piece.text)
    element = _ELEMENTS[piece.kind]
    return f"<{element}>{escape(printable(piece.text))}</{element}>"


@register.filter
def field_class(cell: Cell) -> str:
    """The class of a cell's column, as in every other table of a plan."""
    return f"field-{cell.field}" if _KNOWN_FIELD.fullmatch(cell.field) else "field-other"


@register.filter
def label(table: Table, cell: Cell) -> str:
    """The words of the cell's column, for a phone."""
    return table.columns[cell.column].label
