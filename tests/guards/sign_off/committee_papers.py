"""What is printed of committees: addresses and calls of services."""

from organisations.services.meetings_invitations import link_invitation
from reports.services.committee_letters import draft_invitation, draft_order_letter
from tests.factories import CommitteeOrderFactory, LetterFactory, MeetingFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import SECRETARY, SEEING, Door, Row, page

R = "reports:"
# Who may see a committee may look at its letters; the secretary puts them into the register.
_WRITTEN = Door(302, SECRETARY, SEEING - SECRETARY)


def _letter(name: str, target: str) -> Row:
    return Row(f"{R}{name}", target, Door(200, SEEING), _WRITTEN)


ROWS: list[Row] = [
    page(f"{R}committee-roster", "committee", SEEING),
    page(f"{R}committee-roster-pdf", "committee", SEEING),
    page(f"{R}committee-roster-docx", "committee", SEEING),
    page(f"{R}committee-roster-xlsx", "committee", SEEING),
    _letter("committee-order", "committee_order"),
    page(f"{R}meeting-papers", "meeting", SEEING),
    page(f"{R}meeting-minutes", "meeting", SEEING),
    page(f"{R}meeting-minutes-pdf", "meeting", SEEING),
    page(f"{R}meeting-minutes-docx", "meeting", SEEING),
    page(f"{R}meeting-agenda-pdf", "meeting", SEEING),
    page(f"{R}meeting-agenda-docx", "meeting", SEEING),
    page(f"{R}meeting-sign-in", "meeting", SEEING),
    page(f"{R}meeting-sign-in-docx", "meeting", SEEING),
    _letter("meeting-invitation", "meeting"),
]
PUBLIC: dict[str, str] = {}
CALLS: dict[str, Call] = {
    "draft_order_letter": Call(
        draft_order_letter,
        lambda cast: {"order": CommitteeOrderFactory(committee__organisation=cast.organisation("medicine"))},
        entries=3,
    ),
    "draft_invitation": Call(
        draft_invitation,
        lambda cast: {"meeting": MeetingFactory(committee__organisation=cast.organisation("medicine"))},
        entries=2,
    ),
    "link_invitation": Call(
        link_invitation,
        lambda cast: {
            "meeting": MeetingFactory(committee__organisation=cast.organisation("medicine")),
            "letter": LetterFactory(organisation=cast.organisation("medicine")),
        },
    ),
}
