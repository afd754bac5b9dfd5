"""Entries of the trail in Thai: what was done to what, and field by field from what to what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ita_portal.tables.build import columns_of
from ita_portal.tables.differences import Piece, differences, labels_of, marked
from ita_portal.tables.from_json import columns_from_json, options_from_json
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layouts import layout_for
from organisations.models import AuditEntry
from plans.models import ActionPlan, Activity, PlanPart
from plans.rich_text import plain_text

ACTIVITY = Activity._meta.label_lower
_LABELS = {"parts": "จำนวนตาราง", "activities": "จำนวนกิจกรรม", "numbers": "เลขที่ที่พิมพ์ไว้"}
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
    """One field, and its two texts as one with what went and what came."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Told:
    """One entry for the page. ``part`` is the table of a row that is still there, else None."""

    entry: AuditEntry
    verb: str
    kind: str
    changes: tuple[FieldChange, ...]
    part: PlanPart | None = None
    has_history: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the thing itself came or went, so that all it says is told."""
        return not (self.entry.before and self.entry.after)

    @property
    def was_row(self) -> bool:
        """Whether the entry knows a row as it was before, to which it can be brought back."""
        before = self.entry.before or {}
        return self.entry.object_type == ACTIVITY and "title" in before


class Teller:
    """Tells the entries of one plan, with what it needs of the plan read once."""

    def __init__(self, plan: ActionPlan, entries: Iterable[AuditEntry]) -> None:
        self.plan = plan
        pks = {entry.object_id or 0 for entry in entries if entry.object_type == ACTIVITY}
        found = Activity.everything.filter(pk__in=pks, part__plan=plan)
        places = found.values_list("pk", "part_id", "deleted_at")
        self._rows = {pk: (part_id, deleted_at) for pk, part_id, deleted_at in places}
        self._labels: dict[int | None, Mapping[str, str]] = {}

    def tell(self, entry: AuditEntry) -> Told:
        part_id, deleted_at = self._rows.get(entry.object_id or 0, (0, None))
        is_row = entry.object_type == ACTIVITY
        part = self._parts.get(part_id) if is_row else None
        here = part if part and not (deleted_at or part.deleted_at) else None
        changes = self._row_changes(entry, part) if is_row else _other_changes(entry)
        verb = "เลิกทำ" if entry.undoes else entry.get_action_display()
        return Told(
            entry, verb, kind_of(entry.object_type), tuple(changes), here, has_history=part is not None
        )

    @cached_property
    def _parts(self) -> dict[int, PlanPart]:
        return {part.pk: part for part in PlanPart.everything.filter(plan=self.plan)}

    def _row_changes(self, entry: AuditEntry, part: PlanPart | None) -> Iterable[FieldChange]:
        labels = self._labels_of(part)
        for difference in differences(entry.before or {}, entry.after or {}):
            label = labels.get(difference.field, difference.field)
            if _THAI.search(label) or difference.field in (entry.after or entry.before or {}).get(
                "other", {}
            ):
                yield FieldChange(label, marked(difference.before, difference.after))

    def _labels_of(self, part: PlanPart | None) -> Mapping[str, str]:
        key = part.pk if part else None
        if key not in self._labels:
            self._labels[key] = part_labels(part, self.plan) if part else labels_of(())
        return self._labels[key]


def part_labels(part: PlanPart, plan: ActionPlan) -> dict[str, str]:
    """What the table's own headers call the fields of its rows."""
    columns, options = columns_from_json(part.columns), options_from_json(part.options)
    return labels_of(columns_of(layout_for(part.layout), columns, plan.fiscal_year, options))


def kind_of(object_type: str) -> str:
    """What the things of a model are called, "" for a model that is no more."""
    model = _model(object_type)
    return str(model._meta.verbose_name) if model else ""


def _model(object_type: str) -> type[models.Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _other_changes(entry: AuditEntry) -> Iterable[FieldChange]:
    """What changed of anything but a row: its fields go by the names that the model gives them."""
    before, after = entry.before or {}, entry.after or {}
    model = _model(entry.object_type)
    for name in [*before, *(name for name in after if name not in before)]:
        field = _field(model, name)
        label = str(field.verbose_name) if field else _LABELS.get(name, "")
        old, new = _text(field, before.get(name)), _text(field, after.get(name))
        if old != new and _THAI.search(label):
            yield FieldChange(label, marked(old, new))


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
        return plain_text(value)
    if name == "options":
        return option_words(value)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    return _lines(value)


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
            return " ".join(str(value["header"][-1]).split())
        return " · ".join(filter(None, map(_lines, value.values())))
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_lines, value)))
    return str(value)
