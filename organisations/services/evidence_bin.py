"""Emptying the bin of the library: what nobody took back in time is really deleted, with its files."""

from datetime import datetime, timedelta

from django.db import transaction

from organisations.evidence_thumbnails import forget_files
from organisations.evidence_uses import is_used
from organisations.models import AuditEntry, Evidence
from organisations.services.audit import record

DAYS_IN_BIN = 30
REASON = f"อยู่ในรายการที่ลบแล้วเกิน {DAYS_IN_BIN} วัน"


@transaction.atomic
def empty_evidence_bin(*, now: datetime) -> int:
    """Delete what lies in the bin for more than DAYS_IN_BIN days, with an entry for each; how many."""
    overdue = Evidence.everything.filter(deleted_at__lt=now - timedelta(days=DAYS_IN_BIN)).exclude(is_used())
    count = 0
    for evidence in overdue.with_versions():
        record(
            by=None,
            action=AuditEntry.Action.DELETE,
            target=evidence,
            organisation_id=evidence.organisation_id,
            subject=evidence,
            reason=REASON,
        )
        forget_files(evidence.versions.all())
        evidence.delete()
        count += 1
    return count
