"""Letters of committees in the register: an order, and the invitation to a meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.digits import to_arabic
from organisations.access import Permission, require
from organisations.letters import Numbering
from organisations.models import CommitteeOrder, Letter, Meeting, User
from organisations.services.committees_orders import update_order
from organisations.services.letters import draft_letter
from organisations.services.letters_numbers import issue_letter
from organisations.services.meetings_invitations import link_invitation
from reports.committees.invitation import invitation_values
from reports.committees.order import order_values
from reports.services.letters import as_last_time


@transaction.atomic
def draft_order_letter(*, by: User, order: CommitteeOrder, takes_next: bool = False) -> Letter:
    """The order as a letter of the register of orders, with its own number or (``takes_next``) the next.

    Raises PermissionDenied, or ValidationError where it is there already or its number is taken.
    """
    organisation = order.committee.organisation
    require(by, Permission.LETTER_EDIT, organisation)
    require(by, Permission.COMMITTEE_EDIT, order)
    if order.letter and order.letter.state != Letter.State.CANCELLED:
        raise ValidationError("คำสั่งนี้อยู่ในทะเบียนหนังสือแล้ว")
    values = order_values(order) | as_last_time(organisation, Letter.Kind.ORDER)
    letter = draft_letter(by=by, organisation=organisation, values=values)
    numbering = Numbering.NEXT if takes_next else Numbering.TYPED
    issue_letter(by=by, letter=letter, numbering=numbering, dated_on=order.dated_on, typed=order.number)
    number = to_arabic(letter.number_text) if takes_next else order.number
    update_order(by=by, order=order, values={"letter": letter, "number": number})
    return letter


@transaction.atomic
def draft_invitation(*, by: User, meeting: Meeting) -> Letter:
    """A draft that invites to the meeting, signed and addressed as the last one was.

    Raises PermissionDenied, or ValidationError where the meeting has an invitation.
    """
    organisation = meeting.organisation
    require(by, Permission.LETTER_EDIT, organisation)
    values = invitation_values(meeting)
    values = as_last_time(organisation, Letter.Kind.INVITATION) | values
    letter = draft_letter(by=by, organisation=organisation, values=values)
    link_invitation(by=by, meeting=meeting, letter=letter)
    return letter
