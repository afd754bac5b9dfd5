"""What a link to a report opens now: asked anew at every use, of the link, its person and its report."""

from enum import Enum, auto

from django.utils import timezone

from organisations.access import Permission, check
from plans.models import Progress, ReportLink


class Opens(Enum):
    """The form; that the report was handed in; or nothing, for whatever reason."""

    FORM = auto()
    RECEIPT = auto()
    NOTHING = auto()


def what_opens(link: ReportLink) -> Opens:
    """The form while the link lasts and its person reports the activity of a report that is open."""
    progress, now = link.progress, timezone.now()
    if link.revoked_at or link.expires_at <= now or progress.period.closed_at:
        return Opens.NOTHING
    # Not by role but as a reporter: a link never opens more than it was made for.
    if not link.user.is_active or not Progress.objects.of(link.user).filter(pk=progress.pk).exists():
        return Opens.NOTHING
    if progress.state == Progress.State.SUBMITTED:
        return Opens.RECEIPT
    return Opens.FORM if check(link.user, Permission.PROGRESS_REPORT, progress) else Opens.NOTHING
