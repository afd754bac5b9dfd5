"""Links that open one report for one person without signing in."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import record, values_of
from plans.models import Progress, ReportLink

LASTS = timedelta(days=14)
_AGAIN = timedelta(days=7)  # a link that lasts this long still is given out again
_KEPT = ("expires_at", "revoked_at")


def make_links(user: User, reports: Iterable[Progress]) -> dict[int, ReportLink]:
    """For each report, by its key, a link that lasts a week at least: the one that is there, else a new one.

    Leaves no entry in the trail: the row says itself when it was made and for whom, and nobody made it.
    """
    now = timezone.now()
    wanted = {report.pk: report for report in reports}
    known = ReportLink.objects.filter(
        user=user, progress__in=wanted, revoked_at=None, expires_at__gt=now + _AGAIN
    )
    links = {link.progress_id: link for link in known.order_by("made_at", "pk")}
    missing = [
        ReportLink(
            progress=report, user=user, secret=secrets.token_urlsafe(24), made_at=now, expires_at=now + LASTS
        )
        for pk, report in wanted.items()
        if pk not in links
    ]
    return links | {link.progress_id: link for link in ReportLink.objects.bulk_create(missing)}


def note_use(link: ReportLink) -> None:
    """Keep when the link was opened last."""
    ReportLink.objects.filter(pk=link.pk).update(used_at=timezone.now())


@transaction.atomic
def revoke_link(*, by: User, link: ReportLink) -> ReportLink:
    """Take the link back, for good. Raises PermissionDenied; ValidationError where it was so already."""
    require(by, Permission.MONITORING_EDIT, link.progress)
    before = values_of(link, _KEPT)
    now = timezone.now()
    if not ReportLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now, revoked_by=by):
        raise ValidationError("เพิกถอนลิงก์นี้แล้ว")
    link.revoked_at, link.revoked_by = now, by
    record(
        by=by,
        action=AuditEntry.Action.STATE,
        target=link,
        text=str(link.progress),
        organisation_id=link.organisation.pk,
        subject=link.progress.activity.part.plan,
        before=before,
        after=values_of(link, _KEPT),
    )
    return link
