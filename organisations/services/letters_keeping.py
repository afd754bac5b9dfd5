"""What every write of a letter shares: its version, what it refers to, its entries in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from organisations.letters import series_of
from organisations.models import AuditEntry, Letter, LetterReference, User
from organisations.services.audit import record, values_of
from organisations.services.errors import StaleError

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


@dataclass(frozen=True, slots=True)
class Reference:
    """What a letter refers to, as printed; ``letter`` where the register has it."""

    text: str
    letter: Letter | None = None


def written(by: User, letter: Letter, values: dict[str, Any], references: Sequence[Reference]) -> Letter:
    """A new letter of the register with its entry; the caller has asked for the right."""
    for name, value in values.items():
        setattr(letter, name, value)
    letter.series = series_of(letter.kind)
    full_clean(letter)
    letter.save()
    write_references(letter, references)
    trail(by, AuditEntry.Action.CREATE, letter, after=snapshot(letter))
    return letter


def claim(letter: Letter, base_version: int | None) -> None:
    """Raise the letter's version, if it is still the one its writer saw; else StaleError."""
    same = Letter.objects.filter(pk=letter.pk)
    if base_version is not None:
        same = same.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(Letter.objects.select_related("organisation").get(pk=letter.pk))
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


def full_clean(letter: Letter) -> None:
    if len(letter.enclosures) > MOST_ENCLOSURES:
        raise ValidationError({"enclosures": f"ระบุสิ่งที่ส่งมาด้วยได้ไม่เกิน {MOST_ENCLOSURES} รายการ"})
    letter.full_clean(exclude=["created_by"])


def write_references(letter: Letter, references: Sequence[Reference]) -> None:
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
