"""Facts (a dict as JSON has it) to a FrameworkPlan, or everything that is wrong with them.

What is not established is null or empty in the facts, and stays so. Codes are unique in a framework;
``item_code_range`` ("i1-i3") stands for items of which only the codes are known.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.loading import checks
from assessments.loading.entries import Entry, FactsError, Problem
from assessments.loading.notes import facts_beside
from assessments.loading.plan import (
    FrameworkPlan,
    PlannedInstrument,
    PlannedLink,
    PlannedPart,
    PlannedRating,
    PlannedScale,
    PlannedSurveyRule,
)
from assessments.loading.reading_items import ItemReader
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR

# What a framework is called where its file has no name; other families go by their code.
FAMILY_NAMES = {
    "nacc-ita": "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)",
    "moph-moit": "การประเมิน MITAS (MOIT) ของหน่วยงานในสังกัด สป.สธ.",
    "ovec-ita": "การประเมินคุณธรรมและความโปร่งใสของสถานศึกษาสังกัด สอศ.",
}
POLARITIES = {"positive": "คะแนนมากคือดี", "negative": "คำตอบเชิงลบ", "unknown": "ยังไม่ทราบ"}
LINK_KINDS = {"same": "ข้อเดิม", "split": "แยกเป็นหลายข้อ", "merged": "รวมจากหลายข้อ"}
_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def plan_of(facts: Any) -> FrameworkPlan:
    """The plan of the rows that the facts make. Raises FactsError with all that is wrong."""
    problems: list[Problem] = []
    entry = Entry(facts, "", problems)
    if problems:
        raise FactsError([Problem("ไฟล์", "ต้องมีข้อมูลของกรอบการประเมินหนึ่งกรอบ")])
    family, year = _family(entry), _year(entry)
    code = _code(entry, family, year)
    scales = _scales(entry)
    reader = ItemReader(problems, {scale.key for scale in scales})
    instruments = _instruments(entry, reader)
    reader.read_beside(entry)
    plan = FrameworkPlan(
        code=code,
        family=family,
        fiscal_year=year,
        name=_name(entry, family, year),
        owner_name=_owner(entry),
        instruments=instruments,
        indicators=tuple(reader.indicators.values()),
        scales=scales,
        items=reader.items_in_order(),
        ratings=_ratings(entry),
        survey_rules=_survey_rules(entry, instruments),
        links=_links(entry, code, family, year, reader),
        facts=facts_beside(entry),
    )
    if problems:
        raise FactsError(problems)
    return plan


def _family(entry: Entry) -> str:
    family = entry.line("family", "ชุดการประเมิน (family)", 50, required=True)
    if family and not _SLUG.fullmatch(family):
        entry.refuse("family", "ชุดการประเมิน (family) ใช้ได้เฉพาะ a–z 0–9 และขีดกลาง")
    return family


def _year(entry: Entry) -> int:
    key = "fiscal_year_be"
    if entry.values.get(key) is None:
        entry.refuse(key, "โปรดระบุปีงบประมาณ พ.ศ. (fiscal_year_be)")
    return entry.whole(key, "ปีงบประมาณ พ.ศ. ", MIN_FISCAL_YEAR, MAX_FISCAL_YEAR) or 0


def _code(entry: Entry, family: str, year: int) -> str:
    code = entry.line("framework_id", "รหัสกรอบ (framework_id)", 60, required=True)
    if code and family and year and code != f"{family}-{year}":
        entry.refuse("framework_id", f"รหัสกรอบ “{code}” ต้องตรงกับชุดและปี คือ {family}-{year}")
    return code


def _name(entry: Entry, family: str, year: int) -> str:
    return entry.line("name_th", "ชื่อกรอบ", 300) or f"{FAMILY_NAMES.get(family, family)} ปีงบประมาณ พ.ศ. {year}"


def _owner(entry: Entry) -> str:
    owner = entry.values.get("owner")
    if owner is None:
        return ""
    return Entry(owner, entry.below("หน่วยงานเจ้าของกรอบ"), entry.problems).line(
        "name_th", "ชื่อหน่วยงานเจ้าของกรอบ", 300
    )


def _instruments(entry: Entry, reader: ItemReader) -> tuple[PlannedInstrument, ...]:
    found: dict[str, PlannedInstrument] = {}
    for one in entry.entries("instruments", "เครื่องมือ", required=True):
        code = one.line("code", "รหัสเครื่องมือ", 20, required=True)
        if code:
            one.place = getattr(one.values, "place", f"เครื่องมือ {code}")
        if code in found:
            one.refuse("code", f"รหัสเครื่องมือ {code} ซ้ำ")
        found[code] = PlannedInstrument(
            code=code,
            name=one.line("name_th", "ชื่อเครื่องมือ", 300) or code,
            weight=_weight(one),
            item_count=one.whole("item_count", "จำนวนข้อ", 0, 2000),
            note=one.text("note", "หมายเหตุ"),
            parts=_parts(one),
        )
        reader.read_instrument(one, code)
    instruments = tuple(found.values())
    checks.weights(entry, instruments)
    return instruments


def _weight(one: Entry) -> Decimal | None:
    weight = one.number("weight", "น้ำหนัก", ZERO, ONE, 6)
    if weight == ZERO:
        one.refuse("weight", "น้ำหนักต้องมากกว่า 0")
    return weight


def _parts(instrument: Entry) -> tuple[PlannedPart, ...]:
    found: dict[str, PlannedPart] = {}
    for one in instrument.entries("parts", "กลุ่มผู้ตอบ"):
        code = one.line("code", "รหัสกลุ่มผู้ตอบ", 20, required=True)
        if code in found:
            one.refuse("code", f"รหัสกลุ่มผู้ตอบ {code} ซ้ำ")
        found[code] = PlannedPart(
            code,
            one.line("name_th", "ชื่อกลุ่มผู้ตอบ", 300) or code,
            one.line("collector", "ผู้เก็บข้อมูล", 300),
            _weight(one),
        )
    parts = tuple(found.values())
    checks.part_weights(instrument, parts)
    return parts


def _scales(entry: Entry) -> tuple[PlannedScale, ...]:
    """``scales`` is an object by key, or a list of objects with their ``key``."""
    scales = entry.values.get("scales")
    named: list[Any] = []
    if isinstance(scales, Mapping):
        for key, value in scales.items():
            if not isinstance(value, Mapping):
                Entry(value, f"มาตรวัด {key}"[:100], entry.problems)
                continue
            named.append({**value, "key": key})
        holder = Entry({"scales": named}, entry.place, entry.problems)
    else:
        holder = entry
    found: dict[str, PlannedScale] = {}
    for one in holder.entries("scales", "มาตรวัด"):
        key = one.line("key", "รหัสมาตรวัด", 60, required=True)
        one.place = getattr(one.values, "place", f"มาตรวัด {key}")
        if key in found:
            one.refuse("key", f"รหัสมาตรวัด {key} ซ้ำ")
        found[key] = _scale(one, key)
    return tuple(sorted(found.values(), key=lambda scale: scale.key))


def _scale(one: Entry, key: str) -> PlannedScale:
    note = one.text("note", "หมายเหตุ")
    known = one.texts("labels_known_th", "ตัวเลือกที่ทราบ")
    if known:
        note = f"{note}\nตัวเลือกที่ทราบ: {', '.join(known)}".strip()
    return PlannedScale(
        key=key,
        answers=_answers(one),
        polarity=one.choice("polarity", "ทิศทาง", POLARITIES) or "unknown",
        note=note,
    )


def _answers(scale: Entry) -> tuple[tuple[str, str | None], ...]:
    """From ``options`` (label and points), or from ``points`` and ``labels_th`` beside each other."""
    if scale.values.get("options") is not None:
        return tuple(
            (option.line("label_th", "ตัวเลือก", 300), _points(option, "points"))
            for option in scale.entries("options", "ตัวเลือก")
        )
    labels = scale.texts("labels_th", "ตัวเลือก", 300)
    values = scale.values.get("points")
    holder = Entry(
        {"points": [{"points": value} for value in values] if isinstance(values, list) else values},
        scale.place,
        scale.problems,
    )
    points = [_points(one, "points") for one in holder.entries("points", "คะแนนของตัวเลือก")]
    if labels and points and len(labels) != len(points):
        scale.refuse("points", "จำนวนคะแนนไม่เท่ากับจำนวนตัวเลือก")
    size = max(len(labels), len(points))
    labels += [""] * (size - len(labels))
    return tuple(zip(labels, points or [None] * size, strict=False))


def _points(entry: Entry, key: str) -> str | None:
    points = entry.number(key, "คะแนนของตัวเลือก", ZERO, HUNDRED, 4)
    return None if points is None else format(points.normalize(), "f")


def _ratings(entry: Entry) -> tuple[PlannedRating, ...]:
    found: dict[str, PlannedRating] = {}
    above: Entry | None = None
    for one in entry.entries("rating_bands", "ระดับผลการประเมิน"):
        code = one.line("code", "รหัสระดับ", 30, required=True)
        one.place = getattr(one.values, "place", f"ระดับ {code}")
        if code in found:
            one.refuse("code", f"รหัสระดับ {code} ซ้ำ")
        key = "min" if "min" in one.values else "total_min"
        rating = PlannedRating(
            code=code,
            label=one.line("label_th", "ชื่อระดับ", 100) or code,
            total_min=one.number(key, "คะแนนรวมตั้งแต่ ", ZERO, HUNDRED, 4),
            each_instrument_min=one.number("each_instrument_min", "คะแนนทุกเครื่องมือตั้งแต่ ", ZERO, HUNDRED, 4),
            scheme=one.line("scheme", "ชุดเกณฑ์", 60),
        )
        _refuse_crossed_band(one, rating)
        if above is not None and found:
            checks.below(one, key, rating, list(found.values())[-1])
        found[code], above = rating, one
    return tuple(found.values())


def _refuse_crossed_band(one: Entry, rating: PlannedRating) -> None:
    """``max`` and ``total_max`` say nothing that the next band does not; they must only not contradict."""
    for key in ("max", "total_max"):
        most = one.number(key, "คะแนนสูงสุดของระดับ", ZERO, HUNDRED, 4)
        if most is not None and rating.total_min is not None and most < rating.total_min:
            one.refuse(key, "คะแนนสูงสุดของระดับต่ำกว่าคะแนนต่ำสุด")


def _survey_rules(entry: Entry, instruments: tuple[PlannedInstrument, ...]) -> tuple[PlannedSurveyRule, ...]:
    known = {instrument.code: instrument for instrument in instruments}
    rules = []
    for one in entry.entries("sample_rules", "เกณฑ์จำนวนผู้ตอบ"):
        instrument = one.line("instrument", "เครื่องมือ", 20, required=True)
        part = one.line("part", "กลุ่มผู้ตอบ", 20)
        if instrument and instrument not in known:
            one.refuse("instrument", f"ไม่มีเครื่องมือ {instrument} ในกรอบนี้")
        elif instrument and part and part not in {known_part.code for known_part in known[instrument].parts}:
            one.refuse("part", f"เครื่องมือ {instrument} ไม่มีกลุ่มผู้ตอบ {part}")
        rule = PlannedSurveyRule(
            instrument=instrument,
            part=part,
            group=one.line("group", "กลุ่มหน่วยงาน", 200),
            percent=one.number("percent", "ร้อยละ", Decimal("0.01"), HUNDRED, 2),
            minimum=one.whole("minimum", "จำนวนอย่างน้อย", 0, 10_000_000),
            maximum=one.whole("maximum", "จำนวนไม่เกิน", 0, 10_000_000),
            words=one.text("rule", "เกณฑ์"),
        )
        checks.survey_rule(one, rule)
        rules.append(rule)
    return tuple(rules)


def _links(entry: Entry, code: str, family: str, year: int, reader: ItemReader) -> tuple[PlannedLink, ...]:
    found: dict[tuple[str, str, str], PlannedLink] = {}
    for one in entry.entries("links", "ความเชื่อมโยง"):
        link = PlannedLink(
            framework=one.line("framework", "กรอบของปีก่อน", 60) or f"{family}-{year - 1}",
            earlier=one.line("earlier", "ข้อของปีก่อน", 30, required=True),
            later=one.line("later", "ข้อของกรอบนี้", 30, required=True),
            kind=one.choice("kind", "ความสัมพันธ์", LINK_KINDS) or "same",
        )
        if link.later and link.later not in reader.items:
            one.refuse("later", f"ไม่มีข้อ {link.later} ในกรอบนี้")
        checks.link(one, link, code, year)
        key = (link.framework, link.earlier, link.later)
        if key in found:
            one.refuse("later", f"เชื่อมโยง {link.earlier} กับ {link.later} ซ้ำ")
        found[key] = link
    return tuple(found.values())
