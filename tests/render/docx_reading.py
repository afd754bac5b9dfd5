"""Reading a Word file of ours in tests: its parts, its elements, its words in their order."""

import io
from typing import Any

import docx
from docx.oxml.ns import qn

from ita_portal.render.document import Document
from ita_portal.render.docx import document_docx


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(document_docx(document)))


def value(element: Any, path: str) -> str | None:
    """The ``w:val`` of the one element at the path, None where there is none."""
    found = element.xpath(path)
    return found[0].get(qn("w:val")) if found else None


def lines(element: Any) -> list[str]:
    """The words of every paragraph in printed order, cells among them; empty ones left out."""
    words = []
    for paragraph in element.xpath(".//w:p"):
        text = "".join(
            {qn("w:tab"): "\t", qn("w:br"): "\n"}.get(piece.tag, piece.text)
            for piece in paragraph.xpath(".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br")
        )
        if text:
            words.append(text)
    return words


def cells(table: Any) -> list[list[tuple[str, int, str | None]]]:
    """Each row's cells as (words, columns, how it is merged downward)."""
    return [
        [
            (
                "\n".join(lines(cell)),
                int(value(cell, "./w:tcPr/w:gridSpan") or 1),
                None if not cell.xpath("./w:tcPr/w:vMerge") else value(cell, "./w:tcPr/w:vMerge") or "on",
            )
            for cell in row.xpath("./w:tc")
        ]
        for row in table.xpath("./w:tr")
    ]
