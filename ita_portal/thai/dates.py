"""Dates and times in the Buddhist era, as official letters write them."""

import re
from datetime import date, time

from ita_portal.thai.fiscal import buddhist_year, gregorian_year
from ita_portal.thai.months import MONTH_PATTERN, MonthStyle, format_month, month_number
from ita_portal.thai.plain_text import plain

FIRST_BUDDHIST_YEAR = 2400  # a four-digit year below it is Gregorian
_CENTURY = 2500  # two digits are years of this Buddhist century

_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")  # as date.weekday() counts
_ERA = r"(?:ปี ?)?(?:พ\.? ?ศ\.?|ค\.? ?ศ\.?)?"
_WEEKDAY = r"(?:วัน[^0-9]{0,14}? ?)?"
_TIME = re.compile(r"(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})(?: ?น\.?)?")
_SHORTEST_IN_WEEKS = 2
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]+)")
_NAMED = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}}) ?(?:เดือน ?)?(?P<month>{MONTH_PATTERN}) ?{_ERA} ?(?P<year>[0-9]+)"
)


def format_long(day: date) -> str:
    """ "19 ตุลาคม 2568"."""
    return f"{day.day} {format_month(day.month, MonthStyle.FULL)} {buddhist_year(day.year)}"


def format_with_weekday(day: date) -> str:
    """ "วันพฤหัสบดีที่ 15 มกราคม 2569"."""
    return f"วัน{_WEEKDAYS[day.weekday()]}ที่ {format_long(day)}"


def format_short(day: date) -> str:
    """ "19 ต.ค. 68"."""
    return f"{day.day} {format_month(day.month)} {buddhist_year(day.year) % 100:02d}"


def format_time(moment: time) -> str:
    """ "10.42 น."."""
    return f"{moment.hour:02d}.{moment.minute:02d} น."


def format_days(days: int) -> str:
    """How long something took: "วันเดียวกัน", "9 วัน", from two weeks on "8 สัปดาห์" or "8 สัปดาห์ 3 วัน"."""
    if days == 0:
        return "วันเดียวกัน"
    weeks, rest = divmod(days, 7)
    if weeks < _SHORTEST_IN_WEEKS:
        return f"{days} วัน"
    return f"{weeks} สัปดาห์ {rest} วัน" if rest else f"{weeks} สัปดาห์"


def parse_time(text: str) -> time:
    """The time of day that "10.39", "10:39 น." or "๑๐.๓๙" states.

    Raises ValueError with a Thai message when the text is no time.
    """
    match = _TIME.fullmatch(plain(text))
    try:
        if match is not None:
            return time(int(match["hour"]), int(match["minute"]))
    except ValueError:
        pass
    raise ValueError("อ่านเวลาไม่ได้ โปรดระบุ เช่น 10.39 น.")


def read_year(digits: str) -> int:
    """The Gregorian year of two or four typed digits; two are Buddhist-era, four below 2400 are Gregorian.

    Raises ValueError with a Thai message for any other number of digits.
    """
    if len(digits) == 2:
        return gregorian_year(_CENTURY + int(digits))
    if len(digits) == 4:
        year = int(digits)
        return gregorian_year(year) if year >= FIRST_BUDDHIST_YEAR else year
    raise ValueError(f"อ่านปี “{digits[:20]}” ไม่ได้ โปรดระบุปี พ.ศ. เช่น 2569 หรือ 69")


def parse_date(text: str) -> date:
    """The day that "15/3/69", "15 มี.ค. 2569", "15 มีนาคม พ.ศ. 2569" or "2026-03-15" states.

    Raises ValueError with a Thai message when the text is no date or the day does not exist.
    """
    typed = plain(text)
    match = _ISO.fullmatch(typed) or _NUMERIC.fullmatch(typed) or _NAMED.fullmatch(typed)
    if match is None:
        raise ValueError("อ่านวันที่ไม่ได้ โปรดระบุ เช่น 15 มี.ค. 2569 หรือ 15/3/2569")
    month = month_number(match["month"]) or int(match["month"])
    year = read_year(match["year"])
    try:
        return date(year, month, int(match["day"]))
    except ValueError:
        raise ValueError(f"ไม่มีวันที่ “{typed}” ในปฏิทิน โปรดตรวจสอบ") from None
