"""Writing what find and replace has changed all over a plan: everything, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from ita_portal.tables.content import Signature
from ita_portal.tables.from_json import columns_from_json, options_from_json
from organisations.models import User
from plans.models import Heading, PlanPart, PlanSection
from plans.services import bulk, headings, parts, sections


@dataclass(frozen=True)
class PartWords:
    """The words around a table as they are to be."""

    part: PlanPart
    title: str
    lines: Sequence[str]
    notes: Sequence[str]
    signatures: Sequence[Signature]


@dataclass(frozen=True)
class SectionWords:
    """The heading and the rich text of a section as they are to be."""

    section: PlanSection
    title: str
    html: str


@transaction.atomic
def replace_words(
    *,
    by: User,
    rows: Mapping[PlanPart, Sequence[bulk.Change]],
    headings_to: Mapping[Heading, str],
    parts_to: Sequence[PartWords],
    sections_to: Sequence[SectionWords],
) -> None:
    """Every row, heading, table and section as given; the rows of a table are one act for an undo.

    Raises StaleError where somebody has changed one of them since it was read, and ValidationError for
    what cannot be stored; then nothing is written.
    """
    for part, changes in rows.items():
        bulk.change_rows(by=by, part=part, changes=changes)
    for heading, text in headings_to.items():
        headings.rename_heading(by=by, heading=heading, text=text, base_version=heading.version)
    for words in parts_to:
        parts.update_part(
            by=by,
            part=words.part,
            base_version=words.part.version,
            title=words.title,
            lines=words.lines,
            notes=words.notes,
            signatures=words.signatures,
            options=options_from_json(words.part.options),
            columns=columns_from_json(words.part.columns),
        )
    for said in sections_to:
        sections.save_section(
            by=by,
            section=said.section,
            title=said.title,
            html=said.html,
            base_version=said.section.version,
        )
