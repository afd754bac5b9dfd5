"""Rosters and sign-in sheets as files, kept by what they say."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ita_portal.render.document import Document
from ita_portal.render.file_names import safe_name, whole_words
from organisations.models import Committee, Meeting, Organisation
from reports.committees.roster import roster_document
from reports.committees.sign_in import sign_in_document
from reports.formats import Format
from reports.worded import WordedFile

ROSTER = "committee_roster"  # the works that make such files
SIGN_IN = "meeting_sign_in"
_NAME_LENGTH = 80


@dataclass(frozen=True)
class RosterFile(WordedFile):
    """The roster as of ``day``; ``committee`` comes with its organisation."""

    committee: Committee
    day: date
    format: Format
    job_kind = ROSTER

    @property
    def owner(self) -> str:
        return f"committee-{self.committee.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.committee.organisation

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def name(self) -> str:
        words = whole_words(self.document.title, _NAME_LENGTH)
        return safe_name(f"{words} {self.day.isoformat()}", self.format.ending)

    @property
    def address(self) -> str:
        address = reverse(f"reports:committee-roster-{self.format.value}", args=[self.committee.pk])
        return f"{address}?{urlencode({'on': self.day.isoformat()})}"

    @property
    def payload(self) -> dict[str, Any]:
        return {"committee": self.committee.pk, "day": self.day.isoformat(), "format": self.format.value}

    @cached_property
    def document(self) -> Document:
        return roster_document(self.committee, self.day)

    @property
    def _kept_name(self) -> str:
        return f"roster-{self.format.value}"


@dataclass(frozen=True)
class SignInFile(WordedFile):
    """The sign-in sheet of ``meeting``, which comes with its committee and organisation."""

    meeting: Meeting
    format: Format
    job_kind = SIGN_IN

    @property
    def owner(self) -> str:
        return f"meeting-{self.meeting.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.meeting.organisation

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def name(self) -> str:
        return safe_name(whole_words(self.document.title, _NAME_LENGTH), self.format.ending)

    @property
    def address(self) -> str:
        return reverse(f"reports:{sign_in_name(self.format)}", args=[self.meeting.pk])

    @property
    def payload(self) -> dict[str, Any]:
        return {"meeting": self.meeting.pk, "format": self.format.value}

    @cached_property
    def document(self) -> Document:
        return sign_in_document(self.meeting)

    @property
    def _kept_name(self) -> str:
        return f"sign-in-{self.format.value}"


def sign_in_name(format: Format) -> str:
    """The name of the sheet's address in that format."""
    return "meeting-sign-in" if format is Format.PDF else f"meeting-sign-in-{format.value}"
