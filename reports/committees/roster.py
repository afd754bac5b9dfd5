"""The roster of a committee on a day: a table of its own, and the same table in a plan."""

from datetime import date

from django.utils import timezone

from ita_portal.render.blocks import TableBlock
from ita_portal.render.document import Document
from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent
from ita_portal.tables.rows import Row
from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import fiscal_year_of, last_day
from organisations.committees import cited, members_on, order_words, printed_duty, revoking_order
from organisations.models import Committee, CommitteeMember
from reports.committees.people import post_below

LAYOUT = "committee"
_NOBODY = "ไม่มีรายชื่อที่มีผล ณ วันที่ดังกล่าว"


def roster_document(committee: Committee, day: date) -> Document:
    """The roster on one day, which it names. Three queries."""
    part = _part(committee, day, (*_order_lines(committee), f"รายชื่อ ณ วันที่ {format_long(day)}"))
    return Document(
        title=f"รายชื่อ{committee.name}",
        blocks=(TableBlock(build(part)),),
        organisation=committee.organisation.name,
        fiscal_year=part.fiscal_year,
        short_title=f"รายชื่อ{committee.name}",
    )


def roster_part(committee: Committee, fiscal_year: int, today: date | None = None) -> PartContent | None:
    """The roster as a plan of that year prints it; None while nobody is in the committee. Two queries.

    It is today's, the last of the year once that is over, and the first before the committee began.
    """
    day = min(today or timezone.localdate(), last_day(fiscal_year))
    begun = min((order.effective_on for order in committee.orders.all()), default=day)
    part = _part(committee, max(day, begun), _order_lines(committee))
    return part if part.rows else None


def _part(committee: Committee, day: date, lines: tuple[str, ...]) -> PartContent:
    members = members_on(committee, day)
    rows = tuple(Row(title=_named(member), values={"duty": printed_duty(member)}) for member in members)
    return PartContent(
        title=committee.name,
        layout=LAYOUT,
        fiscal_year=fiscal_year_of(day),
        rows=rows,
        lines=lines,
        notes=(*(() if rows else (_NOBODY,)), *_powers(committee)),
    )


def _named(member: CommitteeMember) -> str:
    return "\n".join(filter(None, (str(member), post_below(member))))


def _order_lines(committee: Committee) -> tuple[str, ...]:
    words = order_words(committee)
    ended = revoking_order(committee)
    return tuple(filter(None, (words and f"ตาม{words}", f"ยกเลิกโดย{cited(ended)}" if ended else "")))


def _powers(committee: Committee) -> tuple[str, ...]:
    numbered = tuple(f"{at}. {text}" for at, text in enumerate(committee.powers, start=1))
    return ("หน้าที่และอำนาจ", *numbered) if numbered else ()
