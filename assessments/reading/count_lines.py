"""Daily numbers of answers, as they are typed or copied from ITAS: a day, a number, perhaps a unit."""

import re
from dataclasses import dataclass, field
from datetime import date

from assessments.reading.cells import read_people
from ita_portal.thai.dates import parse_date

LONGEST_UNIT = 300
_WORDS_OF_A_HEADER = ("วันที่", "จำนวน", "ส่วนงาน", "หน่วยงาน")


@dataclass(frozen=True)
class CountLine:
    day: date
    count: int
    unit: str = ""


@dataclass
class CountLines:
    """The lines that were understood, and in Thai what is wrong with the others."""

    counts: list[CountLine] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_counts(text: str) -> CountLines:
    """A line for each day, parted by tabs or by a run of spaces: day, unit (may be left out), number."""
    read = CountLines()
    seen: dict[tuple[date, str], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or (number == 1 and any(word in line for word in _WORDS_OF_A_HEADER)):
            continue
        try:
            found = _line(line)
            first = seen.setdefault((found.day, found.unit), number)
            if first != number:
                raise ValueError(f"ซ้ำกับบรรทัดที่ {first}")
        except ValueError as error:
            read.problems.append(f"บรรทัดที่ {number} “{' '.join(line.split())[:100]}”: {error}")
        else:
            read.counts.append(found)
    return read


def _line(line: str) -> CountLine:
    day, *units, count = _cells(line)
    people = read_people(count)
    if people is None:
        raise ValueError("ไม่มีจำนวนผู้ตอบ")
    unit = " ".join(" ".join(units).split())
    if len(unit) > LONGEST_UNIT:
        raise ValueError(f"ชื่อส่วนงานต้องไม่เกิน {LONGEST_UNIT} ตัวอักษร")
    return CountLine(parse_date(day[:100]), people, unit)


def _cells(line: str) -> list[str]:
    """At least two cells; of a line without tabs, the number is its last word."""
    if "\t" in line:
        cells = [cell.strip() for cell in line.split("\t")]
    else:
        cells = [cell for cell in re.split(r"\s{2,}|\s*\|\s*", line.strip()) if cell]
        if len(cells) < 2:
            cells = line.strip().rsplit(" ", 1)
    if len(cells) < 2:
        raise ValueError("โปรดระบุวันที่และจำนวนผู้ตอบ เช่น 15 มี.ค. 69 แล้วเว้นด้วยแท็บ ตามด้วย 120")
    return cells
