"""The crosswalk: what the items of several years and families are about, by stable topic keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.loading.entries import Entry, FactsError, Problem

# The names under which the crosswalk has the years of a family.
_FAMILIES = {"nacc_ita": "nacc-ita"}
_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)


@dataclass(frozen=True)
class Crosswalk:
    """``labels``: topic key to its words. ``topics``: framework code to item code to topic keys."""

    labels: Mapping[str, str]
    topics: Mapping[str, Mapping[str, tuple[str, ...]]]


def is_crosswalk(facts: Any) -> bool:
    """Whether the facts are a crosswalk rather than a framework."""
    return isinstance(facts, Mapping) and "topics" in facts and "framework_id" not in facts


def crosswalk_of(facts: Any) -> Crosswalk:
    """The crosswalk that the facts hold. Raises FactsError with all that is wrong."""
    problems: list[Problem] = []
    labels: dict[str, str] = {}
    topics: dict[str, dict[str, list[str]]] = {}
    for one in Entry(facts, "", problems).entries("topics", "หัวเรื่อง", required=True):
        key = one.line("key", "รหัสหัวเรื่อง", 60, required=True)
        one.place = f"หัวเรื่อง {key}"
        if key in labels:
            one.refuse("key", f"รหัสหัวเรื่อง {key} ซ้ำ")
        elif key and not _SLUG.fullmatch(key):
            one.refuse("key", "รหัสหัวเรื่องใช้ได้เฉพาะ a–z 0–9 ขีดกลาง และขีดล่าง")
        labels[key] = one.line("label_th", "หัวเรื่อง", 500) or key
        for framework, codes in _frameworks(one):
            for code in codes:
                topics.setdefault(framework, {}).setdefault(code, []).append(key)
    if problems:
        raise FactsError(problems)
    return Crosswalk(
        labels=labels,
        topics={
            framework: {code: tuple(sorted(set(keys))) for code, keys in items.items()}
            for framework, items in topics.items()
        },
    )


def _frameworks(topic: Entry) -> list[tuple[str, list[str]]]:
    """Each framework of the topic with the codes of its items."""
    found = []
    for name, family in _FAMILIES.items():
        found += [(f"{family}-{year}", codes) for year, codes in _codes(topic, name)]
    return found + _codes(topic, "siblings")


def _codes(topic: Entry, key: str) -> list[tuple[str, list[str]]]:
    if topic.values.get(key) is None:
        return []
    years = Entry(topic.values[key], topic.below(key), topic.problems)
    return [(str(year), years.texts(year, "รหัสข้อ", 30)) for year in years.values]
