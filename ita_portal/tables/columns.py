"""How each field of a Row is written into a cell; layouts put these together into columns."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from ita_portal.tables.cells import read_cell
from ita_portal.tables.layout import Align, Column, Field, Kind, Value
from ita_portal.tables.rows import Aspect, PeriodCell, Row
from ita_portal.tables.tree import STEP, level_of
from ita_portal.thai.digits import read_decimal, to_arabic, to_thai
from ita_portal.thai.fiscal import MONTHS_IN_ORDER, quarter_of
from ita_portal.thai.months import MonthStyle, format_month

TICK = "/"
CHECK = "✓"
_LED = re.compile(r"\s*([-–•*·]|[(]?[\d\u0e50-\u0e59]+(\.[\d\u0e50-\u0e59]+)*[.)]\s)")
_ONLY_NUMBER = re.compile(r"[\s\d,.\u0e50-\u0e59]+")


def text_of(field: str) -> Callable[[Row], Value]:
    """A writer for a field of a Row that is plain text."""

    def write(row: Row) -> Value:
        return Value(getattr(row, field))

    return write


def title(row: Row) -> Value:
    """The activity's title, led by its number where it has one ("1. …")."""
    return Value(numbered(row.number, row.title))


def numbered(number: str, text: str) -> str:
    """ "1" → "1. …"; a number that ends in a mark of its own ("1)", "ก.") is left as it is."""
    if not number:
        return text
    return f"{number} {text}" if number[-1] in ".)" or "." in number else f"{number}. {text}"


def innermost_heading(row: Row) -> Value:
    return Value(row.headings[-1] if row.headings else "")


def owners(row: Row) -> Value:
    return Value("\n".join(row.owners))


def owners_in_line(row: Row) -> Value:
    """Owners as one paragraph parted by "/", the way strategy plans write them."""
    return Value("/".join(row.owners))


def indicators(*aspects: Aspect) -> Callable[[Row], Value]:
    """A writer for the indicators of some aspects: several are a list, each on a line of its own."""

    def write(row: Row) -> Value:
        return Value(listed([i.statement for i in row.indicators if i.aspect in aspects]))

    return write


def numbered_lines(field: str) -> Callable[[Row], Value]:
    """A writer for a field that holds one entry on each line: they are numbered, those already led stand."""

    def write(row: Row) -> Value:
        entries = filter(str.strip, row.values.get(field, "").split("\n"))
        return Value("\n".join(w if _LED.match(w) else f"{at}. {w}" for at, w in enumerate(entries, start=1)))

    return write


def listed(statements: list[str]) -> str:
    """Several statements led by dashes, where somebody has not given them marks or numbers of their own."""
    if len(statements) < 2:
        return "".join(statements)
    return "\n".join(words if _LED.match(words) else f"- {words}" for words in statements)


def budget(row: Row) -> Value:
    """The budget as typed; a cell that is nothing but a number is also given as that number."""
    if row.budget is None:
        return Value()
    text = row.budget.text or ("" if row.budget.amount is None else baht(row.budget.amount))
    return Value(text, row.budget.amount if _ONLY_NUMBER.fullmatch(text) else None)


def period(row: Row) -> Value:
    return Value(row.period.text if row.period else "")


def quarter(number: int) -> Callable[[Row], Value]:
    """A writer for the cell of quarter 1–4."""

    def write(row: Row) -> Value:
        cell = row.quarters.get(number)
        return cell_value(cell) if cell else Value()

    return write


def month(number: int) -> Callable[[Row], Value]:
    """A writer for the cell of calendar month 1–12."""

    def write(row: Row) -> Value:
        cell = row.months.get(number)
        return cell_value(cell) if cell else Value()

    return write


def weight(row: Row) -> Value:
    return Value() if row.weight is None else Value(plain(row.weight), row.weight)


def value(field: str) -> Callable[[Row], Value]:
    """A writer for one of the layout's own fields; a cell that is only a number is also that number."""

    def write(row: Row) -> Value:
        text = row.values.get(field, "")
        return Value(text, number_in(text))

    return write


def chosen(field: str, names: Mapping[str, str]) -> Callable[[Row], Value]:
    """A writer for a field of choices: the name of what was chosen, else the words that are there."""
    return lambda row: Value(names.get(row.values.get(field, ""), row.values.get(field, "")))


def mark(field: str) -> Callable[[Row], Value]:
    """A writer for a field that is ticked or not; other words than a tick or a dash stand as they are."""

    def write(row: Row) -> Value:
        cell = read_cell(row.values.get(field, ""))
        return Value(CHECK if cell.marked and not cell.text else cell.text)

    return write


def money(field: str) -> Callable[[Row], Value]:
    """A writer for a field of baht with its satang, in the digits in which it was typed."""

    def write(row: Row) -> Value:
        text = row.values.get(field, "")
        amount = number_in(text)
        if amount is None:
            return Value(text)
        shown = satang(amount)
        return shown if to_arabic(text) == text else replace(shown, text=to_thai(shown.text))

    return write


def satang(amount: Decimal) -> Value:
    return Value(f"{amount:,.2f}", amount)


def levelled(row: Row) -> str:
    """The title of a row of the activity tree led by its number: "1. …", "1.1 …", and "1) …" below steps."""
    below_steps = level_of(row) > STEP and row.number.isdecimal()
    return f"{row.number}) {row.title}" if below_steps else numbered(row.number, row.title)


def number_in(text: str) -> Decimal | None:
    """The number of a text that is nothing else, in either kind of digits, else None."""
    if not _ONLY_NUMBER.fullmatch(text):
        return None
    try:
        return read_decimal(text)
    except ValueError:
        return None


def cost_lines(row: Row) -> Value:
    return Value("\n".join(line.text for line in row.cost_lines))


def cell_value(cell: PeriodCell) -> Value:
    """What a quarter's or month's cell prints: text as typed, else count, amount or tick."""
    if cell.text:
        return Value(cell.text)
    if cell.count is not None:
        return Value(f"{plain(cell.count)} {cell.unit}".strip(), None if cell.unit else cell.count)
    if cell.amount is not None:
        return Value(baht(cell.amount), cell.amount)
    return Value(TICK if cell.marked else "")


def baht(amount: Decimal) -> str:
    """An amount with thousands parted, satang only where there are any: "7,200", "45.50"."""
    return f"{amount:,.2f}".removesuffix(".00")


def plain(number: Decimal) -> str:
    """A count without trailing zeros: 2.00 → "2", 1.50 → "1.5"."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


_QUARTER_MONTHS = {1: "ต.ค.-ธ.ค.{yy_before}", 2: "ม.ค.-มี.ค.{yy}", 3: "เม.ย.-มิ.ย.{yy}", 4: "ก.ค.-ก.ย.{yy}"}


def quarter_columns(group: str, width: float, empty: str = "-") -> tuple[Column, ...]:
    """Four columns under one header group, each with its months and year."""
    return tuple(
        Column(
            field=f"quarter_{n}",
            header=(group, f"ไตรมาส {n} ({months})"),
            width=width,
            write=quarter(n),
            align=Align.CENTER,
            words=(f"ไตรมาส {n}", f"ไตรมาสที่ {n}", f"Q{n}"),
            empty=empty,
        )
        for n, months in _QUARTER_MONTHS.items()
    )


def month_columns(
    *group: str,
    width: float = 3.5,
    empty: str = "",
    align: Align = Align.CENTER,
    write: Callable[[int], Callable[[Row], Value]] = month,
) -> tuple[Column, ...]:
    """Twelve columns from October; ``{quarter}`` in the header groups becomes the quarter's number."""
    return tuple(
        Column(
            field=f"month_{n}",
            header=(*(words.replace("{quarter}", str(quarter_of(n))) for words in group), f"{{m{n}}}"),
            width=width,
            write=write(n),
            align=align,
            words=tuple(dict.fromkeys(format_month(n, style) for style in MonthStyle)),
            empty=empty,
        )
        for n in MONTHS_IN_ORDER
    )


_WRITERS: dict[str, Callable[[Row], Value]] = {
    "heading": innermost_heading,
    "title": title,
    "owners": owners,
    "indicator": indicators(*Aspect),
    "indicator_quantitative": indicators(Aspect.QUANTITATIVE, Aspect.UNSPECIFIED),
    "indicator_qualitative": indicators(Aspect.QUALITATIVE),
    "budget": budget,
    "period": period,
    "weight": weight,
    "cost_lines": cost_lines,
    **{
        field: text_of(field)
        for field in (
            "number",
            "objective",
            "target_group",
            "target",
            "reason",
            "knowledge",
            "source_of_funds",
        )
    },
    **{f"quarter_{n}": quarter(n) for n in range(1, 5)},
    **{f"month_{n}": month(n) for n in range(1, 13)},
}
_NARROW = re.compile(r"number|weight|period|(quarter|month)_\d+")


def column_for(field: str, header: tuple[str, ...], width: float) -> Column:
    """A column for a field that the part's layout does not have.

    A field the contract has none for shows what the rows keep in ``other`` under the column's header.
    """
    align = Align.CENTER if _NARROW.fullmatch(field) else Align.END if field == "budget" else Align.START
    return Column(field, header, width, _WRITERS.get(field) or other(field, header[-1]), align)


def own_column(own: Field, header: tuple[str, ...], width: float) -> Column:
    """A column for a field of the layout's own that usually none shows."""
    if own.kind is Kind.MARK:
        return Column(own.name, header, width, mark(own.name), Align.CENTER)
    write = chosen(own.name, dict(own.choices)) if own.kind is Kind.CHOICE else value(own.name)
    return Column(own.name, header, width, write, Align.CENTER if own.kind is Kind.NUMBER else Align.START)


def other(field: str, header: str) -> Callable[[Row], Value]:
    """A writer for what a row keeps of somebody's own column: under its field, else under its header."""
    return lambda row: Value(row.values.get(field) or row.other.get(header, ""))
