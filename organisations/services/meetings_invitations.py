"""The letter of the register that invites to a meeting."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from organisations.models import AuditEntry, Letter, Meeting, User
from organisations.services.audit import values_of
from organisations.services.meetings_keeping import opened, trail

_CANCELLED = Q(invitation=None) | Q(invitation__state=Letter.State.CANCELLED)


@transaction.atomic
def link_invitation(*, by: User, meeting: Meeting, letter: Letter) -> Meeting:
    """The letter is the meeting's invitation. Raises ValidationError where it has one in use already."""
    opened(meeting, by)
    before = values_of(meeting, ["invitation"])
    free = Meeting.objects.filter(pk__in=Meeting.objects.filter(_CANCELLED, pk=meeting.pk).values("pk"))
    if not free.update(invitation=letter, version=F("version") + 1):
        raise ValidationError("การประชุมนี้มีหนังสือเชิญประชุมแล้ว")
    meeting.refresh_from_db(fields=["invitation", "version"])
    after = values_of(meeting, ["invitation"])
    trail(by, AuditEntry.Action.UPDATE, meeting, before=before, after=after)
    return meeting
