"""Arrangements and looks as JSON, as templates keep them; what cannot be understood is left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.look import (
    LOGO_HEIGHTS,
    MARGINS,
    OFFICE_FONTS,
    TABLE_POINTS,
    TEXT_POINTS,
    Look,
    Margins,
    PageNumbers,
)
from ita_portal.tables.content import LabelAt

_SWITCHES = ("catch_words", "front_letters", "numbered", "numbered_tables", "sign_dots")
_MOST_ENTRIES, _LONGEST_TEXT = 200, 1000


def entries_to_json(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [asdict(entry) | {"kind": entry.kind.value} for entry in entries]


def entries_from_json(data: Any) -> tuple[Entry, ...]:
    """Entries of kinds that this software knows; anything else is skipped."""
    known = {kind.value for kind in EntryKind}
    return tuple(
        Entry(
            kind=EntryKind(item["kind"]),
            of=_text(item.get("of")),
            title=_text(item.get("title")),
            shown=item.get("shown") is not False,
            new_page=item.get("new_page") is True,
        )
        for item in (data[:_MOST_ENTRIES] if isinstance(data, list) else [])
        if isinstance(item, dict) and isinstance(item.get("kind"), str) and item["kind"] in known
    )


def look_to_json(look: Look) -> dict[str, Any]:
    """The look without its logo, which is the organisation's, and its mark, which is of one print."""
    data = asdict(replace(look, logo=None, mark=None))
    del data["logo"], data["mark"]
    label = look.sign_label.value if look.sign_label else None
    return data | {"page_numbers": look.page_numbers.value, "sign_label": label}


def look_from_json(data: Any, usual: Look) -> Look:
    """``usual`` with what the data changes of it; sizes out of bounds are brought to the nearest within."""
    if not isinstance(data, Mapping):
        return usual
    return replace(usual, **dict(_sizes(data, usual)), **dict(_choices(data)))


def _sizes(data: Mapping[str, Any], usual: Look) -> Iterator[tuple[str, Any]]:
    for name, sizes in (("text_points", TEXT_POINTS), ("table_points", TABLE_POINTS)):
        if (points := _number(data.get(name))) is not None:
            yield name, round(_within(points, sizes[0], sizes[-1]))
    for name in ("portrait", "landscape"):
        if isinstance(data.get(name), Mapping):
            yield name, _margins(data[name], getattr(usual, name))
    if (height := _number(data.get("logo_height"))) is not None:
        yield "logo_height", _within(height, *LOGO_HEIGHTS)


def _choices(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in _SWITCHES:
        if isinstance(data.get(name), bool):
            yield name, data[name]
    if isinstance(data.get("header"), str):
        yield "header", _text(data["header"])
    if data.get("office_font") in OFFICE_FONTS:
        yield "office_font", data["office_font"]
    if data.get("sign_label") in [place.value for place in LabelAt]:
        yield "sign_label", LabelAt(data["sign_label"])
    if data.get("page_numbers") in [numbers.value for numbers in PageNumbers]:
        yield "page_numbers", PageNumbers(data["page_numbers"])


def _margins(data: Mapping[str, Any], usual: Margins) -> Margins:
    sizes = ((side.name, _number(data.get(side.name))) for side in fields(Margins))
    return replace(usual, **{side: _within(size, *MARGINS) for side, size in sizes if size is not None})


def _number(value: Any) -> float | None:
    """A finite number; neither a bool nor text is one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1_000_000 else None  # NaN is below nothing


def _within(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)


def _text(value: Any) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""
