"""Short cuts for what WeasyPrint does thousands of times for one table, with the same bytes as the result.

Each takes the usual case (lengths in pixels, square corners, text in its flow) and leaves every other one to
WeasyPrint. What a style says once is kept with the style, which all cells of a column share.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pydyf
from cssselect2 import Matcher
from weasyprint import VERSION
from weasyprint.draw import border
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent
from weasyprint.text import fonts, line_break

WRITTEN_FOR = ("70", "0.13")
if (VERSION.partition(".")[0], pydyf.VERSION.rpartition(".")[0]) != WRITTEN_FOR:  # pragma: no cover
    raise ImportError(
        f"quicker.py was written for WeasyPrint and pydyf {WRITTEN_FOR}, not {VERSION} and {pydyf.VERSION}:"
        " look at its tests"
    )

Style = Any  # WeasyPrint has no types
_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"{least}{size}" for least in ("", "min_", "max_") for size in ("width", "height")),
)
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))
# In WeasyPrint's order: a side, and which corners (top left, top right, bottom left, bottom right) it has.
_OUTLINES = ((2, 3, 2, 2, 3), (3, 2, 0, 0, 2), (1, 3, 1, 1, 3), (0, 1, 0, 0, 1))
_IN_FLOW = ("static", "relative")
_NO_RADIUS = (0, "px")


def _kept(name: str, find: Callable[[Style], Any]) -> Callable[[Style], Any]:
    """The same function of a style, asked once for each style."""

    def ask(style: Style) -> Any:
        known = style.__dict__
        if name not in known:
            known[name] = find(style)
        return known[name]

    return ask


# Rules

_CELLS = ("tr", "th", "td", "span")


def match(matcher: Any, element: Any) -> Any:
    """What applies to a cell applies to the next of its kind: no rule for them counts or asks neighbours."""
    path: list[Any] = [id(matcher)]
    around = element
    while around.local_name in _CELLS and around.parent is not None:
        path.extend((around.local_name, *around.etree_element.attrib.items()))
        around = around.parent
    if around is element:
        return _match(matcher, element)
    known = around.__dict__.setdefault("_rules_within", {})
    key = tuple(path)
    if key not in known:
        known[key] = _match(matcher, element)
    return known[key]


# Lengths


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Lengths without a percentage are the same for every box of a style."""
    style = box.style
    used = style.__dict__.get("_used_lengths")
    if used is not None:
        box.__dict__.update(used)
        return
    _resolve_percentages(box, containing_block)
    if _has_fixed_lengths(style):
        style.__dict__["_used_lengths"] = {name: getattr(box, name) for name in _USED}


def _is_fixed(length: Any) -> bool:
    return length == "auto" or getattr(length, "unit", None) == "px"


def _find_fixed_lengths(style: Style) -> bool:
    return (
        style["box_sizing"] == "content-box"
        and style["border_collapse"] != "collapse"
        and all(_is_fixed(style[name]) for name in _LENGTHS)
    )


_has_fixed_lengths = _kept("_has_fixed_lengths", _find_fixed_lengths)


def is_in_normal_flow(box: Any) -> bool:
    """Nearly every box is; only others are asked what else they are."""
    style = box.style
    if style["float"] == "none" and style["position"] in _IN_FLOW:
        return True
    in_flow: bool = _is_in_normal_flow(box)
    return in_flow


# Borders


def draw_border(stream: Any, box: Any) -> None:
    """Some sides of a square box in one colour: the borders of cells, drawn side by side."""
    widths = [getattr(box, f"border_{side}_width") for side in _SIDES]
    color = _plain_color(box.style) if any(widths) and 0 in widths else None
    if color is None:
        _draw_border(stream, box)
        return
    top, right, bottom, left = widths
    x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    under, beside = y + height, x + width
    outer = [_point(*at) for at in ((x, y), (beside, y), (x, under), (beside, under))]
    inner = [
        _point(*at)
        for at in (
            (x + left, y + top),
            (beside - right, y + top),
            (x + left, under - bottom),
            (beside - right, under - bottom),
        )
    ]
    ring = b"%b %b re\n%b %b re" % (
        inner[0],
        _point(width - left - right, height - top - bottom),
        outer[0],
        _point(width, height),
    )
    for side, begin, end, after, last in _OUTLINES:
        if widths[side]:
            with stream.artifact(), stream.stacked():
                stream.stream.append(
                    b"%b m\n%b l\n%b l\n%b l" % (outer[begin], outer[end], inner[after], inner[last])
                )
                stream.clip(even_odd=True)
                stream.end()
                stream.set_color(color)
                stream.stream.append(ring)
                stream.fill(even_odd=True)


def _point(x: float, y: float) -> bytes:
    return b"%b %b" % (to_bytes(x), to_bytes(y))


def _find_plain_color(style: Style) -> Any:
    """The one colour of visible, solid borders without anything else about them; None for others."""
    sides = [side for side in _SIDES if style[f"border_{side}_width"]]
    colors = {border.get_color(style, f"border_{side}_color") for side in sides}
    is_plain = (
        len(colors) == 1
        and style["visibility"] == "visible"
        and style["border_image_source"][0] == "none"
        and style["column_width"] == style["column_count"] == "auto"
        and all(style[f"border_{side}_style"] == "solid" for side in sides)
        and all(_NO_RADIUS in style[f"border_{corner}_radius"] for corner in _CORNERS)
    )
    color: Any = next(iter(colors), None)
    return color if is_plain and color.alpha else None


_plain_color = _kept("_plain_border_color", _find_plain_color)


# What is written


def to_bytes(item: Any) -> bytes:
    """Numbers and words as a PDF has them, the most frequent kinds first."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is float:
        return b"%d" % item if item.is_integer() else f"{item:f}".rstrip("0").encode("ascii")
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    written: bytes = _to_bytes(item)
    return written


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """The references of all pages, asked for with each element of the structure."""
    known: tuple[bytes, ...] = pdf.__dict__.get("_known_references", ())
    if len(known) * 3 != len(pdf.pages["Kids"]):
        known = pdf.__dict__["_known_references"] = _page_references(pdf)
    return known


_resolve_percentages, _draw_border = percent.resolve_percentages, border.draw_border
_is_in_normal_flow, _to_bytes = Box.is_in_normal_flow, pydyf._to_bytes
_match = Matcher.match
_page_references = pydyf.PDF.page_references.fget
_FUNCTIONS = (
    (_resolve_percentages, resolve_percentages),
    (_draw_border, draw_border),
    (_to_bytes, to_bytes),
    (line_break.strut, _kept("_strut", line_break.strut)),
    (fonts.get_font_description, _kept("_font_description", fonts.get_font_description)),
)
_METHODS = (
    (Matcher, "match", _match, match),
    (Box, "is_in_normal_flow", _is_in_normal_flow, is_in_normal_flow),
    (pydyf.PDF, "page_references", pydyf.PDF.page_references, property(page_references)),
)


def take_short_cuts() -> None:
    """Let WeasyPrint and pydyf call ours."""
    for owner, name, _, ours in _PLACES:
        setattr(owner, name, ours)


def leave_short_cuts() -> None:
    """Let them be as they come, for whoever compares."""
    for owner, name, original, _ in _PLACES:
        setattr(owner, name, original)


def _places() -> Iterator[tuple[Any, str, Any, Any]]:
    """Where each of them stands: the modules import functions by name."""
    yield from _METHODS
    for package, module in list(sys.modules.items()):
        if package.partition(".")[0] in ("weasyprint", "pydyf"):
            for original, ours in _FUNCTIONS:
                for name in [name for name, value in vars(module).items() if value is original]:
                    yield module, name, original, ours


_PLACES = tuple(_places())
