"""Scans and photos of signed paper: kept as they came, filed on the revision that their QR names."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.scans import ending_of, name_of
from organisations.services.audit import record, values_of
from plans.models import Revision, SignedScan
from plans.scanning import tokens_in
from plans.scans import token_of

Action = AuditEntry.Action
Found = SignedScan.Found
MOST_TEXT = 500  # characters kept of what the QR codes say
_CURRENT = (Revision.State.WAITING, Revision.State.APPROVED)
NOT_FOUND = "ไม่พบฉบับนี้ในหน่วยงาน โปรดเลือกฉบับจากรายการ"


class SameScanError(ValidationError):
    """The organisation has this very file; ``scan`` is it."""

    def __init__(self, scan: SignedScan) -> None:
        where = f"{scan.revision.plan.title} {scan.revision}" if scan.revision else "รายการที่รอจัดเก็บ"
        super().__init__({"file": f"ไฟล์นี้มีอยู่แล้ว จัดเก็บไว้กับ{where}"})
        self.scan = scan


def keep_scan(
    *, by: User, organisation: Organisation, name: str, content: bytes, revision: Revision | None = None
) -> SignedScan:
    """Keep the file byte for byte, on the revision that its QR names; ``revision`` is where it was expected.

    A scan whose QR names no revision of the organisation, or one of another plan than expected, is kept
    without a revision until ``place_scan``. Raises PermissionDenied, SameScanError for a file that the
    organisation has already (nothing is written), ValidationError for what is no scan (``scans.ending_of``).
    """
    require(by, Permission.PLAN_SUBMIT, organisation)
    ending = ending_of(content)
    digest = sha256(content).hexdigest()
    same = SignedScan.objects.filter(organisation=organisation, sha256=digest)
    if there := same.select_related("revision__plan").first():
        raise SameScanError(there)
    scan = SignedScan(
        organisation=organisation,
        name=name_of(name, ending),
        size=len(content),
        sha256=digest,
        created_by=by,
    )
    _file_by_qr(scan, tokens_in(content, ending), by, revision)
    with transaction.atomic():
        scan.full_clean(exclude=["file", "created_by"])
        scan.file.save(f"{uuid4().hex}.{ending}", ContentFile(content), save=False)
        scan.save()
        _trail(by, Action.CREATE, scan, after=_snapshot(scan))
    return scan


@transaction.atomic
def place_scan(*, by: User, scan: SignedScan, revision: Revision, note: str) -> SignedScan:
    """File by hand what the QR did not file, saying why it belongs there.

    Raises PermissionDenied, and ValidationError without a note, for a revision of another organisation,
    and for a scan that is filed already.
    """
    require(by, Permission.PLAN_SUBMIT, scan.organisation)
    if revision.plan.organisation_id != scan.organisation_id:
        raise ValidationError({"revision": NOT_FOUND})
    if not note.strip():
        raise ValidationError({"note": "โปรดระบุเหตุผลที่จัดเก็บไว้กับฉบับนี้"})
    before = _snapshot(scan)
    scan.note, scan.revision = note.strip(), revision
    scan.full_clean(exclude=["file", "created_by"])
    unfiled = SignedScan.objects.filter(pk=scan.pk, revision=None)
    if not unfiled.update(revision=revision, note=scan.note):
        raise ValidationError("ไฟล์นี้จัดเก็บแล้ว โปรดตรวจสอบรายการอีกครั้ง")
    _trail(by, Action.UPDATE, scan, before=before, after=_snapshot(scan), reason=scan.note)
    return scan


def _file_by_qr(scan: SignedScan, texts: list[str], by: User, expected: Revision | None) -> None:
    """Fill in ``found``, ``found_text`` and ``revision`` from the texts of the QR codes."""
    named = {token: text for text in texts if (token := token_of(text))}
    known = list(Revision.objects.filter(token__in=named).select_related("plan").order_by("-pk"))
    scan.found = Found.UNKNOWN if texts else Found.NONE
    scan.found_text = (named[known[0].token] if known else " ".join(texts))[:MOST_TEXT]
    if not known:
        return
    scan.found = Found.OTHER
    revision = known[0]
    reached = Revision.objects.visible_to(by).filter(pk=revision.pk, plan__organisation=scan.organisation)
    is_expected = expected is None or expected.plan_id == revision.plan_id
    # Pages of several revisions in one file: where it belongs is for the secretary to say.
    if len(known) == 1 and is_expected and reached.exists():
        scan.revision = revision
        scan.found = Found.CURRENT if revision.state in _CURRENT else Found.OLD


def _snapshot(scan: SignedScan) -> dict[str, Any]:
    kept = values_of(scan, ("name", "size", "sha256", "found", "note"))
    return kept | {"revision": str(scan.revision) if scan.revision else ""}


def _trail(
    by: User,
    action: AuditEntry.Action,
    scan: SignedScan,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record(
        by=by,
        action=action,
        target=scan,
        organisation_id=scan.organisation_id,
        subject=scan.revision.plan if scan.revision else None,
        before=before,
        after=after,
        reason=reason,
    )
