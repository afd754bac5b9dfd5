"""The last cell of every line in the editor, by plain string building: there are many lines.

Without scripts every tool is a link or a button of the one form ``row-action``; a row is ticked for the
form ``ticked-rows``. Scripts find a tool by its ``data-act``.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.urls import reverse

from organisations.templatetags.look import icon
from plans.last_year import Since
from plans.models import PlanPart

_ANY = 987_654_321_987  # stands in a template for the id that is not known yet

_SINCE = {
    Since.NEW: ("ใหม่", "รายการใหม่ ไม่มีในแผนของปีก่อน"),
    Since.CHANGED: ("แก้ไขแล้ว", "แก้ไขหลังคัดลอกจากแผนของปีก่อน"),
}


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What is to be seen at a row.

    A draft that waits, open comments, what the checks say in Thai, why a caller sent the row back, and
    what it is since the plan was copied from last year's.
    """

    has_draft: bool = False
    comments: int = 0
    doubts: tuple[str, ...] = ()
    returned: str = ""
    since_last_year: Since | None = None


def row_tools(part: PlanPart, pk: int, marks: RowMarks | None = None) -> str:
    """The tools of an activity: edit, and a menu of the rest; before them its marks."""
    marked = _marks(marks, pk) if marks else ""
    return marked + _row_template(part.pk, shown_in(part)).replace(str(_ANY), str(pk))


def heading_tools(part_pk: int, pk: int) -> str:
    """The tools of a heading line: add an activity under it, edit it."""
    return _heading_template(part_pk).replace(str(_ANY), str(pk))


def _marks(marks: RowMarks, pk: int) -> str:
    found = ""
    if marks.returned:
        words = escape(marks.returned)
        found += (
            f'<span class="row-mark row-doubt" title="ส่งคืน: {words}">{icon("corner-up-left", size=16)}'
            f'<span class="visually-hidden">ส่งคืน: {words}</span></span>'
        )
    if marks.since_last_year in _SINCE:
        label, words = _SINCE[marks.since_last_year]
        found += f'<span class="chip row-mark" title="{words}">{label}</span>'
    if marks.has_draft:
        found += f'<span class="chip chip-warn row-mark">{icon("pencil-line", size=14)}ร่าง</span>'
    if marks.comments:
        url = reverse("plans:activity-comments", args=[pk])
        words = f"ความเห็นที่ยังไม่ได้ดำเนินการ {marks.comments} รายการ"
        found += (
            f'<a class="chip chip-info row-mark" href="{url}" title="{words}">'
            f"{icon('message-square-text', size=14)}{marks.comments}"
            f'<span class="visually-hidden">{words}</span></a>'
        )
    if marks.doubts:
        words = escape("; ".join(marks.doubts))
        found += (
            f'<span class="row-mark row-doubt" title="{words}">{icon("circle-alert", size=16)}'
            f'<span class="visually-hidden">{words}</span></span>'
        )
    return found


@lru_cache(maxsize=64)
def _row_template(part_pk: int, query: str) -> str:
    """The tools of the activity with the id _ANY."""
    add = f"{reverse('plans:activity-new', args=[part_pk])}?after={_ANY}"
    edit = _url("activity-edit", query)
    return (
        f'<a class="icon-button" href="{edit}" hx-get="{edit}" data-act="edit"'
        f' title="แก้ไข (Enter)">{icon("pencil", label="แก้ไข")}</a>'
        '<details class="menu row-menu"><summary class="icon-button" title="คำสั่งอื่น">'
        f'{icon("ellipsis", label="คำสั่งอื่น")}</summary><div class="menu-sheet">'
        f'<a href="{add}" hx-get="{add}" hx-target="#part" data-act="add">เพิ่มแถวต่อจากแถวนี้</a>'
        f"{_button('activity-move', query, 'up', 'เลื่อนขึ้น', '-1')}"
        f"{_button('activity-move', query, 'down', 'เลื่อนลง', '1')}"
        f"{_button('activity-indent', query, 'in', 'ย่อยลงหนึ่งระดับ', '1')}"
        f"{_button('activity-indent', query, 'out', 'ขึ้นหนึ่งระดับ', '-1')}"
        f'<a href="{_url("activity-place")}">ย้ายไปหัวข้ออื่น</a>'
        f'<a href="{_url("activity-comments")}" data-act="comments">ความเห็น</a>'
        f'<a href="{_url("activity-history")}">ประวัติการแก้ไข</a>'
        f"{_button('activity-duplicate', query, 'copy', 'ทำสำเนา')}"
        f"{_button('activity-delete', query, 'delete', 'ลบ')}</div></details>"
        '<span class="row-handles"><input class="form-check-input" type="checkbox" name="rows" data-row-tick'
        f' form="ticked-rows" value="{_ANY}" aria-label="เลือกแถวนี้" tabindex="-1">'
        f'<span class="drag-handle" data-drag="{_url("activity-drop", query)}" title="ลากเพื่อย้าย"'
        f" data-needs-js>{icon('grip-vertical')}</span></span>"
    )


@lru_cache(maxsize=64)
def _heading_template(part_pk: int) -> str:
    """The tools of the heading with the id _ANY."""
    add = f"{reverse('plans:activity-new', args=[part_pk])}?heading={_ANY}"
    edit = _url("heading-edit")
    return (
        f'<a class="icon-button" href="{add}" hx-get="{add}" hx-target="#part" title="เพิ่มแถวในหัวข้อนี้">'
        f"{icon('plus', label='เพิ่มแถวในหัวข้อนี้')}</a>"
        f'<a class="icon-button" href="{edit}" title="แก้ไขหัวข้อ">{icon("pencil", label="แก้ไขหัวข้อ")}</a>'
    )


def shown_in(part: PlanPart) -> str:
    """What the address of a row says of the table in which it is shown, if that is not its own."""
    return f"?part={part.pk}" if part.rows_of_id else ""


def _url(name: str, query: str = "") -> str:
    return reverse(f"plans:{name}", args=[_ANY]) + query


def _button(name: str, query: str, act: str, label: str, step: str = "") -> str:
    value = f' name="step" value="{step}"' if step else ""
    at = f'form="row-action" formaction="{_url(name, query)}" data-act="{act}"'
    return f'<button type="submit" {at}{value}>{label}</button>'
