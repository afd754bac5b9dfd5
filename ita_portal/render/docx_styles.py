"""The styles of a Word file: what an office changes once where it wants another look everywhere."""

from ita_portal.render.docx_xml import attribute, cm_points, size_xml, twips
from ita_portal.render.look import Look

FOOT_POINTS = 12  # of header and footer
NORMAL, TITLE, CAPTION = "Normal", "Title", "Caption"
HEADINGS = ("Heading1", "Heading2", "Heading3")
CONTENTS_TITLE, CONTENTS_LINES = "TOCHeading", ("TOC1", "TOC2")
HEADER, FOOTER = "Header", "Footer"
_CENTRED = '<w:jc w:val="center"/>'
_AIR = '<w:spacing w:after="160"/>'
_BOLD = "<w:b/><w:bCs/>"
_A4_WIDTH = 595.3  # points
_BUILT_IN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)


def styles_xml(look: Look) -> str:
    """All styles but those of tables, which have sizes of their own."""
    grey = f'<w:color w:val="444444"/>{size_xml(FOOT_POINTS)}'
    return "".join(
        (
            _defaults(look),
            _style(NORMAL, "Normal", is_default=True),
            _BUILT_IN,
            _style(TITLE, "Title", f"<w:keepNext/>{_CENTRED}", _BOLD),
            *(_heading(level) for level in range(1, len(HEADINGS) + 1)),
            _style(CAPTION, "caption", f'<w:spacing w:before="40" w:after="160"/>{_CENTRED}'),
            _style(
                CONTENTS_TITLE, "TOC Heading", f'<w:keepNext/><w:spacing w:after="160"/>{_CENTRED}', _BOLD
            ),
            *(_contents_line(level, look) for level in range(1, len(CONTENTS_LINES) + 1)),
            _style(HEADER, "header", _CENTRED),
            _style(FOOTER, "footer", "", grey),
        )
    )


def table_style(points: int) -> str:
    """The id of the style of text of that size in tables."""
    return f"TableText{points}"


def table_style_xml(points: int) -> str:
    """The style itself."""
    return _style(table_style(points), f"ข้อความในตาราง {points}", "", size_xml(points))


def _defaults(look: Look) -> str:
    font = attribute(look.office_font)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f'{size_xml(look.text_points)}<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _heading(level: int) -> str:
    before = 240 if level == 1 else 120
    properties = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    return _style(HEADINGS[level - 1], f"heading {level}", properties, _BOLD)


def _contents_line(level: int, look: Look) -> str:
    end = twips(_A4_WIDTH - cm_points(look.portrait.left + look.portrait.right))
    properties = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{end}"/></w:tabs>'
        f'<w:ind w:left="{360 * (level - 1)}" w:right="720"/>'
    )
    return _style(CONTENTS_LINES[level - 1], f"toc {level}", properties)


def _style(
    style: str, name: str, paragraphs: str = "", letters: str = "", *, is_default: bool = False
) -> str:
    default = ' w:default="1"' if is_default else ""
    based = "" if is_default else f'<w:basedOn w:val="{NORMAL}"/><w:next w:val="{NORMAL}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
