"""The comparison of some rounds of one organisation."""

from collections.abc import Iterable

from assessments.comparison.cells import rows_of
from assessments.comparison.facts import Facts, facts_of
from assessments.comparison.shape import Column, Comparison
from assessments.models import Round


def compare(rounds: Iterable[Round]) -> Comparison:
    """Rounds of any years beside each other, the earliest first; the caller has asked the door for them.

    Instruments are joined by code, indicators by topic or by number and name, items by the links between
    years or by topic. What an earlier framework asked and the latest does not keeps a row of its own.
    """
    facts = facts_of(rounds)
    return Comparison(_columns(facts), rows_of(facts) if facts.rounds else ())


def _columns(facts: Facts) -> tuple[Column, ...]:
    columns: list[Column] = []
    for one in facts.rounds:
        result = getattr(one, "result", None)
        columns.append(
            Column(
                round_id=one.pk,
                fiscal_year=one.fiscal_year,
                kind=one.kind,
                round_name=one.round_name,
                framework_id=one.framework_id,
                framework_name=one.framework.name,
                framework_year=one.framework.fiscal_year,
                framework_changed=bool(columns) and columns[-1].framework_id != one.framework_id,
                total=result.total if result else None,
                missing=result.missing if result else 0,
                official_total=one.official_total,
                target_total=one.target_total,
                rating=one.official_rating or (result.rating if result else ""),
                respondents=facts.respondents.get(one.pk, {}),
            )
        )
    return tuple(columns)
