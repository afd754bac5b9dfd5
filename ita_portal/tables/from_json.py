"""Plans as JSON, reading: what a file of the contract's shape holds.

Absent, null, "", [] and {} are the same. Whatever is not of the shape raises ContractError with its
place and a Thai message; nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_portal.tables.content import (
    NARROWEST,
    WIDEST,
    ColumnChoice,
    Digits,
    LabelAt,
    Numbering,
    Options,
    PartContent,
    PlanContent,
    Signature,
)
from ita_portal.tables.entries_json import entry_as_activity
from ita_portal.tables.facts_json import facts_from_json
from ita_portal.tables.json_values import (
    ContractError,
    Json,
    boolean_of,
    choice_of,
    decimal_of,
    filled_object,
    integer_of,
    list_of,
    object_of,
    objects_of,
    text_map_of,
    text_of,
    texts_of,
)
from ita_portal.tables.layouts import UnknownLayoutError, layout_for
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from ita_portal.thai.months import MonthStyle
from ita_portal.thai.period import Period
from ita_portal.thai.year_month import YearMonth

MAX_PARTS = 100


def plan_from_json(data: object) -> PlanContent:
    """A plan as the file says it; raises ContractError."""
    document = object_of(data, "")
    plan = object_of(document.get("plan"), "plan")
    fiscal_year = integer_of(plan.get("fiscal_year"), "plan.fiscal_year", MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)
    if fiscal_year is None:
        raise ContractError("plan.fiscal_year", "ไม่พบปีงบประมาณ")
    return PlanContent(
        title=text_of(plan.get("title"), "plan.title"),
        organisation=text_of(plan.get("organisation"), "plan.organisation"),
        fiscal_year=fiscal_year,
        kind=text_of(plan.get("kind"), "plan.kind"),
        **facts_from_json(document),
        parts=_with_shown_rows(
            [
                _part_from_json(item, place, fiscal_year)
                for place, item in objects_of(document.get("parts"), "parts")
            ]
        ),
    )


def _part_from_json(data: Json, place: str, fiscal_year: int) -> PartContent:
    return PartContent(
        title=text_of(data.get("title"), f"{place}.title"),
        layout=_layout(data.get("layout"), f"{place}.layout"),
        fiscal_year=fiscal_year,
        columns=columns_from_json(data.get("columns"), f"{place}.columns"),
        options=options_from_json(data.get("options"), f"{place}.options"),
        rows=tuple(_rows(data, place)),
        rows_of=integer_of(data.get("rows_of"), f"{place}.rows_of", 1, MAX_PARTS),
        lines=texts_of(data.get("lines"), f"{place}.lines"),
        notes=texts_of(data.get("notes"), f"{place}.notes"),
        signatures=signatures_from_json(data.get("signatures"), f"{place}.signatures"),
    )


def _rows(data: Json, place: str) -> Iterator[Row]:
    """Activities and, where the layout lists something else, its entries."""
    for at, item in objects_of(data.get("activities"), f"{place}.activities"):
        yield row_from_json(item, at)
    for at, item in objects_of(data.get("rows"), f"{place}.rows"):
        yield row_from_json(entry_as_activity(item), at)


def _with_shown_rows(parts: Sequence[PartContent]) -> tuple[PartContent, ...]:
    """The parts; one that shows the rows of another has them too."""
    found = []
    for at, part in enumerate(parts):
        place = f"parts[{at}].rows_of"
        if part.rows_of is None:
            found.append(part)
            continue
        if part.rows:
            raise ContractError(place, "ตารางที่แสดงแถวของตารางอื่นมีแถวของตัวเองไม่ได้")
        if part.rows_of > len(parts) or parts[part.rows_of - 1].rows_of is not None:
            raise ContractError(place, "ต้องเป็นลำดับ (เริ่มที่ 1) ของตารางที่มีแถวของตัวเอง")
        found.append(replace(part, rows=parts[part.rows_of - 1].rows))
    return tuple(found)


def _layout(value: object, place: str) -> str:
    key = text_of(value, place)
    try:
        return layout_for(key).key
    except UnknownLayoutError:
        raise ContractError(place, f"ไม่รู้จักรูปแบบตาราง “{key}”") from None


def columns_from_json(value: object, place: str = "columns") -> tuple[ColumnChoice, ...] | None:
    """The part's own columns, or None for the layout's."""
    choices = []
    for at, item in objects_of(value, place):
        header = texts_of(item.get("header"), f"{at}.header")
        field = text_of(item.get("field"), f"{at}.field")
        width = _width(item.get("width"), f"{at}.width")
        if not header:
            raise ContractError(f"{at}.header", "คอลัมน์ต้องมีหัวตาราง")
        choices.append(ColumnChoice(field, header, width))
    return tuple(choices) or None


def _width(value: object, place: str) -> float | None:
    width = decimal_of(value, place)
    if width is not None and not NARROWEST <= width <= WIDEST:
        raise ContractError(place, f"ความกว้างของคอลัมน์ต้องอยู่ระหว่าง {NARROWEST} ถึง {WIDEST}")
    return None if width is None else float(width)


def options_from_json(value: object, place: str = "options") -> Options:
    data = object_of(value, place)
    return Options(
        digits=choice_of(Digits, data.get("digits") or Digits.AS_TYPED, f"{place}.digits"),
        numbering=choice_of(Numbering, data["numbering"], f"{place}.numbering")
        if data.get("numbering")
        else None,
        empty=text_map_of(data.get("empty"), f"{place}.empty"),
        months=choice_of(MonthStyle, data["months"], f"{place}.months") if data.get("months") else None,
        month_years=boolean_of(data.get("month_years"), f"{place}.month_years"),
        totals=data.get("totals") is not False,
        settings=text_map_of(data.get("settings"), f"{place}.settings"),
    )


def signatures_from_json(value: object, place: str = "signatures") -> tuple[Signature, ...]:
    return tuple(
        Signature(
            label=text_of(item.get("label"), f"{at}.label"),
            name=text_of(item.get("name"), f"{at}.name"),
            position=text_of(item.get("position"), f"{at}.position"),
            acting_for=text_of(item.get("acting_for"), f"{at}.acting_for"),
            label_at=choice_of(LabelAt, item.get("label_at") or LabelAt.ABOVE, f"{at}.label_at"),
            signed=text_of(item.get("signed"), f"{at}.signed"),
            has_dots=item.get("has_dots") is not False,
        )
        for at, item in objects_of(value, place)
    )


def row_from_json(data: Json, place: str = "") -> Row:
    """A row as the file understood it: period and budget are kept, not read anew."""

    def text(key: str) -> str:
        return text_of(data.get(key), f"{place}.{key}")

    return Row(
        title=text("title"),
        number=text("number"),
        headings=texts_of(data.get("headings"), f"{place}.headings"),
        objective=text("objective"),
        target_group=text("target_group"),
        owners=tuple(filter(None, texts_of(data.get("owners"), f"{place}.owners"))),
        indicators=tuple(
            Indicator(
                text_of(item.get("statement"), f"{at}.statement"),
                choice_of(Aspect, item.get("aspect") or Aspect.UNSPECIFIED, f"{at}.aspect"),
            )
            for at, item in objects_of(data.get("indicators"), f"{place}.indicators")
        ),
        budget=_amount_from_json(data.get("budget"), f"{place}.budget"),
        period=_period_from_json(data.get("period"), f"{place}.period"),
        quarters=_cells_from_json(data.get("quarters"), f"{place}.quarters", 4),
        months=_cells_from_json(data.get("months"), f"{place}.months", 12),
        weight=decimal_of(data.get("weight"), f"{place}.weight"),
        level=integer_of(data.get("level"), f"{place}.level", 1, 9),
        target=text("target"),
        reason=text("reason"),
        knowledge=text("knowledge"),
        cost_lines=tuple(
            CostLine(text_of(item.get("text"), f"{at}.text"), decimal_of(item.get("amount"), f"{at}.amount"))
            for at, item in objects_of(data.get("cost_lines"), f"{place}.cost_lines")
        ),
        source_of_funds=text("source_of_funds"),
        other=text_map_of(data.get("other"), f"{place}.other"),
        values=text_map_of(data.get("values"), f"{place}.values"),
    )


def _amount_from_json(value: object, place: str) -> Amount | None:
    data = filled_object(value, place)
    if not data:
        return None
    return Amount(
        text=text_of(data.get("text"), f"{place}.text"),
        amount=decimal_of(data.get("amount"), f"{place}.amount"),
        kind=choice_of(AmountKind, data.get("kind") or AmountKind.UNREAD, f"{place}.kind"),
    )


def _period_from_json(value: object, place: str) -> Period | None:
    data = filled_object(value, place)
    if not data:
        return None
    at = f"{place}.quarters"
    numbers = {integer_of(quarter, at, 1, 4) for quarter in list_of(data.get("quarters"), at)}
    return Period(
        text=text_of(data.get("text"), f"{place}.text"),
        start=_year_month(data.get("start"), f"{place}.start"),
        end=_year_month(data.get("end"), f"{place}.end"),
        quarters=tuple(sorted(number for number in numbers if number)),
        open=boolean_of(data.get("open"), f"{place}.open"),
    )


def _year_month(value: object, place: str) -> str | None:
    text = text_of(value, place)
    if not text:
        return None
    try:
        return str(YearMonth.from_text(text))
    except ValueError:
        raise ContractError(place, f"“{text[:20]}” ไม่ใช่เดือนในรูป ปี ค.ศ.-เดือน") from None


def _cells_from_json(value: object, place: str, last: int) -> dict[int, PeriodCell]:
    cells = {}
    for key, item in object_of(value, place).items():
        number = integer_of(key, place, 1, last)
        data = filled_object(item, f"{place}.{key}")
        if number is None or not data:
            continue
        cells[number] = PeriodCell(
            marked=boolean_of(data.get("marked"), f"{place}.{key}.marked"),
            count=decimal_of(data.get("count"), f"{place}.{key}.count"),
            unit=text_of(data.get("unit"), f"{place}.{key}.unit"),
            amount=decimal_of(data.get("amount"), f"{place}.{key}.amount"),
            text=text_of(data.get("text"), f"{place}.{key}.text"),
        )
    return cells
