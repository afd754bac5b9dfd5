"""What the lines around a roster say: the order, the name of the committee, its powers."""

import re
from dataclasses import dataclass, field
from datetime import date

from ita_portal.thai.dates import parse_date
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR, fiscal_year_of
from ita_portal.thai.plain_text import closed_up
from organisations.committee_reading.files import Row

LONGEST_NAME = 500
LONGEST_LINE = 5_000  # characters; a longer one is listed as unread

_NUMBER = r"(?P<number>(?:[ก-ฮ.]{1,20}\s?)?[0-9]{1,6}(?:\s?/\s?[0-9]{1,4}){0,2})"
_ORDER = re.compile(rf"คำสั่ง[^0-9\n]{{0,150}}?ที่\s?{_NUMBER}")
_BARE_ORDER = re.compile(rf"(?:คำสั่ง)?ที่\s?{_NUMBER}(?!\S)")
_DATE = re.compile(
    r"(?:ลง|ณ)\s?วันที่\s?(?P<day>[0-9]{1,2}\s?(?:เดือน\s?)?[ก-ฮะ-๎.]{2,12}\s?(?:พ\.?\s?ศ\.?)?\s?[0-9]{2,4}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4})"
)
_FISCAL_YEAR = re.compile(r"ปีงบประมาณ\s?(?:พ\.?\s?ศ\.?)?\s?(?P<year>2[0-9]{3})")
_SUBJECT = re.compile(r"(?:เรื่อง\s*)?(?:การ)?(?:แต่งตั้ง)?(?P<name>\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"\(?[0-9]{1,2}(?:\.[0-9]{1,2})*(?:[.)]|\s)\s*")
_BODY = ("คณะกรรมการ", "คณะอนุกรรมการ", "คณะทำงาน")
_OPENS_POWERS = re.compile(r"หน้าที่และอำนาจ|อำนาจหน้าที่|(?:มีหน้าที่|หน้าที่)(?:ดังนี้|ดังต่อไปนี้)|หน้าที่ความรับผิดชอบ")


@dataclass(slots=True)
class ReadLines:
    """What was found, and the rows that said nothing we know."""

    name: str = ""
    order_number: str = ""
    order_date: date | None = None
    fiscal_year: int | None = None
    basis: str = ""
    powers: list[str] = field(default_factory=list)
    unread: list[Row] = field(default_factory=list)


def read_lines(above: list[Row], below: list[Row]) -> ReadLines:
    """What the lines say that stand above the roster, and those after it; each of a single cell."""
    found = ReadLines()
    candidates: list[Row] = []
    for row in above:
        if not _is_about_order(found, row) and not _is_basis(found, row):
            candidates.append(row)
    title = _title(candidates)
    if title is not None:
        found.name = _name(_line(title))
    rest = [row for row in candidates if row is not title]
    for row in below:
        if not _is_about_order(found, row):
            rest.append(row)
    found.unread = _without_powers(found, rest)
    found.fiscal_year = _fiscal_year([*above, *below], found)
    return found


def line_of(row: Row) -> str:
    """The text of a row of which a single cell says something."""
    return next((cell for cell in row.cells if cell), "")


def _line(row: Row) -> str:
    return " ".join(line_of(row).split())


def _is_about_order(found: ReadLines, row: Row) -> bool:
    """Whether the line states the number or the date of the order; both are kept where they come first."""
    text = to_arabic(_line(row))
    if len(text) > LONGEST_LINE:
        return False
    number = _ORDER.search(text) or _BARE_ORDER.fullmatch(text)
    day = _day(text)
    if number and not found.order_number:
        found.order_number = re.sub(r"\s?/\s?", "/", number["number"]).strip()
        found.order_date = found.order_date or day
        return True
    if day and not found.order_date and text.startswith(("สั่ง", "ณ", "ลงวันที่")):
        found.order_date = day
        return True
    return False


def _day(text: str) -> date | None:
    match = _DATE.search(text)
    try:
        return parse_date(match["day"]) if match else None
    except ValueError:
        return None


def _is_basis(found: ReadLines, row: Row) -> bool:
    text = _line(row)
    if found.basis or not text.startswith("อาศัยอำนาจตาม") or len(text) > LONGEST_LINE:
        return False
    found.basis = text.removeprefix("อาศัยอำนาจตาม").removeprefix("ความใน").strip()
    return True


def _title(rows: list[Row]) -> Row | None:
    """The line that names the committee: the one that says so, else the nearest above the roster."""
    fitting = [
        row
        for row in rows
        if len(_line(row)) <= LONGEST_NAME
        and not _NUMBERED.match(to_arabic(_line(row)))
        and not closed_up(_line(row)).startswith(("คำสั่ง", "ที่"))
        and not row.is_listed
    ]
    for row in fitting:
        text = _line(row)
        if text.startswith("เรื่อง") or _name(text).startswith(_BODY):
            return row
    return fitting[-1] if fitting else None


def _name(text: str) -> str:
    match = _SUBJECT.fullmatch(text)
    name = match["name"] if match else text
    return name if name.startswith(_BODY) else text.removeprefix("เรื่อง").strip()


def _without_powers(found: ReadLines, rows: list[Row]) -> list[Row]:
    """The numbered lines below a heading of powers are kept as such; the other rows are left."""
    left: list[Row] = []
    is_open = False
    for row in rows:
        text = _line(row)
        is_item = row.is_listed or bool(_NUMBERED.match(to_arabic(text)))
        if _OPENS_POWERS.search(closed_up(text)):
            is_open = True
            continue
        if is_open and is_item and text:
            match = _NUMBERED.match(to_arabic(text))
            found.powers.append(text[match.end() :] if match else text)
            continue
        is_open = False
        left.append(row)
    return left


def _fiscal_year(rows: list[Row], found: ReadLines) -> int | None:
    for row in rows:
        match = _FISCAL_YEAR.search(to_arabic(_line(row)))
        if match and MIN_FISCAL_YEAR <= int(match["year"]) <= MAX_FISCAL_YEAR:
            return int(match["year"])
    return fiscal_year_of(found.order_date) if found.order_date else None
