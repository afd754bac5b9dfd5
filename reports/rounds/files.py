"""Documents of rounds and briefings as files, kept by what they say: the same words are made once."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models.fields.files import FieldFile
from django.urls import reverse

from assessments.models import Instrument, Round
from ita_portal.render.document import Document
from ita_portal.render.file_names import safe_name
from organisations.models import Organisation
from reports.formats import Format
from reports.rounds.briefing import briefing_document
from reports.rounds.report import report_document, round_and_year
from reports.rounds.sheet import sheet_document
from reports.rounds.strip import strip_document
from reports.sources import logo_file
from reports.worded import WordedFile

ROUND_DOCUMENT = "round_document"  # the work that makes such a file
BRIEFING = "briefing"


class RoundKind(StrEnum):
    """What is told of a round; the values are names of addresses."""

    REPORT = "round-report"
    SHEET = "round-sheet"
    STRIP = "round-strip"


NAMES = {
    RoundKind.REPORT: "รายงานผลการประเมินและมาตรการปิด Gap",
    RoundKind.SHEET: "ใบคะแนน",
    RoundKind.STRIP: "แถบเชื่อมโยง Gap มาตรการ กิจกรรม และผล",
}
_MAKERS: dict[RoundKind, Callable[[Round], Document]] = {
    RoundKind.SHEET: sheet_document,
    RoundKind.STRIP: strip_document,
}


@dataclass(frozen=True)
class RoundFile(WordedFile):
    """``round`` comes with its organisation, framework and plan. Only a report may have a cover."""

    round: Round
    format: Format
    kind: RoundKind = RoundKind.REPORT
    has_cover: bool = False
    job_kind = ROUND_DOCUMENT

    @property
    def owner(self) -> str:
        return f"round-{self.round.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation

    @property
    def title(self) -> str:
        return f"{NAMES[self.kind]} – {round_and_year(self.round)}"

    @property
    def name(self) -> str:
        words = (NAMES[self.kind], round_and_year(self.round), self.organisation.code)
        return safe_name(" ".join(words), self.format.ending)

    @property
    def address(self) -> str:
        address = reverse(_address_name(self.kind, self.format), args=[self.round.pk])
        return f"{address}?{urlencode({'cover': 1})}" if self.has_cover else address

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "round": self.round.pk,
            "document": self.kind.value,
            "format": self.format.value,
            "cover": self.has_cover,
        }

    @cached_property
    def document(self) -> Document:
        if self.kind is RoundKind.REPORT:
            return report_document(self.round, has_cover=self.has_cover)
        return _MAKERS[self.kind](self.round)

    @property
    def _kept_name(self) -> str:
        return f"{self.kind.value}{'-cover' if self.has_cover else ''}-{self.format.value}"

    @cached_property
    def _logo_file(self) -> FieldFile | None:
        return logo_file(self.organisation) if self.has_cover else None


@dataclass(frozen=True)
class BriefingFile(WordedFile):
    """A briefing for those who will answer ``instrument``, which comes with its framework."""

    of: Organisation
    instrument: Instrument
    format: Format
    job_kind = BRIEFING

    @property
    def owner(self) -> str:
        return f"briefing-{self.of.pk}-{self.instrument.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.of

    @property
    def title(self) -> str:
        return f"เอกสารชี้แจงก่อนตอบแบบวัด {self.instrument.code} – {self.of.name}"

    @property
    def name(self) -> str:
        words = f"เอกสารชี้แจง {self.instrument.code} {self.instrument.framework.fiscal_year} {self.of.code}"
        return safe_name(words, self.format.ending)

    @property
    def address(self) -> str:
        return reverse(_address_name(BRIEFING, self.format), args=[self.of.pk, self.instrument.pk])

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "organisation": self.of.pk,
            "instrument": self.instrument.pk,
            "format": self.format.value,
        }

    @cached_property
    def document(self) -> Document:
        return briefing_document(self.of, self.instrument)

    @property
    def _kept_name(self) -> str:
        return f"{BRIEFING}-{self.format.value}"


def _address_name(kind: str, format: Format) -> str:
    return f"reports:{kind}" if format is Format.PDF else f"reports:{kind}-{format.value}"
