"""Writing what a round says in words."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.models import Round, RoundNarrative
from assessments.narrative.places import cells_of, written
from assessments.narrative.tokens import unknown_tokens
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.services.opening import claim

Action = AuditEntry.Action


@transaction.atomic
def write_narrative(
    *, by: User | None, of_round: Round, place: str, body: str, base_version: int
) -> RoundNarrative:
    """The text of a place, whose tokens must all be known; the trail keeps the one before.

    What the scores of now would have it say is kept beside it, to know later whether they changed.

    ``base_version`` is 0 where there was none. Raises StaleError with the text as it is now, and
    ValidationError that names each token that is of no cell.
    """
    opened(of_round, by)
    _refuse_unknown(of_round, body)
    narrative = of_round.narratives.filter(place=place).first()
    if narrative is None:
        return _first(by, of_round, place, body)
    before = {"place": place, "body": narrative.body}
    claim(narrative, base_version)
    narrative.body, narrative.basis = body, written(of_round, place)
    narrative.full_clean(exclude=["round"])
    narrative.save(update_fields=["body", "basis"])
    trail(by, Action.UPDATE, of_round, target=narrative, before=before, after={"place": place, "body": body})
    return narrative


def _first(user: User | None, of_round: Round, place: str, body: str) -> RoundNarrative:
    basis = written(of_round, place)
    narrative = RoundNarrative(round=of_round, place=place, body=body, basis=basis)
    narrative.full_clean(exclude=["round"], validate_constraints=False)
    try:
        with transaction.atomic():
            narrative.save()
    except IntegrityError:  # somebody wrote the first text of the place at the same moment
        raise StaleError(of_round.narratives.get(place=place)) from None
    trail(user, Action.CREATE, of_round, target=narrative, after={"place": place, "body": body})
    return narrative


def _refuse_unknown(of_round: Round, body: str) -> None:
    unknown = unknown_tokens(body, cells_of(of_round))
    if unknown:
        raise ValidationError({"body": [one.message for one in unknown]})
