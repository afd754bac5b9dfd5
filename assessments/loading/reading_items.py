"""Indicators, sub-indicators and items of a framework's facts, as they are read one after another."""

import re
from dataclasses import replace
from typing import Any

from assessments.loading.entries import Entry, Problem, is_storable
from assessments.loading.plan import PlannedIndicator, PlannedItem, indicator_key

MOST_OF_A_RANGE = 200
LONGEST_PREFIX = 20
_RANGE = re.compile(r"\s*(\D*?)\s*(\d{1,4})\s*[-–]\s*(\D*?)\s*(\d{1,4})\s*")
_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)
_POLARITIES = {"positive": "", "negative": "", "unknown": ""}
# What the file calls it, and what the page reads; all else of an item is kept under its own name.
_DETAILS = {"requirements_th": "requirements", "group_th": "group", "label_confidence": "confidence"}
_OWN = frozenset(
    {"code", "label_th", "scale", "polarity", "sub_indicator", "indicator", "instrument", "topics"}
)
_LISTS = frozenset({"requirements_th", "formats"})


class ItemReader:
    """Takes the instruments in their order; ``indicators`` by key and ``items`` by code fill up."""

    def __init__(self, problems: list[Problem], scales: set[str]) -> None:
        self.indicators: dict[str, PlannedIndicator] = {}
        self.items: dict[str, PlannedItem] = {}
        self._problems = problems
        self._scales = scales
        self._default_scales: dict[str, str] = {}
        self._spare: dict[str, int] = {}

    def read_instrument(self, instrument: Entry, code: str) -> None:
        scale = self._scale(instrument, "default_scale")
        self._default_scales[code] = scale
        for one in instrument.entries("indicators", "ตัวชี้วัด"):
            self._read_indicator(one, code, scale)

    def _read_indicator(self, one: Entry, instrument: str, scale: str) -> None:
        number = one.line("number", "เลขตัวชี้วัด", 20)
        if number:
            one.place = getattr(one.values, "place", f"เครื่องมือ {instrument} › ตัวชี้วัด {number}")
        key = self._add_indicator(one, instrument, number, "")
        sub_of: dict[str, str] = {}
        for sub in one.entries("sub_indicators", "ตัวชี้วัดย่อย"):
            sub_number = sub.line("number", "เลขตัวชี้วัดย่อย", 20, required=True)
            if sub_number:
                sub.place = getattr(sub.values, "place", one.below(f"ตัวชี้วัดย่อย {sub_number}"))
            sub_key = self._add_indicator(sub, instrument, sub_number, key)
            for code in sub.texts("item_codes", "รหัสข้อ", 30):
                if code in sub_of:
                    sub.refuse("item_codes", f"ข้อ {code} อยู่ในตัวชี้วัดย่อยแล้ว")
                sub_of[code] = sub_key
        self._read_items(one, key, sub_of, scale)

    def _add_indicator(self, one: Entry, instrument: str, number: str, parent: str) -> str:
        key = indicator_key(instrument, number)
        if key in self.indicators:
            one.refuse(
                "number",
                f"เลขตัวชี้วัด {number} ซ้ำ" if number else "เครื่องมือหนึ่งมีตัวชี้วัดที่ไม่ทราบเลขได้ตัวเดียว",
            )
        topic = one.line("topic", "หัวเรื่องประจำของตัวชี้วัด", 60)
        if topic and not _SLUG.fullmatch(topic):
            one.refuse("topic", "หัวเรื่องประจำใช้ได้เฉพาะ a–z 0–9 ขีดกลาง และขีดล่าง")
        confidence = one.line("name_confidence", "ระดับความเชื่อมั่น", 300) or one.line(
            "confidence", "ระดับความเชื่อมั่น", 300
        )
        self.indicators[key] = PlannedIndicator(
            instrument=instrument,
            number=number,
            name=one.line("name_th", "ชื่อตัวชี้วัด", 500),
            topic=topic,
            is_inferred=one.flag("inferred", "อนุมาน") or confidence.startswith("low"),
            parent=parent,
        )
        return key

    def _read_items(self, one: Entry, key: str, sub_of: dict[str, str], scale: str) -> None:
        """The range and ``item_codes`` say the order; items with more than a code take their places in it."""
        expected = dict.fromkeys([*_codes_of(one), *sub_of])
        entries: dict[str, Entry] = {}
        for item in one.entries("items", "ข้อ"):
            code = item.line("code", "รหัสข้อ", 30, required=True)
            if code:
                item.place = getattr(item.values, "place", one.below(f"ข้อ {code}"))
            if code in entries:
                item.refuse("code", f"รหัสข้อ {code} ซ้ำ")
            entries[code] = item
        for code in dict.fromkeys([*expected, *entries]):
            item = entries.get(code) or Entry({}, one.below(f"ข้อ {code}"), self._problems)
            sub = item.line("sub_indicator", "ตัวชี้วัดย่อย", 20)
            place = sub or sub_of.get(code, "") or key
            if sub and self.indicators.get(sub, None) is None:
                item.refuse("sub_indicator", f"ไม่มีตัวชี้วัดย่อย {sub} ในตัวชี้วัดนี้")
            self._add_item(item, code, place, scale)

    def _add_item(self, item: Entry, code: str, indicator: str, scale: str) -> None:
        if code in self.items:
            item.refuse("code", f"รหัสข้อ {code} ซ้ำกับข้อของตัวชี้วัด {self.items[code].indicator}")
        self.items[code] = PlannedItem(
            code=code,
            indicator=indicator,
            label=item.text("label_th", "ข้อความ"),
            scale=self._scale(item, "scale") if "scale" in item.values else scale,
            polarity=item.choice("polarity", "ทิศทาง", _POLARITIES),
            topics=_topics(item),
            details=_details(item),
        )

    def _scale(self, one: Entry, key: str) -> str:
        scale = one.line(key, "มาตรวัด", 60)
        if scale and scale not in self._scales:
            one.refuse(key, f"ไม่มีมาตรวัด “{scale}” ในกรอบนี้")
        return scale

    def read_beside(self, entry: Entry) -> None:
        """Items beside the tree: ``known_items`` of a range, and those without an official code."""
        for one in entry.entries("known_items", "ข้อที่ทราบ"):
            code = one.line("code", "รหัสข้อ", 30, required=True)
            place = one.line("indicator", "ตัวชี้วัด", 20)
            known = self.items.get(code)
            if known is None and place in self.indicators:
                instrument = self.indicators[place].instrument
                self._add_item(one, code, place, self._default_scales.get(instrument, ""))
            elif known is None or (place and self._root(known.indicator) != self._root(place)):
                one.refuse("indicator", f"ข้อ {code} ไม่ได้อยู่ในตัวชี้วัด {place or 'ที่ระบุ'}")
            else:
                self.items[code] = replace(known, label=one.text("label_th", "ข้อความ"), details=_details(one))
        for one in entry.entries("unnumbered_items", "ข้อที่ไม่ทราบรหัส"):
            self._read_unnumbered(one)

    def _read_unnumbered(self, one: Entry) -> None:
        place = one.line("sub_indicator", "ตัวชี้วัดย่อย", 20) or one.line("indicator", "ตัวชี้วัด", 20)
        found = self.indicators.get(place)
        if found is None:
            one.refuse("indicator", f"ไม่มีตัวชี้วัด {place or 'ที่ระบุ'} ในกรอบนี้")
            return
        self._spare[place] = self._spare.get(place, 0) + 1
        code = f"{place}-{self._spare[place]}"
        self._add_item(one, code, place, self._default_scales.get(found.instrument, ""))

    def items_in_order(self) -> tuple[PlannedItem, ...]:
        """The items by their indicators, wherever in the file they stood."""
        places = {key: at for at, key in enumerate(self.indicators)}
        return tuple(sorted(self.items.values(), key=lambda item: places.get(item.indicator, 0)))

    def _root(self, key: str) -> str:
        found = self.indicators.get(key)
        return found.parent or key if found else key


def _codes_of(one: Entry) -> list[str]:
    """The codes of ``item_code_range``: "i4-i6" is i4, i5, i6."""
    words = one.line("item_code_range", "ช่วงรหัสข้อ", 60)
    if not words:
        return []
    match = _RANGE.fullmatch(words)
    if match is None or match[3] not in ("", match[1]) or len(match[1]) > LONGEST_PREFIX:
        one.refuse("item_code_range", f"ช่วงรหัสข้อ “{words}” ไม่ถูกต้อง ต้องเป็นแบบ i1-i3")
        return []
    first, last = int(match[2]), int(match[4])
    if not first <= last < first + MOST_OF_A_RANGE:
        one.refuse("item_code_range", f"ช่วงรหัสข้อ “{words}” ต้องเรียงจากน้อยไปมาก และไม่เกิน {MOST_OF_A_RANGE} ข้อ")
        return []
    return [f"{match[1]}{number}" for number in range(first, last + 1)]


def _topics(item: Entry) -> tuple[str, ...] | None:
    if item.values.get("topics") is None:
        return None
    topics = item.texts("topics", "หัวเรื่องประจำ", 60)
    if not all(_SLUG.fullmatch(topic) for topic in topics):
        item.refuse("topics", "หัวเรื่องประจำใช้ได้เฉพาะ a–z 0–9 ขีดกลาง และขีดล่าง")
    return tuple(sorted(set(topics)))


def _details(item: Entry) -> dict[str, Any]:
    details: dict[str, Any] = {}
    for key, value in item.values.items():
        if key in _OWN or value in (None, "", []):
            continue
        name = _DETAILS.get(key, key)
        if key in _LISTS:
            details[name] = item.texts(key, {"formats": "รูปแบบไฟล์"}.get(key, "องค์ประกอบ"), 1000)
        elif key == "data_year_offset":
            details[name] = item.whole(key, "ปีของข้อมูล", -10, 10)
        elif isinstance(value, int) and not isinstance(value, bool) and is_storable(value):
            details[name] = value
        else:
            details[name] = item.text(key, f"“{key[:40]}” ", 2000)
    return details
