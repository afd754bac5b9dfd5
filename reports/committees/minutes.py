"""Minutes of a meeting in the form of the rules on office correspondence, and its agenda alone."""

from collections.abc import Iterator

from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.tables.content import Signature
from ita_portal.thai.dates import format_long, format_time
from organisations.committees import printed_duty
from organisations.meetings import AgendaSection, Place, agenda_of, places_of
from organisations.models import AgendaItem, Attendance, Meeting, Resolution
from reports.committees.meeting_words import agenda_lines, section_heading, when_and_where
from reports.committees.people import cells, post_below, roster_lines
from reports.letters.texts import GAP

State = Attendance.State
_AWAY = {State.LEAVE: "ติดราชการหรือลา", State.ABSENT: ""}


def minutes_content(meeting: Meeting) -> LetterContent:
    """The minutes; the meeting comes with its committee and organisation. Seven queries at most."""
    places = places_of(meeting)
    body = [
        *_who_came(meeting, places),
        f"เริ่มประชุมเวลา {format_time(meeting.starts_at) if meeting.starts_at else GAP}",
        *(line for section in agenda_of(meeting) for line in _section(section)),
        f"เลิกประชุมเวลา {format_time(meeting.ends_at) if meeting.ends_at else GAP}",
    ]
    return LetterContent(
        LetterForm.MINUTES,
        subject=f"รายงานการประชุม{meeting.committee.name}",
        office=meeting.organisation.name,
        title_lines=when_and_where(meeting),
        body="\n".join(body),
        recorders=(
            Signature(name=meeting.recorded_by, position="ผู้จดรายงานการประชุม"),
            Signature(name=meeting.checked_by, position="ผู้ตรวจรายงานการประชุม"),
        ),
    )


def agenda_content(meeting: Meeting) -> LetterContent:
    """The agenda alone, as an invitation encloses it."""
    return LetterContent(
        LetterForm.MINUTES,
        subject=f"ระเบียบวาระการประชุม{meeting.committee.name}",
        office=meeting.organisation.name,
        title_lines=tuple(line.removeprefix("เมื่อ") for line in when_and_where(meeting)),
        body="\n".join(agenda_lines(agenda_of(meeting))),
    )


def _who_came(meeting: Meeting, places: list[Place]) -> Iterator[str]:
    came = [_came(place) for place in places if place.came]
    yield "ผู้มาประชุม"
    yield from roster_lines("", came) or [GAP]
    away = [_away(place) for place in places if place.state in _AWAY]
    if away:
        yield "ผู้ไม่มาประชุม"
        yield from roster_lines("", away)
    if meeting.guests:
        yield "ผู้เข้าร่วมประชุม"
        yield from roster_lines("", ((guest, "") for guest in meeting.guests))


def _came(place: Place) -> tuple[str, ...]:
    """A substitute is named before the member in whose place they came."""
    if place.state == State.SUBSTITUTE:
        instead = place.substitute or GAP
        return (
            instead,
            f"แทน {' '.join(filter(None, (str(place.member), post_below(place.member))))}",
            (printed_duty(place.member)),
        )
    return cells(place.member)


def _away(place: Place) -> tuple[str, ...]:
    *before, duty = cells(place.member)
    why = _AWAY[State(place.state)]
    return (*before, f"{duty} ({why})" if why else duty)


def _section(section: AgendaSection) -> Iterator[str]:
    yield section_heading(section)
    if not section.items:
        yield "ไม่มี"
    for at, item in enumerate(section.items, start=1):
        yield f"{section.number}.{at} {' '.join(item.title.split())}"
        yield from _item(item)


def _item(item: AgendaItem) -> Iterator[str]:
    yield from (line.strip() for line in item.discussion.splitlines() if line.strip())
    resolved = [_resolved(one) for one in item.resolved]  # type: ignore[attr-defined]
    if len(resolved) == 1:
        yield f"มติที่ประชุม {resolved[0]}"
    elif resolved:
        yield f"มติที่ประชุม 1. {resolved[0]}"
        yield from (f"{at}. {words}" for at, words in enumerate(resolved[1:], start=2))


def _resolved(resolution: Resolution) -> str:
    """ "เห็นชอบ…", "มอบหมาย… (ผู้รับผิดชอบ … ภายในวันที่ …)"; what the text says itself is not said twice."""
    text, verb = " ".join(resolution.text.split()), resolution.get_kind_display()
    words = text if text.startswith((verb, "ที่ประชุม")) else f"{verb}{text}"
    owner = resolution.owner and f"ผู้รับผิดชอบ {resolution.owner}"
    due = f"ภายในวันที่ {format_long(resolution.due_on)}" if resolution.due_on else ""
    more = " ".join(filter(None, (owner, due)))
    return f"{words} ({more})" if more else words
