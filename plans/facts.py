"""What a plan states beside its tables, from the database to the table model and back."""

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from zlib import crc32

from ita_portal.tables.content import SectionContent
from ita_portal.tables.facts import (
    Charter,
    HigherPlan,
    Instrument,
    PictureContent,
    Statement,
    StatementKind,
)
from ita_portal.tables.facts_json import higher_plan_to_json, statement_to_json
from plans.models import ActionPlan, PlanPart, PlanPicture, PlanSection, PlanStatement
from plans.models import Charter as StoredCharter
from plans.models import HigherPlan as StoredHigherPlan

logger = logging.getLogger(__name__)
CHARTER_HEAD = ("title", "code", "sequence", "output", "budget", "budget_words", "averages_costs")


def of(plan: ActionPlan, parts: Iterable[PlanPart]) -> dict[str, Any]:
    """The fields of a PlanContent that hold facts, in five queries; ``parts`` are all parts of the plan."""
    sections: Mapping[int | None, list[SectionContent]] = _sections(plan)
    return {
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "sections": tuple(sections.get(None, ())),
        "statements": statements_of(plan),
        "higher_plans": higher_plans_of(plan),
        "charters": _charters(plan, sections, parts),
    }


def statements_of(plan: ActionPlan) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            kind=StatementKind(line.kind),
            text=line.text,
            level=line.level,
            number=line.number,
            instrument=Instrument(line.instrument) if line.instrument else None,
            target=line.target,
        )
        for line in plan.statements.all()
    )


def higher_plans_of(plan: ActionPlan) -> tuple[HigherPlan, ...]:
    return tuple(HigherPlan(line.title, line.from_year, line.to_year) for line in plan.higher_plans.all())


def fingerprint(plan: ActionPlan) -> str:
    """What the plan states now, short enough to travel in a form."""
    said = [statement_to_json(line) for line in statements_of(plan)]
    said += [higher_plan_to_json(line) for line in higher_plans_of(plan)]
    return f"{crc32(json.dumps(said, ensure_ascii=False).encode()):08x}"


def _sections(plan: ActionPlan) -> dict[int | None, list[SectionContent]]:
    """The sections by the charter that they belong to; None for the plan's own."""
    found: dict[int | None, list[SectionContent]] = defaultdict(list)
    for section in plan.sections.prefetch_related("pictures"):
        found[section.charter_id].append(section_content(section))
    return found


def section_content(section: PlanSection) -> SectionContent:
    pictures = tuple(picture_content(picture) for picture in section.pictures.all())
    return SectionContent(section.title, section.html, pictures)


def picture_content(picture: PlanPicture) -> PictureContent:
    """The picture as documents show it; a file that is lost reads as empty, and its caption is left."""

    def read() -> bytes:
        try:
            with picture.file.open("rb") as file:
                content: bytes = file.read()
        except OSError:
            logger.exception("the file of picture %s cannot be read", picture.pk)
            return b""
        return content

    return PictureContent(
        picture.caption, picture.media_type, picture.width, picture.height, read, picture.pk
    )


def _charters(
    plan: ActionPlan, sections: Mapping[int | None, list[SectionContent]], parts: Iterable[PlanPart]
) -> tuple[Charter, ...]:
    tables: dict[int | None, list[int]] = defaultdict(list)
    for place, part in enumerate(parts, start=1):
        tables[part.charter_id].append(place)
    return tuple(
        replace(
            charter_head(charter),
            sections=tuple(sections.get(charter.pk, ())),
            parts=tuple(tables.get(charter.pk, ())),
        )
        for charter in plan.charters.all()
    )


def charter_head(charter: StoredCharter) -> Charter:
    """A charter without its sections and tables."""
    return Charter(**{name: getattr(charter, name) for name in CHARTER_HEAD})


# And back


def stored_statement(line: Statement) -> PlanStatement:
    """A new, unsaved statement without its plan and place."""
    return PlanStatement(
        kind=line.kind.value,
        text=line.text,
        level=line.level,
        number=line.number,
        instrument=line.instrument.value if line.instrument else "",
        target=line.target,
    )


def stored_higher_plan(line: HigherPlan) -> StoredHigherPlan:
    """A new, unsaved higher plan without its plan and place."""
    return StoredHigherPlan(title=line.title, from_year=line.from_year, to_year=line.to_year)


def stored_charter(plan: ActionPlan, charter: Charter) -> StoredCharter:
    """The head of a charter, new and unsaved."""
    return StoredCharter(plan=plan, **{name: getattr(charter, name) for name in CHARTER_HEAD})
