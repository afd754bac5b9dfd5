"""Whether a change of a text is the mending of a misprint, or a change that must be asked for. Pure.

The rule: a field whose aspect needs a request may only be mended where it says the same afterwards: the
same digits, months and negations, mostly the same letters; and a budget, a period or a period's cell must
be understood as before.
"""

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from ita_portal.thai.amounts import read_amount
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.months import MONTHS
from ita_portal.thai.period import read_period
from plans.models import Aspect

_ASPECTS = {
    "owners": Aspect.OWNER,
    "budget": Aspect.BUDGET,
    "cost_lines": Aspect.BUDGET,
    "source_of_funds": Aspect.BUDGET,
    "period": Aspect.QUARTER,
    "target": Aspect.TARGET,
    "target_group": Aspect.TARGET,
    "weight": Aspect.TARGET,
}
_FAMILIES = {"quarter_": Aspect.QUARTER, "month_": Aspect.QUARTER, "indicator_": Aspect.TARGET}
_MOSTLY = 0.75  # of the letters of the longer text
_ALWAYS_FEW = 2  # letters that may differ however short a text is
_DIGITS = re.compile(r"\d+")
_NEGATIONS = ("ไม่", "มิ", "งด", "ยกเลิก", "เว้น")

OTHER_MEANING = "ข้อความใหม่มีความหมายต่างจากเดิม มิใช่การแก้คำผิด โปรดเสนอขอปรับแผน"
OTHER_NUMBERS = "การเปลี่ยนตัวเลขมิใช่การแก้คำผิด โปรดเสนอขอปรับแผน"
COMES_OR_GOES = "การเพิ่มหรือลบข้อความทั้งช่องมิใช่การแก้คำผิด โปรดเสนอขอปรับแผน"


def aspect_of(field: str, own_fields: Collection[str] = ()) -> Aspect:
    """Which aspect of a row a field of the contract belongs to.

    ``own_fields`` are those of the row's layout; what they say is measured, and so part of the target.
    """
    if field in _ASPECTS:
        return _ASPECTS[field]
    if field in own_fields:
        return Aspect.TARGET
    return next((aspect for family, aspect in _FAMILIES.items() if field.startswith(family)), Aspect.ACTIVITY)


def refusal(field: str, before: str, after: str, fiscal_year: int) -> str:
    """Why the change is no mending of a misprint, in Thai; "" where it is."""
    if not before.strip() or not after.strip():
        return COMES_OR_GOES
    if _numbers(before) != _numbers(after):
        return OTHER_NUMBERS
    if field == "budget" and _amount(before) != _amount(after):
        return OTHER_MEANING
    if field == "period" and _months_of(before, fiscal_year) != _months_of(after, fiscal_year):
        return OTHER_MEANING
    # A month may be written in many ways; where it was understood, that was compared.
    understood = field == "period" and any(_months_of(before, fiscal_year))
    if not understood and _said_in(before) != _said_in(after):
        return OTHER_MEANING
    return "" if _alike(before, after) else OTHER_MEANING


def _numbers(text: str) -> list[str]:
    return _DIGITS.findall(to_arabic(text).replace(",", ""))


def _amount(text: str) -> tuple[object, object]:
    amount = read_amount(text)
    return amount.kind, amount.amount


def _months_of(text: str, fiscal_year: int) -> tuple[object, ...]:
    period = read_period(text, fiscal_year)
    return period.start, period.end, period.quarters, period.open


def _said_in(text: str) -> list[int]:
    """How often each month and each negation is said: one letter makes the opposite of a sentence."""
    months = (word for month in MONTHS for word in (month.name, month.abbreviation))
    return [text.count(word) for word in (*months, *_NEGATIONS)]


def _alike(before: str, after: str) -> bool:
    old, new = "".join(before.split()), "".join(after.split())
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    longer = max(len(old), len(new))
    differing = longer - sum(block.size for block in blocks)
    return differing <= _ALWAYS_FEW < longer or differing <= (1 - _MOSTLY) * longer
