"""Headings as full-width rows: how they are worded, and how deep each stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.reading.values import heading_text

# What begins a heading in any plan, from the outermost; the layout's own labels come before these.
_LABELS = ("แผนงาน", "ยุทธศาสตร์", "เป้าประสงค์", "กลยุทธ์", "องค์ประกอบ", "มิติ", "มาตรการ")
_ANY_DIGIT = "[0-9\u0e50-\u0e59]"
_LABELLED = re.compile(
    rf"(?P<label>[^\s0-9\u0e50-\u0e59][^0-9\u0e50-\u0e59\n]{{0,40}}?)\s*(?:ที่)?\s*{_ANY_DIGIT}"
)


def is_labelled(text: str, labels: Sequence[str]) -> bool:
    """Whether the text begins as headings do ("ยุทธศาสตร์ที่ 1 …"); ``labels`` are those of the layout."""
    return _level(text, labels) is not None or _level(text, _LABELS) is not None


@dataclass
class Bands:
    """The headings that are open, from the outermost, while the rows are read in their order.

    ``labels`` are those of the layout's levels, ``most`` is how many levels there may be.
    """

    labels: Sequence[str]
    most: int
    path: list[str] = field(default_factory=list)
    is_new: bool = False  # no activity has come since the last one

    def open(self, text: str) -> bool:
        """Open the heading at its depth; False where it is open already and only printed once more."""
        words = heading_text(text)
        if words in self.path:
            del self.path[self.path.index(words) + 1 :]
            return False
        del self.path[min(self._depth(words), self.most - 1) :]
        self.path.append(words)
        self.is_new = True
        return True

    def _depth(self, words: str) -> int:
        """Beside the open heading of the same label; where its label belongs; else right below the last."""
        label = _label(words)
        for depth, known in enumerate(self.path):
            if label and _label(known) == label:
                return depth
        own, level = _level(words, self.labels), _level(words, _LABELS)
        if own is not None:
            return min(own, len(self.path))
        if level is not None:
            others = [_level(known, _LABELS) for known in self.path]
            return sum(other is None or other < level for other in others)
        return len(self.path) if self.is_new else max(0, len(self.path) - 1)


def _level(words: str, labels: Sequence[str]) -> int | None:
    """The level whose label begins the words, with a number behind it."""
    for level, label in enumerate(labels):
        if re.match(rf"{re.escape(label.removesuffix('ที่'))}\s*(?:ที่)?\s*{_ANY_DIGIT}", words):
            return level
    return None


def _label(words: str) -> str:
    labelled = _LABELLED.match(words)
    return labelled["label"].removesuffix("ที่").strip() if labelled else ""
