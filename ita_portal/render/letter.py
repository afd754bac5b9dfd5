"""LetterContent: everything a letter says, before any format is chosen.

Forms and measures follow the rules of the Office of the Prime Minister on office correspondence (B.E. 2526
and amendments) and its manual on typing letters with a computer.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.render.text import printable
from ita_portal.tables.content import Digits, Signature
from ita_portal.tables.facts import PictureContent
from ita_portal.thai.digits import to_arabic, to_thai

LETTER_LOOK = Look(portrait=Margins(2.5, 2, 2, 3), page_numbers=PageNumbers.DASHED, catch_words=True)
_WITH_LATIN = re.compile(r"[^\s\u0e00-\u0e7f]*[A-Za-z][^\s\u0e00-\u0e7f]*")


class LetterForm(StrEnum):
    """A circular has no form of its own: it is a memo or an external letter whose number has ว."""

    MEMO = "memo"  # บันทึกข้อความ
    EXTERNAL = "external"  # หนังสือภายนอก
    ORDER = "order"  # คำสั่ง
    ANNOUNCEMENT = "announcement"  # ประกาศ
    PUBLICATION_FORM = "publication_form"  # แบบฟอร์มการเผยแพร่ข้อมูลผ่านเว็บไซต์
    MINUTES = "minutes"  # รายงานการประชุม, and an agenda alone


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter as it is to be printed.

    ``number`` is all that stands behind "ที่"; "" or a prefix that ends in "/" leaves room to write. Without
    a ``day`` there is room for the date. ``office`` is whose letter it is: the line of a memo, the owner of
    the matter at the foot of an external letter, the office that orders or announces. ``sender`` are the
    lines at the top right of an external letter: the office with its address. ``urgency`` is a degree's
    word, "" for none.

    ``body`` is plain text, one paragraph a line (see ``letter_forms``). Without an ``emblem`` its room is
    left, for paper that has it printed. Minutes have ``title_lines`` below their subject, and ``recorders``,
    who wrote and who checked them, in place of a signer.
    """

    form: LetterForm
    subject: str
    urgency: str = ""
    office: str = ""
    phone: str = ""
    email: str = ""
    sender: tuple[str, ...] = ()
    number: str = ""
    day: date | None = None
    addressee: str = ""
    through: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    body: str = ""
    signer: Signature = field(default_factory=Signature)
    title_lines: tuple[str, ...] = ()
    recorders: tuple[Signature, ...] = ()
    emblem: PictureContent | None = None
    digits: Digits = Digits.THAI
    look: Look = LETTER_LOOK


def in_digits(text: str, digits: Digits) -> str:
    """The text in one line, in the letter's digits. What stands with Latin letters (an address on the web,
    "O12") keeps its own."""
    line = " ".join(printable(text).split("\n"))
    if digits is Digits.THAI:
        return _around(line)
    return to_arabic(line) if digits is Digits.ARABIC else line


def _around(line: str) -> str:
    """Thai digits around the words that have Latin letters."""
    kept = _WITH_LATIN.findall(line)
    others = [to_thai(piece) for piece in _WITH_LATIN.split(line)]
    return "".join(piece for pair in zip(others, [*kept, ""], strict=True) for piece in pair)
