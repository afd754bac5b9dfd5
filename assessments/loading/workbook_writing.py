"""A framework's facts as a workbook to fill in, and the empty one for a new framework."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessments.loading import workbook_sheets as sheets
from assessments.loading.plan import FrameworkPlan
from assessments.loading.to_facts import facts_of
from assessments.loading.workbook_sheets import FactSheet

Json = dict[str, Any]
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_ROWS_WITH_CHOICES = 2000


def workbook_of(plan: FrameworkPlan | None) -> bytes:
    """The workbook (.xlsx) of the plan; without one, the template with its headers and first names."""
    facts = facts_of(plan) if plan else {}
    book = Workbook()
    if book.active:
        book.remove(book.active)
    rows = {
        sheets.FRAMEWORK: _framework(facts),
        sheets.INSTRUMENTS: _instruments(facts),
        sheets.INDICATORS: _indicators(facts),
        sheets.ITEMS: _items(facts),
        sheets.SCALES: _scales(facts),
        sheets.RATINGS: facts.get("rating_bands", []),
        sheets.SURVEY_RULES: facts.get("sample_rules", []),
        sheets.LINKS: facts.get("links", []),
        sheets.CALENDAR: facts.get("calendar", []),
    }
    for sheet in sheets.SHEETS:
        _write(book.create_sheet(sheet.name), sheet, rows[sheet])
    _write_help(book.create_sheet(sheets.HELP_SHEET))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write(page: Worksheet, sheet: FactSheet, rows: Iterable[Json]) -> None:
    _write_head(page, [column.header for column in sheet.columns], [column.width for column in sheet.columns])
    for at, row in enumerate(rows, start=2):
        for place, column in enumerate(sheet.columns, start=1):
            value = row.get(column.key)
            if column.choices and value:
                value = column.choices.get(str(value), value)
            _set(page, at, place, value)
    for place, column in enumerate(sheet.columns, start=1):
        if column.choices:
            # Only the yes has its key for a value: what is typed is the word.
            words = [sheets.YES] if sheets.YES in column.choices else list(column.choices.values())
            offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            page.add_data_validation(offered)
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")


def _write_head(page: Worksheet, headers: list[str], widths: list[int]) -> None:
    for place, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        cell = page.cell(1, place, header)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"


def _set(page: Worksheet, row: int, column: int, value: Any) -> None:
    """Text stays text, whatever it begins with; numbers stay numbers."""
    if value in (None, ""):
        return
    cell = page.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_help(page: Worksheet) -> None:
    _write_head(page, ["แผ่น", "คอลัมน์", "วิธีกรอก"], [20, 24, 80])
    rows = ((sheet.name, column.header, column.help) for sheet in sheets.SHEETS for column in sheet.columns)
    for at, row in enumerate(rows, start=2):
        for place, words in enumerate(row, start=1):
            _set(page, at, place, words)


def _framework(facts: Json) -> Iterable[Json]:
    owner = facts.get("owner", {})
    known = {**facts, "owner_name": owner.get("name_th"), "owner_code": owner.get("code")}
    for name, key in sheets.FRAMEWORK_ROWS.items():
        for value in known.get(key) or [None] if key in sheets.LISTS else [known.get(key)]:
            yield {"name": name, "value": value}
    for use, code in facts.get("plan_links", {}).items():
        yield {"name": f"{sheets.PLAN_LINK}{use}", "value": code}
    written = {*sheets.FRAMEWORK_ROWS.values(), *_ELSEWHERE}
    for key, value in facts.items():
        if key not in written:
            yield {"name": f"{sheets.MORE}{key}", "value": json.dumps(value, ensure_ascii=False)}


_ELSEWHERE = frozenset(
    {
        "schema_version",
        "owner",
        "instruments",
        "scales",
        "rating_bands",
        "sample_rules",
        "links",
        "calendar",
        "plan_links",
    }
)


def _instruments(facts: Json) -> Iterable[Json]:
    for one in facts.get("instruments", []):
        yield one
        for part in one["parts"]:
            yield {**part, "part_of": one["code"]}


def _indicators(facts: Json) -> Iterable[Json]:
    for instrument in facts.get("instruments", []):
        for one in instrument["indicators"]:
            yield _indicator(one, instrument["code"], None)
            for sub in one["sub_indicators"]:
                yield _indicator(sub, instrument["code"], one["number"])


def _indicator(one: Json, instrument: str, parent: str | None) -> Json:
    inferred = sheets.YES if one["inferred"] else None
    return {**one, "instrument": instrument, "parent": parent, "inferred": inferred}


def _items(facts: Json) -> Iterable[Json]:
    own = {column.key for column in sheets.ITEMS.columns} | {"sub_indicator"}
    for instrument in facts.get("instruments", []):
        for indicator in instrument["indicators"]:
            for item in indicator["items"]:
                more = {key: value for key, value in item.items() if key not in own}
                yield {
                    **item,
                    "instrument": instrument["code"],
                    "indicator": item["sub_indicator"] or indicator["number"],
                    "topics": ", ".join(item["topics"]),
                    "requirements_th": "\n".join(item.get("requirements_th", [])),
                    "formats": ", ".join(item.get("formats", [])),
                    "more": json.dumps(more, ensure_ascii=False) if more else None,
                }


def _scales(facts: Json) -> Iterable[Json]:
    for key, scale in facts.get("scales", {}).items():
        head = {"key": key, "polarity": scale["polarity"], "note": scale["note"]}
        for option in scale["options"] or [{}]:
            yield {**head, **option}
            head = {"key": key}
