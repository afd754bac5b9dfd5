"""The HTML of sections as paragraphs, lists and tables of a Word file.

It was cleaned when it was saved; a tag that is none of ours leaves its text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ita_portal.render.docx_grid import HEADER_FILL, MOST_COLUMNS, GridCell, GridRow, grid
from ita_portal.render.docx_lists import LEVELS, STEP, Lists
from ita_portal.render.docx_styles import GAP, HEADINGS
from ita_portal.render.docx_xml import paragraph, run, twips
from ita_portal.render.list_kinds import first_number, list_kind

_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "underline"}
_DEEPER = {"h3": 1, "h4": 2}  # than the section's own heading
_FIRST_LINE = 1.5 * 72 / 2.54  # points by which a paragraph's first line is set in
_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div"))
_UNSEEN = frozenset(("script", "style"))
_WHITE = re.compile("[\t\r\n]+")
_LEVEL = re.compile("level-([2-5])")
_LONG, _SHORT = 60, 8  # characters that count for the width of a column


@dataclass(slots=True)
class _List:
    number: int
    level: int
    is_item_new: bool = False  # its number has not been printed yet


@dataclass(slots=True)
class _Cell:
    is_header: bool
    colspan: int
    rowspan: int
    content: str = ""
    letters: int = 0


@dataclass(slots=True)
class _Frame:
    """What is being filled: the section, or a cell of a table with the rows of the tables in it."""

    blocks: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None


def prose(html: str, lists: Lists, width: float, *, level: int) -> str:
    """The HTML as paragraphs and tables, below a heading of that level (from 0).

    ``width`` is that of the page between its margins, in points.
    """
    reader = _Reader(lists, width, level)
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Reads tag after tag; ``frames`` are the table cells within each other, the section first."""

    def __init__(self, lists: Lists, width: float, level: int) -> None:
        super().__init__()
        self.lists, self.width, self.level = lists, width, level
        self.frames = [_Frame()]
        self.tables: list[list[list[_Cell]]] = []
        self.marks = dict.fromkeys(_MARKS.values(), 0)
        self.runs: list[str] = []
        self.style, self.indent, self.unseen = "", 0, 0

    def finished(self) -> str:
        """All that was read; tags that nobody closed are closed."""
        while len(self.frames) > 1:
            self._end_cell()
        self._end_paragraph()
        while self.tables:
            self._end_table()
        return "".join(self.frames[0].blocks)

    # What the parser meets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _MARKS:
            self.marks[_MARKS[tag]] += 1
        elif tag == "br":
            self.runs.append(run("\n"))
        elif tag in _UNSEEN:
            self.unseen += 1
        elif tag in _BLOCKS:
            self._begin_block(tag, given.get("class") or "")
        elif tag in ("ol", "ul"):
            self._begin_list(tag, given)
        elif tag == "table":
            self._end_paragraph()
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._begin_cell(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self.marks[_MARKS[tag]] = max(self.marks[_MARKS[tag]] - 1, 0)
        elif tag in _UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag == "li":
            self._end_item()
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif tag in ("ol", "ul"):
            self._end_paragraph()
            if self.frames[-1].lists:
                self.frames[-1].lists.pop()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "table" and self.tables:
            self._end_table()

    def handle_data(self, data: str) -> None:
        text = _WHITE.sub(" ", data)
        if self.unseen or not (self.runs or text.strip(" ")):
            return
        if not self.runs:
            text = text.lstrip(" ")
        cell = self.frames[-1].cell
        if cell:
            cell.letters += len(text)
        marks = {name: count > 0 for name, count in self.marks.items()}
        if cell and cell.is_header:
            marks["bold"] = True
        self.runs.append(run(text, **marks))

    # Paragraphs and lists

    def _begin_block(self, tag: str, classes: str) -> None:
        self._end_paragraph()
        self.style = HEADINGS[self.level + _DEEPER[tag]] if tag in _DEEPER else ""
        level = _LEVEL.fullmatch(classes)
        self.indent = (int(level[1]) - 1) * STEP if level else 0
        if tag == "li" and self.frames[-1].lists:
            self.frames[-1].lists[-1].is_item_new = True

    def _end_paragraph(self) -> None:
        if self.runs:
            self._write_paragraph()
        self.style, self.indent = "", 0

    def _write_paragraph(self) -> None:
        frame = self.frames[-1]
        if frame.lists:
            properties = _list_place(frame.lists[-1])
        elif self.style:
            properties = '<w:spacing w:before="0"/>'
        elif frame.cell:
            properties = '<w:jc w:val="center"/>' if frame.cell.is_header else ""
        else:
            properties = f'<w:ind w:left="{self.indent}" w:firstLine="{twips(_FIRST_LINE)}"/>'
        frame.blocks.append(paragraph("".join(self.runs), style=self.style, properties=properties))
        self.runs.clear()

    def _begin_list(self, tag: str, given: dict[str, str | None]) -> None:
        self._end_paragraph()
        lists = self.frames[-1].lists
        level = min(len(lists), LEVELS - 1)
        number = self.lists.begin(list_kind(tag, given), level, first_number(given))
        lists.append(_List(number, level))

    def _end_item(self) -> None:
        lists = self.frames[-1].lists
        if self.runs or (lists and lists[-1].is_item_new):
            self._write_paragraph()
        self.style, self.indent = "", 0

    # Tables

    def _begin_cell(self, tag: str, given: dict[str, str | None]) -> None:
        self._end_paragraph()
        if not self.tables[-1]:
            self.tables[-1].append([])
        cell = _Cell(tag == "th", _span(given.get("colspan")), _span(given.get("rowspan")))
        self.tables[-1][-1].append(cell)
        self.frames.append(_Frame(cell=cell))

    def _end_cell(self) -> None:
        self._end_paragraph()
        cell = self.frames[-1].cell
        if cell:
            cell.content = "".join(self.frames.pop().blocks) or paragraph()

    def _end_table(self) -> None:
        self._end_paragraph()
        rows = [row for row in self.tables.pop() if row]
        if rows:
            gap = paragraph(style=GAP)  # without it, tables that follow each other would be one
            self.frames[-1].blocks += [gap, _table(rows, self.width / 2 ** len(self.tables)), gap]


def _list_place(item: _List) -> str:
    """A paragraph of an item: its first has the number, those that follow stand below the text."""
    if not item.is_item_new:
        return f'<w:ind w:left="{STEP * (item.level + 1)}"/>'
    item.is_item_new = False
    return f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{item.number}"/></w:numPr>'


def _span(value: str | None) -> int:
    return int(value) if value and re.fullmatch("[1-9][0-9]?", value) else 1


# Tables


def _table(rows: Sequence[Sequence[_Cell]], width: float) -> str:
    """A table as wide as the page; one with more columns than Word has leaves its text."""
    placed = [list(row) for row in _placed(rows)]
    starts = sorted({column for row in placed for column, _, _ in row})
    if len(starts) > MOST_COLUMNS:
        return "".join(cell.content for row in rows for cell in row)
    headers = _header_rows(rows)
    cells = [[_grid_cell(*one, starts) for one in row] for row in placed]
    lines = [GridRow(tuple(row), is_header=at < headers) for at, row in enumerate(cells)]
    letters = dict.fromkeys(range(len(starts)), _SHORT)
    for row, made in zip(placed, cells, strict=True):
        for (_, _, cell), place in zip(row, made, strict=True):
            if place.colspan == 1:
                letters[place.column] = max(letters[place.column], min(cell.letters, _LONG))
    share = width / sum(letters.values())
    return grid([count * share for count in letters.values()], lines)


def _placed(rows: Sequence[Sequence[_Cell]]) -> Iterator[Iterator[tuple[int, int, _Cell]]]:
    """Each row's cells with their column and the end of it: beside those that run on from above."""
    until: dict[int, int] = {}  # column: the row (from 0) at which it is free again
    for at, row in enumerate(rows):
        yield _placed_row(at, row, until, len(rows))


def _placed_row(
    at: int, row: Sequence[_Cell], until: dict[int, int], last: int
) -> Iterator[tuple[int, int, _Cell]]:
    column = 0
    for cell in row:
        while until.get(column, 0) > at:
            column += 1
        end = column + 1
        while end < column + cell.colspan and until.get(end, 0) <= at:
            end += 1
        cell.rowspan = min(cell.rowspan, last - at)
        until.update(dict.fromkeys(range(column, end), at + cell.rowspan))
        yield column, end, cell
        column = end


def _grid_cell(column: int, end: int, cell: _Cell, starts: Sequence[int]) -> GridCell:
    """The cell where only columns count in which some cell begins; all others are empty."""
    first = bisect_left(starts, column)
    fill = HEADER_FILL if cell.is_header else ""
    return GridCell(first, cell.content, bisect_left(starts, end) - first, cell.rowspan, fill)


def _header_rows(rows: Sequence[Sequence[_Cell]]) -> int:
    """How many rows at the top are headers alone."""
    count = 0
    for row in rows[:-1]:
        if not all(cell.is_header for cell in row):
            break
        count += 1
    return count
