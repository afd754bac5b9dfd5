"""What a plan may have kept of another one: an older year, another unit, another project, its former title.

Pure over a plan's content. Everything is pointed out, nothing is changed: whoever wrote it knows.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ita_portal.render.text import words_of_html
from ita_portal.tables.content import PartContent, PlanContent, SectionContent
from ita_portal.tables.differences import texts
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from ita_portal.thai.plain_text import closed_up
from ita_portal.thai.shifting import Mention, YearKind, mentions

YEARS_BACK = 5  # what lies longer back is told as history
_SHORTEST_NAME = 3  # characters; shorter ones are inside of every word
_LONG_NAME = 10  # characters; Thai puts no space around names
_BEGINNING = 8  # characters by which a title is looked for
_YEAR_AT_END = re.compile(r"\s*(?:ประจำ)?(?:ปีงบประมาณ|ปี)?\s*(?:พ\.?ศ\.?)?\s*[0-9๐-๙]{4}\s*$")
_ALIKE = 0.8  # so much of a title must be the same for it to be a variant, and no other title


class Kind(StrEnum):
    YEAR = "year"
    ISSUED = "issued"  # the number or date of a document, which copying leaves as it is
    UNIT = "unit"
    PROJECT = "project"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a field of a row, a heading, a section, around a table, or the plan itself."""

    part_id: int | None = None
    row_id: int | None = None
    field: str = ""
    heading_id: int | None = None
    section: SectionContent | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that may be left over, where they stand, and what to do about them in Thai."""

    kind: Kind
    place: Place
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class UnitName:
    """An organisation by its full and its short name ("" where it has none)."""

    name: str
    short_name: str = ""


# What a plan says, and where


def _texts(content: PlanContent) -> Iterator[tuple[Place, str]]:
    yield Place(), content.title
    yield from ((Place(), statement.text) for statement in content.statements)
    for charter in content.charters:
        yield from ((Place(), text) for text in (charter.title, charter.sequence, charter.output))
    for section in _sections(content):
        yield Place(section=section), section.title
        yield Place(section=section), _plain(section)
    for part in content.parts:
        if part.rows_of is None:
            yield from _texts_of_part(part)


def _sections(content: PlanContent) -> Iterator[SectionContent]:
    yield from content.sections
    for charter in content.charters:
        yield from charter.sections


def _plain(section: SectionContent) -> str:
    captions = "\n".join(picture.caption for picture in section.pictures)
    return f"{words_of_html(section.html)}\n{captions}"


def _texts_of_part(part: PartContent) -> Iterator[tuple[Place, str]]:
    place = Place(part.id)
    headers = [words for column in part.columns or () for words in column.header]
    yield from ((place, text) for text in (part.title, *part.lines, *part.notes, *headers))
    seen: set[int] = set()
    for row in part.rows:
        for pk, text in zip(row.heading_ids, row.headings, strict=False):
            if pk not in seen:
                seen.add(pk)
                yield Place(part.id, heading_id=pk), text
        if not row.placeholder:
            yield from ((Place(part.id, row.id, field), text) for field, text in _texts_of_row(row))


def _texts_of_row(row: Row) -> Iterator[tuple[str, str]]:
    """By field; numbers and amounts are none."""
    silent = {"heading", "number", "weight", "level"}
    if row.budget is not None and row.budget.amount is not None:
        silent.add("budget")
    return ((field, text) for field, text in texts(row_to_json(row)).items() if field not in silent)


# Years


def of_years(content: PlanContent, *, copied: bool = False) -> Iterator[Leftover]:
    """Years that do not fit the plan.

    In a ``copied`` plan also what copying leaves: years that are named together and not all near, and the
    numbers and dates of what was issued.
    """
    fiscal_year = content.fiscal_year
    for place, text in _texts(content):
        for mention in mentions(text):
            first, last = (bound(year.year for year in mention.years) for bound in (min, max))
            words = mention.words.strip()
            if last > fiscal_year or first < fiscal_year - YEARS_BACK:
                continue
            if mention.kind is YearKind.ISSUED and copied:
                message = f"“{words}” เป็นเลขที่หรือวันที่ของเอกสาร ระบบจึงไม่เลื่อนปีให้ โปรดตรวจสอบว่ายังใช้อยู่"
                yield Leftover(Kind.ISSUED, place, words, message)
            elif mention.kind is YearKind.OWN and _is_old(mention, first, last, fiscal_year, copied=copied):
                message = f"พบ “{words}” ในแผนปีงบประมาณ พ.ศ. {fiscal_year} โปรดตรวจสอบว่าเป็นปีที่ถูกต้อง"
                yield Leftover(Kind.YEAR, place, words, message)


def _is_old(mention: Mention, first: int, last: int, fiscal_year: int, *, copied: bool) -> bool:
    """The year before is named rightly: its months begin the plan, its results give reasons for it.

    Not so as a year A.D., which is only written of what is done now ("ITA 2022").
    """
    if mention.is_gregorian and not mention.has_month and last < fiscal_year:
        return True
    if copied and first < fiscal_year - 1 and last < fiscal_year:
        return True
    return last < fiscal_year - 1


# Names


def of_units(
    content: PlanContent,
    *,
    own: Sequence[UnitName],
    others: Sequence[UnitName],
    fields_passed_over: Container[str] = (),
) -> Iterator[Leftover]:
    """Names of the ``others``, where they are no part of a name of one's ``own``."""
    own_names = {name for unit in own for name in (unit.name, unit.short_name)}
    names = {name for unit in others for name in (unit.name, unit.short_name)} - own_names
    names = {name for name in names if len(name) >= _SHORTEST_NAME}
    if not names:
        return
    # One's own name may hold another's ("กรม ก" in "กองแผน กรม ก"): the longest that fits is meant.
    pattern = _pattern(sorted({*names, *filter(None, own_names)}, key=len, reverse=True))
    for place, text in _texts(content):
        if place.field in fields_passed_over:
            continue
        for words in dict.fromkeys(match[0] for match in pattern.finditer(text)):
            if words in names:
                message = f"พบชื่อหน่วยงานอื่น “{words}” โปรดตรวจสอบว่าค้างมาจากแผนเดิมหรือไม่"
                yield Leftover(Kind.UNIT, place, words, message)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Long names and those that end with a dot are no part of another word; the rest stand alone."""
    parts = [
        re.escape(name)
        if len(name) > _LONG_NAME or name.endswith(".")
        else rf"(?<![ก-ฮA-Za-z.]){re.escape(name)}(?![ก-๎A-Za-z])"
        for name in names
    ]
    return re.compile("|".join(parts))


def of_projects(content: PlanContent) -> Iterator[Leftover]:
    """Another charter's title in a charter; where related projects are listed it belongs."""
    for charter in content.charters:
        others = [other.title for other in content.charters if other.title != charter.title]
        for section in charter.sections:
            if "โครงการอื่น" in section.title:
                continue
            text = _plain(section)
            for title in others:
                if len(title) >= _SHORTEST_NAME and title in text and title not in charter.title:
                    message = f"รายละเอียดโครงการ “{charter.title}” กล่าวถึงโครงการ “{title}” โปรดตรวจสอบ"
                    yield Leftover(Kind.PROJECT, Place(section=section), title, message)


def of_titles(content: PlanContent) -> Iterator[Leftover]:
    """The plan's own title in other words: it begins alike, is about as long, and is not the same."""
    title = closed_up(_YEAR_AT_END.sub("", content.title))
    beginning = title[:_BEGINNING]
    if len(title) < 2 * _BEGINNING:
        return
    for place, text in _texts(content):
        for line in dict.fromkeys(text.splitlines()):
            said = closed_up(line)
            if beginning in said and title not in said and _is_variant(said[said.index(beginning) :], title):
                message = f"ชื่อแผนที่เขียนไว้ไม่ตรงกับชื่อแผน “{content.title}” โปรดใช้ชื่อเดียวกันทั้งแผน"
                yield Leftover(Kind.TITLE, place, line.strip()[:200], message)


def _is_variant(text: str, title: str) -> bool:
    """Whether some beginning of the text is nearly the title."""
    matcher = SequenceMatcher(None, b=title, autojunk=False)
    shortest, longest = int(len(title) * _ALIKE), int(len(title) / _ALIKE)
    for length in range(shortest, min(len(text), longest) + 1, 2):
        matcher.set_seq1(text[:length])
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return True
    return False
