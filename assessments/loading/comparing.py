"""What a file would change of a framework, in words, and whether it would change how scores count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.loading.plan import FrameworkPlan

ADDED, CHANGED, REMOVED = "เพิ่ม", "เปลี่ยน", "นำออก"


@dataclass(frozen=True)
class Change:
    """``kind`` is one of ADDED, CHANGED, REMOVED; ``what`` a kind of thing ("ข้อ"), ``name`` which of them."""

    kind: str
    what: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}{self.what} {self.name}".strip()


def changes(old: FrameworkPlan | None, new: FrameworkPlan) -> list[Change]:
    """Everything that would change; of a framework that is not there yet, that it is added."""
    if old is None:
        return [Change(ADDED, "กรอบการประเมิน", new.code)]
    found: list[Change] = []
    if (old.name, old.owner_name) != (new.name, new.owner_name):
        found.append(Change(CHANGED, "ชื่อหรือเจ้าของกรอบ", ""))
    for what, before, after in _kinds(old, new):
        found += _of_kind(what, before, after)
    found += _of_kind("ข้อมูลประกอบ", dict(old.facts), dict(new.facts))
    return found


def _kinds(old: FrameworkPlan, new: FrameworkPlan) -> Iterable[tuple[str, dict[str, Any], dict[str, Any]]]:
    for what, rows in (
        ("เครื่องมือ", "instruments"),
        ("ตัวชี้วัด", "indicators"),
        ("มาตรวัด", "scales"),
        ("ข้อ", "items"),
        ("ระดับผลการประเมิน", "ratings"),
        ("เกณฑ์จำนวนผู้ตอบ", "survey_rules"),
        ("ความเชื่อมโยง", "links"),
    ):
        yield what, _named(getattr(old, rows)), _named(getattr(new, rows))


def _named(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by what names them, with their place among the others, which counts as well."""
    named: dict[str, Any] = {}
    for at, row in enumerate(rows):
        name = _name(row)
        while name in named:
            name += "*"
        named[name] = (at, row)
    return named


def _name(row: Any) -> str:
    if hasattr(row, "earlier"):
        return f"{row.framework} {row.earlier} → {row.later}"
    if hasattr(row, "words"):
        return " ".join(filter(None, (row.part or row.instrument, row.group)))
    return str(getattr(row, "code", "") or row.key)


def _of_kind(what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    return [
        *(Change(ADDED, what, name) for name in after if name not in before),
        *(Change(CHANGED, what, name) for name in after if name in before and before[name] != after[name]),
        *(Change(REMOVED, what, name) for name in before if name not in after),
    ]


def scores_would_change(old: FrameworkPlan, new: FrameworkPlan) -> bool:
    """Whether the same scores could come to another result: weights, tree, items, or rating rules differ."""
    return _counting(old) != _counting(new)


def _counting(plan: FrameworkPlan) -> tuple[Any, ...]:
    return (
        {
            (one.code, one.weight, one.item_count, tuple((part.code, part.weight) for part in one.parts))
            for one in plan.instruments
        },
        {(one.instrument, one.key, one.parent, one.is_inferred) for one in plan.indicators},
        {(one.code, one.indicator) for one in plan.items},
        [(one.code, one.label, one.total_min, one.each_instrument_min) for one in plan.ratings],
    )
