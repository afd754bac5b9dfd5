"""Plans as JSON, reading: what a file of the contract's shape holds.

Absent, null, "", [] and {} are the same. Whatever is not of the shape raises ContractError with its
place and a Thai message; nothing is guessed.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ita_portal.tables.content import (
    ColumnChoice,
    Digits,
    Numbering,
    Options,
    PartContent,
    PlanContent,
    SectionContent,
    Signature,
)
from ita_portal.tables.layouts import UnknownLayoutError, layout_for
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.tables.to_json import Json
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from ita_portal.thai.period import Period
from ita_portal.thai.year_month import YearMonth

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
MAX_TEXT = 100_000
_NARROWEST, _WIDEST = Decimal("0.1"), Decimal(1000)  # a column's share of its table
_NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,10})?")
_UNSTORABLE = re.compile("[\\x00\ud800-\udfff]")


class ContractError(ValueError):
    """The JSON is not of the contract's shape; ``place`` names where, the message is in Thai."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place, self.message = place, message


def plan_from_json(data: object) -> PlanContent:
    """A plan as the file says it; raises ContractError."""
    document = _object(data, "")
    plan = _object(document.get("plan"), "plan")
    fiscal_year = _integer(plan.get("fiscal_year"), "plan.fiscal_year", MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)
    if fiscal_year is None:
        raise ContractError("plan.fiscal_year", "ไม่พบปีงบประมาณ")
    return PlanContent(
        title=_text(plan.get("title"), "plan.title"),
        organisation=_text(plan.get("organisation"), "plan.organisation"),
        fiscal_year=fiscal_year,
        kind=_text(plan.get("kind"), "plan.kind"),
        sections=tuple(
            SectionContent(
                _text(item.get("title"), f"{place}.title"), _text(item.get("html"), f"{place}.html")
            )
            for place, item in _objects(document.get("sections"), "sections")
        ),
        parts=tuple(
            _part_from_json(item, place, fiscal_year)
            for place, item in _objects(document.get("parts"), "parts")
        ),
    )


def _part_from_json(data: Json, place: str, fiscal_year: int) -> PartContent:
    return PartContent(
        title=_text(data.get("title"), f"{place}.title"),
        layout=_layout(data.get("layout"), f"{place}.layout"),
        fiscal_year=fiscal_year,
        columns=columns_from_json(data.get("columns"), f"{place}.columns"),
        options=options_from_json(data.get("options"), f"{place}.options"),
        rows=tuple(
            row_from_json(item, at) for at, item in _objects(data.get("activities"), f"{place}.activities")
        ),
        lines=_texts(data.get("lines"), f"{place}.lines"),
        notes=_texts(data.get("notes"), f"{place}.notes"),
        signatures=signatures_from_json(data.get("signatures"), f"{place}.signatures"),
    )


def _layout(value: object, place: str) -> str:
    key = _text(value, place)
    try:
        return layout_for(key).key
    except UnknownLayoutError:
        raise ContractError(place, f"ไม่รู้จักรูปแบบตาราง “{key}”") from None


def columns_from_json(value: object, place: str = "columns") -> tuple[ColumnChoice, ...] | None:
    """The part's own columns, or None for the layout's."""
    choices = []
    for at, item in _objects(value, place):
        header = _texts(item.get("header"), f"{at}.header")
        field = _text(item.get("field"), f"{at}.field")
        width = _width(item.get("width"), f"{at}.width")
        if not header:
            raise ContractError(f"{at}.header", "คอลัมน์ต้องมีหัวตาราง")
        choices.append(ColumnChoice(field, header, width))
    return tuple(choices) or None


def _width(value: object, place: str) -> float | None:
    width = _decimal(value, place)
    if width is not None and not _NARROWEST <= width <= _WIDEST:
        raise ContractError(place, f"ความกว้างของคอลัมน์ต้องอยู่ระหว่าง {_NARROWEST} ถึง {_WIDEST}")
    return None if width is None else float(width)


def options_from_json(value: object, place: str = "options") -> Options:
    data = _object(value, place)
    return Options(
        digits=_choice(Digits, data.get("digits") or Digits.AS_TYPED, f"{place}.digits"),
        numbering=_choice(Numbering, data["numbering"], f"{place}.numbering")
        if data.get("numbering")
        else None,
        empty=_text_map(data.get("empty"), f"{place}.empty"),
    )


def signatures_from_json(value: object, place: str = "signatures") -> tuple[Signature, ...]:
    return tuple(
        Signature(
            *(_text(item.get(key), f"{at}.{key}") for key in ("label", "name", "position", "acting_for"))
        )
        for at, item in _objects(value, place)
    )


def row_from_json(data: Json, place: str = "") -> Row:
    """A row as the file understood it: period and budget are kept, not read anew."""

    def text(key: str) -> str:
        return _text(data.get(key), f"{place}.{key}")

    return Row(
        title=text("title"),
        number=text("number"),
        headings=_texts(data.get("headings"), f"{place}.headings"),
        objective=text("objective"),
        target_group=text("target_group"),
        owners=tuple(filter(None, _texts(data.get("owners"), f"{place}.owners"))),
        indicators=tuple(
            Indicator(
                _text(item.get("statement"), f"{at}.statement"),
                _choice(Aspect, item.get("aspect") or Aspect.UNSPECIFIED, f"{at}.aspect"),
            )
            for at, item in _objects(data.get("indicators"), f"{place}.indicators")
        ),
        budget=_amount_from_json(data.get("budget"), f"{place}.budget"),
        period=_period_from_json(data.get("period"), f"{place}.period"),
        quarters=_cells_from_json(data.get("quarters"), f"{place}.quarters", 4),
        months=_cells_from_json(data.get("months"), f"{place}.months", 12),
        weight=_decimal(data.get("weight"), f"{place}.weight"),
        level=_integer(data.get("level"), f"{place}.level", 1, 9),
        target=text("target"),
        reason=text("reason"),
        knowledge=text("knowledge"),
        cost_lines=tuple(
            CostLine(_text(item.get("text"), f"{at}.text"), _decimal(item.get("amount"), f"{at}.amount"))
            for at, item in _objects(data.get("cost_lines"), f"{place}.cost_lines")
        ),
        source_of_funds=text("source_of_funds"),
        other=_text_map(data.get("other"), f"{place}.other"),
    )


def _amount_from_json(value: object, place: str) -> Amount | None:
    data = _filled(value, place)
    if not data:
        return None
    return Amount(
        text=_text(data.get("text"), f"{place}.text"),
        amount=_decimal(data.get("amount"), f"{place}.amount"),
        kind=_choice(AmountKind, data.get("kind") or AmountKind.UNREAD, f"{place}.kind"),
    )


def _period_from_json(value: object, place: str) -> Period | None:
    data = _filled(value, place)
    if not data:
        return None
    at = f"{place}.quarters"
    numbers = {_integer(quarter, at, 1, 4) for quarter in _list(data.get("quarters"), at)}
    return Period(
        text=_text(data.get("text"), f"{place}.text"),
        start=_year_month(data.get("start"), f"{place}.start"),
        end=_year_month(data.get("end"), f"{place}.end"),
        quarters=tuple(sorted(number for number in numbers if number)),
        open=_boolean(data.get("open"), f"{place}.open"),
    )


def _year_month(value: object, place: str) -> str | None:
    text = _text(value, place)
    if not text:
        return None
    try:
        return str(YearMonth.from_text(text))
    except ValueError:
        raise ContractError(place, f"“{text[:20]}” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน") from None


def _cells_from_json(value: object, place: str, last: int) -> dict[int, PeriodCell]:
    cells = {}
    for key, item in _object(value, place).items():
        number = _integer(key, place, 1, last)
        data = _filled(item, f"{place}.{key}")
        if number is None or not data:
            continue
        cells[number] = PeriodCell(
            marked=_boolean(data.get("marked"), f"{place}.{key}.marked"),
            count=_decimal(data.get("count"), f"{place}.{key}.count"),
            unit=_text(data.get("unit"), f"{place}.{key}.unit"),
            amount=_decimal(data.get("amount"), f"{place}.{key}.amount"),
            text=_text(data.get("text"), f"{place}.{key}.text"),
        )
    return cells


# Plain values


def _is_nothing(value: object) -> bool:
    return value is None or value in ("", [], {})


def _filled(value: object, place: str) -> Json:
    """An object without its empty entries; empty where nothing is said at all."""
    return {key: entry for key, entry in _object(value, place).items() if not _is_nothing(entry)}


def _object(value: object, place: str) -> Json:
    if _is_nothing(value):
        return {}
    if not isinstance(value, Mapping):
        raise ContractError(place, "ต้องเป็นวัตถุ JSON")
    return dict(value)


def _objects(value: object, place: str) -> list[tuple[str, Json]]:
    return [
        (f"{place}[{at}]", _object(item, f"{place}[{at}]")) for at, item in enumerate(_list(value, place))
    ]


def _list(value: object, place: str) -> list[object]:
    if _is_nothing(value):
        return []
    if not isinstance(value, list):
        raise ContractError(place, "ต้องเป็นรายการ")
    return value


def _text(value: object, place: str) -> str:
    if _is_nothing(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ContractError(place, "ต้องเป็นข้อความ")
    text = str(value)
    if len(text) > MAX_TEXT:
        raise ContractError(place, f"ข้อความยาวเกิน {MAX_TEXT:,} ตัวอักษร")
    if _UNSTORABLE.search(text):
        raise ContractError(place, "มีอักขระที่เก็บไม่ได้")
    return text


def _texts(value: object, place: str) -> tuple[str, ...]:
    return tuple(_text(item, f"{place}[{at}]") for at, item in enumerate(_list(value, place)))


def _text_map(value: object, place: str) -> dict[str, str]:
    return {
        _text(key, place): _text(words, f"{place}.{key[:40]}") for key, words in _object(value, place).items()
    }


def _boolean(value: object, place: str) -> bool:
    if isinstance(value, bool):
        return value
    if _is_nothing(value):
        return False
    raise ContractError(place, "ต้องเป็น true หรือ false")


def _integer(value: object, place: str, low: int, high: int) -> int | None:
    text = _text(value, place).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and low <= int(text) <= high):
        raise ContractError(place, f"“{text[:20]}” ต้องเป็นจำนวนเต็มตั้งแต่ {low} ถึง {high}")
    return int(text)


def _decimal(value: object, place: str) -> Decimal | None:
    text = _text(value, place).strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ContractError(place, f"“{text[:20]}” ไม่ใช่ตัวเลขที่เก็บได้")
    return Decimal(text)


def _choice(kind: type[ChoiceT], value: object, place: str) -> ChoiceT:
    text = _text(value, place)
    try:
        return kind(text)
    except ValueError:
        raise ContractError(place, f"ไม่รู้จักค่า “{text[:20]}”") from None
