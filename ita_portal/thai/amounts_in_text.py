"""Amounts of money in running text, in figures and, behind them in brackets, in words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ita_portal.thai.amounts import baht_text, words_agree
from ita_portal.thai.digits import DECIMAL_PATTERN, read_decimal, to_arabic

_WORDS_OF_MONEY = ("บาท", "สตางค์", "ถ้วน")
_MOST = 100  # amounts of a text; what has more is no letter
_STATED = re.compile(
    rf"(?P<figure>{DECIMAL_PATTERN})(?:\s?\.?-)?\s*(?:บาท(?:ถ้วน)?)?\s*\((?P<words>[^()0-9]{{3,300}})\)"
)


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """An amount as it stands in a text: the figure and the words as typed, and the words of the figure."""

    figure: str
    words: str
    right_words: str
    agrees: bool


def stated_amounts(text: str) -> list[StatedAmount]:
    """Every amount that the text states in figures and in words, in Thai or Arabic digits."""
    found = []
    for match in _STATED.finditer(to_arabic(text)):
        amount = _amount(match["figure"])
        if amount is None or not any(word in match["words"] for word in _WORDS_OF_MONEY):
            continue
        agrees = words_agree(amount, match["words"])
        typed = text[match.start("figure") : match.end("figure")]
        found.append(StatedAmount(typed, match["words"].strip(), baht_text(amount), agrees))
        if len(found) == _MOST:
            break
    return found


def _amount(figure: str) -> Decimal | None:
    try:
        return read_decimal(figure)
    except ValueError:
        return None
