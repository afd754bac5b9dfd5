"""What each form of letter is made of: pieces from its head to its foot, the same in every format."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ita_portal.render.letter import LetterContent, LetterForm, in_digits
from ita_portal.render.signing import acting_words
from ita_portal.tables.content import Signature
from ita_portal.thai.dates import format_long

OPEN = "." * 20  # what is still to be written by hand
OPEN_NAME = "." * 40
SIGNING_DATE = f"วันที่ {OPEN_NAME}"
_NUMBER = r"[๐-๙0-9]{1,3}"
_ITEM = re.compile(rf"(?:{_NUMBER}[.)]|(?:ข้อ|ระเบียบวาระที่) ?{_NUMBER})(?=\s)")
_SUB_ITEM = re.compile(rf"(?:{_NUMBER}(?:\.{_NUMBER})+[.)]?|\({_NUMBER}\)|[-–•])(?=\s)")
_ROSTER_NUMBER = re.compile(rf"({_NUMBER}(?:\.{_NUMBER})*[.)]?)\s+(.*)", re.DOTALL)
_CELLS = "|"  # between the columns of a roster
_WITH_ROSTERS = (LetterForm.ORDER, LetterForm.ANNOUNCEMENT, LetterForm.MINUTES)
_HEADING = re.compile(r"(?:ระเบียบวาระที่ |ผู้มาประชุม|ผู้ไม่มาประชุม|ผู้เข้าร่วมประชุม)")
_TIME = re.compile(r"(?:เริ่ม|เลิก)ประชุมเวลา")
_RESOLVED = "มติที่ประชุม"
_LINK = re.compile(r"https?://\S+")
_REMARK = "หมายเหตุ"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The emblem, ``height`` cm high, with the urgency. A ``title`` stands beside it, in a memo."""

    height: float
    urgency: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Fields side by side as (label, text), each on a dotted line that fills its share of the page."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """The number at the left, and whose letter it is, with the address, at the right."""

    number: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """The date, from the middle of the page; "" leaves its line."""

    text: str


@dataclass(frozen=True, slots=True)
class Title:
    """A centred bold line."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A short line below the title."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with one text, or with several, numbered."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (level 0), an item (1), or an item of an item (2)."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """People in columns: in each row a number, a name, a post where any row has one, and a duty."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A bold line over what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """The line that dates an order: "สั่ง ณ วันที่ …"."""

    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The block of a signature, in the right half of the page; ``closing`` are the words above it."""

    signature: Signature
    closing: str = ""


@dataclass(frozen=True, slots=True)
class SignedPair:
    """Two signatures side by side, or one at the left, each with its duty and a line for the date."""

    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whose matter it is and how to reach them, at the end of the letter."""

    lines: tuple[str, ...]


Piece = (
    Masthead
    | Filled
    | Sender
    | DateLine
    | Title
    | Rule
    | Labelled
    | Paragraph
    | Roster
    | Heading
    | Given
    | Signed
    | SignedPair
    | Contact
)


def letter_pieces(content: LetterContent) -> list[Piece]:
    """The letter's pieces in printed order, their texts in the letter's digits."""
    return list(_FORMS[content.form](_Words(content)))


def name_lines(signature: Signature) -> tuple[str, ...]:
    """Below where a letter is signed: the name in brackets, or room for it, the position, acting for whom."""
    lines = (f"({signature.name or OPEN_NAME})", signature.position, signature.acting_for)
    return tuple(line for line in lines if line)


class _Words:
    """The texts of a letter as they are printed."""

    def __init__(self, content: LetterContent) -> None:
        self.content = content
        self.urgency = self.of(content.urgency)
        self.office = self.of(content.office)
        self.subject = self.of(content.subject)
        self.number = self.of(content.number)
        self.day = self.of(format_long(content.day)) if content.day else ""

    def of(self, text: str) -> str:
        return in_digits(text, self.content.digits)

    def all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(printed for text in texts if (printed := self.of(text).strip()))

    def numbered(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Several texts with a number before each; one alone as it is."""
        printed = self.all(texts)
        if len(printed) < 2:
            return printed
        return tuple(f"{self.of(f'{at}.')} {text}" for at, text in enumerate(printed, start=1))

    def formal_day(self) -> str:
        """The date with the era: "๑๙ ตุลาคม พ.ศ. ๒๕๖๘"; room for it where there is none."""
        if not self.day:
            return f"{OPEN} พ.ศ. {OPEN}"
        day, month, year = self.day.split()
        return f"{day} {month} พ.ศ. {year}"

    def phone(self) -> str:
        return self.of(f"โทร. {self.content.phone}") if self.content.phone else ""

    def signature(self) -> Signature:
        signer = self.content.signer
        acting = acting_words(self.of(signer.acting_for))
        return Signature(self.of(signer.label), self.of(signer.name), self.of(signer.position), acting)

    def paragraphs(self) -> list[str]:
        lines = self.content.body.replace("\r", "\n").split("\n")
        return [line for line in (self.of(line).strip() for line in lines) if line]


def _memo(words: _Words) -> Iterator[Piece]:
    yield Masthead(1.5, words.urgency, "บันทึกข้อความ")
    yield Filled((("ส่วนราชการ", " ".join(filter(None, (words.office, words.phone())))),))
    yield Filled((("ที่", words.number), ("วันที่", words.day)))
    yield Filled((("เรื่อง", words.subject),))
    yield from _addressed(words)
    yield from _text(words)
    yield Signed(words.signature())


def _external(words: _Words) -> Iterator[Piece]:
    content = words.content
    yield Masthead(3, words.urgency)
    yield Sender(" ".join(filter(None, ("ที่", words.number))), words.all(content.sender))
    yield DateLine(words.day)
    yield Labelled("เรื่อง", (words.subject,))
    yield from _addressed(words)
    yield from _text(words)
    yield Signed(words.signature(), "ขอแสดงความนับถือ")
    email = f"ไปรษณีย์อิเล็กทรอนิกส์ {content.email}" if content.email else ""
    yield Contact(words.all((content.office, words.phone(), email)))


def _order(words: _Words) -> Iterator[Piece]:
    yield from _proclaimed(words, "คำสั่ง")
    yield from _text(words)
    yield Given(f"สั่ง ณ วันที่ {words.formal_day()}")
    yield Signed(words.signature())


def _announcement(words: _Words) -> Iterator[Piece]:
    yield from _proclaimed(words, "ประกาศ")
    yield from _text(words)
    yield Given(f"ประกาศ ณ วันที่ {words.formal_day()}")
    yield Signed(words.signature())


def _minutes(words: _Words) -> Iterator[Piece]:
    """By the rules' form of minutes: title, who came, the agenda with what was resolved, who wrote them."""
    for line in words.all((words.content.subject, *words.content.title_lines)):
        yield Title(line)
    yield Rule()
    yield from _text(words, _of_minutes)
    for recorder in words.content.recorders:
        yield Signed(Signature(name=words.of(recorder.name), position=words.of(recorder.position)))


def _of_minutes(line: str) -> Piece:
    if _HEADING.match(line):
        return Heading(line)
    if line.startswith(_RESOLVED):
        return Labelled(_RESOLVED, (line.removeprefix(_RESOLVED).strip(),))
    return Labelled(line, ()) if _TIME.match(line) else _paragraph(line)


def _proclaimed(words: _Words, what: str) -> Iterator[Piece]:
    """The head of an order or an announcement; only an order must have a number."""
    yield Masthead(3, words.urgency)
    yield Title(f"{what}{words.office}")
    if words.number or what == "คำสั่ง":
        yield Title(f"ที่ {words.number or f'{OPEN}/{OPEN}'}")
    yield Title(f"เรื่อง {words.subject}")
    yield Rule()


def _publication_form(words: _Words) -> Iterator[Piece]:
    """The form of the Ministry of Public Health's agencies; web addresses and remarks come from the body."""
    lines = words.paragraphs()
    links = [line for line in lines if _LINK.fullmatch(line)]
    remarks = [line for line in lines if line.startswith(_REMARK)]
    yield Title("แบบฟอร์มการขอเผยแพร่ข้อมูลผ่านเว็บไซต์ของหน่วยงาน")
    yield Title(words.office or OPEN_NAME)
    yield Filled((("ชื่อหน่วยงาน", words.office),))
    yield Filled((("วัน/เดือน/ปี", words.day),))
    yield Filled((("หัวข้อ", words.subject),))
    yield Labelled("รายละเอียดข้อมูล (โดยสรุปหรือเอกสารแนบ)", ())
    yield from (_paragraph(line) for line in lines if line not in links and line not in remarks)
    if words.content.enclosures:
        yield Labelled("เอกสารแนบ", words.numbered(words.content.enclosures))
    yield Filled((("Link ภายนอก", " ".join(links)),))
    yield Filled(((_REMARK, " ".join(line.removeprefix(_REMARK).lstrip(" :") for line in remarks)),))
    signer = words.signature()
    approver = Signature("ผู้อนุมัติรับรอง", signer.name, signer.position, signer.acting_for)
    yield SignedPair((Signature("ผู้รับผิดชอบการให้ข้อมูล"), approver))
    yield SignedPair((Signature("ผู้รับผิดชอบการนำข้อมูลขึ้นเผยแพร่"),))


def _addressed(words: _Words) -> Iterator[Piece]:
    """To whom, what it refers to, what comes with it."""
    content = words.content
    through = words.of(content.through).strip().removeprefix("ผ่าน")
    addressee = " ".join(filter(None, (words.of(content.addressee), through and f"(ผ่าน{through})")))
    yield Labelled("เรียน", (addressee or OPEN_NAME,))
    references, enclosures = words.numbered(content.references), words.numbered(content.enclosures)
    if references:
        yield Labelled("อ้างถึง", references)
    if enclosures:
        yield Labelled("สิ่งที่ส่งมาด้วย", enclosures)


def _text(words: _Words, piece_of: Callable[[str], Piece] | None = None) -> Iterator[Piece]:
    """The body's pieces; where a form has rosters, lines with "|" that follow one another are one."""
    has_rosters = words.content.form in _WITH_ROSTERS
    for is_roster, lines in groupby(words.paragraphs(), key=lambda line: has_rosters and _CELLS in line):
        if is_roster:
            yield _roster(list(lines))
        else:
            yield from map(piece_of or _paragraph, lines)


def _roster(lines: list[str]) -> Roster:
    """Rows of "1.1 name | duty" or "1.1 name | post | duty"; whatever stands further on is of the duty."""
    rows = [[text.strip() for text in line.split(_CELLS, 2)] for line in lines]
    columns = max(map(len, rows))
    return Roster(tuple((*_numbered(row[0]), *_filled_up(row, columns)) for row in rows))


def _numbered(text: str) -> tuple[str, str]:
    match = _ROSTER_NUMBER.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)


def _filled_up(row: list[str], columns: int) -> list[str]:
    """What stands behind the name; a row without a post leaves its place empty."""
    return [*[""] * (columns - len(row)), *row[1:]]


def _paragraph(line: str) -> Paragraph:
    """A line that begins with "๑.", "ข้อ ๑" or "ระเบียบวาระที่ ๑" is an item.

    One that begins with "๑.๑", "(๑)" or "-" is an item of an item.
    """
    return Paragraph(line, 2 if _SUB_ITEM.match(line) else 1 if _ITEM.match(line) else 0)


_FORMS: dict[LetterForm, Callable[[_Words], Iterator[Piece]]] = {
    LetterForm.MEMO: _memo,
    LetterForm.EXTERNAL: _external,
    LetterForm.ORDER: _order,
    LetterForm.ANNOUNCEMENT: _announcement,
    LetterForm.PUBLICATION_FORM: _publication_form,
    LetterForm.MINUTES: _minutes,
}
