"""The scores of a round: typed in the grid, pasted, or read from a file; many in one act."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import InstrumentPart, Round, RoundInstrument, Score
from assessments.reading.cells import score_text
from assessments.rounds.sheets import Entry, Sheet, sheet_of
from assessments.services.results import recompute
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User

Values = Mapping[str, Decimal | None]
STRANGE = "ไม่มีข้อนี้ในกรอบการประเมินของรอบ"


@transaction.atomic
def save_scores(
    *,
    by: User | None,
    of_round: Round,
    values: Values,
    part: InstrumentPart | None = None,
    base_version: int | None = None,
    sheet: Sheet | None = None,
) -> int:
    """Write scores, 0 to 100, by the keys of ``sheets.Entry``; None takes one away. How many were changed.

    ``part``: they are those of one group of respondents. One entry in the trail, with what was and what is
    of each that changed; none where nothing did. Raises StaleError, PermissionDenied, or ValidationError by
    key for what the framework does not have.
    """
    opened(of_round, by, base_version)
    sheet = sheet or sheet_of(of_round.framework)
    _refuse_strange(sheet, values, part)
    changed = _write(of_round, sheet, values, part)
    if changed:
        recompute(of_round)
        _say(by, of_round, sheet, changed, part)
    return len(changed)


@transaction.atomic
def import_scores(
    *,
    by: User | None,
    of_round: Round,
    values: Values,
    official: Mapping[str, Decimal] | None = None,
    source: str = "",
    base_version: int | None = None,
) -> int:
    """Write the scores of a file, all or nothing. How many were changed, announced ones among them.

    ``official``: announced scores of instruments by code, and of the round by "". ``source`` says in the
    trail where they are from.
    """
    opened(of_round, by, base_version)
    sheet = sheet_of(of_round.framework)
    _refuse_strange(sheet, values, None)
    changed = _write(of_round, sheet, values, None)
    announced = _announce(of_round, sheet, official or {})
    if changed or announced:
        recompute(of_round)
        _say(by, of_round, sheet, changed, None, announced, source)
    return len(changed) + len(announced)


Changes = dict[str, tuple[Decimal | None, Decimal | None]]  # what was, what is


def _refuse_strange(sheet: Sheet, values: Values, part: InstrumentPart | None) -> None:
    errors: dict[str, Any] = {}
    for key, value in values.items():
        entry = sheet.by_key.get(key)
        if entry is None or (part and entry.instrument.pk != part.instrument_id):
            errors[key] = STRANGE
        elif value is not None and not 0 <= value <= 100:
            errors[key] = f"{entry.words}: คะแนนต้องอยู่ระหว่าง 0 ถึง 100"
    if errors:
        raise ValidationError(errors)


def _write(of_round: Round, sheet: Sheet, values: Values, part: InstrumentPart | None) -> Changes:
    """The differences between what is stored and ``values``, in one statement of each kind."""
    stored = {key_of(score): score for score in of_round.scores.filter(part=part)}
    changed: Changes = {}
    made, taken, rewritten = [], [], []
    for key, value in values.items():
        score = stored.get(key)
        before = score.value if score else None
        if before == value:
            continue
        changed[key] = (before, value)
        if score is None:
            made.append(_new(of_round, sheet.by_key[key], part, value))
        elif value is None:
            taken.append(score.pk)
        else:
            score.value = value
            rewritten.append(score)
    of_round.scores.filter(pk__in=taken).delete()
    Score.objects.bulk_update(rewritten, ["value"])
    Score.objects.bulk_create(made)
    return changed


def key_of(score: Score) -> str:
    """The key of ``sheets.Entry`` of what the score is of."""
    return f"item-{score.item_id}" if score.item_id else f"indicator-{score.indicator_id}"


def _new(of_round: Round, entry: Entry, part: InstrumentPart | None, value: Any) -> Score:
    indicator = None if entry.item else entry.indicator
    return Score(round=of_round, item=entry.item, indicator=indicator, part=part, value=value)


def _announce(of_round: Round, sheet: Sheet, official: Mapping[str, Decimal]) -> Changes:
    """Announced scores beside the computed ones: of instruments, and "" of the round."""
    changed: Changes = {}
    if "" in official and of_round.official_total != official[""]:
        changed["total"] = (of_round.official_total, official[""])
        of_round.official_total = official[""]
        of_round.save(update_fields=["official_total"])
    instruments = {one.instrument.code: one.instrument for one in sheet.instruments}
    known = {one.instrument_id: one for one in of_round.instruments.filter(part=None)}
    for code in (code for code in official if code in instruments):
        instrument = instruments[code]
        row = known.get(instrument.pk) or RoundInstrument(round=of_round, instrument=instrument)
        if row.official_score != official[code]:
            changed[code] = (row.official_score, official[code])
            row.official_score = official[code]
            row.save()
    return changed


def _say(
    by: User | None,
    of_round: Round,
    sheet: Sheet,
    changed: Changes,
    part: InstrumentPart | None,
    announced: Changes | None = None,
    source: str = "",
) -> None:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for key, (was, now) in changed.items():
        code = sheet.by_key[key].code
        before[code], after[code] = score_text(was) or None, score_text(now) or None
    for code, (was, now) in (announced or {}).items():
        before[f"official {code}"], after[f"official {code}"] = score_text(was) or None, score_text(now)
    if part:
        after["part"] = part.code
    trail(by, AuditEntry.Action.UPDATE, of_round, before=before, after=after, reason=source[:500])
