"""The parts of the look that need Python: icons, states, quarters, form controls, sorting, page numbers.

The markup lies in `templates/components/`; the staff page `/styleguide/` shows every part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@dataclass(frozen=True, slots=True)
class State:
    """How a state looks everywhere: its word, its icon (a lucide name) and its tone (a `chip-…` class)."""

    word: str
    icon: str
    tone: str


STATES = {
    "draft": State("ร่าง", "pencil-line", "quiet"),
    "saving": State("กำลังบันทึก…", "loader", "quiet"),
    "saved": State("บันทึกแล้ว", "check", "good"),
    "waiting": State("รอพิจารณา", "clock", "info"),
    "checked": State("ตรวจสอบแล้ว", "check-check", "info"),
    "endorsed": State("เห็นชอบแล้ว", "thumbs-up", "info"),
    "returned": State("ส่งคืนเพื่อแก้ไข", "corner-up-left", "warn"),
    "withdrawn": State("ถอนเรื่องคืน", "undo-2", "quiet"),
    "accepted": State("ผ่านการตรวจสอบ", "circle-check", "good"),
    "not_due": State("ยังไม่ถึงกำหนด", "circle-dashed", "quiet"),
    "due": State("รอรายงาน", "calendar-clock", "info"),
    "late": State("เกินกำหนด", "triangle-alert", "bad"),
    "locked": State("ปิดการแก้ไข", "lock", "quiet"),
    "has_comment": State("มีความเห็น", "message-square-text", "info"),
    "changed_after_signing": State("มีการแก้ไขหลังลงนาม", "history", "warn"),
    "approved": State("อนุมัติแล้ว", "badge-check", "gold"),
    "signed": State("ลงนามแล้ว", "signature", "gold"),
    "published": State("เผยแพร่แล้ว", "globe", "good"),
}
STATES["submitted"] = STATES["proposed"] = STATES["waiting"]
STATES["closed"] = STATES["locked"]

QUARTER_MONTHS = {1: "ต.ค.–ธ.ค.", 2: "ม.ค.–มี.ค.", 3: "เม.ย.–มิ.ย.", 4: "ก.ค.–ก.ย."}

CONTROL_CLASSES = {
    "checkbox": "form-check-input",
    "radio": "form-check-input",
    "select": "form-select",
    "hidden": "",
}


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """An icon as inline SVG. It is hidden from screen readers unless `label` gives it a word of its own."""
    drawing = _drawing(str(name), size)
    if label:
        return format_html('{}<span class="visually-hidden">{}</span>', drawing, label)
    return drawing


@lru_cache(maxsize=256)
def _drawing(name: str, size: int) -> SafeString:
    # Parsing the SVG costs more than the rest of a table row, so each drawing is made once.
    return mark_safe(lucide(name, size=size, **{"class": "icon", "aria-hidden": "true"}))  # noqa: S308


@register.inclusion_tag("components/state_chip.html")
def state_chip(state: str, label: str = "") -> dict[str, object]:
    """A state as icon, word and colour. A state without a look of its own is a quiet chip with its label."""
    look = STATES.get(state, State(str(label or state), "circle", "quiet"))
    return {"look": look, "word": label or look.word}


@register.inclusion_tag("components/quarter_strip.html")
def quarter_strip(quarters: Iterable[int] | Mapping[int, str]) -> dict[str, list[dict[str, object]]]:
    """Four cells for the quarters of a fiscal year: the numbers of the marked ones, or number → state."""
    states = quarters if isinstance(quarters, Mapping) else dict.fromkeys(quarters)
    return {
        "cells": [
            {
                "number": number,
                "months": months,
                "marked": number in states,
                "look": STATES.get(states.get(number) or ""),
            }
            for number, months in QUARTER_MONTHS.items()
        ]
    }


@register.simple_tag
def control(field: BoundField, **attrs: str | bool | None) -> SafeString:
    """The bare control of a form field in our dress; further attributes may be given.

    Django itself links help and errors to it (`aria-describedby`, `aria-invalid`).
    """
    widget = field.field.widget
    classes = [CONTROL_CLASSES.get(getattr(widget, "input_type", ""), "form-control")]
    if own := widget.attrs.get("class"):
        classes.append(own)
    if field.errors:
        classes.append("is-invalid")
    named = {
        name.replace("_", "-"): value for name, value in attrs.items() if value is not None and value != ""
    }
    return field.as_widget(attrs={**named, "class": " ".join(filter(None, classes))})


@register.simple_tag(takes_context=True)
def sorting(context: Context, key: str) -> dict[str, str]:
    """How the column `key` sorts its list now (for `aria-sort`), and the `sort` value its header asks for."""
    request = context.get("request")
    now = context.get("sort") or (request.GET.get("sort", "") if request else "")
    if now == key:
        return {"now": "ascending", "next": f"-{key}", "icon": "arrow-up"}
    if now == f"-{key}":
        return {"now": "descending", "next": key, "icon": "arrow-down"}
    return {"now": "none", "next": key, "icon": "chevrons-up-down"}


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """The numbers to offer beside a page of a list; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
