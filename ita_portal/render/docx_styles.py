"""The styles of a Word file: what an office changes once where it wants another look everywhere."""

from html import escape

from ita_portal.render.docx_xml import one_line, size_xml, twips
from ita_portal.render.look import Look
from ita_portal.render.paper import FOOT_POINTS, printed_size
from ita_portal.tables.layout import Orientation

NORMAL, TITLE, CAPTION, PART_TITLE = "Normal", "Title", "Caption", "PartTitle"
GAP, END = "Gap", "SectionEnd"
HEADINGS = tuple(f"Heading{level}" for level in range(1, 6))
CONTENTS_LINES = ("TOC1", "TOC2")
HEADER, FOOTER = "Header", "Footer"
_CENTRED = '<w:jc w:val="center"/>'
_GAP_POINTS = 6  # of an empty line between a table and what stands around it
_AIR = '<w:spacing w:before="240"/>'  # above headings
_BOLD = "<w:b/><w:bCs/>"
_BUILT_IN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)


def styles_xml(look: Look) -> str:
    """All styles but those of tables, which have sizes of their own."""
    return "".join(
        (
            _defaults(look),
            _style(NORMAL, "Normal", is_default=True),
            _BUILT_IN,
            _style(TITLE, "Title", f"<w:keepNext/>{_CENTRED}", _BOLD),
            *(_heading(level) for level in range(1, len(HEADINGS) + 1)),
            _style(CAPTION, "caption", f'<w:spacing w:before="40" w:after="160"/>{_CENTRED}'),
            _style(PART_TITLE, "ชื่อตาราง", f"<w:keepNext/>{_CENTRED}", _BOLD),
            _style(END, "ท้ายส่วน", '<w:spacing w:line="20" w:lineRule="exact"/>', size_xml(1)),
            _style(GAP, "ระยะห่าง", "", size_xml(_GAP_POINTS)),
            *(_contents_line(level, look) for level in range(1, len(CONTENTS_LINES) + 1)),
            _style(HEADER, "header", "", size_xml(FOOT_POINTS)),
            _style(FOOTER, "footer", "", f'<w:color w:val="444444"/>{size_xml(FOOT_POINTS)}'),
        )
    )


def table_style(points: int) -> str:
    """The id of the style of text of that size in tables."""
    return f"TableText{points}"


def table_style_xml(points: int) -> str:
    """The style itself."""
    return _style(table_style(points), f"ข้อความในตาราง {points}", "", size_xml(points))


def _defaults(look: Look) -> str:
    font = escape(one_line(look.office_font))
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'{size_xml(look.text_points)}<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _heading(level: int) -> str:
    properties = f'<w:keepNext/><w:keepLines/>{_AIR}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(HEADINGS[level - 1], f"heading {level}", properties, _BOLD)


def _contents_line(level: int, look: Look) -> str:
    end = twips(printed_size(look, Orientation.PORTRAIT)[0])
    properties = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs>'
        f'<w:ind w:left="{360 * (level - 1)}" w:right="720"/>'
    )
    return _style(CONTENTS_LINES[level - 1], f"toc {level}", properties, _BOLD if level == 1 else "")


def _style(
    style: str, name: str, paragraphs: str = "", letters: str = "", *, is_default: bool = False
) -> str:
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else f'<w:basedOn w:val="{NORMAL}"/><w:next w:val="{NORMAL}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
