"""Indicators: what a target or a result says, which target it reaches, and what it scores.

Two ways of judging are in use (annual reports and performance agreements under the evaluation of the
Office of the Public Sector Development Commission): three targets, ขั้นต้น, มาตรฐาน and สูง, each worth its
points; and levels 1 to 5, each with a criterion in words, scored by the unit and confirmed by a reviewer.
Nothing here is guessed: what a text does not say for sure is None.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ita_portal.thai.digits import DECIMAL_PATTERN, is_endless, to_arabic

PERCENT = "ร้อยละ"
LEVEL = "ระดับ"
MAX_LEVEL = Decimal(5)
_TWO_DECIMALS, _FOUR_DECIMALS = Decimal("0.01"), Decimal("0.0001")
_LONGEST = 500  # characters of a statement with one figure; what is longer tells a story


class Operator(StrEnum):
    """How a result is held against its target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Measured:
    """A target or a result as typed and as understood.

    ``value`` is in ``unit``: a percentage ("ร้อยละ"), a level ("ระดับ"), or what is counted, "" where the
    text names no unit.
    ``numerator`` of ``denominator`` is what a percentage is made of.
    """

    text: str
    value: Decimal | None = None
    unit: str = ""
    operator: Operator | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def quotient(self) -> Decimal | None:
        """The percentage that numerator and denominator make, or None where one of them is unknown."""
        if self.numerator is None or self.denominator is None:
            return None
        return percentage(self.numerator, self.denominator)

    @property
    def contradicts_itself(self) -> bool:
        """Whether the value typed is another than its numerator and denominator make."""
        shown, made = self.value, self.quotient
        return shown is not None and made is not None and shown != _to_places_of(made, shown)


_OPERATORS = {
    Operator.AT_LEAST: ("≥", ">=", "=>", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "อย่างน้อย", "ตั้งแต่"),
    Operator.MORE_THAN: (">", "มากกว่า", "สูงกว่า", "เกินกว่า"),
    Operator.AT_MOST: ("≤", "<=", "=<", "ไม่มากกว่า", "ไม่เกินกว่า", "ไม่เกิน", "ไม่สูงกว่า", "อย่างมาก"),
    Operator.LESS_THAN: ("<", "น้อยกว่า", "ต่ำกว่า"),
    Operator.EQUAL: ("=", "เท่ากับ"),
}
_OPERATOR_OF = {words: operator for operator, spellings in _OPERATORS.items() for words in spellings}
_LONGEST_FIRST = "|".join(re.escape(words) for words in sorted(_OPERATOR_OF, key=len, reverse=True))
_NUMBER = DECIMAL_PATTERN
_UNIT = r"[^\d()=<>≥≤,/]{0,60}?"
_STATEMENT = re.compile(
    rf"(?:จำนวน|ดำเนินการได้|คิดเป็น|ค่าเป้าหมาย|เป้าหมาย)?\s*:?\s*"
    rf"(?P<operator>{_LONGEST_FIRST})?\s*"
    rf"(?P<before>ร้อยละ|ระดับ|คะแนน)?\s*(?:ที่\s*)?"
    rf"(?P<late_operator>{_LONGEST_FIRST})?\s*"
    rf"(?P<value>{_NUMBER})\s*(?P<percent>%)?\s*"
    rf"(?P<unit>{_UNIT})\s*(?P<upwards>ขึ้นไป)?\s*"
    r"(?P<brackets>\([^()]*(?:\([^()]*\)[^()]*)*\)?)?"
)
_OUT_OF = re.compile(rf"(?P<numerator>{_NUMBER})[^\d]*?(?:of|จาก|/|ใน)[^\d]*(?P<denominator>{_NUMBER})[^\d]*")
_OUT_OF_AND_VALUE = re.compile(
    rf"(?P<numerator>{_NUMBER})\s*{_UNIT}(?:of|จาก|/)\s*{_UNIT}(?P<denominator>{_NUMBER})\s*{_UNIT}"
    rf"(?:(?:=|คิดเป็น|เท่ากับ)\s*(?:ร้อยละ)?\s*(?P<value>{_NUMBER})\s*%?)?"
)
_BLOCK_WEIGHT = re.compile(rf"(?:ร้อยละ|น้ำหนัก)\s*:?\s*(?P<weight>{_NUMBER})\s*%?\s*\)?\s*$")


def read_measured(text: str) -> Measured:
    """What a target or a result says, in Thai or Arabic digits. Never raises; ``value`` None is not read."""
    statement = " ".join(to_arabic(text).split())
    if len(statement) > _LONGEST or is_endless(statement):
        return Measured(text)
    fraction = _OUT_OF_AND_VALUE.fullmatch(statement)
    if fraction is not None:
        return _from_fraction(text, fraction)
    said = _STATEMENT.fullmatch(statement)
    return Measured(text) if said is None else _from_statement(text, said)


def _from_fraction(text: str, said: re.Match[str]) -> Measured:
    numerator, denominator = _number(said["numerator"]), _number(said["denominator"])
    value = _number(said["value"]) if said["value"] else percentage(numerator, denominator)
    return Measured(text, value, PERCENT, numerator=numerator, denominator=denominator)


def _from_statement(text: str, said: re.Match[str]) -> Measured:
    operator = _OPERATOR_OF.get(said["operator"] or said["late_operator"] or "")
    if operator is None and said["upwards"]:
        operator = Operator.AT_LEAST
    unit = PERCENT if said["percent"] else said["before"] or said["unit"].strip()
    out_of = _OUT_OF.search(said["brackets"] or "")
    return Measured(
        text,
        _number(said["value"]),
        unit,
        operator,
        numerator=_number(out_of["numerator"]) if out_of else None,
        denominator=_number(out_of["denominator"]) if out_of else None,
    )


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part`` of ``whole`` in percent, two decimals, half up (866,914 of 920,467 is 94.18); None of 0."""
    return _rounded(part * 100 / whole, _TWO_DECIMALS) if whole else None


def _rounded(number: Decimal, places: Decimal) -> Decimal:
    return number.quantize(places, ROUND_HALF_UP)


def _to_places_of(number: Decimal, model: Decimal) -> Decimal:
    """The number with as many decimals as the other shows, so that 91.1 and 91.07 agree."""
    return _rounded(number, Decimal(1).scaleb(min(0, int(model.as_tuple().exponent))))


# Judged by three targets


class Step(StrEnum):
    """The three targets of an indicator, from the lowest."""

    BASIC = "basic"
    STANDARD = "standard"
    ADVANCED = "advanced"


STEP_NAMES: Mapping[Step, str] = {
    Step.BASIC: "เป้าหมายขั้นต้น",
    Step.STANDARD: "เป้าหมายขั้นมาตรฐาน",
    Step.ADVANCED: "เป้าหมายขั้นสูง",
}
# The points that are usual; a plan may give others, so they are data of its table.
USUAL_POINTS: Mapping[Step, Decimal] = {
    Step.BASIC: Decimal(50),
    Step.STANDARD: Decimal(75),
    Step.ADVANCED: Decimal(100),
}


def step_reached(result: Decimal, targets: Mapping[Step, Decimal]) -> Step | None:
    """The highest target that the result reaches, or None.

    A target may be missing ("-"). Where the basic target is higher than the advanced one, less is better.
    """
    steps = [step for step in Step if step in targets]
    if not steps:
        return None
    less_is_better = targets[steps[0]] > targets[steps[-1]]
    reached = [s for s in steps if (result <= targets[s] if less_is_better else result >= targets[s])]
    return reached[-1] if reached else None


def points_of(step: Step | None, points: Mapping[Step, Decimal] = USUAL_POINTS) -> Decimal:
    """The points of the target reached, 0 where none is.

    A result between two targets has the points of the lower one: no rule of the sources says that points
    rise in a straight line between them.
    """
    return Decimal(0) if step is None else points[step]


# Judged by levels, and scores of a table


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator's part in a score: its weight in percent (None where none is given) and its score."""

    weight: Decimal | None
    score: Decimal | None


def standing_score(own: Decimal | None, confirmed: Decimal | None) -> Decimal | None:
    """The confirmed score, and as long as there is none the unit's own."""
    return own if confirmed is None else confirmed


def weighted_score(weight: Decimal, score: Decimal) -> Decimal:
    """Weight in percent × score, with four decimals, half up: 100 × 5 is 5.0000."""
    return _rounded(weight * score / 100, _FOUR_DECIMALS)


def overall_score(scored: Iterable[Scored]) -> Decimal | None:
    """The score of a whole table or block with four decimals, half up; None while a score is missing.

    Weights count as shares of their sum; where no indicator has one, all count alike. A table in which
    only some have a weight has no overall score.
    """
    items = list(scored)
    if not items or any(item.score is None for item in items):
        return None
    weights = [item.weight for item in items]
    if all(weight is None for weight in weights):
        weights = [Decimal(1)] * len(items)
    known = [weight for weight in weights if weight is not None]
    if len(known) < len(items) or not sum(known):
        return None
    total = sum((weight * (item.score or 0) for weight, item in zip(known, items, strict=True)), Decimal(0))
    return _rounded(total / sum(known), _FOUR_DECIMALS)


def block_weight(words: str) -> Decimal | None:
    """The weight in percent that the heading of a block ends with: "… (ร้อยละ 70)"; None where it has none."""
    said = _BLOCK_WEIGHT.search(to_arabic(words))
    return _number(said["weight"]) if said and not is_endless(said["weight"]) else None


def score_of_blocks(blocks: Iterable[tuple[Decimal, Iterable[Scored]]]) -> Decimal | None:
    """The score over blocks that have a weight each (Performance Base 70, Potential Base 30).

    None while the score of a block is missing.
    """
    return overall_score(Scored(weight, overall_score(scored)) for weight, scored in blocks)
