"""A Word file before anything stands in it, plain paragraphs, and the bytes of the file.

Every text goes through ``docx_xml.run``: no character that Word refuses, no field, no formula.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph

from ita_portal.render.docx_pages import Pages
from ita_portal.render.docx_styles import styles_xml
from ita_portal.render.docx_xml import JUSTIFIED, cm_points, element, elements, paragraph, run, twips
from ita_portal.render.look import Look
from ita_portal.render.sheets import SheetKind
from ita_portal.render.text import printable
from ita_portal.tables.content import Digits
from ita_portal.tables.layout import Align

_TEMPLATES_OWN = ("stylesWithEffects", "customXml", "thumbnail")  # parts of python-docx's template
# The newest of Word's ways to lay out; with an older one a file opens "in compatibility mode".
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def new_document(
    look: Look, *, title: str, creator: str, digits: Digits = Digits.AS_TYPED, lang: str = "th"
) -> WordDocument:
    """An empty document of A4 portrait pages in the look's font, size, margins, header and page numbers.

    ``digits`` are those of the page numbers.
    """
    document = without_pages(look, title=title, creator=creator, lang=lang)
    pages = Pages(document, look, digits)
    document.element.body.append(element(pages.section_xml(SheetKind.PORTRAIT, is_first=True)))
    return document


def without_pages(look: Look, *, title: str, creator: str, lang: str = "th") -> WordDocument:
    """The same, for pages of several kinds: whoever writes it ends each section."""
    document = docx.Document()
    _drop_what_the_template_brings(document)
    replace_children(document.styles.element, elements(styles_xml(look)))
    replace_children(document.settings.element, elements(_SETTINGS))
    _state_properties(document, title, creator, lang)
    return document


def fill_fields_when_opened(document: WordDocument) -> None:
    """Word asks whether it may, and then counts the pages of the contents."""
    (place,) = document.settings.element.xpath("./w:compat")
    place.addprevious(element('<w:updateFields w:val="true"/>'))


def replace_children(parent: BaseOxmlElement, children: Sequence[BaseOxmlElement]) -> None:
    for old in list(parent):
        parent.remove(old)
    parent.extend(children)


def add_paragraph(
    target: WordDocument | WordCell,
    text: str,
    *,
    bold: bool = False,
    align: Align = Align.START,
    size: float | None = None,
    first_line_cm: float = 0,
    keep_next: bool = False,
) -> Paragraph:
    """One more paragraph at the end of the document or of the table's cell; ``size`` in points of TH Sarabun.

    Line breaks and tabs of the text are Word's own. Further runs are added to what is given back with
    ``add_run``.
    """
    properties = "<w:keepNext/>" if keep_next else ""
    properties += f'<w:ind w:firstLine="{twips(cm_points(first_line_cm))}"/>' if first_line_cm else ""
    xml = paragraph(run(text, bold=bold, size=size or 0), properties=properties + JUSTIFIED[align])
    made = _untouched(target) or target.add_paragraph()
    made._p.getparent().replace(made._p, new := element(xml))
    return Paragraph(new, made._parent)


def _untouched(target: WordDocument | WordCell) -> Paragraph | None:
    """The empty paragraph that a new cell comes with."""
    paragraphs = [] if isinstance(target, WordDocument) else target.paragraphs
    is_untouched = len(paragraphs) == 1 and len(paragraphs[0]._p) == 0
    return paragraphs[0] if is_untouched else None


def add_run(target: Paragraph, text: str, *, bold: bool = False, size: float | None = None) -> None:
    """More text at the end of a paragraph."""
    for made in elements(run(text, bold=bold, size=size or 0)):
        target._p.append(made)


def save(document: WordDocument) -> bytes:
    """The file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _drop_what_the_template_brings(document: WordDocument) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_TEMPLATES_OWN)]:
            del rels[key]
    replace_children(document.element.body, [])


def _state_properties(document: WordDocument, title: str, creator: str, lang: str) -> None:
    """What the file says of itself; Word keeps at most 255 characters of each."""
    properties = document.core_properties
    properties.title, properties.author = printable(title)[:255], printable(creator)[:255]
    properties.last_modified_by, properties.comments, properties.keywords = properties.author, "", ""
    properties.language = lang
    properties.created = properties.modified = datetime.now(UTC)
