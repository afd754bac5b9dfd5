"""Rounds as tables of documents, in a fixed number of queries: scores over rounds, SWOC, questions.

Scores print with two decimals, whole ones without: "100", "93.33", "95.50". What was announced of an
instrument goes before what is computed of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from assessments.comparison.reading import compare
from assessments.comparison.shape import Column, Comparison, RowKind
from assessments.comparison.shape import Row as ComparedRow
from assessments.models import Item, ItemLink, Round, RoundInstrument, SwocEntry
from assessments.narrative.places import compared_rounds
from assessments.scoring.shown import Number, shown
from ita_portal.tables.content import Options, PartContent
from ita_portal.tables.layouts import question_sample as question_layout
from ita_portal.tables.layouts import score_years as score_layout
from ita_portal.tables.layouts import swoc as swoc_layout
from ita_portal.tables.rows import Row

TOTAL = "คะแนนรวม"
_SWOC_FIELDS = {
    SwocEntry.Kind.STRENGTH: "strengths",
    SwocEntry.Kind.WEAKNESS: "weaknesses",
    SwocEntry.Kind.OPPORTUNITY: "opportunities",
    SwocEntry.Kind.CHALLENGE: "challenges",
}

# What was announced, by round, code of the instrument, and code of the group ("" for the instrument).
Officials = Mapping[tuple[int, str, str], Decimal]


def score_words(score: Number | None) -> str:
    """A score as documents print it; "" for none."""
    return "" if score is None else shown(score).removesuffix(".00")


def officials_of(rounds: Iterable[Round]) -> Officials:
    """Every score announced of an instrument or a group in these rounds; one query."""
    said = RoundInstrument.objects.filter(round__in=[one.pk for one in rounds])
    announced = said.values_list("round_id", "instrument__code", "part__code", "official_score")
    return {(one, code, part or ""): score for one, code, part, score in announced if score is not None}


def compared(of_round: Round) -> tuple[Comparison, Officials]:
    """The round beside those before it, and what was announced of them; eleven queries at most."""
    rounds = compared_rounds(of_round)
    return compare(rounds), officials_of(rounds)


def score_title(comparison: Comparison, office: str, what: str) -> str:
    """ "ผลการประเมิน IIT ของสำนักงานตัวอย่าง ประจำปี 2567–2569"."""
    years = sorted({column.fiscal_year for column in comparison.columns})
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    return f"ผลการประเมิน {what} ของ{office} ประจำปี {span}"


def score_tables(of_round: Round, options: Options | None = None) -> tuple[PartContent, ...]:
    """The table of every instrument that has scores in the round; twelve queries at most."""
    comparison, officials = compared(of_round)
    codes = of_round.framework.instruments.values_list("code", flat=True)
    found = (
        score_years(
            comparison,
            officials,
            code,
            title=score_title(comparison, of_round.organisation.name, code),
            options=options,
        )
        for code in codes
    )
    return tuple(part for part in found if part)


def score_years(
    comparison: Comparison,
    officials: Officials,
    instrument: str,
    *,
    title: str = "",
    part: str = "",
    options: Options | None = None,
) -> PartContent | None:
    """An instrument's indicators over the rounds with its total, or those of one group of respondents.

    Its items where its indicators have no names. Rounds in which it has no score are left out; None where
    the latest is one of them.
    """
    rows = [row for row in comparison.of_kind(RowKind.INDICATOR, instrument=instrument) if row.part == part]
    if not any(row.name for row in rows):
        rows = [row for row in comparison.of_kind(RowKind.ITEM, instrument=instrument) if row.part == part]
    heads = [row for row in comparison.of_kind(RowKind.INSTRUMENT, instrument=instrument) if row.part == part]
    totals = _totals(comparison.columns, heads, officials, instrument, part)
    places = [
        at
        for at in range(len(comparison.columns))
        if totals[at] is not None or any(row.cells[at].value is not None for row in rows)
    ]
    if not places or places[-1] != len(comparison.columns) - 1:
        return None
    lines = [
        score_layout.ScoreLine(row.name, tuple(score_words(row.cells[at].value) for at in places), row.number)
        for row in rows
        if row.name and any(row.cells[at].value is not None for at in places)
    ]
    total = score_layout.ScoreLine(TOTAL, tuple(score_words(totals[at]) for at in places), is_total=True)
    rounds = [_round(comparison.columns[at]) for at in places]
    return _with(options, score_layout.part(title, rounds, [*lines, total]))


def _totals(
    columns: Iterable[Column], heads: list[ComparedRow], officials: Officials, instrument: str, part: str
) -> list[Decimal | None]:
    computed = heads[0].cells if heads else ()
    return [
        officials.get((column.round_id, instrument, part), computed[at].value if computed else None)
        for at, column in enumerate(columns)
    ]


def _round(column: Column) -> score_layout.ScoreRound:
    return score_layout.ScoreRound(column.fiscal_year, column.round_name, column.framework_changed)


def _with(options: Options | None, part: PartContent) -> PartContent:
    return replace(part, options=options) if options else part


def swoc(of_round: Round, *, title: str = "", options: Options | None = None) -> PartContent | None:
    """The round's SWOC, None where it has none; one query."""
    points: dict[str, list[str]] = defaultdict(list)
    for kind, text in of_round.swoc_entries.values_list("kind", "text"):
        points[_SWOC_FIELDS[SwocEntry.Kind(kind)]].append(" ".join(text.split()))
    if not points:
        return None
    row = Row(values={field: "\n".join(texts) for field, texts in points.items()})
    return _with(options, PartContent(title, swoc_layout.LAYOUT.key, of_round.fiscal_year, (row,)))


def question_sample(
    items: Iterable[Item], fiscal_year: int, *, title: str = "", options: Options | None = None
) -> PartContent | None:
    """These items with their answers; those whose words are not established are left out. No query where
    the items come with their scales.
    """
    questions = [
        question_layout.Question(item.code, item.label, _answers(item)) for item in items if item.label
    ]
    return _with(options, question_layout.part(title, fiscal_year, questions)) if questions else None


def _answers(item: Item) -> tuple[tuple[str, Decimal | None], ...]:
    answers = item.scale.answers if item.scale else []
    return tuple(
        (answer["label"], None if answer.get("points") is None else Decimal(str(answer["points"])))
        for answer in answers
        if answer.get("label")
    )


def what_became_of(items: Iterable[Item]) -> list[Item]:
    """The items of later frameworks that ask these otherwise: split, merged, or in other words; one query."""
    links = ItemLink.objects.filter(earlier__in=[item.pk for item in items])
    found = [
        link.later
        for link in links.select_related("earlier", "later__scale", "later__framework")
        if link.kind != ItemLink.Kind.SAME or link.later.label != link.earlier.label
    ]
    return list(dict.fromkeys(found))
