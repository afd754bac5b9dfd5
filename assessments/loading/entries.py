"""One object of a file and its place: every value read from it is checked, and refused with the place.

A refusal never ends the reading, so that one attempt tells everything that is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

MOST_ENTRIES = 2000
LONGEST_TEXT = 5000
DEEPEST = 12
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Problem:
    """What is wrong, in Thai, and where: "เครื่องมือ IIT › ข้อ i10", or a sheet and its cell."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class FactsError(ValueError):
    """The facts are no framework that could be loaded; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Located(dict[str, Any]):
    """An object that was read from a row: where it stands, and in which cell each of its values."""

    def __init__(self, values: Mapping[str, Any], place: str, cells: Mapping[str, str]) -> None:
        super().__init__(values)
        self.place, self.cells = place, cells


class Entry:
    """An object at its place; ``problems`` takes what is wrong with it."""

    def __init__(self, value: Any, place: str, problems: list[Problem]) -> None:
        self.place = getattr(value, "place", place)
        self.problems = problems
        self._cells: Mapping[str, str] = getattr(value, "cells", {})
        if not isinstance(value, Mapping):
            self.refuse("", f"ต้องเป็นกลุ่มข้อมูล (object) แต่พบ{_kind(value)}")
        self.values: Mapping[str, Any] = value if isinstance(value, Mapping) else {}

    def refuse(self, key: str, message: str) -> None:
        cell = self._cells.get(key)
        self.problems.append(Problem(f"{self.place} ช่อง {cell}" if cell else self.place, message))

    def below(self, words: str) -> str:
        """The place of something in it."""
        return f"{self.place} › {words}" if self.place else words

    def line(self, key: str, label: str, most: int, *, required: bool = False) -> str:
        """Text in one line; "" where there is none."""
        return self.text(key, label, most, required=required, in_lines=False)

    def text(
        self, key: str, label: str, most: int = LONGEST_TEXT, *, required: bool = False, in_lines: bool = True
    ) -> str:
        value = self.values.get(key)
        words = self._words(key, label, value)
        words = words.strip() if in_lines else _SPACE.sub(" ", words).strip()
        if len(words) > most:
            self.refuse(key, f"{label}ยาวเกิน {most:,} ตัวอักษร")
            return ""
        if required and not words and (value is None or isinstance(value, str)):
            self.refuse(key, f"โปรดระบุ{label}")
        return words

    def texts(self, key: str, label: str, most: int = LONGEST_TEXT) -> list[str]:
        """A list of texts; one text is a list of one."""
        value = self.values.get(key)
        if isinstance(value, str):
            value = [value]
        found = [self._words(key, label, one).strip() for one in self._list(key, label, value)]
        if any(len(words) > most for words in found):
            self.refuse(key, f"{label}ยาวเกิน {most:,} ตัวอักษร")
        return [words for words in found if words]

    def number(self, key: str, label: str, low: Decimal, high: Decimal, places: int) -> Decimal | None:
        """A number from ``low`` to ``high``; None where there is none, or where it is refused."""
        value = self.values.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        number = _decimal(value)
        if number is None:
            self.refuse(key, f"{label}ต้องเป็นตัวเลข แต่พบ {_shown(value)}")
        elif not low <= number <= high:
            self.refuse(key, f"{label}ต้องอยู่ระหว่าง {low} ถึง {high} แต่พบ {_shown(value)}")
        elif number != round(number, places):
            self.refuse(key, f"{label}มีทศนิยมได้ไม่เกิน {places} ตำแหน่ง")
        else:
            return number
        return None

    def whole(self, key: str, label: str, low: int, high: int) -> int | None:
        number = self.number(key, label, Decimal(low), Decimal(high), 0)
        return None if number is None else int(number)

    def flag(self, key: str, label: str) -> bool:
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, f"{label}ต้องเป็น true หรือ false")
        return value is True

    def choice(self, key: str, label: str, choices: Mapping[str, str]) -> str:
        """One of the keys of ``choices`` (the values name them in Thai); "" where nothing is said."""
        words = self.line(key, label, 100)
        if words and words not in choices:
            self.refuse(key, f"{label} “{words}” ไม่มีในรายการ ใช้ได้เฉพาะ {', '.join(choices)}")
            return ""
        return words

    def entries(self, key: str, label: str, *, required: bool = False) -> Iterator["Entry"]:
        """The objects of a list, each at its place."""
        found = self._list(key, label, self.values.get(key))
        if required and not found and not self.values.get(key):
            self.refuse(key, f"โปรดระบุ{label}อย่างน้อยหนึ่งรายการ")
        for at, value in enumerate(found, start=1):
            yield Entry(value, self.below(f"{label}ลำดับที่ {at}"), self.problems)

    def _list(self, key: str, label: str, value: Any) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(key, f"{label}ต้องเป็นรายการ (list) แต่พบ{_kind(value)}")
            return []
        if len(value) > MOST_ENTRIES:
            self.refuse(key, f"{label}มีได้ไม่เกิน {MOST_ENTRIES:,} รายการ")
            return []
        return value

    def _words(self, key: str, label: str, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.refuse(key, f"{label}ต้องเป็นข้อความ แต่พบ{_kind(value)}")
            return ""
        if not is_storable(words := str(value)):
            self.refuse(key, f"{label}มีอักขระที่ใช้ไม่ได้")
            return ""
        return words


def is_storable(value: Any, deep: int = 0) -> bool:
    """Whether a value of any shape can be kept: no characters that databases refuse, not too deep."""
    if isinstance(value, str):
        return not _UNSTORABLE.search(value)
    if isinstance(value, float):
        return value - value == 0  # neither NaN nor infinite, which JSON in databases does not know
    if isinstance(value, Mapping | list):
        parts = [*value.keys(), *value.values()] if isinstance(value, Mapping) else value
        return deep < DEEPEST and all(is_storable(part, deep + 1) for part in parts)
    return not isinstance(value, int) or abs(value) < 10**15


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value).strip()[:40])
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _shown(value: Any) -> str:
    return _kind(value) if isinstance(value, bool | list | Mapping) else f"“{str(value)[:40]}”"


def _kind(value: Any) -> str:
    if value is None:
        return "ค่าว่าง"
    if isinstance(value, bool):
        return "ค่าจริงเท็จ"
    if isinstance(value, list):
        return "รายการ"
    if isinstance(value, Mapping):
        return "กลุ่มข้อมูล"
    return "ข้อความ" if isinstance(value, str) else "ตัวเลข"
