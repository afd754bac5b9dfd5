"""The last cell of every line in the editor, by plain string building: there are many lines.

Without scripts every tool is a link or a button of the one form ``row-action``.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.urls import reverse

from organisations.templatetags.look import icon


@dataclass(frozen=True, slots=True)
class RowMarks:
    """A draft that waits, and Thai words for what was not understood."""

    has_draft: bool = False
    doubts: tuple[str, ...] = ()


def row_tools(part_pk: int, pk: int, marks: RowMarks | None = None) -> str:
    """The tools of an activity: edit, and a menu of the rest."""
    marked = _marks(marks) if marks else ""
    return marked + _row_template(part_pk).replace("/0/", f"/{pk}/").replace("after=0", f"after={pk}")


def heading_tools(part_pk: int, pk: int) -> str:
    """The tools of a heading line: add an activity under it, edit it."""
    return _heading_template(part_pk).replace("/0/", f"/{pk}/").replace("heading=0", f"heading={pk}")


def _marks(marks: RowMarks) -> str:
    found = ""
    if marks.has_draft:
        found += f'<span class="chip chip-warn row-mark">{icon("pencil-line", size=14)}ร่าง</span>'
    if marks.doubts:
        words = escape("; ".join(marks.doubts))
        found += (
            f'<span class="row-mark row-doubt" title="{words}">{icon("circle-alert", size=16)}'
            f'<span class="visually-hidden">{words}</span></span>'
        )
    return found


@lru_cache(maxsize=64)
def _row_template(part_pk: int) -> str:
    """The tools of the activity with the id 0."""
    add = f"{reverse('plans:activity-new', args=[part_pk])}?after=0"
    return (
        f'<a class="icon-button" href="{_url("activity-edit")}" hx-get="{_url("activity-edit")}" data-edit'
        f' title="แก้ไข">{icon("pencil", label="แก้ไข")}</a>'
        '<details class="menu row-menu"><summary class="icon-button" title="คำสั่งอื่น">'
        f'{icon("ellipsis", label="คำสั่งอื่น")}</summary><div class="menu-sheet">'
        f'<a href="{add}" hx-get="{add}" hx-target="#part">เพิ่มกิจกรรมต่อจากรายการนี้</a>'
        f"{_button('activity-move', 'เลื่อนขึ้น', '-1')}"
        f"{_button('activity-move', 'เลื่อนลง', '1')}"
        f'<a href="{_url("activity-place")}">ย้ายไปหัวข้ออื่น</a>'
        f"{_button('activity-duplicate', 'ทำสำเนา')}"
        f"{_button('activity-delete', 'ลบ')}</div></details>"
    )


@lru_cache(maxsize=64)
def _heading_template(part_pk: int) -> str:
    """The tools of the heading with the id 0."""
    add = f"{reverse('plans:activity-new', args=[part_pk])}?heading=0"
    return (
        f'<a class="icon-button" href="{add}" hx-get="{add}" hx-target="#part" title="เพิ่มกิจกรรมในหัวข้อนี้">'
        f"{icon('plus', label='เพิ่มกิจกรรมในหัวข้อนี้')}</a>"
        f'<a class="icon-button" href="{_url("heading-edit")}" title="แก้ไขหัวข้อ">'
        f"{icon('pencil', label='แก้ไขหัวข้อ')}</a>"
    )


def _url(name: str) -> str:
    return reverse(f"plans:{name}", args=[0])


def _button(name: str, label: str, step: str = "") -> str:
    value = f' name="step" value="{step}"' if step else ""
    at = f'form="row-action" formaction="{_url(name)}"'
    return f'<button type="submit" {at}{value}>{label}</button>'
