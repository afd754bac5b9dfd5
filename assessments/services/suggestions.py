"""What respondents suggested in a round; or that there was nothing, and where that is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import Instrument, Round, RoundInstrument, Suggestion
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User

MOST_SUGGESTIONS = 200


@dataclass(frozen=True)
class Said:
    """A suggestion as it came, and where it came from."""

    text: str
    source: str = ""


@transaction.atomic
def save_suggestions(
    *,
    by: User,
    of_round: Round,
    instrument: Instrument,
    said: Sequence[Said],
    none_source: str = "",
    base_version: int | None = None,
) -> None:
    """Exactly these suggestions of an instrument; ``none_source``: where it is stated that there are none."""
    opened(of_round, by, base_version)
    if instrument.framework_id != of_round.framework_id:
        raise ValidationError("ไม่มีเครื่องมือนี้ในกรอบการประเมินของรอบ")
    if said and none_source:
        raise ValidationError("มีข้อเสนอแนะแล้ว จึงระบุว่าไม่มีข้อเสนอแนะไม่ได้")
    if len(said) > MOST_SUGGESTIONS:
        raise ValidationError(f"บันทึกข้อเสนอแนะได้ไม่เกิน {MOST_SUGGESTIONS} รายการต่อเครื่องมือ")
    stored = of_round.suggestions.filter(instrument=instrument)
    row, _ = RoundInstrument.objects.get_or_create(round=of_round, instrument=instrument, part=None)
    before = _snapshot(list(stored), row)
    stored.delete()
    made = [
        Suggestion(round=of_round, instrument=instrument, text=one.text, source=one.source, position=place)
        for place, one in enumerate(said, start=1)
    ]
    Suggestion.objects.bulk_create(made)
    row.no_suggestions_source = none_source
    row.save(update_fields=["no_suggestions_source"])
    after = _snapshot(made, row)
    trail(
        by,
        AuditEntry.Action.UPDATE,
        of_round,
        before={instrument.code: before},
        after={instrument.code: after},
    )


def _snapshot(suggestions: Sequence[Suggestion], row: RoundInstrument) -> list[list[str]]:
    none = [["", row.no_suggestions_source]] if row.no_suggestions_source else []
    return [[one.text, one.source] for one in suggestions] + none
