"""Every text of a plan in which words can be found and replaced, and what they become."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from zlib import crc32

from django.urls import reverse

from ita_portal.tables.content import Signature
from ita_portal.tables.from_json import signatures_from_json
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layout import Kind, Layout
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from organisations.models import User
from plans import rows
from plans.forms import row_texts
from plans.models import ActionPlan, Activity, Heading, PlanPart, PlanSection
from plans.searching import Hit, Search, hits, replaced, replaced_in_html, text_of_html
from plans.services.bulk import Change
from plans.services.replacing import PartWords, SectionWords
from plans.views.editor import editor_url

_NOT_SEARCHED = {"heading", "level", "weight"}
_SIGNATURE = {"label": "ผู้ลงนาม", "name": "ชื่อผู้ลงนาม", "position": "ตำแหน่ง", "acting_for": "ปฏิบัติราชการแทน"}


@dataclass(frozen=True)
class Place:
    """A text of the plan: what it belongs to, which of its fields it is, and where it can be seen."""

    owner: str
    name: str
    where: str
    label: str
    text: str
    url: str

    def hit_id(self, hit: Hit) -> str:
        """Names the hit as long as the text stays as it is."""
        return f"{self.owner}:{self.name}:{hit.number}:{crc32(self.text.encode()):08x}"


@dataclass(frozen=True)
class Found:
    place: Place
    hit: Hit

    @property
    def id(self) -> str:
        return self.place.hit_id(self.hit)


@dataclass
class PlanWords:
    """The texts of a plan, read once."""

    plan: ActionPlan
    user: User
    _rows: dict[str, tuple[Activity, Row]] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[PlanPart]:
        return list(self.plan.parts.all())

    @cached_property
    def headings(self) -> dict[str, Heading]:
        found = Heading.objects.visible_to(self.user).filter(part__in=self.parts)
        return {
            f"heading-{heading.pk}": heading for heading in found.select_related("part__plan__organisation")
        }

    @cached_property
    def activities(self) -> dict[int, Activity]:
        found = Activity.objects.visible_to(self.user).filter(part__in=self.parts)
        return {activity.pk: activity for activity in found.select_related("part__plan__organisation")}

    @cached_property
    def sections(self) -> dict[str, PlanSection]:
        return {f"section-{section.pk}": section for section in self.plan.sections.all()}

    @cached_property
    def places(self) -> list[Place]:
        found = list(self._of_sections())
        for part, content in zip(self.parts, rows.contents(self.plan).parts, strict=True):
            found += self._of_part(part)
            if part.rows_of_id is None:
                found += self._of_rows(part, content.rows)
        return found

    def find(self, search: Search) -> list[Found]:
        """Every hit in the order in which the plan prints."""
        return [Found(place, hit) for place in self.places for hit in hits(place.text, search)]

    def _of_sections(self) -> Iterator[Place]:
        for owner, section in self.sections.items():
            url = reverse("plans:section-edit", args=[section.pk])
            yield Place(owner, "title", section.title, "หัวข้อ", section.title, url)
            yield Place(owner, "html", section.title, "เนื้อหา", text_of_html(section.html), url)

    def _of_part(self, part: PlanPart) -> Iterator[Place]:
        url = reverse("plans:part-edit", args=[part.pk])
        for name, (label, text) in _part_texts(part).items():
            yield Place(f"part-{part.pk}", name, str(part), label, text, url)
        for owner, heading in self.headings.items():
            if heading.part_id == part.pk:
                url = reverse("plans:heading-edit", args=[heading.pk])
                yield Place(owner, "text", str(part), "หัวข้อ", heading.text, url)

    def _of_rows(self, part: PlanPart, found: Iterable[Row]) -> Iterator[Place]:
        layout = layout_for(part.layout)
        for row in found:
            if row.id is None:
                continue
            owner = f"row-{row.id}"
            self._rows[owner] = (self.activities[row.id], row)
            labels = _labels(row, layout)
            for name, text in row_texts.texts_of(row).items():
                if name in labels:
                    url = f"{editor_url(part)}#row-{row.id}"
                    yield Place(owner, name, row.title or str(part), labels[name], text, url)

    # What the places become

    def with_replaced(self, search: Search, by: str, chosen: Collection[str]) -> "Rewritten":
        """The objects of the chosen hits with the words replaced."""
        made = Rewritten()
        numbers: dict[Place, list[int]] = defaultdict(list)
        for found in self.find(search):
            if found.id in chosen:
                numbers[found.place].append(found.hit.number)
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        for place, wanted in numbers.items():
            made.count += len(wanted)
            if place.name == "html":
                section = self.sections[place.owner]
                texts[place.owner]["html"] = replaced_in_html(section.html, search, by, wanted)
            else:
                texts[place.owner][place.name] = replaced(place.text, search, by, wanted)
        for owner, said in texts.items():
            self._rewrite(made, owner, said)
        return made

    def _rewrite(self, made: "Rewritten", owner: str, said: Mapping[str, str]) -> None:
        kind = owner.partition("-")[0]
        if kind == "row":
            activity, row = self._rows[owner]
            new = row_texts.row_with(
                row, said, fiscal_year=self.plan.fiscal_year, headers=row.other, fields=row.values
            )
            made.rows[activity.part].append(Change(activity, new, base_version=activity.version))
        elif kind == "heading":
            made.headings[self.headings[owner]] = said["text"]
        elif kind == "section":
            section = self.sections[owner]
            made.sections.append(
                SectionWords(section, said.get("title", section.title), said.get("html", section.html))
            )
        else:
            part = next(part for part in self.parts if f"part-{part.pk}" == owner)
            made.parts.append(_part_words(part, said))


@dataclass
class Rewritten:
    """What is to be written, and at how many places words were replaced."""

    count: int = 0
    rows: dict[PlanPart, list[Change]] = field(default_factory=lambda: defaultdict(list))
    headings: dict[Heading, str] = field(default_factory=dict)
    parts: list[PartWords] = field(default_factory=list)
    sections: list[SectionWords] = field(default_factory=list)


def _labels(row: Row, layout: Layout) -> dict[str, str]:
    """The fields of a row that hold words, with what they are called."""
    labels = LABELS | {row_texts.key_of_other(header): header for header in row.other}
    for name in row.values:
        own = layout.own_field(name)
        if own is None or own.kind is Kind.TEXT:
            labels[row_texts.key_of_value(name)] = own.label if own else name
    return {name: label for name, label in labels.items() if name not in _NOT_SEARCHED}


def _part_texts(part: PlanPart) -> dict[str, tuple[str, str]]:
    """The texts around a table by name, each with its label."""
    found = {"title": ("ชื่อตาราง", part.title)}
    found |= {f"line.{at}": ("ข้อความเหนือตาราง", text) for at, text in enumerate(part.lines)}
    found |= {f"note.{at}": ("หมายเหตุใต้ตาราง", text) for at, text in enumerate(part.notes)}
    for at, signature in enumerate(signatures_from_json(part.signatures)):
        found |= {
            f"signature.{at}.{name}": (label, getattr(signature, name)) for name, label in _SIGNATURE.items()
        }
    return found


def _part_words(part: PlanPart, said: Mapping[str, str]) -> PartWords:
    return PartWords(
        part,
        title=said.get("title", part.title),
        lines=[said.get(f"line.{at}", text) for at, text in enumerate(part.lines)],
        notes=[said.get(f"note.{at}", text) for at, text in enumerate(part.notes)],
        signatures=[
            _signature(signature, at, said)
            for at, signature in enumerate(signatures_from_json(part.signatures))
        ],
    )


def _signature(signature: Signature, at: int, said: Mapping[str, str]) -> Signature:
    changed: dict[str, Any] = {
        name: said[key] for name in _SIGNATURE if (key := f"signature.{at}.{name}") in said
    }
    return replace(signature, **changed)
