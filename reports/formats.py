"""The formats of documents, and how each is made; knows no database, so that any process can make one."""

from collections.abc import Sequence
from enum import StrEnum

from ita_portal.render import xlsx
from ita_portal.render.archive import Attachment, archived_pdf
from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx
from ita_portal.render.pdf import document_pdf
from ita_portal.render.progress import Progress
from ita_portal.render.xlsx import document_xlsx


class Format(StrEnum):
    """A kind of file."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"
    ARCHIVE = "archive"  # a PDF/A-3 that carries the plan's CSV and JSON

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return "pdf" if self is Format.ARCHIVE else self.value

    @property
    def is_data(self) -> bool:
        """Whether the file is the plan itself, the same whatever document is asked for."""
        return self in (Format.CSV, Format.JSON)

    @property
    def opens_in_browser(self) -> bool:
        return self is Format.PDF


CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.XLSX: xlsx.MEDIA_TYPE,
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.ARCHIVE: "application/pdf",
}


def printed(
    document: Document,
    format: Format,
    attachments: Sequence[Attachment] = (),
    progress: Progress | None = None,
) -> bytes:
    """The document as a PDF, an archived PDF with its attachments, a Word file or a workbook.

    ``progress`` is told how many steps are done of how many, where the format knows.
    """
    match format:
        case Format.PDF:
            return document_pdf(document, progress=progress)
        case Format.ARCHIVE:
            return archived_pdf(document, attachments, progress=progress)
        case Format.DOCX:
            return document_docx(document)
        case Format.XLSX:
            return document_xlsx(document)
    raise ValueError(f"{format} is made of the plan and not of a document")
