"""Saying back, in Thai, how a typed budget or period was understood."""

from dataclasses import dataclass

from ita_portal.thai.amounts import Amount, AmountKind, format_amount
from ita_portal.thai.fiscal import buddhist_year
from ita_portal.thai.months import format_month
from ita_portal.thai.period import Period, read_period

_KINDS = {
    AmountKind.NONE: "ไม่ใช้งบประมาณ",
    AmountKind.DASH: "ไม่เกี่ยวข้อง (-)",
    AmountKind.ELSEWHERE: "ใช้เงินจากแหล่งอื่น",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """What to say under a field; ``doubtful`` where the text could not be read for sure."""

    words: str
    doubtful: bool = False


def of_budget(amount: Amount | None) -> Understood | None:
    if amount is None or amount.kind is AmountKind.BLANK:
        return None
    if amount.kind is AmountKind.UNREAD:
        notice = "; ".join(amount.notices) or "อ่านงบประมาณไม่ได้"
        if amount.refused:
            return Understood(notice, doubtful=True)
        return Understood(f"{notice} (เก็บตามที่พิมพ์ ไม่นำไปรวมยอด)", doubtful=True)
    if amount.amount is None:
        return Understood(f"เข้าใจว่า {_KINDS[amount.kind]}")
    words = f"เข้าใจว่า {format_amount(amount.amount)} บาท"
    return Understood("; ".join((words, *amount.notices)), doubtful=bool(amount.notices))


def of_period(period: Period | None, fiscal_year: int) -> Understood | None:
    """A stored period does not keep its notices, so one whose months are not known is read once more."""
    if period is None or not period.text.strip():
        return None
    notices = period.notices
    if period.open and not notices:
        notices = read_period(period.text, fiscal_year).notices
    if notices:
        return Understood(f"{'; '.join(notices)} (เก็บตามที่พิมพ์)", doubtful=True)
    if period.start is None or period.end is None:
        return Understood("เก็บตามที่พิมพ์ ไม่ระบุเดือนแน่นอน")
    return Understood(f"เข้าใจว่า {_months(period.start, period.end)}{_quarters(period.quarters)}")


def _months(start: str, end: str) -> str:
    return _month(start) if start == end else f"{_month(start)} – {_month(end)}"


def _month(year_month: str) -> str:
    year, month = map(int, year_month.split("-"))
    return f"{format_month(month)} {buddhist_year(year)}"


def _quarters(quarters: tuple[int, ...]) -> str:
    if not quarters:
        return " (นอกปีงบประมาณของแผน)"
    if len(quarters) > 1 and quarters[-1] - quarters[0] == len(quarters) - 1:
        return f" (ไตรมาส {quarters[0]}–{quarters[-1]})"
    return f" (ไตรมาส {', '.join(map(str, quarters))})"
