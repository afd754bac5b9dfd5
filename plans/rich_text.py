"""Clean rich text of narrative sections: what may stand in it, and nothing else."""

import nh3

# The editor's tools; the same set is what survives cleaning.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "ListItem": True,
    "BulletList": True,
    "OrderedList": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "History": True,
}
_TAGS = {"p", "br", "strong", "em", "u", "ul", "ol", "li", "h3", "h4"}
_ATTRIBUTES = {"ol": {"start", "type"}}


def clean_html(html: str) -> str:
    """The HTML with only our tags; scripts go with their content, links and pictures leave their text."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, clean_content_tags={"script", "style"})
