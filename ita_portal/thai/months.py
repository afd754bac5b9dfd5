"""The twelve months: how they are printed, and every way that people write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ita_portal.thai.plain_text import THAI_LETTER, plain


class MonthStyle(StrEnum):
    FULL = "full"
    DOTTED = "dotted"
    PLAIN = "plain"


@dataclass(frozen=True)
class Month:
    """A month by its calendar number, with its official name and abbreviation."""

    number: int
    name: str
    abbreviation: str

    def format(self, style: MonthStyle = MonthStyle.DOTTED) -> str:
        if style is MonthStyle.FULL:
            return self.name
        if style is MonthStyle.PLAIN:
            return self.abbreviation.replace(".", "")
        return self.abbreviation


MONTHS = (
    Month(1, "มกราคม", "ม.ค."),
    Month(2, "กุมภาพันธ์", "ก.พ."),
    Month(3, "มีนาคม", "มี.ค."),
    Month(4, "เมษายน", "เม.ย."),
    Month(5, "พฤษภาคม", "พ.ค."),
    Month(6, "มิถุนายน", "มิ.ย."),
    Month(7, "กรกฎาคม", "ก.ค."),
    Month(8, "สิงหาคม", "ส.ค."),
    Month(9, "กันยายน", "ก.ย."),
    Month(10, "ตุลาคม", "ต.ค."),
    Month(11, "พฤศจิกายน", "พ.ย."),
    Month(12, "ธันวาคม", "ธ.ค."),
)

_MISSPELT_NAMES = {
    "กุมภาพันธุ์": 2,
    "กุมภาพันธ": 2,
    "พฤศภาคม": 5,
    "กรกฏาคม": 7,
    "พฤษจิกายน": 11,
}
_ENDING = re.compile(r"(?:คม|ยน|พันธุ?์?)$")


def format_month(number: int, style: MonthStyle = MonthStyle.DOTTED) -> str:
    """The month of that calendar number (1 to 12) as "ต.ค.", "ตค" or "ตุลาคม"."""
    return MONTHS[number - 1].format(style)


def _names() -> dict[str, int]:
    return {month.name: month.number for month in MONTHS} | _MISSPELT_NAMES


def _spoken(name: str) -> str:
    """ "ตุลาคม" as people say it: "ตุลา"."""
    return _ENDING.sub("", name)


_SPELLINGS = (
    _names()
    | {_spoken(name): number for name, number in _names().items()}
    | {month.format(MonthStyle.PLAIN): month.number for month in MONTHS}
)


def _name_pattern() -> str:
    """Official names, with the space that a narrow column puts before the ending."""
    names = sorted(_names(), key=len, reverse=True)
    return "|".join(f"{_spoken(name)} ?{name.removeprefix(_spoken(name))}" for name in names)


def _short_pattern() -> str:
    """Abbreviations with dots missing, doubled or parted by spaces; months as spoken."""
    abbreviated = ("[ .]{0,3}".join(month.abbreviation.rstrip(".").split(".")) for month in MONTHS)
    spoken = sorted({_spoken(name) for name in _names()}, key=len, reverse=True)
    return "|".join([*spoken, *abbreviated])


# Two or three letters are only a month when they stand alone: ก.พ.ร., อ.ก.พ. and กันยารัตน์ are not. Thai puts
# no space between words, so a few words may touch them all the same.
_WORDS_BEFORE = (
    "เดือน", "ภายใน", "ถึง", "และ", "กับ", "หรือ", "ช่วง", "ระหว่าง", "ตั้งแต่",
    "เริ่ม", "สิ้น", "ต้น", "กลาง", "ปลาย", "ก่อน", "หลัง", "จาก", "ใน", "ทุก",
)  # fmt: skip
_WORDS_AFTER = (
    "ถึง", "จนถึง", "และ", "กับ", "หรือ", "ของ", "ปี", "พ.ศ", "พศ", "ค.ศ", "เป็นต้น", "เดือน", "ไตรมาส",
)  # fmt: skip
_ALONE_BEFORE = "|".join(
    [f"(?<!{THAI_LETTER})(?<!{THAI_LETTER}\\.)", *(f"(?<={word})" for word in _WORDS_BEFORE)]
)
_ALONE_AFTER = "|".join([f"(?!{THAI_LETTER})", *(f"(?={re.escape(word)})" for word in _WORDS_AFTER)])

# Finds a month inside text that went through `plain`; no capturing groups.
MONTH_PATTERN = (
    rf"(?:(?:{_name_pattern()})|(?:{_ALONE_BEFORE})(?:{_short_pattern()}) ?+\.{{0,3}}+(?:{_ALONE_AFTER}))"
)
_MONTH = re.compile(MONTH_PATTERN)


def month_number(text: str) -> int | None:
    """The calendar number of the month that the text names in any spelling; None when it names none."""
    typed = plain(text)
    if _MONTH.fullmatch(typed) is None:
        return None
    return _SPELLINGS[typed.replace(".", "").replace(" ", "")]
