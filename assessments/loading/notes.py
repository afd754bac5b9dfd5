"""What a file says of a framework beside its rows: calendar, sources, what is not established, notes."""

from collections.abc import Mapping
from typing import Any

from assessments.loading.entries import Entry, is_storable

# Read into rows of their own.
_ROWS = frozenset(
    {
        "schema_version",
        "framework_id",
        "family",
        "fiscal_year_be",
        "name_th",
        "instruments",
        "scales",
        "rating_bands",
        "sample_rules",
        "known_items",
        "unnumbered_items",
        "links",
        "owner",
    }
)
_CALENDAR = {"step": 300, "from": 10, "to": 10, "text_th": 300, "source": 500, "confidence": 60}


def facts_beside(entry: Entry) -> dict[str, Any]:
    """All that is only shown. Lists of texts and the calendar have a shape; the rest is as in the file."""
    facts: dict[str, Any] = {}
    for key, value in entry.values.items():
        if key in _ROWS or value in (None, "", [], {}):
            continue
        if not is_storable({key: value}):
            entry.refuse(key, f"ข้อมูล “{_plain(key)}” มีอักขระหรือค่าที่เก็บไม่ได้ หรือซ้อนกันลึกเกินไป")
        elif key in _SHAPES:
            facts[key] = _SHAPES[key](entry, key)
        else:
            facts[key] = value
    owner = entry.values.get("owner")
    if isinstance(owner, Mapping) and owner.get("code"):
        facts["owner_code"] = Entry(owner, "หน่วยงานเจ้าของกรอบ", entry.problems).line("code", "รหัสหน่วยงาน", 60)
    return facts


def _calendar(entry: Entry, key: str) -> list[dict[str, str]]:
    return [
        {name: words for name, most in _CALENDAR.items() if (words := one.line(name, "ข้อมูลในปฏิทิน", most))}
        for one in entry.entries(key, "ปฏิทิน")
    ]


def _plan_links(entry: Entry, key: str) -> dict[str, str]:
    links = Entry(entry.values[key], entry.below("ข้อที่ใช้กับแผน"), entry.problems)
    return {str(name)[:60]: links.line(name, "รหัสข้อ", 30) for name in links.values}


def _texts(entry: Entry, key: str) -> list[str]:
    return entry.texts(key, {"gaps": "สิ่งที่ยังไม่มีข้อมูลยืนยัน", "source": "แหล่งที่มา"}[key], 1000)


def _note(entry: Entry, key: str) -> str:
    return entry.text(key, "หมายเหตุ")


_SHAPES = {
    "calendar": _calendar,
    "plan_links": _plan_links,
    "gaps": _texts,
    "source": _texts,
    "note": _note,
    "rating_note": _note,
    "calendar_source": _note,
    "due": _note,
}


def _plain(key: str) -> str:
    """The key as it can be shown and kept, whatever it holds."""
    return "".join(letter for letter in key[:40] if letter.isprintable())
