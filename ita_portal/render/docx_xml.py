"""WordprocessingML as strings: a table has thousands of cells, and python-docx's own calls are slow for them.

Sizes in points of TH Sarabun, lengths in points; Word wants half points and twentieths of a point.
"""

import re
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from ita_portal.render.text import printable
from ita_portal.tables.layout import Align

JUSTIFIED = {Align.START: "", Align.CENTER: '<w:jc w:val="center"/>', Align.END: '<w:jc w:val="right"/>'}
_NAMESPACES = nsdecls("w", "r")
_BREAKS = re.compile("([\n\t])")
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def twips(points: float) -> int:
    """A length in points as Word writes lengths."""
    return round(points * 20)


def cm_points(centimetres: float) -> float:
    return centimetres * 72 / 2.54


def one_line(text: str) -> str:
    """Text for an attribute or a property, which have no lines; not escaped."""
    return " ".join(printable(text).split())


def run(
    text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: float = 0
) -> str:
    """Text as it is, its line breaks and tabs as Word's; ``size`` 0 is the paragraph's own."""
    if not text:
        return ""
    properties = "".join(
        (
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            size_xml(size) if size else "",
            '<w:u w:val="single"/>' if underline else "",
        )
    )
    formatted = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{formatted}{_words(text)}</w:r>"


def size_xml(points: float) -> str:
    """The size of letters, and of Thai letters, which Word keeps apart."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def paragraph(content: str = "", *, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; ``properties`` are further elements of ``w:pPr`` in the order of its schema."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    formatted = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{formatted}{content}</w:p>"


def field(instruction: str, shown: str, *, size: float = 0) -> str:
    """A field of Word's own, never of anybody's text; ``shown`` stands there until Word counts."""
    sized = f"<w:rPr>{size_xml(size)}</w:rPr>" if size else ""
    return (
        f'<w:r>{sized}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{sized}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{sized}<w:fldChar w:fldCharType="separate"/></w:r>{run(shown, size=size)}'
        f'<w:r>{sized}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(content: str, anchor: str) -> str:
    """Runs that the contents lead to; ``anchor`` ends in a number of its own ("block-7")."""
    name, number = bookmark_name(anchor), anchor.rpartition("-")[2]
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def bookmark_name(anchor: str) -> str:
    """A name that Word allows; one that begins so is not shown to those who edit."""
    return f"_{anchor.replace('-', '')}"


def elements(xml: str) -> list[BaseOxmlElement]:
    """The elements that the XML is a sequence of."""
    return list(parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>"))


def element(xml: str) -> BaseOxmlElement:
    """One element, with the namespaces that it needs."""
    (only,) = elements(xml)
    return only


def _words(text: str) -> str:
    pieces = _BREAKS.split(printable(text))
    return "".join(
        _MARKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>'
        for piece in pieces
        if piece
    )
