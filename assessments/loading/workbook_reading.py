"""A framework's workbook to its facts. Every object knows its row, and every value its cell."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.utils import get_column_letter

from assessments.loading import workbook_sheets as sheets
from assessments.loading.entries import FactsError, Located, Problem
from assessments.loading.workbook_sheets import FactSheet, SheetColumn
from assessments.reading.workbooks import BrokenWorkbookError, opened_workbook
from ita_portal.thai.fiscal import ERA_OFFSET

Json = dict[str, Any]
MOST_ROWS = 2000
MOST_COLUMNS = 60
_LAST_COMMON_YEAR = 2400  # a year below it is not of the Buddhist era


def facts_in_workbook(content: bytes) -> Json:
    """The facts of the workbook. Raises FactsError with the sheets, rows and cells that cannot be read."""
    problems: list[Problem] = []
    rows = {sheet: _rows(page, sheet, problems) for sheet, page in _pages(content, problems).items()}
    facts = _framework(rows[sheets.FRAMEWORK], problems)
    instruments = _instruments(rows[sheets.INSTRUMENTS], problems)
    indicators = _indicators(rows[sheets.INDICATORS], instruments, problems)
    _items(rows[sheets.ITEMS], indicators, problems)
    facts["instruments"] = list(instruments.values())
    facts["scales"] = _scales(rows[sheets.SCALES])
    facts["rating_bands"] = rows[sheets.RATINGS]
    facts["sample_rules"] = rows[sheets.SURVEY_RULES]
    facts["links"] = rows[sheets.LINKS]
    facts["calendar"] = rows[sheets.CALENDAR]
    if problems:
        raise FactsError(problems)
    return facts


def _pages(content: bytes, problems: list[Problem]) -> dict[FactSheet, list[tuple[Any, ...]]]:
    """The cells of each sheet; a sheet that is not there is empty, but for the first two."""
    pages = {}
    try:
        with opened_workbook(content) as book:
            for sheet in sheets.SHEETS:
                pages[sheet] = _cells(book, sheet)
                if not pages[sheet] and sheet in (sheets.FRAMEWORK, sheets.INSTRUMENTS):
                    problems.append(Problem("ไฟล์ Excel", f"ไม่มีแผ่น “{sheet.name}” โปรดใช้แบบที่ดาวน์โหลดจากหน้านี้"))
    except BrokenWorkbookError as error:
        raise FactsError([Problem("ไฟล์", str(error))]) from error
    return pages


def _cells(book: Any, sheet: FactSheet) -> list[tuple[Any, ...]]:
    if sheet.name not in book.sheetnames:
        return []
    page = book[sheet.name]
    return list(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))


def _rows(page: list[tuple[Any, ...]], sheet: FactSheet, problems: list[Problem]) -> list[Located]:
    """The rows that say anything, each by the names of the facts."""
    if not page:
        return []
    if len(page) > MOST_ROWS + 1:
        problems.append(Problem(f"แผ่น {sheet.name}", f"มีได้ไม่เกิน {MOST_ROWS:,} แถว"))
        return []
    columns = _columns(page[0], sheet, problems)
    found = []
    for number, cells in enumerate(page[1:], start=2):
        values: Json = {}
        for at, column in columns.items():
            value = _value(cells[at] if at < len(cells) else None)
            where = f"{get_column_letter(at + 1)}{number}"
            if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A")):
                problems.append(Problem(f"แผ่น {sheet.name} ช่อง {where}", f"มีค่าผิดพลาดของสูตร {value}"))
            elif value is not None:
                values[column.key] = _chosen(value, column)
        if values:
            places = {column.key: f"{get_column_letter(at + 1)}{number}" for at, column in columns.items()}
            found.append(Located(values, f"แผ่น {sheet.name} แถว {number}", places))
    return found


def _columns(head: tuple[Any, ...], sheet: FactSheet, problems: list[Problem]) -> dict[int, SheetColumn]:
    known = sheet.headers()
    columns: dict[int, SheetColumn] = {}
    for at, header in enumerate(head):
        words = " ".join(str(header).split()) if header is not None else ""
        if words in known and known[words] not in columns.values():
            columns[at] = known[words]
        elif words:
            place = f"แผ่น {sheet.name} ช่อง {get_column_letter(at + 1)}1"
            problems.append(Problem(place, f"หัวคอลัมน์ “{words[:60]}” ซ้ำหรือไม่มีในแบบ"))
    lacking = [column.header for column in sheet.columns[:2] if column not in columns.values()]
    if lacking:
        problems.append(Problem(f"แผ่น {sheet.name}", f"ไม่พบหัวคอลัมน์ {', '.join(lacking)} ในแถวแรก"))
    return columns


def _value(cell: Any) -> Any:
    """As JSON has it: dates in words of the Buddhist era, whole numbers without a fraction, "" is nothing."""
    if isinstance(cell, datetime | date):
        year = cell.year if cell.year > _LAST_COMMON_YEAR else cell.year + ERA_OFFSET
        return f"{year:04d}-{cell.month:02d}-{cell.day:02d}"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        return cell.strip() or None
    return cell if cell is None or isinstance(cell, bool | int | float) else str(cell)


def _chosen(value: Any, column: SheetColumn) -> Any:
    """The key of the word that was chosen; what is no choice stays, and is refused where it is read."""
    by_word = {word: key for key, word in (column.choices or {}).items()}
    return by_word.get(value, value)


def _framework(rows: list[Located], problems: list[Problem]) -> Json:
    facts = Located({}, "แผ่น กรอบ", {})
    cells: dict[str, str] = {}
    for row in rows:
        name, value = str(row.get("name", "")), row.get("value")
        key = sheets.FRAMEWORK_ROWS.get(name)
        cell = str(row.cells.get("value", ""))
        if key in sheets.LISTS:
            if value is not None:
                facts.setdefault(key, []).append(value)
        elif name.startswith(sheets.PLAN_LINK):
            facts.setdefault("plan_links", {})[name.removeprefix(sheets.PLAN_LINK)] = value
        elif name.startswith(sheets.MORE):
            facts[name.removeprefix(sheets.MORE)] = _json(value, row, problems)
        elif key is None or key in facts:
            problems.append(Problem(row.place, f"รายการ “{name[:60]}” ซ้ำหรือไม่มีในแบบ"))
        else:
            facts[key], cells[key] = value, cell
    owner = {"name_th": facts.pop("owner_name", None), "code": facts.pop("owner_code", None)}
    facts["owner"] = Located(owner, facts.place, {"name_th": cells.get("owner_name", "")})
    facts.cells = cells
    return facts


def _json(value: Any, row: Located, problems: list[Problem]) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        problems.append(Problem(row.place, "ข้อมูลเพิ่มเติมต้องเป็น JSON"))
        return None


def _instruments(rows: list[Located], problems: list[Problem]) -> dict[str, Located]:
    """Instruments by code, with their parts in them; codes that repeat keep a row each, to be refused."""
    found: dict[str, Located] = {}
    for row in rows:
        parent = row.get("part_of")
        code = str(row.get("code", ""))
        if parent is None:
            name = code if code not in found else f"{code} ({row.place})"
            found[name] = Located({**row, "parts": [], "indicators": []}, row.place, row.cells)
        elif str(parent) in found:
            found[str(parent)]["parts"].append(row)
        else:
            problems.append(Problem(row.place, f"ไม่มีเครื่องมือ {parent} ในแถวก่อนหน้า"))
    return found


def _indicators(
    rows: list[Located], instruments: dict[str, Located], problems: list[Problem]
) -> dict[tuple[str, str], tuple[Located, str]]:
    """By instrument and number: the indicator that holds the items, and the sub-indicator they are of."""
    found: dict[tuple[str, str], tuple[Located, str]] = {}
    for row in rows:
        instrument, number = str(row.get("instrument", "")), str(row.get("number", ""))
        one = Located(
            {**row, "number": number or None, "sub_indicators": [], "items": []}, row.place, row.cells
        )
        if "inferred" in one:
            one["inferred"] = one["inferred"] in (sheets.YES, "true", True) or one["inferred"]
        if instrument not in instruments:
            problems.append(Problem(row.place, f"ไม่มีเครื่องมือ “{instrument}” ในแผ่น {sheets.INSTRUMENTS.name}"))
        elif "parent" not in row:
            instruments[instrument]["indicators"].append(one)
            found.setdefault((instrument, number), (one, ""))
        elif (parent := found.get((instrument, str(row["parent"])))) is not None:
            parent[0]["sub_indicators"].append(one)
            found.setdefault((instrument, number), (parent[0], number))
        else:
            problems.append(Problem(row.place, f"ไม่มีตัวชี้วัด {row['parent']} ของเครื่องมือนี้ในแถวก่อนหน้า"))
    return found


def _items(
    rows: list[Located],
    indicators: dict[tuple[str, str], tuple[Located, str]],
    problems: list[Problem],
) -> None:
    for row in rows:
        place = (str(row.get("instrument", "")), str(row.get("indicator", "")))
        if place not in indicators:
            name = " ".join(filter(None, place)) or "ที่ระบุ"
            problems.append(Problem(row.place, f"ไม่มีตัวชี้วัด {name} ในแผ่น {sheets.INDICATORS.name}"))
            continue
        indicator, sub = indicators[place]
        indicator["items"].append(_item(row, sub, problems))


def _item(row: Located, sub: str, problems: list[Problem]) -> Located:
    item = Located({**row, "sub_indicator": sub or None}, row.place, row.cells)
    more = _json(item.pop("more", None), row, problems)
    item.pop("instrument", None)
    item.pop("indicator", None)
    # An empty cell says that there are none, as a file without the column would not.
    item["topics"] = list(_parts(item.get("topics"), ","))
    if "requirements_th" in item:
        item["requirements_th"] = list(_parts(item["requirements_th"], "\n"))
    if "formats" in item:
        item["formats"] = list(_parts(item["formats"], ","))
    item.setdefault("scale", None)
    if isinstance(more, dict):
        item.update({key: value for key, value in more.items() if key not in item})
    return item


def _parts(value: Any, mark: str) -> Iterator[str]:
    yield from (part.strip() for part in str(value or "").split(mark) if part.strip())


def _scales(rows: list[Located]) -> list[Located]:
    """Rows of one key that stand together are a scale; a key that comes again later repeats."""
    found: list[Located] = []
    for row in rows:
        key = row.get("key")
        if not found or found[-1].get("key") != key:
            head = {"key": key, "polarity": row.get("polarity"), "note": row.get("note")}
            found.append(Located({**head, "options": []}, row.place, row.cells))
        if "label_th" in row or "points" in row:
            found[-1]["options"].append(row)
    return found
