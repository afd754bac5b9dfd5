"""Letters as they are numbered, named and cited."""

import re
from datetime import date

from django.db.models import Max, TextChoices

from ita_portal.thai.dates import format_long
from ita_portal.thai.digits import to_arabic, to_thai
from ita_portal.thai.fiscal import gregorian_year
from organisations.models import Letter, LetterMark, Organisation

_SERIES = {
    Letter.Kind.CIRCULAR: Letter.Series.CIRCULARS,
    Letter.Kind.ORDER: Letter.Series.ORDERS,
    Letter.Kind.ANNOUNCEMENT: Letter.Series.ANNOUNCEMENTS,
}
_NAMES = {Letter.Kind.ORDER: "คำสั่ง", Letter.Kind.ANNOUNCEMENT: "ประกาศ"}
_NUMBERED_BY_YEAR = (Letter.Series.ORDERS, Letter.Series.ANNOUNCEMENTS)
_MOST_DIGITS = 6  # of a running number


class Numbering(TextChoices):
    """Where the number of a letter comes from."""

    NEXT = "next", "ให้ระบบออกเลขถัดไป"
    TYPED = "typed", "ใช้เลขจากทะเบียนกระดาษ"
    OPEN = "open", "เว้นเลขไว้เติมด้วยมือ"


def series_of(kind: str) -> Letter.Series:
    """What letters of the kind are numbered together with."""
    return _SERIES.get(Letter.Kind(kind), Letter.Series.LETTERS)


def next_number(organisation: Organisation, series: str, calendar_year: int) -> int:
    """One more than the highest number taken in the Buddhist-era year; a cancelled letter keeps its own."""
    taken = Letter.objects.filter(organisation=organisation, series=series, calendar_year=calendar_year)
    return (taken.aggregate(last=Max("running_number"))["last"] or 0) + 1


def printed_number(letter: Letter, number: int, calendar_year: int) -> str:
    """The number as it is printed, in the digits of the prefix: "สธ ๐๗๑๐.๐๑/๑๒", "ว ๑๒", "12/2569"."""
    if series_of(letter.kind) in _NUMBERED_BY_YEAR:
        text = f"{number}/{calendar_year}"
    else:
        text = f"ว {number}" if series_of(letter.kind) == Letter.Series.CIRCULARS else f"{number}"
        text = f"{letter.number_prefix}/{text}" if letter.number_prefix else text
    return (
        to_thai(text) if _has_thai_digits(letter.number_prefix or letter.organisation.letter_prefix) else text
    )


def read_number(letter: Letter, typed: str) -> int | None:
    """The running number of a number typed from a paper register; None where it is numbered otherwise.

    It is one alone ("12"), or one behind the letter's own prefix, or one before the year of an order.
    """
    text = re.sub(r"\s", "", to_arabic(typed))
    if series_of(letter.kind) in _NUMBERED_BY_YEAR:
        text = re.sub(r"/[0-9]{4}$", "", text)
    else:
        own = re.sub(r"\s", "", to_arabic(letter.number_prefix))
        text = text.removeprefix(f"{own}/") if own else text
        text = text.removeprefix("ว")
    fits = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return (int(text) or None) if fits else None


def next_receiving_number(organisation: Organisation, calendar_year: int) -> int:
    """One more than the highest receiving number of the organisation in the Buddhist-era year."""
    stamps = LetterMark.objects.filter(
        letter__organisation=organisation,
        letter__direction=Letter.Direction.IN,
        kind=LetterMark.Kind.RECEIVED,
        on__year=gregorian_year(calendar_year),
        position=1,  # what stands further on are the stamps of other offices
    )
    numbers = (to_arabic(number).strip() for number in stamps.values_list("number", flat=True))
    return max((int(n) for n in numbers if n.isdecimal() and len(n) <= _MOST_DIGITS), default=0) + 1


def name_of(letter: Letter) -> str:
    """The kind of letter and whose: "หนังสือกองแผนงาน ด่วนที่สุด"."""
    name = f"{_NAMES.get(Letter.Kind(letter.kind), 'หนังสือ')}{letter.office or letter.organisation.name}"
    if letter.urgency == Letter.Urgency.NORMAL:
        return name
    return f"{name} {letter.get_urgency_display()}"


def citation(letter: Letter) -> str:
    """How another letter or a note cites this one: "หนังสือ… ที่ … ลงวันที่ … เรื่อง …".

    What the letter does not have is left out; the date is written in the digits of the number.
    """
    words = [name_of(letter)]
    if letter.number_text:
        words.append(f"ที่ {letter.number_text}")
    if letter.dated_on:
        words.append(f"ลงวันที่ {_dated(letter, letter.dated_on)}")
    return " ".join([*words, f"เรื่อง {letter.subject}"])


def _dated(letter: Letter, day: date) -> str:
    text = format_long(day)
    return to_thai(text) if _has_thai_digits(letter.number_text) else text


def _has_thai_digits(text: str) -> bool:
    return text != to_arabic(text)
