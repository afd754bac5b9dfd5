"""Writing the marks of an organisation: its logo, and the emblem at the head of its letters."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record
from plans.pictures import prepared

MARKS = ("logo", "letter_emblem")
_SVG = "ไฟล์ SVG ใช้เป็นตราไม่ได้ เพราะอาจมีคำสั่งแฝงอยู่ โปรดบันทึกภาพเป็น PNG พื้นหลังโปร่งใสแล้วเลือกใหม่"


@transaction.atomic
def set_mark(*, by: User | None, organisation: Organisation, mark: str, data: bytes | None) -> None:
    """The organisation's mark (of MARKS) is from now on this picture, or with None there is none.

    The file is looked into and written anew (``plans.pictures``). The former file stays: a document that is
    being made may still read it. Raises PermissionDenied or ValidationError.
    """
    if by is not None:
        require(by, Permission.TEMPLATE_EDIT, organisation)
    if mark not in MARKS:
        raise ValueError(mark)
    changed: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = getattr(changed, mark).name
    if data is None:
        setattr(changed, mark, "")
    else:
        ready = _prepared(data)
        getattr(changed, mark).save(f"{uuid4().hex}.{ready.ending}", ContentFile(ready.content), save=False)
    Organisation.objects.filter(pk=changed.pk).update(**{mark: getattr(changed, mark).name or ""})
    setattr(organisation, mark, getattr(changed, mark))
    record(
        by=by,
        action=AuditEntry.Action.UPDATE,
        target=changed,
        organisation_id=changed.pk,
        before={mark: before or ""},
        after={mark: getattr(changed, mark).name or ""},
    )


def _prepared(data: bytes) -> Any:
    if b"<svg" in data[:4_000].lower():
        raise ValidationError(_SVG)
    return prepared(data)
