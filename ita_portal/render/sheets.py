"""Which blocks of a document stand on pages of one kind, and what of them the contents list.

A sheet is a run of pages of one kind: blocks of the same orientation that follow each other share its pages,
except where a block begins a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from ita_portal.render.blocks import (
    Block,
    CharterProse,
    Contents,
    Cover,
    Divider,
    Prose,
    SignaturePage,
    TableBlock,
)
from ita_portal.render.document import Document
from ita_portal.tables.layout import Orientation
from ita_portal.tables.table import Table

_SHORT = 25  # rows


class SheetKind(StrEnum):
    """Only pages that are no cover are counted, and only pages of text and tables say their number."""

    COVER = "cover"
    DIVIDER = "divider"
    FRONT = "front"  # what comes before page 1: preface and contents
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its anchor, by which the contents lead to it; ``number`` is a table's own, else 0."""

    block: Block
    anchor: str
    number: int = 0

    @property
    def table(self) -> Table | None:
        return self.block.table if isinstance(self.block, TableBlock) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    kind: SheetKind
    name: str
    blocks: tuple[Placed, ...]

    @property
    def orientation(self) -> Orientation:
        return Orientation.LANDSCAPE if self.kind is SheetKind.LANDSCAPE else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents. ``is_part`` is the title of a part of the book, which others stand below."""

    title: str
    anchor: str
    is_front: bool = False
    is_part: bool = False


def sheets(document: Document) -> list[Sheet]:
    """The document's blocks by their pages; tables of a charter stand behind it as blocks of their own."""
    grouped = groupby(_placed(document), key=lambda placed: _kind(placed.block))
    runs = [(kind, tuple(blocks)) for kind, blocks in grouped]
    return [Sheet(kind, f"sheet-{at}", blocks) for at, (kind, blocks) in enumerate(runs, start=1)]


def _placed(document: Document) -> Iterator[Placed]:
    number = 0
    for at, block in enumerate(_flat(document), start=1):
        is_table = isinstance(block, TableBlock)
        number += is_table
        yield Placed(block, f"block-{at}", number if is_table else 0)


def _flat(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if isinstance(block, CharterProse):
            yield replace(block, annexes=())
            yield from block.annexes
        else:
            yield block


def _kind(block: Block) -> SheetKind:
    if isinstance(block, Cover):
        return SheetKind.COVER
    if isinstance(block, Divider):
        return SheetKind.DIVIDER
    if isinstance(block, Contents) or (isinstance(block, Prose) and block.is_front):
        return SheetKind.FRONT
    if isinstance(block, TableBlock):
        return SheetKind(block.table.orientation.value)
    return SheetKind.PORTRAIT


def begins_a_page(block: Block) -> bool:
    """Whether the block stands at the head of a page, whatever its sheet."""
    if isinstance(block, Prose):
        return block.new_page or block.is_front
    return block.new_page if isinstance(block, SignaturePage | TableBlock) else True


def is_short(block: TableBlock) -> bool:
    """Whether a table that begins no page is moved to the next one rather than parted."""
    return not block.new_page and len(block.table.body) <= _SHORT


def contents_lines(document: Document) -> Iterator[ContentsLine]:
    """What the contents list, in printed order; charters without their tables."""
    own = set(map(id, document.blocks))
    for sheet in sheets(document):
        for placed in sheet.blocks:
            block = placed.block
            if isinstance(block, TableBlock) and id(block) not in own:
                continue
            if title := " ".join(_title(block).split()):
                is_front = sheet.kind is SheetKind.FRONT
                yield ContentsLine(title, placed.anchor, is_front, isinstance(block, Divider))


def _title(block: Block) -> str:
    if isinstance(block, Cover):
        return ""
    if isinstance(block, TableBlock):
        return block.heading or block.table.title
    return block.title
