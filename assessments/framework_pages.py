"""What the pages of frameworks show: instruments with indicators and items, and what is not established."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from assessments.models import AssessmentIndicator, Framework, Instrument, Item, ItemLink, Topic
from ita_portal.thai.dates import format_short
from ita_portal.thai.fiscal import gregorian_year

CONFIDENCES = {
    "low": "น้อย",
    "low-medium": "น้อยถึงปานกลาง",
    "medium-low": "น้อยถึงปานกลาง",
    "medium": "ปานกลาง",
    "medium-high": "ปานกลางถึงมาก",
    "high": "มาก",
}
SCORING = {
    "item": "คะแนนของข้อ",
    "indicator_iit_eit": "ตัวชี้วัดของ IIT และ EIT",
    "sub_indicator_oit": "ตัวชี้วัดย่อยของ OIT",
    "indicator_oit": "ตัวชี้วัดของ OIT",
    "instrument": "คะแนนของเครื่องมือ",
    "total": "คะแนนรวม",
    "rounding": "การปัดเศษ",
    "eit_part_split": "การรวมคะแนนสองกลุ่มของ EIT",
    "note": "หมายเหตุ",
}
NOTES = {
    "note": "",
    "rating_note": "ระดับผลการประเมิน: ",
    "due": "กำหนดส่ง: ",
    "calendar_source": "ที่มาของปฏิทิน: ",
}


@dataclass
class IndicatorBlock:
    """An indicator or sub-indicator with its own items."""

    indicator: AssessmentIndicator
    items: list[Item]


@dataclass
class InstrumentBlock:
    """An instrument as its page shows it; ``known`` counts the items of which at least the code is known."""

    instrument: Instrument
    blocks: list[IndicatorBlock] = field(default_factory=list)

    @property
    def known(self) -> int:
        return sum(len(block.items) for block in self.blocks)

    @property
    def named(self) -> int:
        """How many of them have their text."""
        return sum(1 for block in self.blocks for item in block.items if item.label)

    @property
    def lacks(self) -> int:
        """How many of those announced are not known at all."""
        return max((self.instrument.item_count or 0) - self.known, 0)

    @property
    def percent(self) -> Decimal | None:
        weight = self.instrument.weight
        return None if weight is None else (weight * 100).normalize() + Decimal(0)


def listed(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """With their instruments, and how many items and ratings are known."""
    counted = frameworks.annotate(
        known_items=Count("items", distinct=True), ratings=Count("rating_rules", distinct=True)
    )
    return counted.prefetch_related("instruments").order_by("-fiscal_year", "family")


def instrument_blocks(framework: Framework) -> list[InstrumentBlock]:
    """In the framework's order, in nine queries; each item with its scale, topics and links both ways."""
    items: dict[int, list[Item]] = defaultdict(list)
    for item in _items(framework.items.all()):
        items[item.indicator_id].append(item)
    blocks = {
        instrument.pk: InstrumentBlock(instrument)
        for instrument in framework.instruments.prefetch_related("parts")
    }
    for indicator in framework.indicators.all():
        blocks[indicator.instrument_id].blocks.append(IndicatorBlock(indicator, items[indicator.pk]))
    return list(blocks.values())


def _items(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.select_related("scale").prefetch_related(
        "topics",
        Prefetch("earlier_links", ItemLink.objects.select_related("earlier__framework")),
        Prefetch("later_links", ItemLink.objects.select_related("later__framework")),
    )


def topic_items(topic: Topic) -> QuerySet[Item]:
    """The items of the topic in all years and families, the latest first."""
    items = _items(topic.items.select_related("framework", "indicator__instrument"))
    return items.order_by("-framework__fiscal_year", "framework__family", "position")


def facts_of(framework: Framework, items: int) -> list[tuple[str, str]]:
    """Label and value for the head of the page; "" where nothing is said."""
    announced = framework.facts.get("confidence")
    overall = announced.get("overall", "") if isinstance(announced, dict) else announced
    return [
        ("รหัส", framework.code),
        ("ปีงบประมาณ พ.ศ.", str(framework.fiscal_year)),
        ("หน่วยงานเจ้าของกรอบ", framework.owner_name),
        ("ข้อที่มีในระบบ", f"{items} ข้อ"),
        ("ความเชื่อมั่นของข้อมูล", CONFIDENCES.get(str(overall or ""), str(overall or ""))),
        ("ฉบับปัจจุบัน", f"ฉบับที่ {framework.version}"),
    ]


def calendar_of(framework: Framework) -> list[tuple[str, str]]:
    """Steps with their days, or with what is said of them."""
    return [(step.get("step", ""), _days(step)) for step in framework.facts.get("calendar", [])]


def _days(step: dict[str, str]) -> str:
    days = [_day(step[name]) for name in ("from", "to") if step.get(name)]
    return " – ".join(days) or step.get("text_th", "")


def _day(words: str) -> str:
    """A day of the Buddhist era ("2567-01-31") in short; anything else as it is."""
    try:
        year, month, day = map(int, words.split("-"))
        return format_short(date(gregorian_year(year), month, day))
    except ValueError:
        return words


def notes_of(framework: Framework) -> list[str]:
    facts: dict[str, Any] = framework.facts
    return [f"{head}{facts[key]}" for key, head in NOTES.items() if isinstance(facts.get(key), str)]


def scoring_of(framework: Framework) -> list[tuple[str, str]]:
    """How scores are made, as far as the file says so in words."""
    scoring = framework.facts.get("scoring")
    if not isinstance(scoring, dict):
        return []
    return [(label, str(scoring[key])) for key, label in SCORING.items() if scoring.get(key)]
