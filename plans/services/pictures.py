"""Writing the pictures below the sections of a plan."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from organisations.models import AuditEntry, User
from plans.models import PlanPicture, PlanSection
from plans.pictures import prepared
from plans.services import opening

Action = AuditEntry.Action
MAX_PICTURES = 30  # below one section


@transaction.atomic
def add_picture(*, by: User | None, section: PlanSection, data: bytes, caption: str) -> PlanPicture:
    """A new picture below the section, behind the others; ``data`` is the file as it was sent.

    Raises ValidationError for what is no picture of ours (``pictures.prepared``).
    """
    opening.opened(section.plan, by)
    beside = list(section.pictures.all())
    if len(beside) >= MAX_PICTURES:
        raise ValidationError(f"หัวข้อหนึ่งมีภาพประกอบได้ไม่เกิน {MAX_PICTURES} ภาพ")
    ready = prepared(data)
    picture = PlanPicture(
        plan=section.plan,
        section=section,
        position=beside[-1].position + 1 if beside else 1,
        caption=caption,
        width=ready.width,
        height=ready.height,
        created_by=by,
    )
    picture.full_clean(exclude=["file", "created_by"])
    picture.file.save(f"{uuid4().hex}.{ready.ending}", ContentFile(ready.content), save=False)
    picture.save()
    opening.trail(by=by, action=Action.CREATE, target=picture, plan=section.plan, after=_snapshot(picture))
    return picture


@transaction.atomic
def save_caption(*, by: User | None, picture: PlanPicture, caption: str) -> PlanPicture:
    """What stands below the picture."""
    opening.opened(picture.plan, by)
    before = _snapshot(picture)
    picture.caption = caption
    picture.full_clean(exclude=["file", "created_by"])
    picture.save(update_fields=["caption"])
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=picture,
        plan=picture.plan,
        before=before,
        after=_snapshot(picture),
    )
    return picture


@transaction.atomic
def move_picture(*, by: User | None, picture: PlanPicture, step: int) -> None:
    """One place up (-1) or down (1) below its section."""
    opening.opened(picture.plan, by)
    opening.numbered(opening.shifted(list(picture.section.pictures.all()), picture, step))
    opening.trail(by=by, action=Action.MOVE, target=picture, plan=picture.plan)


@transaction.atomic
def delete_picture(*, by: User | None, picture: PlanPicture) -> None:
    """Away with its file."""
    opening.opened(picture.plan, by)
    opening.trail(by=by, action=Action.DELETE, target=picture, plan=picture.plan, before=_snapshot(picture))
    forget_files([picture])
    picture.delete()


def forget_files(pictures: Iterable[PlanPicture]) -> None:
    """Remove the files of pictures that are being deleted, once that has happened.

    A file stays while another picture has it: a copied plan shares the files of its source.
    """
    for file in [picture.file for picture in pictures]:
        transaction.on_commit(partial(_forget, file), robust=True)


def _forget(file: FieldFile) -> None:
    if not PlanPicture.objects.filter(file=file.name).exists():
        file.storage.delete(str(file.name))


def _snapshot(picture: PlanPicture) -> dict[str, Any]:
    return {"caption": picture.caption, "section": picture.section_id, "file": picture.file.name}
