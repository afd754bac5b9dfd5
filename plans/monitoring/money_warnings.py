"""What money cannot be right about and is recorded all the same, told in Thai."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ita_portal.thai.amounts import format_amount
from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import first_day, last_day
from plans.models import BudgetLine, MoneyEntry
from plans.monitoring.money import Sums, baht_of, satang, sums_by_line, sums_of, total

_TAKES = (MoneyEntry.Act.DISBURSEMENT, MoneyEntry.Act.RELEASE)


def spending_warnings(planned: Decimal | None, sums: Sums) -> Iterator[str]:
    """Spending over what was allotted, and over what was planned (None: nothing is said of it)."""
    spent = f"ใช้จ่าย (ผูกพันและเบิกจ่าย) {format_amount(sums.spent)} บาท"
    if sums.spent > sums.allotted:
        yield f"{spent} เกินงบประมาณที่ได้รับจัดสรร {format_amount(sums.allotted)} บาท"
    if planned is not None and sums.spent > planned:
        yield f"{spent} เกินงบประมาณตามแผน {format_amount(planned)} บาท"


def warnings_of(line: BudgetLine) -> list[str]:
    """All that is to be said of a line and of its activity; five queries."""
    sums = sums_of(line)
    entries: QuerySet[MoneyEntry] = MoneyEntry.objects.counted().filter(line=line)
    return [*_of_line(line, sums), *_overdrawn(entries), *_outside(entries, line.plan.fiscal_year)]


def _of_line(line: BudgetLine, sums: Sums) -> Iterator[str]:
    if line.activity is None:
        yield from spending_warnings(line.planned, sums)
        return
    yield from spending_warnings(None, sums)
    planned = line.activity.budget_amount
    together = total(sums_by_line(BudgetLine.objects.filter(activity=line.activity)).values())
    if planned is not None and together.spent > planned:
        yield (
            f"กิจกรรมนี้ใช้จ่ายรวมทุกแหล่งเงิน {format_amount(together.spent)} บาท "
            f"เกินงบประมาณตามแผน {format_amount(planned)} บาท"
        )


def _overdrawn(entries: QuerySet[MoneyEntry]) -> Iterator[str]:
    """Commitments of which more was disbursed and released than there was."""
    taken = Q(drawn__cancelled_at=None, drawn__act__in=_TAKES)
    commitments = entries.filter(act=MoneyEntry.Act.COMMITMENT).annotate(
        taken=Coalesce(Sum(satang("drawn__amount"), filter=taken), 0), own=satang()
    )
    for commitment in commitments.filter(taken__gt=F("own")):
        name = commitment.reference or f"วันที่ {format_long(commitment.on)}"
        yield (
            f"เบิกจ่ายและยกเลิกผูกพันของรายการผูกพัน {name} รวม {format_amount(baht_of(commitment.taken))} บาท "
            f"เกินจำนวนที่ผูกพัน {format_amount(commitment.amount)} บาท"
        )


def _outside(entries: QuerySet[MoneyEntry], fiscal_year: int) -> Iterator[str]:
    """Days outside the year, save payments of what was kept for after it."""
    first, last = first_day(fiscal_year), last_day(fiscal_year)
    days: dict[bool, list[date]] = defaultdict(list)
    of_carried = Q(on__gt=last, commitment__is_carried=True)
    stray = entries.exclude(on__range=(first, last)).exclude(of_carried)
    for day in stray.order_by("on").values_list("on", flat=True):
        days[day > last].append(day)
    for found in days.values():
        named = ", ".join(map(format_long, sorted(set(found))[:3]))
        yield f"มี {len(found)} รายการลงวันที่นอกปีงบประมาณ พ.ศ. {fiscal_year} ({named})"
