"""Reads a period as people write it. Source of the conventions: the "Reading Thai" contract."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_portal.thai.period import frequency, named_months, parts_of_year, quarters
from ita_portal.thai.period.model import DoubtfulError, Period, Reading
from ita_portal.thai.period.tokens import Kind, Token, tokens_of
from ita_portal.thai.plain_text import DASHES, plain

LONGEST = 500  # characters; what is longer is a text about the work and no period

_BULLET = re.compile(rf"^[ \t]*[{DASHES}•*][ \t]*", re.MULTILINE)
_SAYS_NOTHING = re.compile(r"[-,. ]*")
_CONDITION = re.compile("เว้น|ไม่รวม|หรือ|ปีหน้า|ปีก่อน|ถัดไป|ปีที่แล้ว|ปีที่ผ่านมา")
_OTHER_YEAR = re.compile("ปีปฏิทิน|ปีการศึกษา|ปีบัญชี|ปีภาษี")
_CUMULATIVE = re.compile(r"สะสม|รอบ ?[0-9]+ ?เดือน ?(?!แรก|หลัง|สุดท้าย|ท้าย)")

_NOT_UNDERSTOOD = "อ่านระยะเวลาไม่ได้ โปรดระบุเดือนหรือไตรมาส เช่น ม.ค.-มี.ค. 69 หรือ ไตรมาส 2"
_TOO_LONG = f"ระยะเวลายาวเกิน {LONGEST} ตัวอักษร โปรดระบุเฉพาะเดือนหรือไตรมาส"
_CONDITIONAL = "ระยะเวลามีเงื่อนไขหรือทางเลือก โปรดระบุเดือนหรือไตรมาสให้แน่ชัด"
_NOT_FISCAL = "ระยะเวลาไม่ได้นับตามปีงบประมาณ โปรดระบุเดือนพร้อมปี พ.ศ."
_ACCUMULATED = "ระยะเวลาเป็นยอดสะสม โปรดระบุเดือนหรือไตรมาสที่ดำเนินการ"
_MONTHS_WIN = "เดือนกับไตรมาสที่ระบุไม่ตรงกัน ยึดตามเดือน โปรดตรวจสอบ"
_QUARTERS_DIFFER = "ไตรมาสกับช่วงของปีที่ระบุไม่ตรงกัน โปรดตรวจสอบ"


def read_period(text: str | None, fiscal_year: int) -> Period:
    """What the text says of a plan of that fiscal year (Buddhist era). Never raises; see Period.

    Months win over quarters, and both over parts of the year and frequencies. Nothing is guessed.
    """
    typed = text or ""
    try:
        reading = _read(typed, fiscal_year)
    except DoubtfulError as doubt:
        reading = Reading(notices=(str(doubt),))
    return reading.as_period(typed, fiscal_year)


def _read(typed: str, fiscal_year: int) -> Reading:
    if len(typed) > LONGEST:
        raise DoubtfulError(_TOO_LONG)
    text = plain(_without_bullets(typed))
    if _SAYS_NOTHING.fullmatch(text):
        return Reading()
    if _CONDITION.search(text):
        raise DoubtfulError(_CONDITIONAL)
    tokens = tokens_of(text)
    reading = _read_months(text, tokens, fiscal_year)
    if _OTHER_YEAR.search(text) and not (reading and named_months.has_year(tokens)):
        raise DoubtfulError(_NOT_FISCAL)
    if reading:
        return reading
    if _CUMULATIVE.search(text):
        raise DoubtfulError(_ACCUMULATED)
    reading = (
        _read_quarters(text, tokens, fiscal_year)
        or parts_of_year.read_part(text, tokens, fiscal_year)
        or parts_of_year.read_whole(text, tokens, fiscal_year)
        or frequency.read(text, tokens, fiscal_year)
        or parts_of_year.read_year(text, tokens, fiscal_year)
    )
    if reading is None:
        raise DoubtfulError(_NOT_UNDERSTOOD)
    return reading


def _without_bullets(typed: str) -> str:
    """A text whose first line has a bullet is a list: its dashes at the beginnings of lines are no ranges."""
    return _BULLET.sub(",", typed) if _BULLET.match(typed) else typed


def _read_months(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """The months that the text names, with a notice where its quarters or halves say otherwise."""
    reading = named_months.read(tokens, fiscal_year)
    if reading is None:
        return None
    beside = [token for token in tokens if token.kind in (Kind.QUARTERS, Kind.FISCAL_YEAR)]
    try:
        others = [quarters.read(beside, fiscal_year), parts_of_year.read_part(text, beside, fiscal_year)]
        agrees = all(other is None or reading.months <= other.months for other in others)
    except DoubtfulError:
        agrees = False
    return reading if agrees else replace(reading, notices=(*reading.notices, _MONTHS_WIN))


def _read_quarters(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    reading = quarters.read(tokens, fiscal_year)
    if reading is None:
        return None
    part = parts_of_year.read_part(text, tokens, fiscal_year)
    if part is not None and not reading.months <= part.months:
        raise DoubtfulError(_QUARTERS_DIFFER)
    return reading
