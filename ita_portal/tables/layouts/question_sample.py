"""``question_sample``: questions of a survey with the answers to choose from and their points.

Source: sample questions in an indicator plan. The answers of a question stand in a line of their own before
it, where they are not those of the question above. Fewer answers than columns share their width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import plain
from ita_portal.tables.content import ColumnChoice, Options, PartContent
from ita_portal.tables.layout import Align, Column, Field, Layout, Lists, Total, Value
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell, Line, LineKind

_LEVEL = "level_"
_USUAL, _MOST = 5, 10  # columns of answers
_HEADER = ("ระดับ", "")
_WIDTHS = {"number": 6.0, "title": 38.0, _LEVEL: 56.0}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its code ("i13") and its answers, each with its points where they are known."""

    code: str
    words: str
    answers: tuple[tuple[str, Decimal | None], ...] = ()


def part(title: str, fiscal_year: int, questions: Sequence[Question]) -> PartContent:
    """The table of these questions, with as many columns as the longest scale has answers."""
    count = max((len(question.answers) for question in questions), default=_USUAL)
    rows = tuple(map(_row, questions))
    return PartContent(title, LAYOUT.key, fiscal_year, rows, _choices(min(max(count, 1), _MOST)))


def _choices(count: int) -> tuple[ColumnChoice, ...] | None:
    if count == _USUAL:
        return None
    usual = (ColumnChoice(column.field, column.header, column.width) for column in LAYOUT.columns[:2])
    width = _WIDTHS[_LEVEL] / count
    return (*usual, *(ColumnChoice(f"{_LEVEL}{at}", _HEADER, width) for at in range(1, count + 1)))


def _row(question: Question) -> Row:
    answers = "\n".join(_answer(words, points) for words, points in question.answers)
    return Row(question.words, question.code, values={"answers": answers} if answers else {})


def _answer(words: str, points: Decimal | None) -> str:
    return words if points is None else f"{words} ({plain(points)} คะแนน)"


# The answers before their questions


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    """The answers of each question whose scale is not that of the question above, all in the first column."""
    above, found = "", []
    for at, row in enumerate(rows):
        answers = row.values.get("answers", "")
        if answers and answers != above:
            found.append(Total(at, {f"{_LEVEL}1": Value(answers)}))
            above = answers
    return found


def _arranged(lines: Sequence[Line], shown: Sequence[Column]) -> list[Line]:
    """Every line with as many cells as its scale has answers; the answers head the questions below them."""
    places = [at for at, column in enumerate(shown) if column.field.startswith(_LEVEL)]
    arranged, count = [], len(places)
    for line in lines:
        levels = [cell for cell in line.cells if cell.column in places]
        if line.kind is LineKind.TOTAL:
            answers = levels[0].text.split("\n")
            fitting = _fitting([_in_lines(answer) for answer in answers], len(places))
            levels = [replace(levels[0], text=words) for words in fitting]
            count = len(levels)
        elif not any(cell.text for cell in levels[count:]):
            levels = levels[:count]
        others = [cell for cell in line.cells if cell.column not in places]
        cells = [*others, *_sharing(levels, places)]
        kind = LineKind.HEADING if line.kind is LineKind.TOTAL else line.kind
        arranged.append(replace(line, kind=kind, cells=tuple(sorted(cells, key=lambda cell: cell.column))))
    return arranged


def _in_lines(answer: str) -> str:
    """The points below the words: the cells of a long scale are narrow."""
    return answer.replace(" (", "\n(")


def _fitting(answers: list[str], columns: int) -> list[str]:
    """One text for a column at most; those for which there is none stand in the last."""
    return [*answers[: columns - 1], "\n".join(answers[columns - 1 :])] if len(answers) > columns else answers


def _sharing(cells: Sequence[Cell], places: Sequence[int]) -> Iterator[Cell]:
    """The cells over all the columns, the first of them wider where they cannot all be the same."""
    at = 0
    for nth, cell in enumerate(cells):
        span = len(places) // len(cells) + (nth < len(places) % len(cells))
        yield replace(cell, column=places[at], colspan=span)
        at += span


def _level(number: int) -> Column:
    field = f"{_LEVEL}{number}"
    return Column(field, _HEADER, _WIDTHS[_LEVEL] / _USUAL, columns.value(field), Align.CENTER)


LAYOUT = Layout(
    key="question_sample",
    name="ตัวอย่างข้อคำถาม",
    description="ข้อคำถามของแบบวัดการรับรู้ พร้อมตัวเลือกคำตอบและคะแนนของแต่ละระดับ",
    row_word="ข้อคำถาม",
    lists=Lists.QUESTIONS,
    offered=False,
    fields=(
        Field("answers", "ตัวเลือกคำตอบ", help="บรรทัดละหนึ่งตัวเลือก เช่น มากที่สุด (100 คะแนน)"),
        *(Field(f"{_LEVEL}{at}", f"ระดับที่ {at}") for at in range(1, _MOST + 1)),
    ),
    totals=_totals,
    arrange=_arranged,
    columns=(
        Column("number", ("ข้อ",), _WIDTHS["number"], columns.text_of("number"), Align.CENTER, ("ลำดับ",)),
        Column("title", ("คำถาม",), _WIDTHS["title"], columns.text_of("title"), words=("ข้อคำถาม",)),
        *map(_level, range(1, _USUAL + 1)),
    ),
    more=tuple(map(_level, range(_USUAL + 1, _MOST + 1))),
)
