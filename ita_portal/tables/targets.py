"""The target inside an indicator's words: "อัตราตอบ ≥ 95%", "9 ครั้ง", "ประชุมเดือนละ 1 ครั้ง"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ita_portal.tables.indicators import Measured, Operator, read_measured
from ita_portal.thai.digits import to_arabic

LONGEST = 500

_BRACKETS = re.compile(r"\([^()]*\)")
_PER_YEAR = re.compile(r"\s*(?:ต่อ|/)\s*ปี(?:งบประมาณ)?$")
_COUNTED_EACH = re.compile(r"(?P<name>เดือน|ไตรมาส|ปี)?ละ$")
_TIMES_A_YEAR = {"เดือน": 12, "ไตรมาส": 4, "ปี": 1}
_SIGNS = "≥|>=|=>|>|≤|<=|=<|<|=|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน|มากกว่า|น้อยกว่า|เท่ากับ"
# Where the target begins: at its sign or kind, else at its number; a year or an ordinal is none.
_BEGINNING = re.compile(
    rf"(?:จำนวน\s*)?(?:{_SIGNS})\s*(?:ร้อยละ|ระดับ|คะแนน|จำนวน)?\s*(?:ที่\s*)?[0-9]"
    r"|(?:ร้อยละ|ระดับ|คะแนน)\s*(?:ที่\s*)?[0-9]"
    r"|(?:จำนวน\s*)?(?<![0-9.,])(?<!ปี)(?<!พ\.ศ\.)(?<!ปี )(?<!พ\.ศ\. )(?<!ที่)(?<!ที่ )[0-9]"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A target: the words before it, its number and unit, and how a result is held against it."""

    words: str
    number: Decimal
    unit: str
    operator: Operator | None = None

    def is_met_by(self, result: Decimal) -> bool:
        """Whether the result reaches the target; without an operator it has to be the same."""
        match self.operator:
            case Operator.AT_LEAST:
                return result >= self.number
            case Operator.MORE_THAN:
                return result > self.number
            case Operator.AT_MOST:
                return result <= self.number
            case Operator.LESS_THAN:
                return result < self.number
            case _:
                return result == self.number


def read_target(text: str) -> Target | None:
    """The one target that the text ends in, outside brackets; None where it states none, or several.

    What is to be done every month or every quarter is counted over the year. What is longer than
    LONGEST characters is a text about the work and no target.
    """
    return _read(text) if len(text) <= LONGEST else None


@lru_cache(maxsize=4096)  # the same words are read again whenever a plan is checked
def _read(text: str) -> Target | None:
    said = _PER_YEAR.sub("", " ".join(_BRACKETS.sub(" ", to_arabic(text)).split()))
    beginning = _BEGINNING.search(said)
    if beginning is None:
        return None
    words, measured = said[: beginning.start()].strip(), read_measured(said[beginning.start() :])
    if measured.value is None or measured.denominator is not None:
        return None
    return _each(_target(words, measured, measured.value))


def _target(words: str, measured: Measured, value: Decimal) -> Target:
    return Target(words, value, _PER_YEAR.sub("", measured.unit), measured.operator)


def _each(target: Target) -> Target | None:
    each = _COUNTED_EACH.search(target.words)
    if each is None:
        return target
    if each["name"] is None:
        return None
    words = target.words[: each.start()].strip()
    return replace(target, words=words, number=target.number * _TIMES_A_YEAR[each["name"]])
