"""Arrangements and looks as JSON, as templates keep them; what cannot be understood is left out."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.look import Look, Margins, PageNumbers

_OWN_SHAPE = ("portrait", "landscape", "page_numbers", "logo")


def entries_to_json(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [asdict(entry) | {"kind": entry.kind.value} for entry in entries]


def entries_from_json(data: Any) -> tuple[Entry, ...]:
    """Entries of kinds that this software knows; anything else is skipped."""
    known = {kind.value for kind in EntryKind}
    return tuple(
        Entry(
            kind=EntryKind(item["kind"]),
            of=str(item.get("of", "")),
            title=str(item.get("title", "")),
            shown=bool(item.get("shown", True)),
            new_page=bool(item.get("new_page", False)),
        )
        for item in (data if isinstance(data, list) else [])
        if isinstance(item, dict) and item.get("kind") in known
    )


def look_to_json(look: Look) -> dict[str, Any]:
    """The look without its logo, which is the organisation's."""
    data = asdict(replace(look, logo=None))
    del data["logo"]
    return data | {"page_numbers": look.page_numbers.value}


def look_from_json(data: Any, usual: Look) -> Look:
    """``usual`` with what the data changes of it."""
    if not isinstance(data, Mapping):
        return usual
    plain = {field.name for field in fields(Look)} - set(_OWN_SHAPE)
    changes = {
        name: value
        for name, value in data.items()
        if name in plain and isinstance(value, type(getattr(usual, name)))
    }
    for name in ("portrait", "landscape"):
        if isinstance(data.get(name), Mapping):
            own = {side: float(size) for side, size in data[name].items() if side in Margins.__slots__}
            changes[name] = replace(getattr(usual, name), **own)
    if data.get("page_numbers") in set(PageNumbers):
        changes["page_numbers"] = PageNumbers(data["page_numbers"])
    return replace(usual, **changes)
