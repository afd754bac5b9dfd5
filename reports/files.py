"""A file to take away, whatever it is made of: made once for each state, then served as it is kept."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ita_portal.render.archive import Attachment
from ita_portal.render.document import Document
from organisations.models import Organisation
from reports import kept_files
from reports.formats import CONTENT_TYPES, Format, printed

# Rows of a document above which nobody is kept waiting before an open page.
MOST_AT_ONCE = {Format.PDF: 150, Format.ARCHIVE: 150, Format.DOCX: 150, Format.XLSX: 1_500}

# Makes a document in a format, with its attachments.
Maker = Callable[[Document, Format, tuple[Attachment, ...]], bytes]


class DocumentFile(NamedTuple):
    content: bytes
    content_type: str
    name: str


class KeptFile(ABC):
    """One file in a format. ``job_kind`` names the work that makes it in the background."""

    format: Format
    job_kind: str

    @property
    @abstractmethod
    def owner(self) -> str:
        """What it tells of, as the name of the folder in which it is kept."""

    @property
    @abstractmethod
    def place(self) -> Path:
        """Where the file is kept in the state in which everything is now."""

    @property
    @abstractmethod
    def organisation(self) -> Organisation:
        """Whose file it is."""

    @property
    @abstractmethod
    def name(self) -> str:
        """The name under which an office finds it again."""

    @property
    @abstractmethod
    def title(self) -> str:
        """How a page calls it while it is made."""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where it is asked for."""

    @property
    @abstractmethod
    def payload(self) -> Mapping[str, Any]:
        """All that names it, for a job: ``format`` and what its own kind of work knows."""

    @property
    @abstractmethod
    def is_long_work(self) -> bool:
        """Whether making the file takes longer than anybody should wait for a page."""

    @abstractmethod
    def content(self, maker: Maker) -> bytes:
        """The bytes, made anew. Raises UnknownLayoutError."""

    def kept(self) -> DocumentFile | None:
        """The file, if it was made before and nothing has changed since."""
        content = kept_files.read(self.place)
        return None if content is None else self.file(content)

    def make(self, maker: Maker = printed) -> DocumentFile:
        """The file made anew, and kept. Raises UnknownLayoutError."""
        content = self.content(maker)
        kept_files.keep(content, self.place)
        return self.file(content)

    def file(self, content: bytes) -> DocumentFile:
        return DocumentFile(content, CONTENT_TYPES[self.format], self.name)
