"""Entries of the trail in Thai: what was done to what, and field by field from what to what.

A room that knows more of its objects than their columns say tells it with ``know`` when the portal starts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from ita_portal.render.text import words_of_html
from ita_portal.tables.differences import Kind, Piece, marked
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layouts import layout_for
from ita_portal.thai.dates import format_long, format_time
from organisations.models import AuditEntry

# What the trail keeps beside the columns, and columns whose names are for programs.
_LABELS = {
    "parts": "จำนวนตาราง",
    "activities": "จำนวนกิจกรรม",
    "lessons": "จำนวนบทเรียนที่นำมาเป็นความเห็น",
    "missing": "รายงานที่ยังไม่ได้รับ",
    "closed": "ปิดรอบแล้ว",
    "numbers": "เลขที่ที่พิมพ์ไว้",
    "references": "อ้างถึง",
    "citation": "หนังสือ",
    "attendance": "การเข้าประชุม",
    "revision": "ฉบับ",
    "steps": "ขั้นตอน",
    "revoked": "ยกเลิกแล้ว",
    "sha256": "SHA-256 ของไฟล์",
    "paper_sha256": "SHA-256 ของเอกสาร",
    "approved_sha256": "SHA-256 ของเอกสารที่อนุมัติ",
}
_OPTIONS = {
    "digits": "ตัวเลข",
    "thai": "เลขไทย",
    "arabic": "เลขอารบิก",
    "numbering": "เลขที่กิจกรรม",
    "none": "ไม่ใส่เลข",
    "through": "เรียงต่อกันทั้งตาราง",
    "by_heading": "เรียงตามหัวข้อ",
    "by_level": "เรียงตามระดับ",
    "by_project": "เรียงตามโครงการ",
    "empty": "ข้อความในช่องว่าง",
    "quarter": "ไตรมาส",
    "month": "เดือน",
    "months": "ชื่อเดือน",
    "full": "ชื่อเต็ม",
    "dotted": "อักษรย่อ",
    "plain": "อักษรย่อไม่มีจุด",
    "month_years": "ปีที่ชื่อเดือน",
    "totals": "แถวรวม",
    "settings": "ค่าเฉพาะของรูปแบบ",
    "True": "พิมพ์",
    "False": "ไม่พิมพ์",
}
_THAI = re.compile("[ก-ฮ]")


@dataclass(frozen=True)
class FieldChange:
    """One field, from what to what. One of few choices (``is_chosen``) is exchanged whole."""

    label: str
    before: str
    after: str
    is_chosen: bool = False

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its two texts as one, with what went and what came."""
        if self.is_chosen:
            sides = (Piece(Kind.REMOVED, self.before), Piece(Kind.SAME, " "), Piece(Kind.ADDED, self.after))
            return tuple(piece for piece in sides if piece.text)
        return marked(self.before, self.after)


@dataclass(frozen=True)
class Told:
    """One entry for people: ``verb`` what was done, ``kind`` to a thing of what kind."""

    entry: AuditEntry
    verb: str
    kind: str
    changes: tuple[FieldChange, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the thing itself came or went, so that all it says is told."""
        return not (self.entry.before and self.entry.after)


# For entries of one kind: the words of what was done, by the entry's id, where they say more than its action.
Verbs = Callable[[Sequence[AuditEntry]], Mapping[int, str]]
Changes = Callable[[AuditEntry], Iterable[FieldChange]]
_VERBS: dict[str, Verbs] = {}
_CHANGES: dict[str, Changes] = {}


def know(model: type[models.Model], *, verbs: Verbs | None = None, changes: Changes | None = None) -> None:
    """Tell entries about objects of the model by these."""
    if verbs:
        _VERBS[model._meta.label_lower] = verbs
    if changes:
        _CHANGES[model._meta.label_lower] = changes


class Teller:
    """Tells entries, with what the rooms know of their objects read once for all of them."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        by_type: dict[str, list[AuditEntry]] = {}
        for entry in entries:
            by_type.setdefault(entry.object_type, []).append(entry)
        self._verbs: dict[int, str] = {}
        for object_type, verbs in _VERBS.items():
            if object_type in by_type:
                self._verbs |= verbs(by_type[object_type])

    def tell(self, entry: AuditEntry) -> Told:
        changes = _CHANGES.get(entry.object_type, field_changes)(entry)
        return Told(entry, self.verb_of(entry), kind_of(entry.object_type), tuple(changes))

    def verb_of(self, entry: AuditEntry) -> str:
        if entry.undoes:
            return "เลิกทำ"
        return self._verbs.get(entry.pk) or entry.get_action_display()


def kind_of(object_type: str) -> str:
    """What the things of a model are called, "" for a model that is no more."""
    model = _model(object_type)
    return str(model._meta.verbose_name) if model else ""


def is_thai(label: str) -> bool:
    """Whether the words are for people; names of columns are not."""
    return bool(_THAI.search(label))


def field_changes(entry: AuditEntry) -> Iterable[FieldChange]:
    """What changed: the fields go by the names that the model gives them."""
    before, after = entry.before or {}, entry.after or {}
    model = _model(entry.object_type)
    for name in [*before, *(name for name in after if name not in before)]:
        field = _field(model, name)
        label = _LABELS.get(name) or (str(field.verbose_name) if field else "")
        old, new = _text(field, before.get(name)), _text(field, after.get(name))
        if old != new and is_thai(label):
            yield FieldChange(label, old, new, is_chosen=bool(getattr(field, "choices", None)))


def _model(object_type: str) -> type[models.Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    """The model's own field of that name; none for keys of other rows, which are mere numbers."""
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return None if field is None or field.is_relation or name == "position" else field


def _text(field: Any, value: Any) -> str:
    name = getattr(field, "name", "")
    if value in (None, "", [], {}):
        return ""
    if name == "layout":
        return layout_for(value).name
    if name == "html":
        return words_of_html(value)
    if name == "options":
        return option_words(value)
    if getattr(field, "choices", None):
        return _choice(field, str(value))
    if isinstance(field, models.DateField) and isinstance(value, str):
        return _day(value)
    return _lines(value)


def _choice(field: Any, value: str) -> str:
    """The words of a choice; a code that the model does not know says nothing to people."""
    words = str({str(code): words for code, words in field.flatchoices}.get(value, value))
    return words if words != value or is_thai(value) else ""


def _day(value: str) -> str:
    """A day or moment as the trail keeps it, in Thai; as it is where it is neither."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if len(value) == len("2026-01-01"):
        return format_long(date.fromisoformat(value))
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{format_long(local)} เวลา {format_time(local.time())}"


def option_words(options: Mapping[str, Any]) -> str:
    """How a table prints, a setting on each line; ``options`` have the contract's shape."""
    return "\n".join(f"{_OPTIONS.get(key, '')} {_setting(value)}".strip() for key, value in options.items())


def _setting(value: Any) -> str:
    if isinstance(value, Mapping):
        words = (f"{_OPTIONS.get(key) or LABELS.get(key, '')} “{item}”" for key, item in value.items())
        return " ".join(words).strip()
    return _OPTIONS.get(str(value), str(value))


def _lines(value: Any) -> str:
    """A value of the trail's JSON as people read it: an item on each line."""
    if value is None or isinstance(value, bool):
        return "ใช่" if value else ""
    if isinstance(value, Mapping):
        if "header" in value:
            return _header(value["header"])
        return " · ".join(filter(None, map(_lines, value.values())))
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_lines, value)))
    return str(value)


def _header(words: Any) -> str:
    """The head of a column: the lowest of its rows in a table, one text in a look."""
    lowest = words[-1:] if isinstance(words, list) else [words]
    return " ".join(" ".join(map(str, lowest)).split())
