"""Documents of monitoring as files, kept by what they say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ita_portal.render.document import Document
from ita_portal.render.file_names import safe_name
from organisations.models import Organisation, User
from plans.models import ActionPlan, MonitoringRound
from reports.formats import Format
from reports.monitoring import meeting, photos, report
from reports.worded import WordedFile

PROGRESS_DOCUMENT = "progress_document"  # the work that makes such a file
FORMATS = (Format.PDF, Format.DOCX, Format.XLSX)


class ProgressKind(StrEnum):
    """What is told of a round; the values stand in addresses."""

    REPORT = "report"
    PHOTOS = "photos"
    MEETING = "meeting"


NAMES = {
    ProgressKind.REPORT: report.NAME,
    ProgressKind.PHOTOS: photos.NAME,
    ProgressKind.MEETING: meeting.NAME,
}


@dataclass(frozen=True)
class ProgressFile(WordedFile):
    """``round`` is the one of that ``key`` in ``rounds_of`` its plan, which comes with its organisation.

    Only a report may have ``internal`` columns. ``reader`` is who sees the pictures.
    """

    key: str
    round: MonitoringRound
    reader: User
    format: Format
    kind: ProgressKind = ProgressKind.REPORT
    internal: bool = False
    submitted: bool = False
    job_kind = PROGRESS_DOCUMENT

    @property
    def plan(self) -> ActionPlan:
        return self.round.plan

    @property
    def owner(self) -> str:
        return f"monitoring-{self.plan.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    @property
    def title(self) -> str:
        return f"{NAMES[self.kind]} {self.round.name} – {self.plan.title}"

    @property
    def name(self) -> str:
        used = "(ใช้ภายใน)" if self.internal else ""
        words = (NAMES[self.kind], self.round.name, str(self.plan.fiscal_year), self.organisation.code, used)
        return safe_name(" ".join(filter(None, words)), self.format.ending)

    @property
    def address(self) -> str:
        chosen = {"of": self.key, "document": self.kind.value, **self._marks}
        address = reverse(f"reports:progress-report-{self.format.value}", args=[self.plan.pk])
        return f"{address}?{urlencode(chosen)}"

    @property
    def payload(self) -> dict[str, Any]:
        return {
            "plan": self.plan.pk,
            "of": self.key,
            "document": self.kind.value,
            "format": self.format.value,
            "internal": self.internal,
            "submitted": self.submitted,
        }

    @cached_property
    def document(self) -> Document:
        match self.kind:
            case ProgressKind.PHOTOS:
                return photos.photos_document(self.round, self.reader, submitted=self.submitted)
            case ProgressKind.MEETING:
                return meeting.meeting_document(self.round)
        return report.report_document(self.round, internal=self.internal, submitted=self.submitted)

    @property
    def _kept_name(self) -> str:
        seen = str(self.reader.pk) if self.kind is ProgressKind.PHOTOS else ""
        return "-".join(filter(None, (self.kind.value, self.key, *self._marks, seen, self.format.value)))

    @property
    def _marks(self) -> Mapping[str, str]:
        """What of the choices this kind of document knows and is asked for."""
        asked = {
            "internal": self.internal and self.kind is ProgressKind.REPORT,
            "submitted": self.submitted and self.kind is not ProgressKind.MEETING,
        }
        return {name: "1" for name, is_asked in asked.items() if is_asked}
