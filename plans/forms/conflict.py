"""Two people and one row: what differs, and which text is to stand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from django.http import QueryDict

CHOICE = "choice_"
ASKED = "asked"
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with two texts; ``choice`` is "mine", "theirs", or "" where a person must say.

    ``touched`` says whether the other person has changed it.
    """

    key: str
    label: str
    mine: str
    theirs: str
    choice: str
    touched: bool

    @property
    def name(self) -> str:
        return CHOICE + self.key


def fingerprints(texts: Mapping[str, str], keys: Iterable[str]) -> str:
    """What the texts were when a form was opened, short enough to travel in it."""
    return json.dumps({key: _fingerprint(texts.get(key, "")) for key in keys})


def keys_of(base: str) -> set[str]:
    """The fields that a form held when it was opened."""
    return set(_read(base))


def differences(
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    labels: Mapping[str, str],
    base: str,
    chosen: Mapping[str, str],
) -> list[Difference]:
    """The fields whose texts differ; one that only one side has touched suggests that side's text."""
    before = _read(base)
    return [
        Difference(
            key,
            label,
            mine[key],
            theirs.get(key, ""),
            _choice(chosen.get(CHOICE + key)) or _suggestion(before.get(key), mine[key], theirs.get(key, "")),
            before.get(key) != _fingerprint(theirs.get(key, "")),
        )
        for key, label in labels.items()
        if mine[key] != theirs.get(key, "")
    ]


def with_choices(data: QueryDict, theirs: Mapping[str, str]) -> QueryDict:
    """The posted fields with the other person's text wherever it was chosen."""
    chosen = data.copy()
    for name in data:
        key = name.removeprefix(CHOICE)
        if key != name and key in theirs and data[name] == THEIRS:
            chosen[key] = theirs[key]
    return chosen


def is_touched(base: str, key: str, text: str) -> bool:
    """Whether the text is another than when the form was opened."""
    return _read(base).get(key) != _fingerprint(text)


def is_answered(data: QueryDict) -> bool:
    """Whether every field that the posted form asked about has its choice."""
    return all(data.get(CHOICE + key) in (MINE, THEIRS) for key in data.getlist(ASKED))


def _choice(posted: str | None) -> str:
    return posted if posted in (MINE, THEIRS) else ""


def _suggestion(before: str | None, mine: str, theirs: str) -> str:
    if before == _fingerprint(mine):
        return THEIRS
    return MINE if before == _fingerprint(theirs) else ""


def _fingerprint(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def _read(base: str) -> dict[str, str]:
    try:
        data = json.loads(base)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
