"""Whole plans as files to take away: made once for each version of a plan, then served as they are."""

import json
import logging
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders

import ita_portal.render
import ita_portal.tables
import ita_portal.thai
import plans.rows
from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from ita_portal.render.html import document_html
from ita_portal.render.pdf import document_pdf
from ita_portal.render.xlsx import document_xlsx
from ita_portal.tables.content import PlanContent
from ita_portal.tables.to_json import plan_to_json
from ita_portal.thai.digits import to_arabic
from plans.models import ActionPlan, PlanPart

logger = logging.getLogger(__name__)

_TITLE_LENGTH, _PART_LENGTH = 80, 60
# What Windows, macOS or Linux takes in no file name.
_REFUSED_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_VERSION_LENGTH = 32  # characters of a digest, enough that no two versions share them


class Format(StrEnum):
    """A kind of file; its value is the ending of the file's name."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"


class DocumentFile(NamedTuple):
    content: bytes
    content_type: str
    name: str


CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
}


def plan_document_file(plan: ActionPlan, format: Format, part: PlanPart | None = None) -> DocumentFile:
    """The plan, or one part of it alone, as a file.

    Made anew when the plan's version (which its print settings raise too), the name of its organisation or
    this software has changed; otherwise taken from where it was kept, without reading a row.
    """
    kept = _place(plan, format, part)
    try:
        content = kept.read_bytes()
    except OSError:
        content = _make(plan, format, part)
        _keep(content, kept)
    return DocumentFile(content, CONTENT_TYPES[format], file_name(plan, format, part))


def file_name(plan: ActionPlan, format: Format, part: PlanPart | None = None) -> str:
    """The name under which an office finds the file again: "แผนส่งเสริมคุณธรรม 2569 DEMO.pdf"."""
    title, year = plan.title[:_TITLE_LENGTH], str(plan.fiscal_year)
    words = [title, "" if year in to_arabic(title) else year, plan.organisation.code]
    if part is not None:
        words.append(part.title[:_PART_LENGTH] or "ตาราง")
    name = _REFUSED_IN_NAMES.sub(" ", " ".join(words))
    return f"{' '.join(name.split()).lstrip('. ')}.{format.value}"


# Making


def _make(plan: ActionPlan, format: Format, part: PlanPart | None) -> bytes:
    content = plans.rows.contents(plan)
    if part is not None:
        chosen = tuple(one for one in content.parts if one.id == part.pk)
        content = replace(content, sections=(), statements=(), higher_plans=(), charters=(), parts=chosen)
    if format is Format.JSON:
        # What comes in comes out: the organisation only where the file that came in had named it.
        return _json(replace(content, organisation=plan.printed_organisation))
    return _MAKERS[format](plan_document(content))


def _json(content: PlanContent) -> bytes:
    return json.dumps(plan_to_json(content), ensure_ascii=False, indent=1).encode()


def _html(document: Document) -> bytes:
    return document_html(document, css=_screen_css().read_text(encoding="utf-8")).encode()


def _screen_css() -> Path:
    return Path(str(finders.find("css/document-table.css")))


_MAKERS: dict[Format, Callable[[Document], bytes]] = {
    Format.HTML: _html,
    Format.PDF: document_pdf,
    Format.XLSX: document_xlsx,
}


# Keeping


def _place(plan: ActionPlan, format: Format, part: PlanPart | None) -> Path:
    """Where the file of exactly this content is kept: a folder for the plan, a name for the rest."""
    version = sha256(f"{plan.version} {plan.organisation.name} {software_version()}".encode()).hexdigest()
    only = f"-part-{part.pk}" if part else ""
    return (
        Path(settings.DOCUMENT_CACHE)
        / f"plan-{plan.pk}"
        / f"{version[:_VERSION_LENGTH]}{only}.{format.value}"
    )


def _keep(content: bytes, place: Path) -> None:
    """Write the file whole or not at all, and remove those of the plan's earlier versions.

    A broken or full disk keeps nobody from the document: it is made again the next time.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(content, place)
        for other in place.parent.glob("[!.]*"):
            if not other.name.startswith(place.name[:_VERSION_LENGTH]):
                other.unlink(missing_ok=True)
    except OSError:
        logger.exception("%s could not be kept", place)


def _write(content: bytes, place: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(content)
            file.flush()
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)


@cache
def software_version() -> str:
    """A digest of the code that decides what a document says and how it looks."""
    digest = sha256(weasyprint.__version__.encode())
    rooms = (ita_portal.thai, ita_portal.tables, ita_portal.render)
    code = [path for room in rooms for path in sorted(Path(room.__path__[0]).rglob("*.*"))]
    for path in (*code, Path(str(plans.rows.__file__)), Path(__file__), _screen_css()):
        if path.suffix in {".py", ".css"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
