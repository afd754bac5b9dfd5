"""What a document of a plan consists of, and in which order: entries chosen, ordered and renamed.

An arrangement fits every plan: an entry names a kind of content and, where there are several of that kind,
which one ("section" of "หลักการและเหตุผล", "tables" of "component"). What no entry names stands where the entry
without a name stands. A section that is called as another entry is titled stands there, above what that entry
has. An entry of which the plan has nothing yet leaves nothing behind, nor does a divider before nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from ita_portal.render.blocks import Block, Contents, Cover, Divider, Prose, SignaturePage, TableBlock
from ita_portal.render.captions import Captions
from ita_portal.render.document import Document
from ita_portal.render.look import Look
from ita_portal.render.narrative import STATED_TITLES, Narrator, stated
from ita_portal.render.signing import as_look_says
from ita_portal.tables.content import Digits, PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.table import Table
from ita_portal.thai.digits import to_arabic, to_thai


class EntryKind(StrEnum):
    COVER = "cover"
    CONTENTS = "contents"
    DIVIDER = "divider"
    PREFACE = "preface"  # the section of that name, before page 1
    SECTION = "section"  # of: its title; without one, all others
    OBJECTIVES = "objectives"
    GOALS = "goals"
    HIGHER_PLANS = "higher_plans"
    PERIOD = "period"
    TABLES = "tables"  # of: a layout; without one, all others
    CHARTERS = "charters"  # each with its tables
    ORGANISATION = "organisation"  # of: a field of OrganisationFacts
    SIGNATURES = "signatures"
    CONTACT = "contact"  # the back cover
    COMMITTEE = "committee"
    SCORES = "score_years"
    SWOC = "swoc"
    PROGRESS = "progress"
    DISCLOSURE = "disclosure"
    ADJUSTED = "adjusted_targets"
    DISBURSEMENT = "disbursement"


# What other rooms bring as tables of their own; left out until they do.
BROUGHT = (
    EntryKind.COMMITTEE,
    EntryKind.SCORES,
    EntryKind.SWOC,
    EntryKind.PROGRESS,
    EntryKind.DISCLOSURE,
    EntryKind.ADJUSTED,
    EntryKind.DISBURSEMENT,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an arrangement. ``title`` is "" for the content's own; a cover's may have line breaks."""

    kind: EntryKind
    of: str = ""
    title: str = ""
    shown: bool = True
    new_page: bool = False

    @property
    def key(self) -> str:
        """What it names, the same in every arrangement: "section:หลักการและเหตุผล"."""
        return f"{self.kind}:{self.of}" if self.of else self.kind.value


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What a document says of the organisation itself, as text; lines are parted by line breaks."""

    name: str = ""
    name_en: str = ""
    contact: tuple[str, ...] = ()
    vision: str = ""
    mission: str = ""
    core_values: str = ""
    strategy: str = ""
    structure: str = ""  # the units below, one a line
    staff: PartContent | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a document can be made of. ``brought`` are tables of other rooms, by their kind of entry."""

    plan: PlanContent
    organisation: OrganisationFacts = field(default_factory=OrganisationFacts)
    signatures: tuple[Signature, ...] = ()
    brought: Mapping[EntryKind, tuple[PartContent, ...]] = field(default_factory=dict)


PLAIN = (Entry(EntryKind.SECTION), Entry(EntryKind.CHARTERS), Entry(EntryKind.TABLES, new_page=True))
PREFACE = "คำนำ"
_TYPED_NUMBER = re.compile(r"\s*[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?\s+(?=\S)")
_YEAR_AT_END = re.compile(r"\s*(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*[0-9๐-๙]{4}\s*$")


def plan_document(plan: PlanContent, *, short_title: str = "", revision: str = "") -> Document:
    """The plain document of a plan or, with some of its parts only, of those parts.

    ``short_title`` is the plan's title where none is given. Raises UnknownLayoutError.
    """
    return arranged(Sources(plan), PLAIN, short_title=short_title, revision=revision)


def arranged(
    sources: Sources,
    entries: Sequence[Entry],
    look: Look | None = None,
    *,
    short_title: str = "",
    revision: str = "",
) -> Document:
    """The document of these entries. Raises UnknownLayoutError."""
    plan = sources.plan
    used = {part.options.digits for part in plan.parts}
    digits = Digits.THAI if used == {Digits.THAI} else Digits.AS_TYPED
    look = look or Look()
    return Document(
        title=plan.title,
        blocks=tuple(_Arranger(sources, entries, look, digits).blocks()),
        organisation=plan.organisation,
        fiscal_year=plan.fiscal_year,
        kind=plan.kind,
        short_title=short_title or plan.title,
        revision=revision,
        digits=digits,
        look=look,
    )


class _Arranger:
    """One document while its blocks are made, in printed order: figures and headings are counted."""

    def __init__(self, sources: Sources, entries: Sequence[Entry], look: Look, digits: Digits) -> None:
        self.sources, self.entries, self.look = sources, entries, look
        parts = (replace(part, signatures=as_look_says(part.signatures, look)) for part in sources.plan.parts)
        self.plan = replace(sources.plan, parts=tuple(parts))
        self.digits: Callable[[str], str] = to_thai if digits is Digits.THAI else str
        self.captions = Captions(self.plan, digits, numbers_tables=look.numbered_tables)
        self.narrator = Narrator(digits, self.captions)
        self.stated = stated(self.plan)
        self.named = {entry.key for entry in entries}
        self.named_sections = {
            *(_bare(entry.of) for entry in entries if entry.kind is EntryKind.SECTION and entry.of),
            *(self._title_of(entry) for entry in entries),
        } - {""}
        kinds = {entry.kind for entry in entries}
        self.in_charters = (
            {place for charter in self.plan.charters for place in charter.parts}
            if EntryKind.CHARTERS in kinds
            else set()
        )
        self.headings = 0

    def blocks(self) -> list[Block]:
        shown = [entry for entry in self.entries if entry.shown]
        made = [block for entry in shown for block in _MAKERS[entry.kind](self, entry)]
        behind = [after for _, after in pairwise([*made, None])]
        kept = (block for block, after in zip(made, behind, strict=True) if not _leads_nowhere(block, after))
        return [self.captions.follow(block) for block in kept]

    # One maker for each kind of entry

    def cover(self, entry: Entry) -> Iterator[Block]:
        plan, organisation = self.plan, self.sources.organisation
        name = plan.organisation or organisation.name
        title = entry.title or plan.title
        year = _YEAR_AT_END.search(title)
        said = year[0].strip() if year else ""
        if not said and str(plan.fiscal_year) not in to_arabic(title):
            said = f"ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}"
        lines = (self.digits(said), "โดย" if name else "", name)
        bare = title[: year.start()] if year else title
        yield Cover(self.digits(bare) or title, tuple(filter(None, lines)))

    def contact(self, entry: Entry) -> Iterator[Block]:
        facts = self.sources.organisation
        if facts.contact:
            yield Cover(entry.title or facts.name, (facts.name_en,) if facts.name_en else (), facts.contact)

    def contents(self, entry: Entry) -> Iterator[Block]:
        yield Contents(entry.title or "สารบัญ")

    def divider(self, entry: Entry) -> Iterator[Block]:
        if entry.title:
            yield Divider(self.digits(entry.title))

    def preface(self, entry: Entry) -> Iterator[Block]:
        for section in self.plan.sections:
            if _bare(section.title) == PREFACE:
                yield replace(self.narrator.section(section, entry.title), is_front=True)

    def section(self, entry: Entry) -> Iterator[Block]:
        """The section of that name; without a name all others, what the plan states behind the first."""
        if entry.of:
            chosen = self._sections_called(entry.of)
            yield from self._prose(entry, (self.narrator.section(one, entry.title) for one in chosen))
            return
        others = [section for section in self.plan.sections if not self._is_named(section.title)]
        told = (self.narrator.section(one) for one in others[:1])
        more = (Prose(title, html) for kind, (title, html) in self.stated.items() if kind not in self.named)
        yield from self._prose(entry, told)
        yield from self._prose(replace(entry, new_page=False), more)
        rest = (self.narrator.section(one) for one in others[1:])
        yield from self._prose(replace(entry, new_page=False), rest)

    def stated_here(self, entry: Entry) -> Iterator[Block]:
        """What the plan states; a section of the same name says it first."""
        title, html = self.stated.get(entry.kind, ("", ""))
        sections = self._sections_called(self._title_of(entry))
        told = [self.narrator.section(section, entry.title) for section in sections]
        if told:
            told[-1] = replace(told[-1], html=told[-1].html + html)
        elif html:
            told = [Prose(entry.title or title, html)]
        yield from self._prose(entry, told)

    def organisation(self, entry: Entry) -> Iterator[Block]:
        """One fact of the organisation: text, or the table of its staff."""
        facts = self.sources.organisation
        if entry.of == "staff":
            yield from self._tables(entry, [facts.staff] if facts.staff else [])
        elif text := str(getattr(facts, entry.of, "")):
            prose = self.narrator.plain(entry.title or ORGANISATION_TITLES[entry.of], text)
            yield from self._prose(entry, [prose])

    def tables(self, entry: Entry) -> Iterator[Block]:
        parts = (
            part
            for place, part in enumerate(self.plan.parts, start=1)
            if place not in self.in_charters and self._belongs(part, entry)
        )
        yield from self._tables(entry, parts)

    def brought(self, entry: Entry) -> Iterator[Block]:
        """Tables of other rooms, and those that the plan itself has in the layout of that name."""
        own = (part for part in self.plan.parts if part.layout == entry.kind.value)
        yield from self._tables(entry, [*self.sources.brought.get(entry.kind, ()), *own])

    def charters(self, entry: Entry) -> Iterator[Block]:
        for charter in self.plan.charters:
            prose = self.narrator.charter(charter)
            annexes = (self.plan.parts[place - 1] for place in charter.parts)
            blocks = tuple(TableBlock(self.captions.table(part), new_page=False) for part in annexes)
            yield replace(prose, annexes=blocks)

    def signatures(self, entry: Entry) -> Iterator[Block]:
        if self.sources.signatures:
            signatures = as_look_says(self.sources.signatures, self.look)
            yield SignaturePage(entry.title, signatures, entry.new_page)

    # What makers share

    def _title_of(self, entry: Entry) -> str:
        """How a section is called that stands where the entry stands; "" for entries that take none in."""
        if entry.kind not in _TAKE_SECTIONS:
            return ""
        return entry.title or STATED_TITLES.get(entry.kind, "")

    def _sections_called(self, title: str) -> list[SectionContent]:
        return [one for one in self.plan.sections if title and _bare(one.title) == _bare(title)]

    def _is_named(self, title: str) -> bool:
        bare = _bare(title)
        preface = bare == PREFACE and EntryKind.PREFACE in self.named
        return preface or bare in self.named_sections

    def _belongs(self, part: PartContent, entry: Entry) -> bool:
        named = {Entry(EntryKind.TABLES, part.layout).key, part.layout} & self.named
        return part.layout == entry.of if entry.of else not named

    def _prose(self, entry: Entry, sections: Iterable[Prose]) -> Iterator[Block]:
        for at, section in enumerate(sections):
            yield replace(section, title=self._heading(section.title), new_page=entry.new_page and not at)

    def _tables(self, entry: Entry, parts: Iterable[PartContent]) -> Iterator[Block]:
        """Tables; a title of the entry's own stands as a heading over the first, or is that of a section."""
        sections = self._sections_called(entry.title)
        yield from self._prose(entry, (self.narrator.section(section) for section in sections))
        for at, part in enumerate(parts):
            heading = self._heading(entry.title) if entry.title and not at and not sections else ""
            new_page = entry.new_page and not (sections and not at)
            yield TableBlock(self._below(entry.title, self.captions.table(part)), heading, new_page)

    def _below(self, heading: str, table: Table) -> Table:
        """The table without the number and the words over it that the document's own headings say."""
        if not (self.look.numbered and heading):
            return table
        said = _bare(heading)
        title, *lines = (
            "" if _bare(words) == said else _bare(words) for words in (table.title, *table.lines)
        )
        return replace(table, title=title, lines=tuple(filter(None, lines)))

    def _heading(self, title: str) -> str:
        if not self.look.numbered:
            return title
        self.headings += 1
        return f"{self.digits(str(self.headings))}. {_bare(title)}"


def _bare(title: str) -> str:
    """A title without the number that somebody typed before it."""
    return _TYPED_NUMBER.sub("", title, count=1).strip() if _TYPED_NUMBER.match(title) else title.strip()


def _leads_nowhere(block: Block, after: Block | None) -> bool:
    return isinstance(block, Divider) and (after is None or isinstance(after, Divider | Cover))


ORGANISATION_TITLES = {
    "vision": "วิสัยทัศน์",
    "mission": "พันธกิจ",
    "core_values": "ค่านิยม",
    "strategy": "ยุทธศาสตร์",
    "staff": "จำนวนบุคลากร",
    "structure": "โครงสร้างหน่วยงาน",
}
_TAKE_SECTIONS = (*STATED_TITLES, EntryKind.TABLES, *BROUGHT)
_MAKERS: dict[EntryKind, Callable[[_Arranger, Entry], Iterator[Block]]] = {
    EntryKind.COVER: _Arranger.cover,
    EntryKind.CONTENTS: _Arranger.contents,
    EntryKind.DIVIDER: _Arranger.divider,
    EntryKind.PREFACE: _Arranger.preface,
    EntryKind.SECTION: _Arranger.section,
    EntryKind.OBJECTIVES: _Arranger.stated_here,
    EntryKind.GOALS: _Arranger.stated_here,
    EntryKind.HIGHER_PLANS: _Arranger.stated_here,
    EntryKind.PERIOD: _Arranger.stated_here,
    EntryKind.TABLES: _Arranger.tables,
    EntryKind.CHARTERS: _Arranger.charters,
    EntryKind.ORGANISATION: _Arranger.organisation,
    EntryKind.SIGNATURES: _Arranger.signatures,
    EntryKind.CONTACT: _Arranger.contact,
    **dict.fromkeys(BROUGHT, _Arranger.brought),
}
