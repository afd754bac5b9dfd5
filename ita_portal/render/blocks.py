"""What a document is made of: blocks, in the order in which they are printed."""

from dataclasses import dataclass

from ita_portal.tables.content import Signature
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the words below it: its number through the document, and its caption."""

    picture: PictureContent
    caption: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own: the title in lines, what stands below it, and at the foot where to turn to."""

    title: str
    lines: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    has_logo: bool = True


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; each format makes it of the document's other blocks."""

    title: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A page with nothing but the title of the part of the book that follows."""

    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A section as it is printed: a heading, clean HTML, figures. ``is_front`` comes before page 1.

    Without a title it goes on with what stands before it.
    """

    title: str
    html: str = ""
    figures: tuple[Figure, ...] = ()
    is_front: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Without ``new_page`` it follows what stands before it, where the page is of its orientation.

    ``heading`` is the section's own, above the table's title: "6. ตัวชี้วัดการดำเนินงาน".
    """

    table: Table
    heading: str = ""
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class CharterProse:
    """A project charter as it is printed: its title, the lines of its head as (label, text), its sections.

    ``annexes`` are the project's tables, which follow it.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Prose, ...] = ()
    annexes: tuple[TableBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class SignaturePage:
    """Signatures that belong to the document and not to a table."""

    title: str
    signatures: tuple[Signature, ...]
    new_page: bool = True


Block = Cover | Contents | Divider | Prose | TableBlock | CharterProse | SignaturePage
