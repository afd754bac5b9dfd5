"""Document: everything a printed plan says, before any format is chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_portal.render.blocks import Block, CharterProse, Prose, TableBlock
from ita_portal.render.look import Look
from ita_portal.tables.content import Digits
from ita_portal.tables.table import Table


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed: blocks in their order, and the look in which they are set.

    ``short_title`` and ``revision`` stand in the running foot; a mark of the look takes the place of the
    latter. ``digits`` is for what the document
    itself counts (pages); the tables carry theirs already.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    organisation: str = ""
    fiscal_year: int | None = None
    kind: str = ""
    short_title: str = ""
    revision: str = ""
    digits: Digits = Digits.AS_TYPED
    look: Look = field(default_factory=Look)
    lang: str = "th"

    @property
    def standing(self) -> str:
        """Which revision every page says that it is of."""
        return self.look.mark.text if self.look.mark else self.revision

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in printed order, those of charters among them."""
        return tuple(block.table for block in self.table_blocks())

    @property
    def sections(self) -> tuple[Prose, ...]:
        """The sections of the document itself."""
        return tuple(block for block in self.blocks if isinstance(block, Prose))

    @property
    def charters(self) -> tuple[CharterProse, ...]:
        return tuple(block for block in self.blocks if isinstance(block, CharterProse))

    def table_blocks(self) -> Iterator[TableBlock]:
        for block in self.blocks:
            if isinstance(block, TableBlock):
                yield block
            elif isinstance(block, CharterProse):
                yield from block.annexes
