"""Writing letters: a draft, its changes, and taking one out of use."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require
from organisations.letters import series_of
from organisations.models import AuditEntry, Letter, LetterMark, Organisation, User
from organisations.services.letters_keeping import (
    Reference,
    claim,
    full_clean,
    snapshot,
    trail,
    write_references,
    written,
)

Action = AuditEntry.Action


@transaction.atomic
def draft_letter(
    *, by: User, organisation: Organisation, values: dict[str, Any], references: Sequence[Reference] = ()
) -> Letter:
    """A letter that is to leave the organisation, without a number yet; ``values`` holds some of FIELDS.

    Raises PermissionDenied, or ValidationError where a rule of the models is broken.
    """
    require(by, Permission.LETTER_EDIT, organisation)
    letter = Letter(organisation=organisation, created_by=by)
    return written(by, letter, values, references)


@transaction.atomic
def update_letter(
    *,
    by: User,
    letter: Letter,
    values: dict[str, Any],
    references: Sequence[Reference],
    base_version: int | None,
) -> Letter:
    """The letter's fields that ``values`` holds, and exactly these references.

    Raises StaleError where somebody changed it since ``base_version`` (None: whatever it is), and
    ValidationError also where the change would take a numbered letter out of its register or year.
    """
    require(by, Permission.LETTER_EDIT, letter)
    before = snapshot(letter)
    claim(letter, base_version)
    for name, value in values.items():
        setattr(letter, name, value)
    _refuse_another_register(letter)
    letter.series = series_of(letter.kind)
    full_clean(letter)
    letter.save(update_fields=[*values, "series"])
    write_references(letter, references)
    trail(by, Action.UPDATE, letter, before=before, after=snapshot(letter))
    return letter


@transaction.atomic
def cancel_letter(*, by: User, letter: Letter, reason: str) -> Letter:
    """Out of use with its number, which nobody else gets; the reason stands among its remarks."""
    require(by, Permission.LETTER_EDIT, letter)
    if not reason.strip():
        raise ValidationError({"reason": "โปรดระบุเหตุผลที่ยกเลิก"})
    before = letter.state
    current = Letter.objects.filter(pk=letter.pk).exclude(state=Letter.State.CANCELLED)
    if not current.update(state=Letter.State.CANCELLED, version=F("version") + 1):
        raise ValidationError("หนังสือนี้ยกเลิกไปแล้ว")
    remark = LetterMark(
        letter=letter,
        kind=LetterMark.Kind.REMARK,
        text=f"ยกเลิก: {reason.strip()}",
        on=timezone.localdate(),
        person=str(by)[:300],
        position=letter.marks.count() + 1,
    )
    remark.full_clean()
    remark.save()
    letter.refresh_from_db()
    after = {"state": letter.state}
    trail(by, Action.STATE, letter, before={"state": before}, after=after, reason=reason.strip())
    return letter


def _refuse_another_register(letter: Letter) -> None:
    if letter.running_number is None:
        return
    if series_of(letter.kind) != letter.series:
        raise ValidationError({"kind": "ออกเลขแล้ว จึงเปลี่ยนเป็นชนิดที่ใช้ทะเบียนอื่นไม่ได้ โปรดยกเลิกแล้วจัดทำใหม่"})
    if letter.dated_on is None or buddhist_year(letter.dated_on.year) != letter.calendar_year:
        raise ValidationError({"dated_on": f"ออกเลขของปี พ.ศ. {letter.calendar_year} แล้ว วันที่ต้องอยู่ในปีเดียวกัน"})
