"""What is put on letters on their way: how one was received, what was remarked and ordered on it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, Letter, LetterMark, Organisation, User
from organisations.services.audit import values_of
from organisations.services.letters_keeping import Reference, trail, written

Action = AuditEntry.Action
FIELDS = ("kind", "office", "number", "on", "time", "text", "person", "person_position")
MOST_MARKS = 50


@transaction.atomic
def receive_letter(
    *,
    by: User,
    organisation: Organisation,
    values: dict[str, Any],
    received: dict[str, Any],
    references: Sequence[Reference] = (),
) -> Letter:
    """A letter that came in, with the stamp of the organisation: its ``number``, ``on`` and ``time``.

    ``values`` holds some of ``letters.FIELDS``. Raises PermissionDenied or ValidationError.
    """
    require(by, Permission.LETTER_EDIT, organisation)
    letter = Letter(
        organisation=organisation,
        direction=Letter.Direction.IN,
        state=Letter.State.RECEIVED,
        created_by=by,
    )
    written(by, letter, values, references)
    stamp = {"office": organisation.name} | received | {"kind": LetterMark.Kind.RECEIVED}
    _add(by, letter, stamp)
    return letter


@transaction.atomic
def add_mark(*, by: User, letter: Letter, values: dict[str, Any]) -> LetterMark:
    """One more stamp, remark or order on the letter; ``values`` holds some of FIELDS."""
    require(by, Permission.LETTER_EDIT, letter)
    return _add(by, letter, values)


@transaction.atomic
def remove_mark(*, by: User, mark: LetterMark) -> None:
    """Take away a mark that was written down by mistake; the trail keeps it."""
    require(by, Permission.LETTER_EDIT, mark.letter)
    trail(by, Action.DELETE, mark.letter, target=mark, before=_snapshot(mark))
    mark.delete()


def _add(by: User, letter: Letter, values: dict[str, Any]) -> LetterMark:
    last = letter.marks.last()
    if letter.marks.count() >= MOST_MARKS:
        raise ValidationError(f"บันทึกบนหนังสือฉบับหนึ่งได้ไม่เกิน {MOST_MARKS} รายการ")
    mark = LetterMark(letter=letter, position=last.position + 1 if last else 1, **values)
    mark.full_clean()
    mark.save()
    trail(by, Action.CREATE, letter, target=mark, after=_snapshot(mark))
    return mark


def _snapshot(mark: LetterMark) -> dict[str, Any]:
    kept = values_of(mark, [name for name in FIELDS if name != "time"])
    return kept | {"time": mark.time.isoformat() if mark.time else None}
