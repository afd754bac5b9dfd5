"""Tables and documents as HTML, by plain string building: a plan page has thousands of cells.

Widths stand in ``<col width>`` and looks in classes, so that a page needs no ``style=`` attribute.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import count, groupby

from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.blocks import Block, CharterProse, Figure, Prose, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.paper import taller_than_a_page
from ita_portal.render.text import printable
from ita_portal.render.whole import header_lines, keep_whole
from ita_portal.tables.content import LabelAt, Signature
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.layout import Align
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn

Tools = Callable[[Line], str]
Address = Callable[[PictureContent], str]
TOOLS_SHARE = 0.06  # of the table's width, where rows have tools
CONTINUED = "(ต่อ)"
_DOTS = "." * 50
_KNOWN_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ROW_HEADERS = ("title", "heading")
_ALIGN = {Align.START: "", Align.CENTER: " align-center", Align.END: " align-end"}


def text_html(text: str) -> str:
    """The text escaped, without what cannot be shown. Line breaks stay; CSS keeps them (``pre-wrap``)."""
    return escape(printable(text))


def words_html(text: str, *, on_paper: bool = False) -> str:
    """The same, with what a line never parts kept whole: for content, not for attributes."""
    return keep_whole(text_html(text), on_paper=on_paper)


def table_html(
    table: Table, *, row_tools: Tools | None = None, tools_label: str = "", on_paper: bool = False
) -> SafeString:
    """The ``<table>`` of one part, without the lines above and below it.

    ``row_tools`` gives the inner HTML of one more cell at the end of every line (safe HTML, made by
    the caller); ``tools_label`` is the header of that column. ``on_paper`` adds what page breaks
    need: the hidden words "(ต่อ)", and a mark on rows that no page can hold.
    """
    share = 1 - TOOLS_SHARE if row_tools else 1
    columns = "".join(f'<col width="{column.width * share * 100:.2f}%">' for column in table.columns)
    if row_tools:
        columns += f'<col width="{TOOLS_SHARE * 100:.2f}%">'
    body = "".join(_lines_html(table.body, table, row_tools, on_paper))
    return mark_safe(  # noqa: S308 (every text is escaped by text_html)
        f'<table class="document-table" lang="th"><colgroup>{columns}</colgroup>'
        f"<thead>{_header_html(table, tools_label if row_tools else None, on_paper)}</thead>"
        f"<tbody>{body}</tbody></table>"
    )


def line_html(line: Line, table: Table, *, row_tools: Tools | None = None) -> SafeString:
    """One ``<tr>`` alone, the same as in ``table_html``: for a row that takes another's place on a page."""
    return mark_safe("".join(_lines_html([line], table, row_tools)))  # noqa: S308 (see table_html)


def part_html(
    table: Table,
    *,
    row_tools: Tools | None = None,
    tools_label: str = "",
    on_paper: bool = False,
    mark: str = "",
) -> SafeString:
    """A whole part: title and lines, the table (see ``table_html``), notes and signatures.

    ``mark`` is one more class of the part.
    """
    classes = " ".join(filter(None, ("document-part", table.orientation.value, mark)))
    inside = table_html(table, row_tools=row_tools, tools_label=tools_label, on_paper=on_paper)
    return mark_safe(  # noqa: S308 (see table_html)
        f'<section class="{classes}" lang="th">'
        f"{_head_html(table, on_paper)}{inside}{_foot_html(table, on_paper)}</section>"
    )


def picture_data(picture: PictureContent) -> str:
    """The picture itself as an address, for a page that is one file."""
    return f"data:{picture.media_type};base64,{b64encode(picture.read()).decode()}"


def document_html(document: Document, *, css: str = "", address: Address = picture_data) -> str:
    """A whole page with the document and nothing else; ``css`` is put into it as it is.

    ``address`` says where a picture is found; without it the pictures stand in the page themselves.
    """
    body = "".join(_blocks_html(document, address))
    return (
        f'<!DOCTYPE html><html lang="{document.lang}"><head><meta charset="utf-8">'
        f"<title>{text_html(document.title)}</title><style>{css}</style></head><body>"
        f"{body}</body></html>"
    )


# Blocks


def _blocks_html(document: Document, address: Address) -> Iterator[str]:
    """The blocks in their order; sections that follow each other stand in one frame."""
    numbers = count(1)
    is_first = True
    for is_prose, blocks in groupby(document.blocks, key=lambda block: isinstance(block, Prose)):
        if is_prose:
            title = _document_title(document) if is_first else ""
            sections = "".join(_section_html(block, address) for block in blocks if isinstance(block, Prose))
            yield f'<div class="narrative">{title}{sections}</div>'
        else:
            for block in blocks:
                yield from _block_html(block, address, numbers)
        is_first = False


def _block_html(block: Block, address: Address, numbers: Iterator[int]) -> Iterator[str]:
    if isinstance(block, TableBlock):
        yield _paper_part_html(block, next(numbers))
    elif isinstance(block, CharterProse):
        yield _charter_html(block, address)
        for annex in block.annexes:
            yield _paper_part_html(annex, next(numbers))


def _paper_part_html(block: TableBlock, number: int) -> str:
    """A table on paper; ``number`` is its own through the document, by which the style sheet knows it."""
    return part_html(block.table, on_paper=True, mark=f"part-{number}")


# Around the table


def _document_title(document: Document) -> str:
    organisation = f"<p>{text_html(document.organisation)}</p>" if document.organisation else ""
    title = words_html(document.title, on_paper=True)
    return f'<header class="document-head"><h1>{title}</h1>{organisation}</header>'


def _section_html(section: Prose, address: Address) -> str:
    """A narrative section; its HTML was cleaned when it was saved."""
    figures = "".join(_figure_html(figure, address) for figure in section.figures)
    return f"<section><h2>{text_html(section.title)}</h2>{printable(section.html)}{figures}</section>"


def _figure_html(figure: Figure, address: Address) -> str:
    picture, caption = figure.picture, text_html(figure.caption)
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    source = escape(address(picture))
    return f'<figure><img src="{source}"{size} alt="{caption}"><figcaption>{caption}</figcaption></figure>'


def _charter_html(charter: CharterProse, address: Address) -> str:
    head = "".join(
        f"<p><strong>{text_html(label)}</strong> {words_html(text, on_paper=True)}</p>"
        for label, text in charter.head
    )
    sections = "".join(_section_html(section, address) for section in charter.sections)
    title = words_html(charter.title, on_paper=True)
    return (
        f'<div class="narrative charter"><header class="document-head"><h1>{title}</h1></header>'
        f'<div class="charter-head">{head}</div>{sections}</div>'
    )


def _head_html(table: Table, on_paper: bool) -> str:
    alone = table.title and not table.title_in_table
    title = f"<h2>{words_html(table.title, on_paper=on_paper)}</h2>" if alone else ""
    lines = "".join(f"<p>{words_html(line, on_paper=on_paper)}</p>" for line in table.lines)
    return f'<header class="document-part-head">{title}{lines}</header>' if title or lines else ""


def _foot_html(table: Table, on_paper: bool) -> str:
    notes = "".join(
        f'<p class="document-note">{words_html(note, on_paper=on_paper)}</p>' for note in table.notes
    )
    signatures = "".join(map(_signature_html, table.signatures))
    if signatures:
        signatures = f'<div class="document-signatures">{signatures}</div>'
    return f'<footer class="document-part-foot">{notes}{signatures}</footer>' if notes or signatures else ""


def _signature_html(signature: Signature) -> str:
    lines = signature_lines(signature)
    return f'<div class="document-signature">{"".join(f"<p>{text_html(line)}</p>" for line in lines)}</div>'


def signature_lines(signature: Signature) -> list[str]:
    """The lines of a signature block: place to sign, name in brackets, position, acting for, and the duty."""
    name = f"({signature.name})" if signature.name else f"({_DOTS})"
    lines = [_DOTS, name, signature.position, signature.acting_for]
    if signature.label_at is LabelAt.BESIDE:
        lines[0] = f"{signature.label}{_DOTS}"
    else:
        lines.insert(0 if signature.label_at is LabelAt.ABOVE else len(lines), signature.label)
    return [line for line in lines if line]


# The table


def _header_html(table: Table, tools_label: str | None, on_paper: bool) -> str:
    rows = ["".join(_header_cell_html(cell, on_paper) for cell in row) for row in table.header]
    width = len(table.columns) + (tools_label is not None)
    if tools_label is not None:
        span = f' rowspan="{len(rows)}"' if len(rows) > 1 else ""
        rows[0] += f'<th class="field-tools" scope="col"{span}>{text_html(tools_label)}</th>'
    if table.title_in_table and table.title:
        title = words_html(table.title, on_paper=on_paper)
        rows.insert(0, f'<th class="table-title" scope="colgroup" colspan="{width}">{title}</th>')
    return "".join(f"<tr>{row}</tr>" for row in rows)


def _header_cell_html(cell: Cell, on_paper: bool) -> str:
    scope, text = ("colgroup", cell.text) if cell.colspan > 1 else ("col", header_lines(cell.text))
    words = keep_whole(text_html(text), on_paper=on_paper, header=True)
    return f'<th class="{_field_class(cell.field)}" scope="{scope}"{_spans(cell)}>{words}</th>'


def _lines_html(
    lines: Iterable[Line], table: Table, row_tools: Tools | None, on_paper: bool = False
) -> Iterator[str]:
    attributes = [_cell_attributes(column) for column in table.columns]
    title_at = {column.field: at for at, column in enumerate(table.columns) if column.field == "title"}
    for line in lines:
        tools = f'<td class="field-tools">{row_tools(line)}</td>' if row_tools else ""
        if line.kind is LineKind.HEADING:
            yield _heading_line_html(line, tools, on_paper)
        else:
            if line.kind is LineKind.TOTAL:
                cells = "".join([_cell_html(cell, attributes[cell.column], on_paper) for cell in line.cells])
                yield f'<tr class="total">{cells}{tools}</tr>'
                continue
            at = "" if line.row_id is None else f' id="row-{line.row_id}" data-row="{line.row_id}"'
            if line.is_wide:
                at += f' class="wide wide-{line.depth}"'
            elif on_paper and taller_than_a_page(line, table):
                at += ' class="tall"'
            places = title_at if line.is_wide else {}
            cells = "".join(
                [_cell_html(c, attributes[places.get(c.field, c.column)], on_paper) for c in line.cells]
            )
            yield f"<tr{at}>{cells}{tools}</tr>"


def _heading_line_html(line: Line, tools: str, on_paper: bool) -> str:
    cell = line.cells[0]
    more = f' <span class="continued">{CONTINUED}</span>' if on_paper else ""
    at = "" if line.heading_id is None else f' data-heading="{line.heading_id}"'
    return (
        f'<tr class="heading heading-{line.depth}"{at}><th scope="colgroup"{_spans(cell)}>'
        f"{words_html(cell.text, on_paper=on_paper)}{more}</th>{tools}</tr>"
    )


def _cell_attributes(column: TableColumn) -> dict[Align, str]:
    """The attributes of a column's body cells, made once for all rows."""
    label = text_html(column.label)
    field = _field_class(column.field)
    return {align: f' class="{field}{_ALIGN[align]}" data-label="{label}"' for align in Align}


def _cell_html(cell: Cell, attributes: dict[Align, str], on_paper: bool) -> str:
    text = words_html(cell.text, on_paper=on_paper)
    if cell.colspan > 1:
        more = f' <span class="continued">{CONTINUED}</span>' if on_paper and cell.field == "title" else ""
        name, scope = ("th", ' scope="row"') if cell.field == "title" else ("td", "")
        return f"<{name}{scope}{attributes[cell.align]}{_spans(cell)}>{text}{more}</{name}>"
    if cell.rowspan > 1:
        more = f'<span class="continued">{CONTINUED}</span>' if on_paper else ""
        return f'<th scope="rowgroup"{attributes[cell.align]}{_spans(cell)}>{text}{more}</th>'
    if cell.field in _ROW_HEADERS:
        return f'<th scope="row"{attributes[cell.align]}>{text}</th>'
    return f"<td{attributes[cell.align]}>{text}</td>"


def _spans(cell: Cell) -> str:
    colspan = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    return f'{colspan} rowspan="{cell.rowspan}"' if cell.rowspan > 1 else colspan


def _field_class(field: str) -> str:
    """A column's class; a column of somebody's own has no field that could be one."""
    return f"field-{field}" if _KNOWN_FIELD.fullmatch(field) else "field-other"
