"""A meeting in the words that all its papers share."""

from collections.abc import Iterator

from ita_portal.thai.dates import format_time, format_with_weekday
from organisations.meetings import AgendaSection
from organisations.models import AgendaItem, Meeting


def when_and_where(meeting: Meeting) -> tuple[str, ...]:
    """Number, day and place, a line each."""
    place = (f"ณ {meeting.place}",) if meeting.place else ()
    return (str(meeting), f"เมื่อ{format_with_weekday(meeting.held_on)}", *place)


def invited_to(meeting: Meeting) -> str:
    """ "ในวันพฤหัสบดีที่ 15 มกราคม 2569 เวลา 09.30 น. ณ ห้องประชุม"."""
    time = f" เวลา {format_time(meeting.starts_at)}" if meeting.starts_at else ""
    place = f" ณ {meeting.place}" if meeting.place else ""
    return f"ใน{format_with_weekday(meeting.held_on)}{time}{place}"


def section_heading(section: AgendaSection) -> str:
    return f"ระเบียบวาระที่ {section.number} {section.title}"


def agenda_lines(sections: list[AgendaSection]) -> Iterator[str]:
    """The agenda in lines: each heading, below it its matters."""
    for section in sections:
        maybe = " (ถ้ามี)" if section.number == AgendaItem.Section.OTHER and not section.items else ""
        yield f"{section_heading(section)}{maybe}"
        yield from (
            f"{section.number}.{at} {' '.join(item.title.split())}"
            for at, item in enumerate(section.items, start=1)
        )
