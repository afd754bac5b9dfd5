"""What a round says of its instruments and their groups: how many answered, targets, what was announced."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import Instrument, InstrumentPart, Round, RoundInstrument
from assessments.reading.cells import score_text
from assessments.services.results import recompute
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User

FIELDS = (
    "population",
    "respondents",
    "group",
    "minimum",
    "answers_target",
    "target_score",
    "official_score",
)
Place = tuple[int, int | None]  # an instrument, and a part of it or none


@transaction.atomic
def save_respondents(
    *,
    by: User | None,
    of_round: Round,
    values: Mapping[Place, Mapping[str, Any]],
    base_version: int | None = None,
) -> None:
    """Write the FIELDS that ``values`` holds of each instrument or part of the round's framework."""
    opened(of_round, by, base_version)
    known = {(one.instrument_id, one.part_id): one for one in of_round.instruments.all()}
    places = places_of(of_round)
    before, after = {}, {}
    for place, fields in values.items():
        if place not in places:
            raise ValidationError("ไม่มีเครื่องมือหรือกลุ่มผู้ตอบนี้ในกรอบการประเมินของรอบ")
        instrument, part = places[place]
        row = known.get(place) or RoundInstrument(round=of_round, instrument=instrument, part=part)
        was = _snapshot(row) if row.pk else {}
        _require_group(row, fields)
        for name in FIELDS:
            setattr(row, name, fields.get(name, getattr(row, name)))
        row.full_clean(exclude=["round", "instrument", "part"], validate_unique=False)
        if _snapshot(row) != was:
            row.save()
            before[part.code if part else instrument.code] = was
            after[part.code if part else instrument.code] = _snapshot(row)
    recompute(of_round)
    trail(by, AuditEntry.Action.UPDATE, of_round, before=before, after=after)


def places_of(of_round: Round) -> dict[Place, tuple[Instrument, InstrumentPart | None]]:
    """Every instrument of the round's framework, each followed by its groups of respondents."""
    found: dict[Place, tuple[Instrument, InstrumentPart | None]] = {}
    for instrument in of_round.framework.instruments.prefetch_related("parts"):
        found[instrument.pk, None] = (instrument, None)
        for part in instrument.parts.all():
            found[instrument.pk, part.pk] = (instrument, part)
    return found


def _require_group(row: RoundInstrument, fields: Mapping[str, Any]) -> None:
    """A group is one that the framework has a rule for; one that was chosen before may stay."""
    group = fields.get("group", row.group)
    rules = row.instrument.survey_rules.filter(part=row.part, group=group)
    if group not in ("", row.group) and not rules.exists():
        raise ValidationError("ไม่มีกลุ่มหน่วยงานนี้ในเกณฑ์จำนวนผู้ตอบของกรอบการประเมิน")


def _snapshot(row: RoundInstrument) -> dict[str, Any]:
    scores = ("target_score", "official_score", "answers_target")
    kept = {name: getattr(row, name) for name in FIELDS}
    return {name: score_text(kept[name]) if name in scores else kept[name] for name in FIELDS}
