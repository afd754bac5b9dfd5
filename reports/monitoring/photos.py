"""Progress of a plan with photos of its activities: those that reports choose to show, made for paper."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import count
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError

from ita_portal.render.blocks import Figure, Prose
from ita_portal.render.captions import FIGURE
from ita_portal.render.document import Document
from ita_portal.tables.facts import PictureContent
from ita_portal.thai.dates import format_long
from organisations.evidence_files import MEDIA_TYPES, PHOTOS
from organisations.models import Evidence, EvidenceVersion, User
from organisations.photos import photo_of
from plans.models import MonitoringRound, ProgressEvidence
from plans.monitoring.achieved import achieved_by
from plans.monitoring.achieved_words import achieved_words
from reports.monitoring.facts import facts_of
from reports.monitoring.joining import joined
from reports.monitoring.progress_table import stretch_words
from reports.monitoring.reading import ACCEPTED, SENT, Reported
from reports.rounds.flow import Flow

logger = logging.getLogger(__name__)

NAME = "ความก้าวหน้าของแผนพร้อมภาพกิจกรรม"
NOTHING = "ยังไม่มีรายงานผลของกิจกรรมในช่วงเวลานี้"
LONGEST_SIDE = 1_260  # pixels: 200 to the inch on the width of a page
_FORMATS = ("JPEG", "PNG", "HEIF")


def photos_document(round: MonitoringRound, reader: User, *, submitted: bool = False) -> Document:
    """Every activity of which something was reported, with the pictures that the reader may see."""
    facts, states = facts_of(round), SENT if submitted else ACCEPTED
    told = [line for line in facts.lines if line.told(states)]
    pictures = _pictures(told, reader, states)
    flow, number = Flow(facts.digits), count(1)
    flow.paragraphs(f"{facts.plan.title}\n{stretch_words(round.starts_on, round.ends_on)}\n{facts.as_of}")
    flow.paragraphs("" if told else NOTHING)
    for line in told:
        shown = (use for report in line.told(states) for use in pictures.get(report.pk, ()))
        figures = tuple(_figure(use, next(number), flow.words) for use in shown)
        flow.add([Prose(flow.words(_title(line)), _html(line, states, flow.words), figures)])
    title = f"{NAME} {round.name} ปีงบประมาณ พ.ศ. {facts.plan.fiscal_year}"
    return Document(
        title=flow.words(title),
        blocks=flow.blocks(),
        organisation=facts.plan.organisation.name,
        fiscal_year=facts.plan.fiscal_year,
        short_title=flow.words(f"{NAME} {round.name}"),
        digits=facts.digits,
    )


def _title(line: Reported) -> str:
    return " ".join(f"{line.row.number} {line.row.title}".split())


def _html(line: Reported, states: frozenset[str], words: Callable[[str], str]) -> str:
    """How far the activity is, and what was done."""
    told = line.told(states)
    said = [achieved_words(achieved_by(line.reports)), *joined(told, lambda one: one.narrative).splitlines()]
    return "".join(f"<p>{escape(words(text))}</p>" for text in said if text)


# Pictures


def _pictures(
    lines: Iterable[Reported], reader: User, states: frozenset[str]
) -> Mapping[int, list[ProgressEvidence]]:
    """By report, the uses of evidence whose newest version is a picture; two queries."""
    reports = [report.pk for line in lines for report in line.told(states)]
    uses = ProgressEvidence.objects.filter(
        progress__in=reports, in_report=True, evidence__in=Evidence.objects.visible_to(reader)
    )
    found: Mapping[int, list[ProgressEvidence]] = defaultdict(list)
    for use in uses.select_related("evidence").prefetch_related("evidence__versions"):
        if use.evidence.newest.ending in PHOTOS:
            found[use.progress_id].append(use)
    return found


def _figure(use: ProgressEvidence, number: int, words: Callable[[str], str]) -> Figure:
    evidence = use.evidence
    day = f"({format_long(evidence.dated_on)})" if evidence.dated_on else ""
    caption = words(" ".join(filter(None, (f"{FIGURE} {number}", use.caption or evidence.title, day))))
    return Figure(picture_of(evidence.newest, caption), caption)


def picture_of(version: EvidenceVersion, caption: str) -> PictureContent:
    """The picture as paper needs it; a lost or broken file reads as empty, and its caption is left."""
    media_type = MEDIA_TYPES["png" if version.ending == "png" else "jpg"]
    return PictureContent(caption, media_type, 0, 0, lambda: print_of(version), version.pk)


def print_of(version: EvidenceVersion) -> bytes:
    """The file turned upright and no larger than it prints, read from where evidence lies."""
    try:
        with version.file.open("rb") as opened:
            file = cast("BinaryIO", opened)
            photo = photo_of(file, formats=_FORMATS, longest_side=LONGEST_SIDE, refusal="")
            if photo.content is not None:
                return photo.content
            file.seek(0)
            return file.read()
    except (OSError, ValidationError):
        logger.exception("the file of evidence version %s cannot be printed", version.pk)
        return b""
