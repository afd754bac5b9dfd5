"""``score_years``: the scores of an instrument's indicators over years and rounds, with their totals.

Source: the tables of an indicator plan. Scores and totals are those that were announced, never computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ita_portal.tables import columns
from ita_portal.tables.content import ColumnChoice, PartContent
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists, Orientation
from ita_portal.tables.rows import Row

MOST_ROUNDS = 12
TOTAL = "total"  # the field that marks a row of totals, with any words
CHANGED = "*"
CHANGED_NOTE = f"{CHANGED} กรอบการประเมินเปลี่ยนไปจากปีก่อน คะแนนจึงเปรียบเทียบกันโดยตรงไม่ได้"
_INDICATOR = "ตัวชี้วัด"
_WIDTHS = (40, 20)  # of the indicators, and of each round


@dataclass(frozen=True, slots=True)
class ScoreRound:
    """One column: a year with its round, if it has several, and whether its framework is a new one."""

    fiscal_year: int
    name: str = ""
    framework_changed: bool = False


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One indicator, or the total: its scores as announced, one for each round, "" where there is none."""

    title: str
    scores: tuple[str, ...]
    number: str = ""
    is_total: bool = False


def part(
    title: str, rounds: Sequence[ScoreRound], lines: Sequence[ScoreLine], *, unit: str = "ร้อยละ"
) -> PartContent:
    """The table of these rounds, which are in order; raises ValueError for none or too many of them.

    Rounds of one year stand under it, where any year has several.
    """
    if not 0 < len(rounds) <= MOST_ROUNDS:
        raise ValueError(f"{len(rounds)} rounds")
    years = [list(members) for _, members in groupby(rounds, key=lambda of: of.fiscal_year)]
    grouped = len(years) < len(rounds)
    headers = [(_INDICATOR,), *(_header(of, unit, grouped=grouped) for of in rounds)]
    fields = ("title", *map(_field, range(1, len(rounds) + 1)))
    return PartContent(
        title,
        LAYOUT.key,
        rounds[-1].fiscal_year,
        rows=tuple(map(_row, lines)),
        columns=tuple(ColumnChoice(field, header) for field, header in zip(fields, headers, strict=True)),
        notes=(CHANGED_NOTE,) if any(of.framework_changed for of in rounds) else (),
    )


def _header(of: ScoreRound, unit: str, *, grouped: bool) -> tuple[str, ...]:
    """The year, the round and the unit in one cell, or the round below its year; the mark is the column's."""
    mark = CHANGED if of.framework_changed else ""
    year, measured = f"ปี {of.fiscal_year}", f"({unit})" if unit else ""
    if grouped:
        return year, "\n".join(filter(None, (f"{of.name or year}{mark}", measured)))
    return ("\n".join(filter(None, (f"{year}{mark}", of.name, measured))),)


def _row(line: ScoreLine) -> Row:
    scores = {_field(at): score for at, score in enumerate(line.scores, start=1) if score}
    return Row(line.title, line.number, values=scores | ({TOTAL: columns.CHECK} if line.is_total else {}))


def _field(number: int) -> str:
    return f"score_{number}"


def _column(number: int, header: str) -> Column:
    field = _field(number)
    return Column(field, (header,), _WIDTHS[1], columns.value(field), Align.CENTER, empty="-")


LAYOUT = Layout(
    key="score_years",
    name="ตารางคะแนนการประเมินรายปี",
    description="คะแนนแต่ละตัวชี้วัดเปรียบเทียบรายปีและรายรอบ พร้อมคะแนนรวม",
    row_word="ตัวชี้วัด",
    heading_labels=("หัวข้อ",),
    orientation=Orientation.PORTRAIT,
    lists=Lists.SCORES,
    offered=False,
    is_total=lambda row: bool(row.values.get(TOTAL)),
    fields=(
        *(
            Field(_field(at), f"คะแนนรอบที่ {at}", Kind.NUMBER, is_result=True)
            for at in range(1, MOST_ROUNDS + 1)
        ),
        Field(TOTAL, "เป็นแถวคะแนนรวม", Kind.MARK),
    ),
    columns=(
        Column("title", (_INDICATOR,), _WIDTHS[0], columns.title),
        _column(1, "ปี {fiscal_year}\n(ร้อยละ)"),
    ),
    more=tuple(_column(at, f"คะแนนรอบที่ {at}") for at in range(2, MOST_ROUNDS + 1)),
)
