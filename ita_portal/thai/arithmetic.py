"""Cost lines: "120 บาท x 1 มื้อ x 60 คน = 7,200 บาท" as factors, their product and the total that was typed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

from ita_portal.thai.amounts import SATANG
from ita_portal.thai.digits import MAX_INTEGER_DIGITS, to_arabic

LONGEST = 10_000  # characters of one cell

_NUMBER = r"(?<![0-9.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(?:\.[0-9]{1,4})?(?![0-9]|,[0-9])"
_TIMES = r"[xX×✕✖*@]"
_UNIT = r"(?:(?!เป็นเงิน|รวม)[^0-9=xX×✕✖*@+()\n]){0,60}+"  # what is counted, also "บาท/คน/วัน"
_FACTOR = rf"{_NUMBER}{_UNIT}"
_TERM = rf"{_FACTOR}(?:{_TIMES}[^0-9=+()\n]{{0,30}}{_FACTOR})+"
_MORE = rf"(?:[)\s]*\+[(\s]*(?:{_TERM}|{_FACTOR}))*"
_EQUALS = r"(?:=|(?:รวม)?เป็นเงิน|รวม(?:ทั้งสิ้น)?)\s*(?:เป็นเงิน)?\s*"
_TOTAL = rf"[)\s]*{_EQUALS}(?P<total>{_NUMBER})(?!{_UNIT}(?:{_TIMES}|\+))(?:\s*บาท)?"
# "1/2 วัน" and "2-3 คน" are no factors that could be known.
_COST = re.compile(rf"(?P<sum>{_TERM}{_MORE})(?<![/–-])(?:{_TOTAL})?")
_FACTORS = re.compile(rf"({_NUMBER})\s*(%?)")
_SIGN = re.compile(_TIMES)
_LARGEST = 10**MAX_INTEGER_DIGITS


@dataclass(frozen=True, slots=True)
class Cost:
    """One calculation in a text, in baht: what it comes to, and the total typed behind it, if any."""

    text: str
    computed: Decimal
    stated: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether the typed total is the computed one; a whole number of baht may be rounded."""
        if self.stated is None:
            return True
        whole = self.stated == self.stated.to_integral_value()
        return abs(self.stated - self.computed) < (Decimal(1) if whole else SATANG)


@lru_cache(maxsize=1024)  # the same lines are read again whenever a plan is checked
def read_costs(text: str) -> tuple[Cost, ...]:
    """The calculations in a text, in Thai or Arabic digits; sums of products are one. Never raises."""
    if _SIGN.search(text) is None:
        return ()
    found = []
    for match in _COST.finditer(to_arabic(text[:LONGEST])):
        computed = sum((_product(term) for term in match["sum"].split("+")), Decimal(0))
        stated = _number(match["total"]) if match["total"] else None
        if computed < _LARGEST:
            found.append(Cost(" ".join(match[0].split()), computed.quantize(SATANG), stated))
    return tuple(found)


def _product(term: str) -> Decimal:
    return prod(
        (_number(number) / (100 if percent else 1) for number, percent in _FACTORS.findall(term)),
        start=Decimal(1),
    )


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
