"""The scanned files of letters."""

from functools import partial
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Letter, LetterScan, User
from organisations.scans import ending_of, name_of
from organisations.services.audit import values_of
from organisations.services.letters_keeping import trail

Action = AuditEntry.Action
MOST_SCANS = 20


@transaction.atomic
def add_scan(*, by: User, letter: Letter, name: str, content: bytes) -> LetterScan:
    """One more scanned file, kept byte for byte under a name that is safe to download.

    Raises PermissionDenied, or ValidationError for what is no scan of ours (``scans.ending_of``).
    """
    require(by, Permission.LETTER_EDIT, letter)
    ending = ending_of(content)
    last = letter.scans.last()
    if letter.scans.count() >= MOST_SCANS:
        raise ValidationError({"file": f"แนบไฟล์สแกนได้ไม่เกิน {MOST_SCANS} ไฟล์ต่อหนังสือหนึ่งฉบับ"})
    scan = LetterScan(
        letter=letter,
        position=last.position + 1 if last else 1,
        name=name_of(name, ending),
        size=len(content),
        sha256=sha256(content).hexdigest(),
        created_by=by,
    )
    scan.full_clean(exclude=["file", "created_by"])
    scan.file.save(f"{uuid4().hex}.{ending}", ContentFile(content), save=False)
    scan.save()
    trail(by, Action.CREATE, letter, target=scan, after=_snapshot(scan))
    return scan


@transaction.atomic
def delete_scan(*, by: User, scan: LetterScan) -> None:
    """Away with its file, once that is certain."""
    require(by, Permission.LETTER_EDIT, scan.letter)
    trail(by, Action.DELETE, scan.letter, target=scan, before=_snapshot(scan))
    transaction.on_commit(partial(scan.file.storage.delete, str(scan.file.name)), robust=True)
    scan.delete()


def _snapshot(scan: LetterScan) -> dict[str, Any]:
    return values_of(scan, ("name", "size", "sha256"))
