"""Finished files by what they were made of: found again without reading a row, never half written."""

import logging
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders

import assessments.rows
import ita_portal.render
import ita_portal.tables
import ita_portal.thai
import organisations.committees
import organisations.meetings
import plans.monitoring
import plans.rows
import reports.committees
import reports.monitoring
import reports.rounds
import reports.sources

logger = logging.getLogger(__name__)

_DIGEST_LENGTH = 32  # characters, enough that no two states share them


def place(owner: str, version: int, state: str, name: str, ending: str) -> Path:
    """Where the file of exactly this content is kept: its owner's folder, then its version, then the rest.

    ``owner`` is what it tells of ("plan-7"). ``state`` says all that it is made of beside the owner's
    version, ``name`` which of the owner's files it is, whatever its state.
    """
    content = sha256(f"{state} {software_version()}".encode()).hexdigest()[:_DIGEST_LENGTH]
    return folder_of(owner) / f"{version}-{name}-{content}.{ending}"


def folder_of(owner: str) -> Path:
    return Path(settings.DOCUMENT_CACHE) / owner


def read(place: Path) -> bytes | None:
    """The file, or None where it is not kept."""
    try:
        return place.read_bytes()
    except OSError:
        return None


def keep(content: bytes, place: Path) -> None:
    """Write the file whole or not at all, and remove those that it takes the place of.

    Those are all of the owner's other versions, and the same file in another state. A broken or full disk
    keeps nobody from the document: it is made again the next time.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _write(content, place)
        version, same = place.name.partition("-")[0], place.name.rpartition("-")[0]
        for other in place.parent.glob("[!.]*"):
            is_old = other.name.partition("-")[0] != version or other.name.rpartition("-")[0] == same
            if is_old and other != place:
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


def screen_css() -> Path:
    """The style of a document as a page."""
    return Path(str(finders.find("css/document-table.css")))


@cache
def software_version() -> str:
    """A digest of the code that decides what a document says and how it looks."""
    digest = sha256(weasyprint.__version__.encode())
    pure = (ita_portal.thai, ita_portal.tables, ita_portal.render)
    rooms = (*pure, plans.monitoring, reports.rounds, reports.committees, reports.monitoring)
    code = [path for room in rooms for path in sorted(Path(room.__path__[0]).rglob("*.*"))]
    own = sorted(Path(reports.sources.__file__).parent.glob("*.py"))
    readers = (assessments.rows, plans.rows, organisations.committees, organisations.meetings)
    read = (Path(str(module.__file__)) for module in readers)
    for path in (*code, *own, *read, screen_css()):
        if path.suffix in {".py", ".css"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
