"""A letter as a Word file, for offices that edit once more before signing."""

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from ita_portal.render.docx_base import add_paragraph, add_run, new_document, save
from ita_portal.render.docx_pictures import word_picture
from ita_portal.render.docx_xml import element
from ita_portal.render.fonts import line_points
from ita_portal.render.letter import LetterContent, LetterForm
from ita_portal.render.letter_forms import (
    SIGNING_DATE,
    Contact,
    DateLine,
    Filled,
    Given,
    Heading,
    Labelled,
    Masthead,
    Paragraph,
    Piece,
    Roster,
    Rule,
    Sender,
    Signed,
    SignedPair,
    Title,
    letter_pieces,
    name_lines,
)
from ita_portal.render.letter_look import first_top, label_width, larger
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.layout import Align

_PAGE_WIDTH = 21.0  # cm
_INDENTS = (2.5, 2.5, 3.3)  # cm, of the first line of a paragraph by its level
_GIVEN_INDENT = 5  # cm
_ROSTER_INDENT = 0.04  # of the width
_ROSTER_GAP = 85  # twips, 1.5 mm
# The columns of a roster by their number, as letter.css has them.
_ROSTER = {3: (0.09, 0.57, 0.34), 4: (0.09, 0.33, 0.33, 0.25)}
_AIR = 6  # points between the parts of a letter
_ROOM_TO_SIGN = 3  # lines
_GAP = 6  # points behind a label
_RED = RGBColor(0xC0, 0, 0)
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="8" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right")
)


def letter_docx(content: LetterContent) -> bytes:
    """The Word file of a letter."""
    margins = replace(content.look.portrait, top=first_top(content))
    look = replace(content.look, portrait=margins)
    document = new_document(look, title=content.subject, creator=content.office, digits=content.digits)
    writer = _Writer(document, content)
    for piece in letter_pieces(content):
        writer.write(piece)
    if content.form is LetterForm.PUBLICATION_FORM:
        _frame_pages(document)
    return save(document)


class _Writer:
    """One letter while it is written."""

    def __init__(self, document: WordDocument, content: LetterContent) -> None:
        self._document, self._content = document, content
        margins = content.look.portrait
        self._width = _PAGE_WIDTH - margins.left - margins.right
        self._points = content.look.text_points

    def write(self, piece: Piece) -> None:
        writers: dict[type, Callable[[Any], None]] = {
            Masthead: self._masthead,
            Filled: self._filled,
            Sender: self._sender,
            DateLine: self._date,
            Title: self._title,
            Rule: self._rule,
            Labelled: self._labelled,
            Paragraph: self._paragraph,
            Roster: self._roster,
            Heading: self._heading,
            Given: self._given,
            Signed: self._signed,
            SignedPair: self._signed_pair,
            Contact: self._contact,
        }
        writers[type(piece)](piece)

    def _date(self, piece: DateLine) -> None:
        self._line(piece.text, before=_AIR, left=self._width / 2)

    def _title(self, piece: Title) -> None:
        add_paragraph(self._document, piece.text, bold=True, align=Align.CENTER, keep_next=True)

    def _given(self, piece: Given) -> None:
        self._keep_last_lines()
        self._line(piece.text, before=2 * _AIR, left=_GIVEN_INDENT)

    def _masthead(self, piece: Masthead) -> None:
        made = add_paragraph(self._document, "")
        is_memo = bool(piece.title)
        if not is_memo and piece.urgency:
            self._urgency(made, piece.urgency)
        if not is_memo:
            self._tabs(made, (self._width / 2, WD_TAB_ALIGNMENT.CENTER))
            add_run(made, "\t")
        _add_emblem(made, self._content.emblem, piece.height)
        if is_memo:
            self._tabs(made, (self._width / 2, WD_TAB_ALIGNMENT.CENTER))
            if piece.urgency:
                add_run(made, " ")
                self._urgency(made, piece.urgency)
            add_run(made, f"\t{piece.title}", bold=True, size=larger(29, self._points))

    def _urgency(self, made: WordParagraph, words: str) -> None:
        add_run(made, words, bold=True, size=larger(32, self._points))
        made.runs[-1].font.color.rgb = _RED

    def _filled(self, piece: Filled) -> None:
        """Labels, each with its text and a dotted line to the end of its share of the width."""
        made = add_paragraph(self._document, "")
        is_memo = self._content.form is LetterForm.MEMO
        points = larger(20, self._points) if is_memo else self._points
        share = self._width / len(piece.fields)
        for at, (label, text) in enumerate(piece.fields):
            begin = at * share + self._label_width(label, points)
            is_last = at + 1 == len(piece.fields)
            end = WD_TAB_ALIGNMENT.RIGHT if is_last else WD_TAB_ALIGNMENT.LEFT
            self._tabs(made, (begin, WD_TAB_ALIGNMENT.LEFT), ((at + 1) * share, end))
            add_run(made, label, bold=True, size=points)
            add_run(made, "\t")
            add_run(made, f"{text}\t")
            made.runs[-1].font.underline = WD_UNDERLINE.DOTTED
        if len(piece.fields) == 1:
            _hang(made, begin)

    def _label_width(self, label: str, points: float) -> float:
        """In centimetres, with the gap behind it."""
        return (label_width(label, points) + _GAP) * 2.54 / 72

    def _sender(self, piece: Sender) -> None:
        left, right = self._two_cells(0.55)
        add_paragraph(left, piece.number)
        _add_lines(right, piece.lines or [""])

    def _two_cells(self, share: float) -> tuple[WordCell, WordCell]:
        """Side by side, without borders; the left one with that share of the width."""
        left, right = self._table(1, [self._width * share, self._width * (1 - share)]).rows[0].cells
        return left, right

    def _table(self, rows: int, widths: list[float], gap: int = 0) -> WordTable:
        """Without borders; the widths of its columns in centimetres, the gap behind each in twips."""
        table: WordTable = self._document.add_table(rows, len(widths))
        sides = f'<w:left w:w="0" w:type="dxa"/><w:right w:w="{gap}" w:type="dxa"/>'
        margins = element(f"<w:tblCellMar>{sides}</w:tblCellMar>")
        table._tblPr.insert_element_before(margins, "w:tblLook")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)  # of the grid, by which LibreOffice goes, and of each cell
            for cell in column.cells:
                cell.width = Cm(width)
        return table

    def _roster(self, piece: Roster) -> None:
        """A table without borders; a row is not parted by the end of a page."""
        shares = _ROSTER[len(piece.rows[0])]
        indent = _ROSTER_INDENT * self._width
        table = self._table(
            len(piece.rows), [share * (self._width - indent) for share in shares], gap=_ROSTER_GAP
        )
        table._tblPr.insert_element_before(
            element(f'<w:tblInd w:w="{round(indent / 2.54 * 1440)}" w:type="dxa"/>'),
            "w:tblCellMar",
            "w:tblLook",
        )
        for row, texts in zip(table.rows, piece.rows, strict=True):
            row._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
            for cell, text in zip(row.cells, texts, strict=True):
                add_paragraph(cell, text)

    def _heading(self, piece: Heading) -> None:
        made = add_paragraph(self._document, piece.text, bold=True, keep_next=True)
        made.paragraph_format.space_before = Pt(_AIR)

    def _labelled(self, piece: Labelled) -> None:
        is_bold = self._content.form is LetterForm.MINUTES and bool(piece.texts)
        made = add_paragraph(self._document, piece.label, bold=is_bold)
        made.paragraph_format.space_before = Pt(_AIR)
        begin = self._label_width(piece.label, self._points)
        if piece.texts:
            self._tabs(made, (begin, WD_TAB_ALIGNMENT.LEFT))
            add_run(made, f"\t{piece.texts[0]}")
            _hang(made, begin)
        for text in piece.texts[1:]:
            self._line(text, left=begin)

    def _paragraph(self, piece: Paragraph) -> None:
        made = add_paragraph(self._document, piece.text, first_line_cm=_INDENTS[piece.level])
        made.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        made.paragraph_format.widow_control = True
        made.paragraph_format.space_before = Pt(0 if piece.level else _AIR)

    def _rule(self, _: Rule) -> None:
        made = self._line("", left=self._width / 2 - 2)
        made.paragraph_format.right_indent = Cm(self._width / 2 - 2)
        border = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        made._p.get_or_add_pPr().insert_element_before(
            element(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def _keep_last_lines(self) -> None:
        """The last paragraph of the text stays with what is signed below it."""
        paragraphs = self._document.paragraphs
        if paragraphs:
            paragraphs[-1].paragraph_format.keep_with_next = True

    def _signed(self, piece: Signed) -> None:
        self._keep_last_lines()
        if piece.closing:
            self._right_half(piece.closing, before=2 * _AIR, keep_next=True)
        name, *lines = name_lines(piece.signature)
        self._right_half(name, before=line_points(self._points) * _ROOM_TO_SIGN, keep_next=bool(lines))
        for at, line in enumerate(lines, start=1):
            self._right_half(line, keep_next=at < len(lines))

    def _right_half(self, text: str, *, before: float = 0, keep_next: bool) -> None:
        made = add_paragraph(self._document, text, align=Align.CENTER, keep_next=keep_next)
        made.paragraph_format.left_indent = Cm(self._width / 2)
        made.paragraph_format.space_before = Pt(before)

    def _signed_pair(self, piece: SignedPair) -> None:
        self._line("")
        for cell, signature in zip(self._two_cells(0.5), piece.signatures, strict=False):
            _add_lines(cell, [signature.label, "", *name_lines(signature), SIGNING_DATE], Align.CENTER)

    def _contact(self, piece: Contact) -> None:
        for at, line in enumerate(piece.lines):
            self._line(line, before=4 * _AIR if at == 0 else 0)

    def _line(self, text: str, *, before: float = 0, left: float = 0) -> WordParagraph:
        made = add_paragraph(self._document, text)
        made.paragraph_format.space_before = Pt(before)
        if left:
            made.paragraph_format.left_indent = Cm(left)
        return made

    def _tabs(self, made: WordParagraph, *stops: tuple[float, WD_TAB_ALIGNMENT]) -> None:
        for place, alignment in stops:
            made.paragraph_format.tab_stops.add_tab_stop(Cm(place), alignment)


def _add_lines(cell: WordCell, lines: Iterable[str], align: Align = Align.START) -> None:
    for line in lines:
        add_paragraph(cell, line, align=align, keep_next=True)


def _hang(made: WordParagraph, begin: float) -> None:
    """The paragraph's further lines begin where the text behind its label does."""
    made.paragraph_format.left_indent = Cm(begin)
    made.paragraph_format.first_line_indent = Cm(-begin)


def _add_emblem(made: WordParagraph, emblem: PictureContent | None, height: float) -> None:
    """The picture, or its room where there is none that can be shown."""
    data = word_picture(emblem) if emblem else None
    if emblem is None or data is None:
        made.paragraph_format.space_before = Cm(height - 1)
        return
    shape = made.add_run().add_picture(io.BytesIO(data), height=Cm(height))
    shape._inline.docPr.set("descr", emblem.caption)
    for side in "TBLR":
        shape._inline.set(f"dist{side}", "0")


def _frame_pages(document: WordDocument) -> None:
    """A frame around the text of each page."""
    end: BaseOxmlElement = document.sections[0]._sectPr
    borders = element(f'<w:pgBorders w:offsetFrom="text">{_FRAME}</w:pgBorders>')
    end.pgMar.addnext(borders)
