"""One cell: a score, a number of people. What cannot be read is refused in Thai."""

import re
from decimal import Decimal

from ita_portal.thai.digits import to_arabic

MOST_DECIMALS = 12
MOST_PEOPLE = 100_000_000
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_SIGNED = re.compile(r"[-\u2212\u2013]\s*[0-9.]+")
_WITH_COMMA = re.compile(r"[0-9]+,[0-9]+")
_WITH_UNIT = re.compile(r"(?:ร้อยละ|%|คะแนน)\s*[0-9.]+|[0-9.]+\s*(?:%|คะแนน|เปอร์เซ็นต์)")
_PEOPLE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
# An ending of Excel's own arithmetic (98.789999999999992), which nobody typed, is longer than any score.
_LONGEST = 40


def read_score(text: str) -> Decimal | None:
    """The score, 0 to 100, that a cell holds in Thai or Arabic digits; None for a blank one.

    Raises ValueError with a Thai message that says what to write instead.
    """
    typed = to_arabic(text).strip()
    if not typed:
        return None
    if _WITH_COMMA.fullmatch(typed):
        raise ValueError(f"โปรดใช้จุดทศนิยมแทนจุลภาค เช่น {typed.replace(',', '.')[:_LONGEST]}")
    if _WITH_UNIT.fullmatch(typed):
        raise ValueError("โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %")
    if _SIGNED.fullmatch(typed):
        raise ValueError("คะแนนต้องไม่ต่ำกว่า 0")
    if not _NUMBER.fullmatch(typed) or len(typed) > _LONGEST:
        raise ValueError("โปรดกรอกเป็นตัวเลข 0 ถึง 100 เช่น 95.5")
    if len(typed.partition(".")[2]) > MOST_DECIMALS:
        raise ValueError(f"ทศนิยมต้องไม่เกิน {MOST_DECIMALS} ตำแหน่ง")
    score = Decimal(typed)
    if score > 100:
        raise ValueError("คะแนนต้องไม่เกิน 100")
    return score


def read_people(text: str) -> int | None:
    """How many people a cell says; None for a blank one. Raises ValueError with a Thai message."""
    typed = to_arabic(text).strip().removesuffix("คน").strip()
    if not typed:
        return None
    if not _PEOPLE.fullmatch(typed) or len(typed) > _LONGEST:
        raise ValueError("โปรดกรอกจำนวนเป็นจำนวนเต็ม เช่น 120")
    people = int(typed.replace(",", ""))
    if people > MOST_PEOPLE:
        raise ValueError(f"จำนวนต้องไม่เกิน {MOST_PEOPLE:,}")
    return people


def score_text(score: Decimal | None) -> str:
    """A score as it is typed: without the zeros that the database keeps."""
    if score is None:
        return ""
    text = f"{score:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
