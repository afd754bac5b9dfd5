"""A file to facts: JSON as it is, Excel by way of its sheets; and the files that the project ships."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessments.loading.entries import FactsError, Problem

MOST_BYTES = 1024 * 1024
SHIPPED = Path(__file__).parent.parent / "frameworks"
CROSSWALK = SHIPPED / "crosswalk.json"
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def facts_in(content: bytes) -> Any:
    """What the file says. Raises FactsError where it is too big, or neither JSON nor Excel."""
    if len(content) > MOST_BYTES:
        raise _refused(f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1024 // 1024} MB")
    if content.startswith(EXCEL):
        from assessments.loading.workbook_reading import facts_in_workbook  # openpyxl is slow to import

        return facts_in_workbook(content)
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_constant)
    except FactsError:
        raise
    except (ValueError, RecursionError) as error:
        raise _refused("ไฟล์ไม่ใช่ JSON หรือ Excel (.xlsx) ที่อ่านได้") from error


def read_file(path: Path) -> Any:
    """What the file at the path says. Raises FactsError also where it cannot be opened."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1024 // 1024} MB")
        return facts_in(path.read_bytes())
    except OSError as error:
        raise _refused(f"เปิดไฟล์ {path.name} ไม่ได้") from error


def shipped() -> Iterator[Path]:
    """The frameworks that the project ships, earliest year first, so that links find what they come from."""
    files = [path for path in SHIPPED.glob("*.json") if path != CROSSWALK]
    yield from sorted(files, key=lambda path: (path.stem[-4:], path.stem))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that comes twice would silently lose the first."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _refused(f"มีรหัสหรือหัวข้อ “{key[:60]}” ซ้ำในกลุ่มข้อมูลเดียวกัน")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise _refused(f"ค่า {name} ไม่ใช่ตัวเลขที่ใช้ได้")


def _refused(message: str) -> FactsError:
    return FactsError([Problem("ไฟล์", message)])
