"""Numbered lists and lists of points in a Word file: each begins to count for itself."""

from collections.abc import Iterator

from ita_portal.render.list_kinds import POINTS

LEVELS = 9  # of lists within each other that Word has
STEP = 480  # by which the text of each level is set in, in twentieths of a point
_HANGING = 320  # room for the number before it
_FORMATS = {
    "decimal": "decimal",
    "thai": "thaiNumbers",
    "thai-letters": "thaiLetters",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    POINTS: "bullet",
}
_BULLET = "•"
_HIGHEST = 32_767


class Lists:
    """The lists of one document, numbered from 1."""

    def __init__(self) -> None:
        self._made: list[tuple[str, int, int]] = []

    def begin(self, kind: str, level: int, first: int) -> int:
        """A new list at that level (from 0); its number, by which its paragraphs name it."""
        self._made.append((kind, level, min(first, _HIGHEST)))
        return len(self._made)

    def definitions(self) -> str:
        """What Word has to know of them."""
        kinds = sorted({kind for kind, _, _ in self._made})
        number_of = {kind: at for at, kind in enumerate(kinds)}
        shapes = "".join(_shape(at, kind) for kind, at in number_of.items())
        return shapes + "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{number_of[kind]}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for at, (kind, level, start) in enumerate(self._made, start=1)
        )


def _shape(at: int, kind: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{''.join(_levels(kind))}</w:abstractNum>"
    )


def _levels(kind: str) -> Iterator[str]:
    for level in range(LEVELS):
        words = _BULLET if kind == POINTS else f"%{level + 1}."
        yield (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{_FORMATS[kind]}"/>'
            f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{STEP * (level + 1)}" w:hanging="{_HANGING}"/></w:pPr></w:lvl>'
        )
