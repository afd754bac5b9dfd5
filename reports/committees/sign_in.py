"""The sheet on which those who come to a meeting sign."""

from collections.abc import Sequence

from ita_portal.render.blocks import TableBlock
from ita_portal.render.document import Document
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Align
from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import Table
from ita_portal.thai.dates import format_time
from ita_portal.thai.digits import to_thai
from ita_portal.thai.fiscal import fiscal_year_of
from organisations.committees import members_on, printed_duty
from organisations.models import CommitteeMember, Meeting
from reports.committees.meeting_words import when_and_where
from reports.committees.people import post_below

_SPARE_LINES = 6  # for those who take part without being members
_ROOM = "\u00a0\n\u00a0"  # two lines of any cell are high enough to sign in, in every format
_COLUMNS = (
    PlainColumn("ลำดับ", 8, Align.CENTER),
    PlainColumn("ชื่อ-สกุล", 30),
    PlainColumn("ตำแหน่ง/หน้าที่", 26),
    PlainColumn("ลายมือชื่อ", 22),
    PlainColumn("หมายเหตุ", 14),
)


def sign_in_document(meeting: Meeting) -> Document:
    """The members of the day, then the guests and empty lines. Three queries at most."""
    day = tuple(line.removeprefix("เมื่อ") for line in when_and_where(meeting))
    time = f"เวลา {format_time(meeting.starts_at)}" if meeting.starts_at else ""
    title = "\n".join(filter(None, (f"ใบลงลายมือชื่อผู้มาประชุม{meeting.committee.name}", *day, time)))
    members = [_member(member) for member in members_on(meeting.committee, meeting.held_on)]
    guests = [(guest, "") for guest in meeting.guests] + [("", "")] * _SPARE_LINES
    short = f"ใบลงลายมือชื่อ {meeting.committee.name} {meeting}"
    return Document(
        title=short,
        blocks=(
            TableBlock(_table(title, members)),
            TableBlock(_table("ผู้เข้าร่วมประชุม", guests), new_page=False),
        ),
        organisation=meeting.organisation.name,
        fiscal_year=fiscal_year_of(meeting.held_on),
        short_title=short,
        digits=Digits.THAI,
    )


def _member(member: CommitteeMember) -> tuple[str, str]:
    """The name, left open for whoever holds the post; below the post the duty."""
    post = post_below(member) if member.name else member.post
    return (str(member) if member.name else ""), "\n".join(filter(None, (post, printed_duty(member))))


def _table(title: str, people: Sequence[tuple[str, str]]) -> Table:
    rows = [(str(at), name, post, _ROOM, "") for at, (name, post) in enumerate(people, start=1)]
    return plain_table(title, _COLUMNS, rows, digits=to_thai)
