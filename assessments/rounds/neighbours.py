"""Which round of an organisation comes before a round, and which after it."""

from assessments.comparison.facts import in_time
from assessments.models import Round


def round_before(of_round: Round) -> Round | None:
    """The last round of the organisation and the family before this one; rehearsals are none."""
    earlier = [one for one in _others(of_round) if in_time(one) < in_time(of_round)]
    return max(earlier, key=in_time, default=None)


def round_after(of_round: Round) -> Round | None:
    """The next round of the organisation and the family after this one; rehearsals are none."""
    later = [one for one in _others(of_round) if in_time(one) > in_time(of_round)]
    return min(later, key=in_time, default=None)


def _others(of_round: Round) -> list[Round]:
    same = Round.objects.filter(organisation=of_round.organisation_id, family=of_round.family)
    return list(same.exclude(kind=Round.Kind.PRACTICE).exclude(pk=of_round.pk).select_related("framework"))
