"""What the layouts that list indicators share: their fields, how they print, and how they are scored.

The statement of an indicator is the row's title, what it aims at the row's ``target``, its weight the
row's ``weight``. The rest is kept in ``Row.values`` under the names below.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ita_portal.tables.columns import baht, number_in, plain, value, weight
from ita_portal.tables.indicators import (
    MAX_LEVEL,
    PERCENT,
    Measured,
    Operator,
    Scored,
    percentage,
    read_measured,
    standing_score,
    weighted_score,
)
from ita_portal.tables.layout import Align, Column, Field, Kind, Value
from ita_portal.tables.rows import Row

LEVELS = (1, 2, 3, 4, 5)
_OPERATORS = (
    (Operator.AT_LEAST.value, "ไม่น้อยกว่า (≥)"),
    (Operator.MORE_THAN.value, "มากกว่า (>)"),
    (Operator.EQUAL.value, "เท่ากับ (=)"),
    (Operator.AT_MOST.value, "ไม่เกิน (≤)"),
    (Operator.LESS_THAN.value, "น้อยกว่า (<)"),
)
_WORDS = {
    Operator.AT_LEAST: "ไม่น้อยกว่า",
    Operator.MORE_THAN: "มากกว่า",
    Operator.EQUAL: "",
    Operator.AT_MOST: "ไม่เกิน",
    Operator.LESS_THAN: "น้อยกว่า",
}
_ACCUMULATION = (("cumulative", "ยอดสะสม"), ("period", "เฉพาะรอบ"))
_NOTHING = Decimal(0)

TARGET_FIELDS = (
    Field("operator", "เกณฑ์เปรียบเทียบ", Kind.CHOICE, _OPERATORS),
    Field("target_value", "ค่าเป้าหมายเป็นตัวเลข", Kind.NUMBER, help="เช่น 80", low=_NOTHING),
    Field("unit", "หน่วยนับ", help="เช่น ร้อยละ ครั้ง แห่ง"),
    Field("baseline", "ข้อมูลฐาน", help="ผลของปีก่อน หรือค่าก่อนเริ่มดำเนินการ"),
    Field("upper_indicator", "ตัวชี้วัดถ่ายระดับ", help="ตัวชี้วัดของระดับบนที่ตัวชี้วัดนี้รองรับ"),
    Field("source", "แหล่งข้อมูล"),
    Field("remark", "หมายเหตุ"),
)
RESULT_FIELDS = (
    Field("result", "ผลการดำเนินงาน", is_result=True),
    Field("numerator", "ผลที่ทำได้ (ตัวตั้ง)", Kind.NUMBER, help="เช่น 866,914", low=_NOTHING, is_result=True),
    Field("denominator", "จากทั้งหมด (ตัวหาร)", Kind.NUMBER, help="เช่น 920,467", low=_NOTHING, is_result=True),
    Field("accumulation", "ลักษณะของผล", Kind.CHOICE, _ACCUMULATION),
    Field("as_of", "ข้อมูล ณ วันที่", Kind.DATE, is_result=True),
)
SCORE_FIELDS = (
    Field("self_score", "คะแนนประเมินตนเอง", Kind.NUMBER, low=_NOTHING, high=MAX_LEVEL, is_result=True),
    Field(
        "confirmed_score",
        "คะแนนที่ผู้ประเมินยืนยัน",
        Kind.NUMBER,
        help="เมื่อมีคะแนนนี้ ระบบใช้แทนคะแนนประเมินตนเอง",
        low=_NOTHING,
        high=MAX_LEVEL,
        is_result=True,
    ),
)
LEVEL_FIELDS = tuple(
    field
    for level in LEVELS
    for field in (
        Field(f"criterion_{level}", f"เกณฑ์ระดับ {level}"),
        Field(f"evidence_{level}", f"หลักฐานระดับ {level}"),
    )
)


# What a row says


def target_of(row: Row) -> Measured:
    """The row's target as understood: what was given as operator, value and unit stands before its words."""
    said, values = read_measured(row.target), row.values
    number, operator = number_in(values.get("target_value", "")), values.get("operator", "")
    return replace(
        said,
        value=said.value if number is None else number,
        unit=values.get("unit", "") or said.unit,
        operator=Operator(operator) if operator in list(Operator) else said.operator,
    )


def result_of(row: Row) -> Measured:
    """The row's result as understood, with the numerator and denominator that were given beside it."""
    said = read_measured(row.values.get("result", ""))
    numerator, denominator = (number_in(row.values.get(name, "")) for name in ("numerator", "denominator"))
    if numerator is None or denominator is None:
        return said
    value = percentage(numerator, denominator) if said.value is None else said.value
    unit = said.unit or PERCENT
    return replace(said, value=value, unit=unit, numerator=numerator, denominator=denominator)


def score_of(row: Row) -> Decimal | None:
    """The row's score: confirmed, else the unit's own, else the level that its result states."""
    given = standing_score(*(number_in(row.values.get(f"{who}_score", "")) for who in ("self", "confirmed")))
    if given is not None:
        return given
    result = result_of(row)
    return result.value if result.unit == "ระดับ" and (result.value or _NOTHING) <= MAX_LEVEL else None


def scored(rows: Iterable[Row]) -> list[Scored]:
    """The rows' weights and scores; rows that only head others (no target, no result) are left out."""
    return [Scored(row.weight, score_of(row)) for row in rows if row.target or row.values]


# How it prints


def target(row: Row) -> Value:
    """The target in its own words, else as made of operator, value and unit: "ไม่น้อยกว่าร้อยละ 80"."""
    if row.target:
        return Value(row.target)
    meant = target_of(row)
    if meant.value is None:
        return Value()
    operator = "" if meant.operator is None else _WORDS[meant.operator]
    before = meant.unit in (PERCENT, "ระดับ")
    words = f"{meant.unit} {plain(meant.value)}" if before else f"{plain(meant.value)} {meant.unit}".strip()
    return Value(f"{operator}{'' if before else ' '}{words}".strip())


def result(row: Row) -> Value:
    """The result in its own words, else its percentage; below it what it is made of and of which day."""
    values = row.values
    typed = values.get("result", "")
    lines = [typed] if typed else []
    numerator, denominator = (number_in(values.get(name, "")) for name in ("numerator", "denominator"))
    if numerator is not None and denominator is not None:
        value = percentage(numerator, denominator)
        if not typed and value is not None:
            lines.append(f"{PERCENT} {value}")
        lines.append(f"({baht(numerator)} จาก {baht(denominator)})")
    labels = dict(_ACCUMULATION)
    day = f"ข้อมูล ณ วันที่ {values['as_of']}" if values.get("as_of") else ""
    kind = labels.get(values.get("accumulation", ""), "") if lines else ""
    if day or kind:
        lines.append(f"({'/'.join(filter(None, (day, kind)))})")
    return Value("\n".join(lines))


def score(row: Row) -> Value:
    number = score_of(row)
    return Value() if number is None else Value(plain(number), number)


def weighted(row: Row) -> Value:
    """Weight × score with four decimals; nothing while one of them is missing."""
    number = score_of(row)
    if number is None or row.weight is None:
        return Value()
    product = weighted_score(row.weight, number)
    return Value(str(product), product)


def four_decimals(number: Decimal | None) -> Value:
    return Value() if number is None else Value(f"{number:.4f}", number)


def target_columns() -> tuple[Column, ...]:
    """Columns about what an indicator aims at that a table may show beside its usual ones."""
    return (
        Column("weight", ("ค่าน้ำหนัก",), 8, weight, Align.CENTER, words=("น้ำหนัก",)),
        Column("baseline", ("ข้อมูลฐาน",), 10, value("baseline"), Align.CENTER),
        Column("upper_indicator", ("ตัวชี้วัดถ่ายระดับ",), 14, value("upper_indicator")),
    )


def result_columns() -> tuple[Column, ...]:
    """The same, and its result."""
    return (
        *target_columns(),
        Column("result", ("ผลการดำเนินงาน",), 20, result),
        Column("source", ("แหล่งข้อมูล",), 14, value("source")),
        Column("remark", ("หมายเหตุ",), 10, value("remark")),
    )


def score_columns() -> tuple[Column, ...]:
    """The same, and its scores by levels."""
    return (
        *result_columns(),
        *(
            Column(f"criterion_{n}", ("เกณฑ์การให้คะแนน", f"ระดับ {n}"), 9, value(f"criterion_{n}"))
            for n in LEVELS
        ),
        Column("self_score", ("คะแนนประเมินตนเอง",), 8, value("self_score"), Align.CENTER),
        Column("confirmed_score", ("คะแนนที่ยืนยัน",), 8, value("confirmed_score"), Align.CENTER),
        Column("score", ("คะแนน",), 8, score, Align.CENTER),
        Column("weighted_score", ("คะแนนถ่วงน้ำหนัก",), 9, weighted, Align.CENTER),
    )
