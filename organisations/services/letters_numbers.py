"""Taking numbers: of letters that leave, in the register of their kind and calendar year."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require
from organisations.letters import Numbering, next_number, printed_number, read_number
from organisations.models import AuditEntry, Letter, User
from organisations.services.letters_keeping import claim, snapshot, trail

MOST_TRIES = 10  # of people who take a number of one register at the same moment


@transaction.atomic
def issue_letter(
    *,
    by: User,
    letter: Letter,
    numbering: str,
    dated_on: date | None,
    typed: str = "",
    base_version: int | None = None,
) -> Letter:
    """Give the letter its number: the next one, one ``typed`` from a paper register, or none as yet.

    A letter whose number was left open may be given one later. Raises StaleError where somebody
    changed it since ``base_version``, and ValidationError where it has a number or a rule is broken.
    """
    require(by, Permission.LETTER_EDIT, letter)
    before = snapshot(letter)
    claim(letter, base_version)
    letter.refresh_from_db(fields=["state", "number_text", "running_number", "calendar_year"])
    if letter.direction != Letter.Direction.OUT or letter.number_text:
        raise ValidationError("หนังสือนี้มีเลขแล้ว")
    letter.state, letter.dated_on = Letter.State.ISSUED, dated_on
    if numbering == Numbering.NEXT:
        _take_next(letter)
    elif numbering == Numbering.TYPED:
        _take_typed(letter, typed.strip())
    else:
        _save(letter)
    trail(by, AuditEntry.Action.STATE, letter, before=before, after=snapshot(letter))
    return letter


def _take_next(letter: Letter) -> None:
    """The next number; the one after it where somebody else took it at the same moment."""
    year = _year(letter)
    for _ in range(MOST_TRIES):
        _number(letter, next_number(letter.organisation, letter.series, year), year)
        try:
            with transaction.atomic():
                _save(letter, exclude={"running_number"})
        except IntegrityError:
            continue
        return
    raise ValidationError("มีผู้ออกเลขพร้อมกันหลายคน โปรดออกเลขอีกครั้ง")


def _take_typed(letter: Letter, typed: str) -> None:
    """The number as it stands in the paper register, and what of it the system can count on from."""
    if not typed:
        raise ValidationError({"typed": "โปรดระบุเลขที่ออกจากทะเบียน"})
    number = read_number(letter, typed)
    if number is None:
        letter.number_text = typed
        _save(letter)
        return
    _number(letter, number, _year(letter))
    if not typed.isdecimal():
        letter.number_text = typed
    try:
        with transaction.atomic():
            _save(letter)
    except (IntegrityError, ValidationError) as error:
        raise ValidationError({"typed": _words(error)}) from None


def _words(error: Exception) -> Any:
    return error.messages if isinstance(error, ValidationError) else "มีหนังสือที่ใช้เลขนี้ในปีนี้แล้ว"


def _year(letter: Letter) -> int:
    if letter.dated_on is None:
        raise ValidationError({"dated_on": "โปรดระบุวันที่ของหนังสือ เพราะเลขเริ่มนับใหม่ทุกปีปฏิทิน"})
    return buddhist_year(letter.dated_on.year)


def _number(letter: Letter, number: int, calendar_year: int) -> None:
    letter.running_number, letter.calendar_year = number, calendar_year
    letter.number_text = printed_number(letter, number, calendar_year)


def _save(letter: Letter, exclude: set[str] | None = None) -> None:
    letter.full_clean(exclude={"created_by"} | (exclude or set()))
    letter.save(update_fields=["state", "dated_on", "number_text", "running_number", "calendar_year"])
