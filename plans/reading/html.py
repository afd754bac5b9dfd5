"""Tables in HTML, as Excel and Word write it, to rows of cells; nothing of it survives but text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from plans.limits import MAX_COLUMNS, MAX_ROWS
from plans.reading.grid import GridCell, refuse_too_high

# What stands inside these is never text of a document.
_UNREAD = frozenset(
    {"script", "style", "title", "xml", "template", "svg", "math", "object", "iframe", "noscript"}
)
_PICTURES = frozenset({"img", "v:imagedata", "picture", "canvas", "video"})
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"})
# Bullets of Symbol and Wingdings, which are other characters without their font, and those that Word draws.
_FONT_BULLETS = re.compile(r"(?m)^[ \xa0]*[·§\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d][ \xa0]*(?=\S)")
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u3000]+")
_OVERFLOWN = re.compile(r"#+")


@dataclass
class ReadHtml:
    """The rows of all tables one under another; text between tables is a row of one cell over their width.

    ``pictures`` counts what was left out as a picture, ``hidden`` the cells of hidden columns and rows.
    """

    rows: list[list[GridCell]] = field(default_factory=list)
    tables: int = 0
    pictures: int = 0
    hidden: int = 0


def read_html(html: str) -> ReadHtml:
    """Raises UnreadableError for a table larger than the limits."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_table()
    return reader.read


@dataclass
class _OpenCell:
    text: list[str] = field(default_factory=list)
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    is_hidden: bool = False
    runs_over: bool = False  # Excel lets a long text run over empty neighbours and calls that a span
    keeps_breaks: bool = False  # a browser copies line breaks as they are where its page shows them
    number: str = ""


class _Reader(HTMLParser):
    """Cells are opened and closed as browsers do it, whether or not their ends are written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = ReadHtml()
        self.depth = 0  # of tables inside tables, whose text belongs to the outer cell
        self.row: list[GridCell] | None = None
        self.row_hidden = False
        self.cell: _OpenCell | None = None
        self.table_keeps_breaks = False
        self.between: list[str] = []
        self.skipped: list[str] = []
        self.bullet: list[str] | None = None
        self.bullet_depth = 0

    # What the parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped or tag in _UNREAD:
            if tag in _UNREAD:
                self.skipped.append(tag)
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _PICTURES:
            self.read.pictures += 1
        elif tag == "br":
            self._say("\n")
        elif tag == "table":
            self._start_table(given)
        elif self.depth <= 1 and tag == "tr":
            self._start_row(given)
        elif self.depth <= 1 and tag in ("td", "th"):
            self._start_cell(tag, given)
        elif tag in _BLOCKS or (self.depth > 1 and tag in ("tr", "td", "th")):
            self._say("\n- " if tag == "li" else "\n")
        elif tag == "span":
            self._start_span(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNREAD:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            if tag in self.skipped:
                del self.skipped[self.skipped.index(tag) :]
        elif tag == "table":
            self._end_of_table()
        elif self.depth <= 1 and tag == "tr":
            self._end_row()
        elif self.depth <= 1 and tag in ("td", "th"):
            self._end_cell()
        elif tag in _BLOCKS:
            self._say("\n")
        elif tag == "span":
            self._end_span()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            # A line break in the source is a space; those that show are tags, or said to show.
            keeps_breaks = self.table_keeps_breaks or (self.cell is not None and self.cell.keeps_breaks)
            self._say(data if keeps_breaks else re.sub(r"[ \t\r\n\f]+", " ", data))

    # Tables, rows, cells

    def _start_table(self, given: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.table_keeps_breaks = _keeps_breaks(given)
            self._end_between()
            self.read.tables += 1

    def _end_of_table(self) -> None:
        if self.depth == 1:
            self.end_table()
        self.depth = max(0, self.depth - 1)

    def end_table(self) -> None:
        """Close whatever is open."""
        self._end_row()
        self._end_between()

    def _start_row(self, given: Mapping[str, str]) -> None:
        self._end_row()
        refuse_too_high(len(self.read.rows) + 1)
        self.row, self.row_hidden = [], _is_hidden(given)

    def _end_row(self) -> None:
        self._end_cell()
        if self.row is not None:
            self.read.rows.append(self.row)
        self.row = None

    def _start_cell(self, tag: str, given: Mapping[str, str]) -> None:
        self._end_cell()
        if self.row is None:
            self._start_row({})
        self.cell = _OpenCell(
            rowspan=_span(given.get("rowspan", ""), MAX_ROWS),
            colspan=_span(given.get("colspan", ""), MAX_COLUMNS + 1),
            is_header=tag == "th",
            is_hidden=self.row_hidden or _is_hidden(given),
            runs_over="mso-ignore:colspan" in _style(given),
            keeps_breaks=_keeps_breaks(given),
            number=given.get("x:num", ""),
        )

    def _end_cell(self) -> None:
        cell, self.cell, self.bullet = self.cell, None, None
        if cell is None or self.row is None:
            return
        text = tidy("".join(cell.text))
        if cell.number and _OVERFLOWN.fullmatch(text):  # too narrow to show its number
            text = cell.number
        if cell.is_hidden and text:
            self.read.hidden += 1
            text = ""
        colspan = 1 if cell.runs_over else cell.colspan
        self.row.append(GridCell(text, rowspan=cell.rowspan, colspan=colspan, is_header=cell.is_header))
        self.row += [GridCell()] * (cell.colspan - colspan)

    def _end_between(self) -> None:
        """Text outside of tables, a line each."""
        lines = tidy("".join(self.between)).split("\n")
        self.read.rows += [[GridCell(line, colspan=MAX_COLUMNS, is_outside=True)] for line in lines if line]
        self.between = []

    # Text

    def _say(self, words: str) -> None:
        if self.bullet is not None:
            self.bullet.append(words)
        elif self.cell is not None:
            self.cell.text.append(words)
        elif self.depth == 0:
            self.between.append(words)

    def _start_span(self, given: Mapping[str, str]) -> None:
        """Word draws the bullet or number of a list in a span of its own."""
        if self.bullet is not None:
            self.bullet_depth += 1
        elif "mso-list:ignore" in _style(given):
            self.bullet, self.bullet_depth = [], 1

    def _end_span(self) -> None:
        if self.bullet is None:
            return
        self.bullet_depth -= 1
        if self.bullet_depth == 0:
            mark, self.bullet = "".join(self.bullet).replace("\xa0", " ").strip(), None
            is_number = re.fullmatch(r"[(]?[\w\u0e01-\u0e2e.]+[.)]", mark)
            self._say(f"{mark} " if is_number else "- ")


def tidy(text: str) -> str:
    """Lines without needless spaces, empty lines left out, bullets of symbol fonts as dashes."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _FONT_BULLETS.sub("- ", "\n".join(line for line in lines if line))


def _span(text: str, most: int) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal()):
        return 1
    return most if len(digits) > 6 else max(1, min(int(digits), most))


def _style(given: Mapping[str, str]) -> str:
    """The styles that tell something; paste.js brings them under another name."""
    return re.sub(r"\s", "", given.get("style", "") + ";" + given.get("data-style", "")).lower()


def _keeps_breaks(given: Mapping[str, str]) -> bool:
    return "white-space:pre" in _style(given)


def _is_hidden(given: Mapping[str, str]) -> bool:
    return "display:none" in _style(given) or "hidden" in given
