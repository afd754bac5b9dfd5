"""Documents of plans as files to take away: made once for each state of a plan, then served as they are."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.db.models.functions import Length
from django.urls import reverse

import plans.rows
from ita_portal.render.archive import Attachment
from ita_portal.render.arrangement import Entry, EntryKind, Sources, arranged
from ita_portal.render.csv import document_csv
from ita_portal.render.document import Document
from ita_portal.render.file_names import safe_name, whole_words
from ita_portal.render.html_document import document_html
from ita_portal.render.kinds import DocumentKind, kind_for
from ita_portal.render.look import Mark
from ita_portal.tables.content import PlanContent
from ita_portal.tables.to_json import plan_to_json
from ita_portal.thai.digits import to_arabic
from organisations.models import Organisation
from plans.models import ActionPlan, Activity, PlanPart, PlanSection
from reports import kept_files
from reports.arrangements import Arrangement, arrangement_of
from reports.files import MOST_AT_ONCE, DocumentFile, KeptFile, Maker
from reports.formats import Format
from reports.marks_of_plans import mark_of
from reports.sources import logo_file, mark_picture, only_part, sources_of, state_of

PLAIN = "plain"
PLAN_DOCUMENT = "plan_document"  # the work that makes such a file
MOST_PROSE_AT_ONCE = 150_000  # characters of all sections, likewise
_TITLE_LENGTH, _PART_LENGTH = 80, 60
_ONLY_TABLES = (Entry(EntryKind.TABLES, new_page=True),)


@dataclass(frozen=True)
class Wanted(KeptFile):
    """One file of a plan: a kind of document in a format, of the whole plan or one part of it alone.

    ``plan`` comes with its organisation. CSV and JSON are the plan itself, whatever the kind.
    """

    plan: ActionPlan
    format: Format
    kind: DocumentKind
    part: PlanPart | None = None
    job_kind = PLAN_DOCUMENT

    @property
    def owner(self) -> str:
        return f"plan-{self.plan.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    @property
    def title(self) -> str:
        return f"{self.kind.name} – {self.plan.title}"

    @property
    def address(self) -> str:
        asked = {} if self.kind.key == PLAIN else {"document": self.kind.key}
        if self.part:
            asked["part"] = str(self.part.pk)
        address = reverse(f"reports:plan-{self.format.value}", args=[self.plan.pk])
        return f"{address}?{urlencode(asked)}" if asked else address

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "plan": self.plan.pk,
            "document": self.kind.key,
            "format": self.format.value,
            "part": self.part.pk if self.part else None,
        }

    @cached_property
    def arrangement(self) -> Arrangement:
        return arrangement_of(self.plan, self.kind)

    @cached_property
    def mark(self) -> Mark:
        """Which revision the pages say that they are of."""
        return mark_of(self.plan)

    @cached_property
    def place(self) -> Path:
        """Where the file is kept in the state in which everything is now.

        Nine queries at most, and more only where a round or money brings tables.
        """
        state: tuple[Any, ...] = (self.plan.organisation.name,)
        if not self.format.is_data:
            logo = self._logo_file()
            entries = self.arrangement.entries
            state = (
                state_of(self.plan, entries),
                self.arrangement.state,
                self.mark,
                logo.name if logo else "",
            )
        only = f"-part{self.part.pk}" if self.part else ""
        kind = "data" if self.format.is_data else self.kind.key
        name = f"{kind}{only}-{self.format.value}"
        return kept_files.place(self.owner, self.plan.version, repr(state), name, self.format.ending)

    @property
    def name(self) -> str:
        return file_name(self.plan, self.format, self.part, self.kind)

    @property
    def is_long_work(self) -> bool:
        most = MOST_AT_ONCE.get(self.format)
        if most is None:
            return False
        rows = Activity.objects.filter(part__plan=self.plan, part__deleted_at=None)
        if self.part:
            return rows.filter(part=self.part).count() > most
        return rows.count() > most or self._prose_length() > MOST_PROSE_AT_ONCE

    def _prose_length(self) -> int:
        sections = PlanSection.objects.filter(plan=self.plan)
        return sections.aggregate(length=Sum(Length("html")))["length"] or 0

    def document(self) -> Document:
        """What the file says, before its format."""
        entries = _ONLY_TABLES if self.part else self.arrangement.entries
        logo = mark_picture(self._logo_file())
        look = replace(self.arrangement.look, logo=logo, mark=self.mark)
        return arranged(self._sources, entries, look)

    @cached_property
    def _sources(self) -> Sources:
        sources = sources_of(self.plan, self.arrangement.entries, self.arrangement.signatures)
        return replace(sources, plan=only_part(sources.plan, self.part.pk)) if self.part else sources

    def content(self, maker: Maker) -> bytes:
        if self.format is Format.JSON:
            return _json(self._plan_content(), self.plan)
        if self.format is Format.CSV:
            return document_csv(self._plan_content())
        document = self.document()
        if self.format is Format.HTML:
            css = kept_files.screen_css().read_text(encoding="utf-8")
            return document_html(document, css=css).encode()
        attachments = self._attachments() if self.format is Format.ARCHIVE else ()
        return maker(document, self.format, attachments)

    def _plan_content(self) -> PlanContent:
        content = plans.rows.contents(self.plan)
        return only_part(content, self.part.pk) if self.part else content

    def _attachments(self) -> tuple[Attachment, ...]:
        content = self._sources.plan
        return (
            Attachment("plan.csv", "text/csv", document_csv(content), "ข้อมูลในตารางของแผน แถวละหนึ่งกิจกรรม"),
            Attachment("plan.json", "application/json", _json(content, self.plan), "ข้อมูลทั้งหมดของแผน"),
        )

    def _logo_file(self) -> Any:
        return logo_file(self.plan.organisation) if self.arrangement.has_logo and not self.part else None


def wanted(plan: ActionPlan, format: Format, part: PlanPart | None = None, document: str = PLAIN) -> Wanted:
    """That file of the plan; raises UnknownDocumentError."""
    return Wanted(plan, format, kind_for(document), part)


def plan_document_file(
    plan: ActionPlan, format: Format, part: PlanPart | None = None, document: str = PLAIN
) -> DocumentFile:
    """The plan, or one part of it alone, as a document of that kind in a file.

    Made anew when anything that it says or how it is arranged has changed, or this software; otherwise
    taken from where it was kept, without reading a row. Raises UnknownDocumentError.
    """
    file = wanted(plan, format, part, document)
    return file.kept() or file.make()


def file_name(
    plan: ActionPlan, format: Format, part: PlanPart | None = None, kind: DocumentKind | None = None
) -> str:
    """The name under which an office finds the file again: "แผนส่งเสริมคุณธรรม 2569 DEMO.pdf".

    Documents of a kind say which, and archived files that they are, so that none lies over another.
    """
    title, year = whole_words(plan.title, _TITLE_LENGTH), str(plan.fiscal_year)
    words = [title, "" if year in to_arabic(title) else year, plan.organisation.code]
    if part is not None:
        words.append(whole_words(part.title, _PART_LENGTH) or "ตาราง")
    elif kind is not None and kind.key != PLAIN and not format.is_data:
        words.append(kind.name)
    if format is Format.ARCHIVE:
        words.append("PDF-A-3")
    return safe_name(" ".join(words), format.ending)


def _json(content: PlanContent, plan: ActionPlan) -> bytes:
    # What comes in comes out: the organisation only where the file that came in had named it.
    named = replace(content, organisation=plan.printed_organisation)
    return json.dumps(plan_to_json(named), ensure_ascii=False, indent=1).encode()
