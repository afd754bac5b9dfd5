"""Writing letters: a draft, its changes, and taking one out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require
from organisations.letters import series_of
from organisations.models import AuditEntry, Letter, LetterMark, LetterReference, Organisation, User
from organisations.services.audit import record, values_of

Action = AuditEntry.Action
FIELDS = (
    "kind",
    "urgency",
    "number_prefix",
    "number_text",
    "dated_on",
    "office",
    "phone",
    "subject",
    "addressee",
    "through",
    "enclosures",
    "body",
    "signer_name",
    "signer_position",
    "signer_acting_for",
)
MOST_REFERENCES = 30
MOST_ENCLOSURES = 50


class StaleLetterError(Exception):
    """Somebody changed the letter since its writer read it; ``current`` is the letter as it is now."""

    def __init__(self, current: Letter) -> None:
        super().__init__("มีผู้แก้ไขหนังสือนี้ก่อนท่าน")
        self.current = current


@dataclass(frozen=True, slots=True)
class Reference:
    """What a letter refers to, as printed; ``letter`` where the register has it."""

    text: str
    letter: Letter | None = None


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

    Raises StaleLetterError where somebody changed it since ``base_version`` (None: whatever it is), and
    ValidationError also where the change would take a numbered letter out of its register or year.
    """
    require(by, Permission.LETTER_EDIT, letter)
    before = snapshot(letter)
    claim(letter, base_version)
    for name, value in values.items():
        setattr(letter, name, value)
    _refuse_another_register(letter)
    letter.series = series_of(letter.kind)
    _full_clean(letter)
    letter.save(update_fields=[*values, "series"])
    _write_references(letter, references)
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


def written(by: User, letter: Letter, values: dict[str, Any], references: Sequence[Reference]) -> Letter:
    """A new letter of the register with its entry; the caller has asked for the right."""
    for name, value in values.items():
        setattr(letter, name, value)
    letter.series = series_of(letter.kind)
    _full_clean(letter)
    letter.save()
    _write_references(letter, references)
    trail(by, Action.CREATE, letter, after=snapshot(letter))
    return letter


def claim(letter: Letter, base_version: int | None) -> None:
    """Raise the letter's version, if it is still the one its writer saw; else StaleLetterError."""
    same = Letter.objects.filter(pk=letter.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleLetterError(Letter.objects.select_related("organisation").get(pk=letter.pk))
    letter.refresh_from_db(fields=["version"])


def trail(
    by: User,
    action: AuditEntry.Action,
    letter: Letter,
    *,
    target: Any = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """An entry about the letter, or about something of it."""
    record(
        by=by,
        action=action,
        target=target or letter,
        organisation_id=letter.organisation_id,
        subject=letter,
        before=before,
        after=after,
        reason=reason,
    )


def snapshot(letter: Letter) -> dict[str, Any]:
    """The letter as the trail keeps it."""
    kept = values_of(letter, (*FIELDS, "direction", "state", "series", "running_number", "calendar_year"))
    return kept | {"references": [reference.text for reference in letter.references.all()]}


def _full_clean(letter: Letter) -> None:
    if len(letter.enclosures) > MOST_ENCLOSURES:
        raise ValidationError({"enclosures": f"ระบุสิ่งที่ส่งมาด้วยได้ไม่เกิน {MOST_ENCLOSURES} รายการ"})
    letter.full_clean(exclude=["created_by"])


def _refuse_another_register(letter: Letter) -> None:
    if letter.running_number is None:
        return
    if series_of(letter.kind) != letter.series:
        raise ValidationError({"kind": "ออกเลขแล้ว จึงเปลี่ยนเป็นชนิดที่ใช้ทะเบียนอื่นไม่ได้ โปรดยกเลิกแล้วจัดทำใหม่"})
    if letter.dated_on is None or buddhist_year(letter.dated_on.year) != letter.calendar_year:
        raise ValidationError({"dated_on": f"ออกเลขของปี พ.ศ. {letter.calendar_year} แล้ว วันที่ต้องอยู่ในปีเดียวกัน"})


def _write_references(letter: Letter, references: Sequence[Reference]) -> None:
    if len(references) > MOST_REFERENCES:
        raise ValidationError({"references": f"อ้างถึงหนังสือได้ไม่เกิน {MOST_REFERENCES} ฉบับ"})
    made = [
        LetterReference(letter=letter, referred=one.letter, text=one.text, position=position)
        for position, one in enumerate(references, start=1)
    ]
    for reference in made:
        try:
            reference.full_clean()
        except ValidationError as error:
            raise ValidationError({"references": error.messages}) from None
    letter.references.all().delete()
    LetterReference.objects.bulk_create(made)
