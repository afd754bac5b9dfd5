"""The trail as a file to take away: a line for each field that changed, in Thai."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone

from ita_portal.render.csv import neutral
from ita_portal.render.xlsx_list import workbook
from ita_portal.thai.dates import format_short, format_time
from organisations.models import AuditEntry
from organisations.trail import PLAN, NamedPlan
from organisations.trail_words import FieldChange, Teller, Told

MOST_ENTRIES = 5_000  # of one file; a longer trail is taken in several
_TOGETHER = 500  # entries that are told at once
HEADER = (
    *("วันที่", "เวลา", "ผู้ดำเนินการ", "การดำเนินการ", "ประเภท", "รายการ", "แผน"),
    *("ข้อมูลที่เปลี่ยน", "จาก", "เป็น", "เหตุผล"),
)
_WIDTHS = (12, 10, 28, 28, 20, 40, 40, 24, 40, 40, 40)
_NOTHING = (FieldChange("", "", ""),)


def parts_of(count: int) -> int:
    """In how many files so many entries are taken away."""
    return max(1, -(-count // MOST_ENTRIES))


def as_csv(lines: Iterator[tuple[str, ...]]) -> bytes:
    """UTF-8 with BOM; text that a spreadsheet may take for a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows([neutral(text) for text in line] for line in lines)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, lines: Iterator[tuple[str, ...]]) -> bytes:
    """A workbook with one sheet."""
    return workbook("ประวัติการดำเนินการ", title, HEADER, lines, widths=_WIDTHS)


def lines_of(
    entries: QuerySet[AuditEntry], plans: Mapping[int, NamedPlan], part: int = 1
) -> Iterator[tuple[str, ...]]:
    """The lines of one file: of ``MOST_ENTRIES`` entries, the latest first; ``part`` counts from 1."""
    begin = (part - 1) * MOST_ENTRIES
    rest = entries[begin : begin + MOST_ENTRIES].iterator(chunk_size=_TOGETHER)
    while together := list(islice(rest, _TOGETHER)):
        teller = Teller(together)
        for entry in together:
            yield from _lines_of(teller.tell(entry), plans)


def _lines_of(told: Told, plans: Mapping[int, NamedPlan]) -> Iterator[tuple[str, ...]]:
    entry = told.entry
    at = timezone.localtime(entry.at)
    plan = plans.get(entry.subject_id or 0) if entry.subject_type == PLAN else None
    for change in told.changes or _NOTHING:
        yield (
            *(format_short(at), format_time(at.time()), str(entry.person or "ระบบ"), told.verb, told.kind),
            *(entry.object_text, plan.name if plan else ""),
            *(change.label, change.before, change.after, entry.reason),
        )
