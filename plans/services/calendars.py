"""Addresses of calendars: made by a person for the own calendar, and taken back."""

import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisations.models import AuditEntry, User
from organisations.services.audit import record, values_of
from plans.models import ActionPlan, CalendarFeed
from plans.monitoring.calendar import may_have_feed

_KEPT = ("plan", "revoked_at")
_NOT_A_MEMBER = "เฉพาะผู้ที่มีบทบาทในหน่วยงานเท่านั้นที่สร้างที่อยู่ปฏิทินได้"
_NOT_IN_SIGHT = "ท่านไม่มีสิทธิ์ดูแผนนี้ จึงสร้างที่อยู่ปฏิทินของแผนไม่ได้"
_THERE_IS_ONE = "มีที่อยู่ปฏิทินนี้แล้ว"
_NOT_THEIRS = "ที่อยู่ปฏิทินนี้เป็นของผู้ใช้งานท่านอื่น"


@transaction.atomic
def make_feed(*, by: User, plan: ActionPlan | None = None) -> CalendarFeed:
    """A new secret address of the person's own dates, or of a plan's.

    Raises PermissionDenied for who is no member or does not see the plan, ValidationError where there is one.
    """
    if not may_have_feed(by, plan):
        raise PermissionDenied(_NOT_IN_SIGHT if plan else _NOT_A_MEMBER)
    feed = CalendarFeed(user=by, plan=plan, secret=secrets.token_urlsafe(24))
    feed.full_clean()
    try:
        with transaction.atomic():
            feed.save()
    except IntegrityError as error:
        # Asked for twice at the same moment: the other was faster.
        raise ValidationError(_THERE_IS_ONE) from error
    _record(by, AuditEntry.Action.CREATE, feed, before=None)
    return feed


@transaction.atomic
def revoke_feed(*, by: User, feed: CalendarFeed) -> None:
    """The address opens nothing any more. PermissionDenied for others, ValidationError a second time."""
    if feed.user_id != by.pk or not by.is_active:
        raise PermissionDenied(_NOT_THEIRS)
    before = values_of(feed, _KEPT)
    now = timezone.now()
    if not CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=now):
        raise ValidationError("เพิกถอนที่อยู่ปฏิทินนี้แล้ว")
    feed.revoked_at = now
    _record(by, AuditEntry.Action.STATE, feed, before=before)


def _record(
    by: User, action: AuditEntry.Action, feed: CalendarFeed, *, before: dict[str, object] | None
) -> None:
    record(
        by=by,
        action=action,
        target=feed,
        organisation_id=feed.plan.organisation_id if feed.plan else None,
        subject=feed.plan,
        before=before,
        after=values_of(feed, _KEPT),
    )
