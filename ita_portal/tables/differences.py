"""What differs between two states of a row, field by field, and inside a text word by word.

A row is given in the contract's JSON, as the trail keeps it. Texts are read as they were typed: a
budget's words, a period's words, a cell's "2 ครั้ง".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from ita_portal.tables.columns import TICK
from ita_portal.tables.json_values import Json
from ita_portal.tables.labels import LABELS
from ita_portal.tables.layout import Column

PATH_MARK = " › "
_OWN_LABELS = ("title", "number")  # a title's header may also name the headings that stand in its column
_PLAIN = (
    "number",
    "title",
    "objective",
    "target_group",
    "weight",
    "level",
    "target",
    "reason",
    "knowledge",
    "source_of_funds",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: its name as columns have it ("quarter_2"), and its text on both sides."""

    field: str
    before: str
    after: str


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stands on both sides, only before, or only after."""

    kind: Kind
    text: str


def differences(before: Json, after: Json) -> tuple[Difference, ...]:
    """The fields whose text differs, in the order of the contract. Absent and empty are the same."""
    old, new = texts(before), texts(after)
    return tuple(
        Difference(field, old.get(field, ""), new.get(field, ""))
        for field in [*old, *(field for field in new if field not in old)]
        if old.get(field, "") != new.get(field, "")
    )


def texts(row: Json) -> dict[str, str]:
    """What the row says, by field; fields that say nothing are left out.

    Somebody's own column goes by its header.
    """
    found = {"heading": PATH_MARK.join(row.get("headings") or ())}
    found |= {field: _plain(row.get(field)) for field in _PLAIN}
    found["owners"] = "\n".join(row.get("owners") or ())
    for indicator in row.get("indicators") or ():
        field = f"indicator_{indicator.get('aspect') or 'unspecified'}"
        found[field] = (
            f"{found[field]}\n{indicator['statement']}" if field in found else indicator["statement"]
        )
    found["budget"] = _budget(row.get("budget") or {})
    found["period"] = (row.get("period") or {}).get("text") or ""
    found |= {f"quarter_{n}": _cell(cell) for n, cell in (row.get("quarters") or {}).items()}
    found |= {f"month_{n}": _cell(cell) for n, cell in (row.get("months") or {}).items()}
    found["cost_lines"] = "\n".join(line["text"] for line in row.get("cost_lines") or ())
    found |= {field: _plain(value) for field, value in (row.get("values") or {}).items()}
    found |= {header: _plain(value) for header, value in (row.get("other") or {}).items()}
    return {field: text for field, text in found.items() if text}


def labels_of(columns: Iterable[Column]) -> dict[str, str]:
    """The words of a table's own headers for the fields in it, over the usual ones for the rest."""
    own = {column.field: column.label for column in columns}
    if "indicator" in own:
        own |= dict.fromkeys((field for field in LABELS if field.startswith("indicator_")), own["indicator"])
    return LABELS | {field: label for field, label in own.items() if field not in _OWN_LABELS}


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _budget(budget: Mapping[str, Any]) -> str:
    return budget.get("text") or budget.get("amount") or ""


def _cell(cell: Mapping[str, Any]) -> str:
    if cell.get("text"):
        return str(cell["text"])
    if cell.get("count") is not None:
        return f"{cell['count']} {cell.get('unit') or ''}".strip()
    return cell.get("amount") or (TICK if cell.get("marked") else "")


# Inside a text

# Thai has no spaces between words; a cluster (a consonant with its vowels and marks) is never parted.
_CLUSTERS = re.compile(r"[เ-ไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำๅ]?|[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*|[A-Za-z]+|\s+|.", re.DOTALL)
_PHRASES = re.compile(r"\s+|\S+")
_MOST_TOKENS = 1_500  # comparing takes time with the square of this
_ISLAND = 4  # fewer clusters alike beside changes are chance, and only make the text hard to read


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, with what went and what came; long ones by phrase, very long ones as a whole."""
    for tokens in (_CLUSTERS, _PHRASES):
        old, new = tokens.findall(before), tokens.findall(after)
        if max(len(old), len(new)) <= _MOST_TOKENS:
            return tuple(_pieces(old, new))
    if before == after:
        return (Piece(Kind.SAME, before),)
    return tuple(piece for piece in (Piece(Kind.REMOVED, before), Piece(Kind.ADDED, after)) if piece.text)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterable[Piece]:
    for i, i_end, j, j_end, same in _stretches(old, new):
        if same:
            yield Piece(Kind.SAME, "".join(old[i:i_end]))
            continue
        if i < i_end:
            yield Piece(Kind.REMOVED, "".join(old[i:i_end]))
        if j < j_end:
            yield Piece(Kind.ADDED, "".join(new[j:j_end]))


_Stretch = tuple[int, int, int, int, bool]
_Code = tuple[str, int, int, int, int]


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    """Ranges of both sides, alike or not; what is alike by chance is taken into the changes around it."""
    found: list[_Stretch] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, i, i_end, j, j_end) in enumerate(codes):
        same = tag == "equal" and not _by_chance(old[i:i_end], codes[:at], codes[at + 1 :])
        if found and not same and not found[-1][4]:
            found[-1] = (found[-1][0], i_end, found[-1][2], j_end, False)
        else:
            found.append((i, i_end, j, j_end, same))
    return found


def _by_chance(same: Sequence[str], before: Sequence[_Code], after: Sequence[_Code]) -> bool:
    """Whether a short stretch stands between changes, or at an end as part of a word that was replaced."""
    if len(same) >= _ISLAND or not (before or after):
        return False
    if before and after:
        return True
    if before:
        return before[-1][0] == "replace" and not same[0].isspace()
    return after[0][0] == "replace" and not same[-1].isspace()
