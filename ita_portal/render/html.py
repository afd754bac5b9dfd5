"""Tables as HTML, by plain string building: a plan page has thousands of cells.

Widths stand in ``<col width>`` and looks in classes, so that a page needs no ``style=`` attribute.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from math import ceil

from django.utils.safestring import SafeString, mark_safe

from ita_portal.render.fonts import text_width
from ita_portal.render.look import Look
from ita_portal.render.paper import taller_than_a_page
from ita_portal.render.signing import DOTS, is_place_to_sign, signature_lines
from ita_portal.render.text import printable
from ita_portal.render.whole import header_lines, keep_whole
from ita_portal.tables.content import LabelAt, Signature
from ita_portal.tables.layout import Align
from ita_portal.tables.table import Cell, Line, LineKind, Table, TableColumn

Tools = Callable[[Line], str]
TOOLS_SHARE = 0.06  # of the table's width, where rows have tools
_FEWEST_DOTS = 20
CONTINUED = "(ต่อ)"
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
    table: Table, *, row_tools: Tools | None = None, tools_label: str = "", on_paper: Look | None = None
) -> SafeString:
    """The ``<table>`` of one part, without the lines above and below it.

    ``row_tools`` gives the inner HTML of one more cell at the end of every line (safe HTML, made by
    the caller); ``tools_label`` is the header of that column. ``on_paper``, the look of the pages, adds what
    page breaks need: the hidden words "(ต่อ)", and a mark on rows that no page can hold.
    """
    share = 1 - TOOLS_SHARE if row_tools else 1
    columns = "".join(f'<col width="{column.width * share * 100:.2f}%">' for column in table.columns)
    if row_tools:
        columns += f'<col width="{TOOLS_SHARE * 100:.2f}%">'
    body = "".join(_lines_html(table.body, table, row_tools, on_paper))
    return mark_safe(  # noqa: S308 (every text is escaped by text_html)
        f'<table class="document-table" lang="th"><colgroup>{columns}</colgroup>'
        f"{_header_html(table, tools_label if row_tools else None, bool(on_paper))}"
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
    on_paper: Look | None = None,
    heading: str = "",
    mark: str = "",
    anchor: str = "",
) -> SafeString:
    """A whole part: title and lines, the table (see ``table_html``), notes and signatures.

    ``heading`` is the section's own, over the title. ``mark`` is one more class of the part, ``anchor`` its
    id, by which the contents lead to it.
    """
    classes = " ".join(filter(None, ("document-part", table.orientation.value, mark)))
    at = f' id="{anchor}"' if anchor else ""
    inside = table_html(table, row_tools=row_tools, tools_label=tools_label, on_paper=on_paper)
    over = f'<h2 class="document-heading">{text_html(heading)}</h2>' if heading else ""
    return mark_safe(  # noqa: S308 (see table_html)
        f'<section{at} class="{classes}" lang="th">'
        f"{over}{_head_html(table, bool(on_paper))}{inside}{_foot_html(table, bool(on_paper))}</section>"
    )


# Around the table


def _head_html(table: Table, on_paper: bool) -> str:
    alone = table.title and not table.title_in_table
    title = f"<h2>{words_html(table.title, on_paper=on_paper)}</h2>" if alone else ""
    lines = "".join(f"<p>{words_html(line, on_paper=on_paper)}</p>" for line in table.lines)
    return f'<header class="document-part-head">{title}{lines}</header>' if title or lines else ""


def _foot_html(table: Table, on_paper: bool) -> str:
    notes = "".join(
        f'<p class="document-note">{words_html(note, on_paper=on_paper)}</p>' for note in table.notes
    )
    signatures = signatures_html(table.signatures)
    return f'<footer class="document-part-foot">{notes}{signatures}</footer>' if notes or signatures else ""


def signatures_html(signatures: Sequence[Signature]) -> str:
    """Signatures side by side, the same below a table and on a page of their own."""
    above = any(signature.label and signature.label_at is LabelAt.ABOVE for signature in signatures)
    blocks = "".join(_signature_html(signature, above) for signature in signatures)
    return f'<div class="document-signatures">{blocks}</div>' if blocks else ""


def _signature_html(signature: Signature, above: bool) -> str:
    """One block, lower where only others have their duty ``above``: the places to sign stand on one line."""
    lines = "".join(_signature_line_html(line, signature) for line in signature_lines(signature))
    lower = above and not (signature.label and signature.label_at is LabelAt.ABOVE)
    return f'<div class="document-signature{" lower" if lower else ""}">{lines}</div>'


def _signature_line_html(line: str, signature: Signature) -> str:
    """With a duty before them there are fewer dots: the line is as long as one of dots alone."""
    if not is_place_to_sign(line, signature):
        return f"<p>{text_html(line)}</p>"
    words = line.removesuffix(DOTS)
    if words and words != line:
        dots = len(DOTS) - ceil(text_width(words, 1) / text_width(".", 1))
        line = words + "." * max(dots, _FEWEST_DOTS)
    return f'<p class="sign-here">{text_html(line)}</p>'


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
    return f"<thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</thead>" if rows else ""


def _header_cell_html(cell: Cell, on_paper: bool) -> str:
    scope, text = ("colgroup", cell.text) if cell.colspan > 1 else ("col", header_lines(cell.text))
    words = keep_whole(text_html(text), on_paper=on_paper, header=True)
    return f'<th class="{_field_class(cell.field)}" scope="{scope}"{_spans(cell)}>{words}</th>'


def _lines_html(
    lines: Iterable[Line], table: Table, row_tools: Tools | None, look: Look | None = None
) -> Iterator[str]:
    on_paper = look is not None
    attributes = [_cell_attributes(column, on_paper) for column in table.columns]
    title_at = {column.field: at for at, column in enumerate(table.columns) if column.field == "title"}
    for line in lines:
        tools = f'<td class="field-tools">{row_tools(line)}</td>' if row_tools else ""
        if line.kind is LineKind.HEADING:
            yield _heading_line_html(line, tools, on_paper)
        else:
            at = "" if on_paper else _row_attributes(line)
            if line.kind is LineKind.TOTAL:
                cells = "".join([_cell_html(cell, attributes[cell.column], on_paper) for cell in line.cells])
                yield f'<tr{at} class="total">{cells}{tools}</tr>'
                continue
            if line.is_wide:
                at += f' class="wide wide-{line.depth}"'
            elif look and taller_than_a_page(line, table, look):
                at += ' class="tall"'
            places = title_at if line.is_wide else {}
            cells = "".join(
                [_cell_html(c, attributes[places.get(c.field, c.column)], on_paper) for c in line.cells]
            )
            yield f"<tr{at}>{cells}{tools}</tr>"


def _row_attributes(line: Line) -> str:
    """By what a row is found on the screen. On paper an id would give every cell of it styles of its own."""
    return "" if line.row_id is None else f' id="row-{line.row_id}" data-row="{line.row_id}"'


def _heading_line_html(line: Line, tools: str, on_paper: bool) -> str:
    more = f' <span class="continued">{CONTINUED}</span>' if on_paper and len(line.cells) == 1 else ""
    at = "" if on_paper or line.heading_id is None else f' data-heading="{line.heading_id}"'
    cells = "".join(_heading_cell_html(cell, more, on_paper) for cell in line.cells)
    return f'<tr class="heading heading-{line.depth}"{at}>{cells}{tools}</tr>'


def _heading_cell_html(cell: Cell, more: str, on_paper: bool) -> str:
    align = f' class="{_ALIGN[cell.align].strip()}"' if _ALIGN[cell.align] else ""
    if not cell.text:
        return f"<td{align}{_spans(cell)}></td>"
    words = words_html(cell.text, on_paper=on_paper)
    return f'<th scope="colgroup"{align}{_spans(cell)}>{words}{more}</th>'


def _cell_attributes(column: TableColumn, on_paper: bool) -> dict[Align, str]:
    """The attributes of a column's body cells, made once for all rows; paper needs no labels beside them."""
    label = "" if on_paper else f' data-label="{text_html(column.label)}"'
    field = _field_class(column.field)
    return {align: f' class="{field}{_ALIGN[align]}"{label}' for align in Align}


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
