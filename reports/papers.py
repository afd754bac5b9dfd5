"""The papers of sign-off: the PDF that is to be signed, and the same once all have signed.

Each is made of the plan's own document. How it was arranged is frozen with the content (``printed``), so that
the approved paper is the one that was signed, whatever becomes of templates meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.html import escape

import plans.rows
from ita_portal.render.arrangement import Entry, EntryKind, arranged
from ita_portal.render.arrangement_json import (
    entries_from_json,
    entries_to_json,
    look_from_json,
    look_to_json,
)
from ita_portal.render.blocks import Block, Cover, Prose, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.kinds import kind_for
from ita_portal.render.look import Look, Mark
from ita_portal.render.pdf import document_pdf
from ita_portal.tables.content import Digits, PlanContent, SectionContent, Signature
from ita_portal.tables.json_values import Json
from ita_portal.thai.digits import to_thai
from organisations.models import User
from plans.adjusting import adjusted, table_of
from plans.models import ActionPlan, Adjustment, Chain, Revision, SignOffStep
from plans.papers import ApprovedPaper, Paper
from plans.signing import is_last, signatures_of, steps_of
from plans.snapshots import content_of, snapshot_of
from reports.arrangements import arrangement_of
from reports.marks_of_plans import mark_for
from reports.papers_record import record_of
from reports.seal import sealed
from reports.sources import logo_file, mark_picture, sources_of

OWNER = "โดย"  # on covers, before whose plan it is
SIGNATURES_TITLE = "การเสนอและพิจารณาแผน"
PRINTED = "printed"  # beside the plan in the content of a revision: how its paper was arranged


def paper_of(
    plan: ActionPlan,
    *,
    document: str,
    chain: Chain,
    number_words: str,
    token: str,
    adjustment: Adjustment | None = None,
) -> Paper:
    """The paper to be signed, and the content that it shows. Raises UnknownDocumentError.

    ``number_words`` is "ฉบับที่ 1" or "ฉบับปรับปรุง ครั้งที่ 1/2569". Asks the database a fixed number of times.
    """
    content = _with_adjustment(plans.rows.contents(plan), adjustment)
    arrangement = arrangement_of(plan, kind_for(document))
    printed: Json = {
        "entries": entries_to_json(_signed_entries(arrangement.entries)),
        "look": look_to_json(arrangement.look),
        "logo": arrangement.has_logo,
    }
    sheet = _Sheet(plan, content, document, printed, number_words, adjustment)
    made = sheet.document(mark_for(number_words, token), signatures_of(steps_of(chain, plan)))
    return Paper(token, document, document_pdf(made), snapshot_of(content) | {PRINTED: printed})


def completed_by(by: User, step: SignOffStep, values: Mapping[str, Any]) -> ApprovedPaper | None:
    """The approved paper, where the step that the person does so is the last of its revision; else None.

    It is made before the step is signed: the service refuses it where anything has moved on meanwhile.
    """
    if not is_last(step):
        return None
    done = copy(step)
    signed = {"state": SignOffStep.State.SIGNED, "acted_at": timezone.now(), "acted_by": by, **values}
    for name, value in signed.items():
        setattr(done, name, value)
    earlier = step.revision.steps.exclude(pk=step.pk).select_related("acted_by")
    return approved_paper_of(step.revision, [*earlier, done])


def approved_paper_of(revision: Revision, steps: Sequence[SignOffStep]) -> ApprovedPaper:
    """The paper with its signatures filled in and a record of them, sealed where a seal is set up.

    ``steps`` are all of the revision as they will be with the last signature.
    """
    plan = revision.plan
    content = with_pictures(content_of(revision.content), plans.rows.contents(plan))
    adjustment = revision.adjustments.first() if revision.adjustment_number else None
    printed = revision.content.get(PRINTED) or {}
    sheet = _Sheet(plan, content, revision.document, printed, str(revision), adjustment)
    made = sheet.document(mark_for(str(revision), revision.token), signatures_of(steps))
    record = record_of(revision, steps, made.digits)
    pdf = document_pdf(replace(made, blocks=(*made.blocks, *record)))
    with_seal = sealed(pdf, plan.organisation)
    return ApprovedPaper(with_seal or pdf, with_seal is not None)


def with_pictures(content: PlanContent, now: PlanContent) -> PlanContent:
    """A content from a snapshot, which has no files, with the pictures that the locked plan has."""
    sections = _pictures(content.sections, now.sections)
    charters = (
        replace(charter, sections=_pictures(charter.sections, other.sections))
        for charter, other in zip(content.charters, now.charters, strict=False)
    )
    return replace(content, sections=sections, charters=tuple(charters))


def _pictures(
    sections: Sequence[SectionContent], now: Sequence[SectionContent]
) -> tuple[SectionContent, ...]:
    return tuple(
        replace(section, pictures=other.pictures) for section, other in zip(sections, now, strict=False)
    )


def _with_adjustment(content: PlanContent, adjustment: Adjustment | None) -> PlanContent:
    return adjusted(content, adjustment) if adjustment else content


def _signed_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that are shown, and signatures among them: behind all but the back cover.

    A page of nothing but signatures says what is signed.
    """
    found = [_titled(entry) for entry in entries if entry.shown]
    if not any(entry.kind is EntryKind.SIGNATURES for entry in found):
        at = len(found) - 1 if found and found[-1].kind is EntryKind.CONTACT else len(found)
        found.insert(at, Entry(EntryKind.SIGNATURES))
    return tuple(found)


def _titled(entry: Entry) -> Entry:
    if entry.kind is EntryKind.SIGNATURES and entry.new_page and not entry.title:
        return replace(entry, title=SIGNATURES_TITLE)
    return entry


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a paper is made of, whether it is signed already or not."""

    plan: ActionPlan
    content: PlanContent
    kind: str
    printed: Json
    number_words: str
    adjustment: Adjustment | None

    def document(self, mark: Mark, signatures: tuple[Signature, ...]) -> Document:
        entries = entries_from_json(self.printed.get("entries"))
        sources = sources_of(self.plan, entries, signatures)
        made = arranged(
            replace(sources, plan=_unsigned(self.content)),
            entries,
            replace(self._look(), mark=mark),
            revision=self.number_words,
        )
        written: Callable[[str], str] = to_thai if made.digits is Digits.THAI else str
        numbered = _numbered(made.blocks, written(self.number_words))
        return replace(made, blocks=(*self._request(written), *numbered))

    def _look(self) -> Look:
        logo = mark_picture(logo_file(self.plan.organisation)) if self.printed.get("logo") else None
        return replace(look_from_json(self.printed.get("look"), kind_for(self.kind).look), logo=logo)

    def _request(self, written: Callable[[str], str]) -> Iterator[Block]:
        """What is asked to be changed, before the plan as it would be."""
        if self.adjustment:
            yield Prose(f"คำขอปรับแผน {written(self.number_words)}", _paragraphs(self.adjustment.reason))
            yield TableBlock(table_of(self.adjustment, written), new_page=False)


def _unsigned(content: PlanContent) -> PlanContent:
    """Without the lines for signatures below its tables: those of the chain stand in the paper, once."""
    return replace(content, parts=tuple(replace(part, signatures=()) for part in content.parts))


def _numbered(blocks: tuple[Block, ...], words: str) -> tuple[Block, ...]:
    """The blocks with the number of the revision on the cover, else below the title of the first table."""
    for at, block in enumerate(blocks):
        if isinstance(block, Cover):
            at_owner = block.lines.index(OWNER) if OWNER in block.lines else len(block.lines)
            said: Block = replace(block, lines=(*block.lines[:at_owner], words, *block.lines[at_owner:]))
        elif isinstance(block, TableBlock):
            said = replace(block, table=replace(block.table, lines=(*block.table.lines, words)))
        else:
            continue
        return (*blocks[:at], said, *blocks[at + 1 :])
    return blocks


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in map(str.strip, text.splitlines()) if line)
