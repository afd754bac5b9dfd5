"""Pages of a book that are neither prose nor table: covers, titles of parts, the contents."""

from collections.abc import Sequence

from ita_portal.render.blocks import Cover, Divider
from ita_portal.render.docx_styles import CONTENTS_LINES, END, HEADINGS
from ita_portal.render.docx_xml import (
    JUSTIFIED,
    bookmark_name,
    bookmarked,
    cm_points,
    field,
    paragraph,
    run,
    twips,
)
from ita_portal.render.look import Look
from ita_portal.render.sheets import ContentsLine
from ita_portal.tables.layout import Align

_TITLE_SCALE, _LINES_SCALE = 1.75, 1.4  # of the size of text
_ABOVE_TITLE, _BELOW_LOGO, _ABOVE_LINES, _ABOVE_DIVIDER = 3.5, 1.5, 2.5, 8.5  # centimetres
_CENTRED = JUSTIFIED[Align.CENTER]
# At the foot of the page whatever stands above it; lines that have the same frame share it.
_AT_FOOT = (
    '<w:framePr w:w="{width}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" '
    'w:yAlign="bottom"/>'
)
_CONTENTS = r'TOC \o "1-2" \h \z \u'


def cover_xml(cover: Cover, look: Look, *, is_below_logo: bool, width: float) -> str:
    """The cover without its logo; ``width`` in points."""
    title, lines = round(look.text_points * _TITLE_SCALE), round(look.text_points * _LINES_SCALE)
    above = _BELOW_LOGO if is_below_logo else _ABOVE_TITLE
    words = paragraph(run(cover.title, bold=True, size=title), properties=_space(above) + _CENTRED)
    for at, line in enumerate(cover.lines):
        space = "" if at else _space(_ABOVE_LINES)
        words += paragraph(run(line, bold=True, size=lines), properties=space + _CENTRED)
    frame = _AT_FOOT.format(width=twips(width))
    contact = "".join(paragraph(run(line), properties=frame + _CENTRED) for line in cover.contact)
    return words + contact + paragraph(style=END)  # a frame belongs to the paragraph that follows it


def divider_xml(divider: Divider, look: Look, anchor: str) -> str:
    """The title of a part of the book, in the middle of its page."""
    words = bookmarked(run(divider.title, size=round(look.text_points * _TITLE_SCALE)), anchor)
    return paragraph(words, style=HEADINGS[0], properties=_space(_ABOVE_DIVIDER) + _CENTRED)


def contents_xml(lines: Sequence[ContentsLine]) -> str:
    """The field of the contents with its entries; Word makes them anew from the headings."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {_CONTENTS} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    entries = "".join(_entry(line, "" if at else begin) for at, line in enumerate(lines))
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    over = paragraph(run("หน้า", bold=True), properties=JUSTIFIED[Align.END])
    # LibreOffice does not count a page where contents end the section.
    return over + entries + (paragraph(end, style=END) if lines else "") + paragraph(style=END)


def _entry(line: ContentsLine, before: str) -> str:
    name = bookmark_name(line.anchor)
    page = field(rf"PAGEREF {name} \h", "")
    words = run(f"{line.title}\t")
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{page}</w:hyperlink>'
    return paragraph(before + link, style=CONTENTS_LINES[0 if line.is_part else 1])


def _space(centimetres: float) -> str:
    return f'<w:spacing w:before="{twips(cm_points(centimetres))}"/>'
