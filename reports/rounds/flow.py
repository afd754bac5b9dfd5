"""A document written from the top: sections, numbered headings, paragraphs, tables and figures with numbers.

All texts are plain; they are escaped here, and print in the digits of the document.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape

from ita_portal.render.blocks import Block, Prose, TableBlock
from ita_portal.render.captions import FIGURE, TABLE, without_number
from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, Options, PartContent
from ita_portal.tables.layout import Orientation
from ita_portal.tables.table import Table
from ita_portal.thai.digits import to_thai


class Flow:
    """One document while it is written. Headings below a section count 1.1, 1.1.1 by the section's number."""

    def __init__(self, digits: Digits = Digits.AS_TYPED) -> None:
        self.options = Options(digits=digits)
        self.words: Callable[[str], str] = to_thai if digits is Digits.THAI else str
        self._blocks: list[Block] = []
        self._title, self._html, self._new_page = "", "", False
        self._tables = self._figures = 0
        self._numbers = [0, 0, 0]

    # Words

    def section(self, title: str, number: int = 0, *, new_page: bool = False) -> None:
        """A section of its own; headings below it begin with its number."""
        self._end_prose()
        self._title, self._new_page = self.words(title), new_page
        self._numbers = [number, 0, 0]

    def heading(self, title: str) -> None:
        self._add("h3", self.counted(title))

    def counted(self, title: str) -> str:
        """The title of a heading with its number, for one that stands over a table."""
        section, above, _ = self._numbers
        self._numbers = [section, above + 1, 0]
        return f"{section}.{above + 1} {title}"

    def subheading(self, title: str) -> None:
        section, above, own = self._numbers
        self._numbers = [section, above, own + 1]
        self._add("h4", f"{section}.{above}.{own + 1} {title}")

    def minor_heading(self, title: str) -> None:
        """One without a number."""
        self._add("h4", title)

    def paragraphs(self, text: str) -> None:
        """A paragraph for each line that says something."""
        for line in filter(None, map(str.strip, text.splitlines())):
            self._add("p", line)

    def points(self, texts: Iterable[str]) -> None:
        """A numbered list; nothing where there are no texts."""
        entries = "".join(f"<li>{self._safe(text)}</li>" for text in texts)
        if entries:
            self._html += f"<ol>{entries}</ol>"

    def _add(self, tag: str, text: str) -> None:
        self._html += f"<{tag}>{self._safe(text)}</{tag}>"

    def _safe(self, text: str) -> str:
        return escape(self.words(text))

    # Tables

    @property
    def next_table(self) -> str:
        """What the next table will be called: "ตารางที่ 2"."""
        return f"{TABLE} {self._tables + 1}"

    @property
    def next_figure(self) -> str:
        return f"{FIGURE} {self._figures + 1}"

    def table(self, part: PartContent | Table) -> None:
        """A table with its number. Raises UnknownLayoutError."""
        name = self.next_table
        self._tables += 1
        self.unnumbered(self._named(part, name))

    def figure(self, part: PartContent | Table) -> None:
        """A table that counts as a picture."""
        name = self.next_figure
        self._figures += 1
        self.unnumbered(self._named(part, name))

    def unnumbered(self, part: PartContent | Table, *, heading: str = "", new_page: bool = False) -> None:
        table = build(part) if isinstance(part, PartContent) else part
        self._end_prose()
        over = self._title or self.words(heading)  # of a section that says nothing before its table
        self._blocks.append(TableBlock(table, over, new_page or self._new_page))
        self._title, self._new_page = "", False

    def _named(self, part: PartContent | Table, name: str) -> Table:
        """Upright, because it stands in the text."""
        table = build(part) if isinstance(part, PartContent) else part
        title = f"{self.words(name)} {without_number(table.title)}".rstrip()
        return replace(table, title=title, orientation=Orientation.PORTRAIT)

    # The whole

    def add(self, blocks: Sequence[Block]) -> None:
        """Blocks that are made elsewhere."""
        self._end_prose()
        self._blocks += blocks

    def blocks(self) -> tuple[Block, ...]:
        """All that was written; a section of which nothing was said leaves nothing behind."""
        self._end_prose()
        return tuple(self._blocks)

    def _end_prose(self) -> None:
        if self._html:
            self._blocks.append(Prose(self._title, self._html, new_page=self._new_page))
            self._title, self._html, self._new_page = "", "", False
