"""Clean rich text of narrative sections: what may stand in it, and nothing else."""

import re
from itertools import accumulate

import nh3

# The kinds of numbers of an ordered list, by the name that is kept with it, and how the editor shows them.
_LIST_TYPES = {
    "decimal": "1, 2, 3",
    "thai": "๑, ๒, ๓",
    "thai-letters": "ก, ข, ค",
    "lower-alpha": "a, b, c",
    "upper-alpha": "A, B, C",
    "lower-roman": "i, ii, iii",
    "upper-roman": "I, II, III",
    "disc": "จุด",
}
# The editor's tools; the same set is what survives cleaning.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "ListItem": True,
    "BulletList": True,
    "OrderedList": {
        "listTypes": [
            {"type": kind, "label": label, "description": label} for kind, label in _LIST_TYPES.items()
        ]
    },
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "u",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
# What stands apart on a page; a row of a table ends with its last cell.
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {"ol": {"start", "type", "data-type"}, "th": _SPANS, "td": _SPANS}
# Set in by level; only what a plan states is written so, nobody types it.
_CLASSES = {"p": {f"level-{level}" for level in range(2, 6)}}

# Tags within each other: nine lists in a cell are half as many; no PDF is made of hundreds.
_DEEPEST = 40
_FLAT = {"p", "br", "h3", "h4"}
_TAG = re.compile("<(/?)(?!br)[a-z]")


def clean_html(html: str) -> str:
    """The HTML with only our tags; scripts go with their content, links and pictures leave their text.

    Lists, tables and marks within each other without end leave their text, too.
    """
    clean = _cleaned(html, _TAGS)
    return clean if _depth(clean) <= _DEEPEST else _cleaned(clean, _FLAT)


def _depth(html: str) -> int:
    """How many tags stand within each other at most."""
    return max(accumulate(-1 if tag[1] else 1 for tag in _TAG.finditer(html)), default=0)


def _cleaned(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in tags},
        attribute_filter=_kept,
        allowed_classes=_CLASSES,
        clean_content_tags={"script", "style"},
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an allowed attribute, or None where it is not one of ours."""
    if name in _SPANS:
        return value if re.fullmatch("[1-9][0-9]?", value) else None
    if name == "data-type":
        return value if value in _LIST_TYPES else None
    return value
