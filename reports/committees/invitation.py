"""The letter that invites to a meeting, with its agenda in the text or, when that is long, enclosed."""

from typing import Any

from organisations.committees import usual_duty
from organisations.meetings import agenda_of
from organisations.models import CommitteeMember, Letter, Meeting
from reports.committees.meeting_words import agenda_lines, invited_to

_MOST_LINES = 14  # of an agenda that stands in the letter, so that it stays one page
_LONGEST_SUBJECT: int = Letter._meta.get_field("subject").max_length or 0


def invitation_values(meeting: Meeting) -> dict[str, Any]:
    """The fields of a Letter that invites; the meeting comes with its committee and organisation.

    Three queries at most.
    """
    committee, organisation = meeting.committee, meeting.organisation
    agenda = list(agenda_lines(agenda_of(meeting)))
    is_enclosed = len(agenda) > _MOST_LINES
    with_agenda = (
        "รายละเอียดปรากฏตามระเบียบวาระการประชุมที่ส่งมาด้วย" if is_enclosed else "โดยมีระเบียบวาระการประชุม ดังนี้"
    )
    body = [
        f"ด้วย{organisation.name} กำหนดจัดประชุม{committee.name} {meeting} {invited_to(meeting)} {with_agenda}",
        *([] if is_enclosed else agenda),
        "จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว",
    ]
    return {
        "kind": Letter.Kind.INVITATION,
        "number_prefix": organisation.letter_prefix,
        "office": organisation.name,
        "phone": organisation.phone,
        "subject": f"ขอเชิญประชุม{committee.name} {meeting}"[:_LONGEST_SUBJECT],
        "addressee": f"{usual_duty(committee.kind, CommitteeMember.Duty.MEMBER, True)}ทุกท่าน",
        "enclosures": [f"ระเบียบวาระการประชุม {meeting} จำนวน 1 ชุด"] if is_enclosed else [],
        "body": "\n".join(body),
    }
