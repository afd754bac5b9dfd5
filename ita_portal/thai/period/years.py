"""Which year a period text means."""

from collections.abc import Sequence

from ita_portal.thai.dates import read_year
from ita_portal.thai.fiscal import buddhist_year
from ita_portal.thai.period.model import DoubtfulError
from ita_portal.thai.period.tokens import Kind, Token

FARTHEST = 10  # years from the plan's own; a plan says nothing about farther ones, so the year is a slip

_UNCERTAIN_YEAR = "ไม่แน่ชัดว่าเป็นปีใด โปรดระบุ เช่น ปีงบประมาณ 2569"
_UNCERTAIN_NUMBER = "ไม่แน่ชัดว่าตัวเลข “{}” หมายถึงอะไร โปรดระบุเดือนหรือไตรมาส"


def gregorian(digits: str, fiscal_year: int) -> int:
    """The Gregorian year of the typed digits. Raises DoubtfulError when it is no year near the plan's."""
    try:
        year = read_year(digits)
    except ValueError as error:
        raise DoubtfulError(str(error)) from None
    if abs(buddhist_year(year) - fiscal_year) > FARTHEST:
        raise DoubtfulError(f"ปี “{digits}” ห่างจากปีงบประมาณ {fiscal_year} มาก โปรดตรวจสอบ")
    return year


def stated_fiscal_year(tokens: Sequence[Token], fiscal_year: int) -> int | None:
    """The fiscal year that the text names as such; None when it names none. Two raise DoubtfulError."""
    typed = [token.year for token in tokens if token.kind is Kind.FISCAL_YEAR and token.year]
    stated = {buddhist_year(gregorian(digits, fiscal_year)) for digits in typed}
    if len(stated) > 1:
        raise DoubtfulError(_UNCERTAIN_YEAR)
    return stated.pop() if stated else None


def fiscal_year_meant(tokens: Sequence[Token], fiscal_year: int) -> int:
    """The fiscal year whose quarters or whole the text means: the one stated, else the plan's.

    A year that is not called fiscal could be the calendar's: raises DoubtfulError where that matters.
    """
    meant = stated_fiscal_year(tokens, fiscal_year) or fiscal_year
    typed = [token.text if _is_bare_year(token) else token.year for token in tokens]
    if any(digits and buddhist_year(gregorian(digits, fiscal_year)) != meant for digits in typed):
        raise DoubtfulError(_UNCERTAIN_YEAR)
    return meant


def refuse_other_numbers(tokens: Sequence[Token]) -> None:
    """Raises DoubtfulError when the text has a number that is no year and nothing else that is known."""
    for token in tokens:
        if token.kind is Kind.NUMBER and not _is_bare_year(token):
            raise DoubtfulError(uncertain_number(token.text))


def _is_bare_year(token: Token) -> bool:
    return token.kind is Kind.NUMBER and len(token.text) == 4


def uncertain_number(digits: str) -> str:
    """The Thai notice about a number that is no known part of a period."""
    return _UNCERTAIN_NUMBER.format(digits[:20])
