"""Writing the library of evidence: files and links, their versions, what is said of them, and the bin."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from organisations.access import Permission, require
from organisations.evidence_ready import ReadyFile, ready_file
from organisations.evidence_thumbnails import stored
from organisations.evidence_uses import uses_of
from organisations.models import AuditEntry, Evidence, EvidenceVersion, Organisation, User
from organisations.outer_links import refusal_of_link
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError

Action = AuditEntry.Action
FIELDS = ("fiscal_year", "title", "dated_on", "note", "sight")
OF_VERSION = ("number", "name", "size", "sha256", "was_shrunk", "url")
LINK_PORTS = (8080, 8443)  # at which agencies serve pages too
MOST_VERSIONS = 50
IN_BIN = "หลักฐานนี้อยู่ในรายการที่ลบแล้ว"


class DuplicateEvidenceError(ValidationError):
    """The organisation has this very file in the year; ``existing`` is it, and its writer may see it."""

    def __init__(self, existing: Evidence) -> None:
        words = f"ไฟล์นี้มีอยู่ในคลังหลักฐานแล้ว ชื่อ “{existing.title}” โปรดเลือกจากคลังหลักฐานแทนการเพิ่มไฟล์ซ้ำ"
        super().__init__({"file": words})
        self.existing = existing


def keep_file(
    *,
    by: User,
    organisation: Organisation,
    fiscal_year: int,
    upload: "UploadedFile[bytes]",
    title: str = "",
    dated_on: date | None = None,
    note: str = "",
    sight: str = Evidence.Sight.ORGANISATION,
    on: Any = None,
) -> Evidence:
    """A file into the library, from its upload by chunks; a photo upright, small and without its metadata.

    ``on`` is an activity or a report of the organisation that grants EVIDENCE_EDIT to who reports it. Without
    a title the file's name is it; without a day a photo says when it was taken. The file is looked into
    before anything is locked. Raises PermissionDenied, DuplicateEvidenceError, and ValidationError with the
    key ``file`` for what is no evidence (``evidence_ready.ready_file``), with others for values.
    """
    _require(by, organisation, on)
    ready = ready_file(upload)
    evidence = Evidence(
        organisation=organisation,
        fiscal_year=fiscal_year,
        title=title.strip() or ready.stem,
        dated_on=dated_on or ready.taken_on,
        note=note,
        sight=sight,
        added_by=by,
    )
    evidence.full_clean(exclude=["added_by"])
    _refuse_twin(by, evidence, Q(sha256=ready.sha256))
    with stored(ready) as file, transaction.atomic():
        return _created(by, evidence, _of_file(ready, file), Q(sha256=ready.sha256))


def keep_link(
    *,
    by: User,
    organisation: Organisation,
    fiscal_year: int,
    url: str,
    title: str,
    dated_on: date | None = None,
    note: str = "",
    sight: str = Evidence.Sight.ORGANISATION,
    on: Any = None,
) -> Evidence:
    """An address of the public net into the library; nothing is fetched.

    Raises PermissionDenied, DuplicateEvidenceError where the organisation and year have it already, and
    ValidationError with the key ``url`` for an address that is refused (``outer_links``).
    """
    _require(by, organisation, on)
    evidence = Evidence(
        organisation=organisation,
        fiscal_year=fiscal_year,
        title=title.strip(),
        dated_on=dated_on,
        note=note,
        sight=sight,
        added_by=by,
    )
    version = _of_link(url)
    evidence.full_clean(exclude=["added_by"])
    with transaction.atomic():
        return _created(by, evidence, version, Q(url=version.url))


def add_version(
    *, by: User, evidence: Evidence, reason: str, upload: "UploadedFile[bytes] | None" = None, url: str = ""
) -> EvidenceVersion:
    """A newer file or address of the same evidence, saying why; older versions stay as they are.

    Raises as ``keep_file`` and ``keep_link``, and ValidationError with the key ``reason`` without one.
    """
    require(by, Permission.EVIDENCE_EDIT, evidence)
    if not reason.strip():
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่เพิ่มฉบับใหม่"})
    if upload is None:
        version = _of_link(url)
        with transaction.atomic():
            return _added(by, evidence, version, reason.strip(), Q(url=version.url))
    ready = ready_file(upload)
    _refuse_twin(by, evidence, Q(sha256=ready.sha256))
    with stored(ready) as file, transaction.atomic():
        return _added(by, evidence, _of_file(ready, file), reason.strip(), Q(sha256=ready.sha256))


@transaction.atomic
def change_evidence(
    *,
    by: User,
    evidence: Evidence,
    base_version: int,
    title: str,
    dated_on: date | None,
    note: str,
    sight: str,
) -> Evidence:
    """What is said of the evidence. Raises PermissionDenied, StaleError, ValidationError."""
    require(by, Permission.EVIDENCE_EDIT, evidence)
    same = Evidence.objects.filter(pk=evidence.pk, version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(Evidence.everything.select_related("organisation").get(pk=evidence.pk))
    evidence = Evidence.objects.select_related("organisation").get(pk=evidence.pk)
    before = values_of(evidence, FIELDS)
    evidence.title, evidence.dated_on, evidence.note, evidence.sight = title.strip(), dated_on, note, sight
    evidence.full_clean(exclude=["added_by"])
    evidence.save(update_fields=["title", "dated_on", "note", "sight"])
    _trail(by, Action.UPDATE, evidence, before=before, after=values_of(evidence, FIELDS))
    return evidence


@transaction.atomic
def bin_evidence(*, by: User, evidence: Evidence) -> Evidence:
    """Into the bin for 30 days. Raises PermissionDenied, and ValidationError saying where it is used."""
    require(by, Permission.EVIDENCE_EDIT, evidence)
    evidence = _locked(evidence)
    if uses := uses_of(evidence, by):
        raise ValidationError(f"ลบไม่ได้ เพราะใช้หลักฐานนี้อยู่ที่ {uses} โปรดนำออกจากที่นั้นก่อน")
    evidence.deleted_at, evidence.deleted_by = timezone.now(), by
    evidence.save(update_fields=["deleted_at", "deleted_by"])
    _trail(by, Action.DELETE, evidence)
    return evidence


@transaction.atomic
def restore_evidence(*, by: User, evidence: Evidence) -> Evidence:
    """Out of the bin, as it was. Raises PermissionDenied, and ValidationError where it is not in it."""
    require(by, Permission.EVIDENCE_EDIT, evidence)
    binned = Evidence.everything.filter(pk=evidence.pk, deleted_at__isnull=False)
    if not binned.update(deleted_at=None, deleted_by=None):
        raise ValidationError("หลักฐานนี้ไม่ได้อยู่ในรายการที่ลบแล้ว")
    evidence.refresh_from_db(fields=["deleted_at", "deleted_by"], from_queryset=Evidence.everything.all())
    _trail(by, Action.RESTORE, evidence)
    return evidence


def _require(by: User, organisation: Organisation, on: Any) -> None:
    require(by, Permission.EVIDENCE_EDIT, organisation if on is None else on)
    if on is not None and on.organisation.pk != organisation.pk:
        raise ValidationError("งานที่จะแนบหลักฐานเป็นของหน่วยงานอื่น")


def _of_file(ready: ReadyFile, file: str) -> EvidenceVersion:
    version = EvidenceVersion(
        name=ready.name, size=ready.size, sha256=ready.sha256, was_shrunk=ready.was_shrunk
    )
    version.file.name = file
    return version


def _of_link(url: str) -> EvidenceVersion:
    if refusal := refusal_of_link(url, LINK_PORTS):
        raise ValidationError({"url": refusal})
    return EvidenceVersion(url=url.strip())


def _created(by: User, evidence: Evidence, version: EvidenceVersion, same: Q) -> Evidence:
    # Two who send the same at once: the second waits here, and then finds the first one's.
    Organisation.objects.select_for_update().get(pk=evidence.organisation_id)
    _refuse_twin(by, evidence, same)
    evidence.save()
    _saved(by, evidence, version)
    after = values_of(evidence, FIELDS) | values_of(version, OF_VERSION)
    _trail(by, Action.CREATE, evidence, after=after)
    return evidence


def _added(by: User, evidence: Evidence, version: EvidenceVersion, reason: str, same: Q) -> EvidenceVersion:
    evidence = _locked(evidence)
    _refuse_twin(by, evidence, same)
    last = evidence.versions.count()
    if last >= MOST_VERSIONS:
        raise ValidationError(f"หลักฐานหนึ่งรายการมีได้ไม่เกิน {MOST_VERSIONS} ฉบับ โปรดเพิ่มเป็นหลักฐานใหม่")
    version.number, version.reason = last + 1, reason
    _saved(by, evidence, version)
    Evidence.objects.filter(pk=evidence.pk).update(version=F("version") + 1)
    _trail(by, Action.CREATE, evidence, target=version, after=values_of(version, OF_VERSION), reason=reason)
    return version


def _saved(by: User, evidence: Evidence, version: EvidenceVersion) -> None:
    version.evidence, version.added_by = evidence, by
    version.full_clean(exclude=["added_by"])
    version.save()


def _refuse_twin(by: User, evidence: Evidence, same: Q) -> None:
    """Raise DuplicateEvidenceError where its writer may see the same in the same library and year."""
    there = EvidenceVersion.objects.filter(same).values("evidence")
    beside = Evidence.objects.visible_to(by).filter(
        organisation=evidence.organisation_id, fiscal_year=evidence.fiscal_year
    )
    if twin := beside.filter(pk__in=there).first():
        raise DuplicateEvidenceError(twin)


def _locked(evidence: Evidence) -> Evidence:
    locked = Evidence.objects.select_for_update(of=("self",)).select_related("organisation")
    found: Evidence | None = locked.filter(pk=evidence.pk).first()
    if found is None:
        raise ValidationError(IN_BIN)
    return found


def _trail(
    by: User,
    action: AuditEntry.Action,
    evidence: Evidence,
    *,
    target: EvidenceVersion | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record(
        by=by,
        action=action,
        target=target or evidence,
        organisation_id=evidence.organisation_id,
        subject=evidence,
        before=before,
        after=after,
        reason=reason,
    )
