"""What each layout looks like, with invented rows, for those who choose one."""

from dataclasses import dataclass
from functools import lru_cache

from django.forms import BoundField

from ita_portal.render.html import table_html
from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent
from ita_portal.tables.layout import Layout
from ita_portal.tables.layouts import all_layouts
from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period

_FISCAL_YEAR = 2569


@dataclass(frozen=True)
class LayoutCard:
    """A layout to tick: its option of the form's field, and how it prints."""

    layout: Layout
    option: object
    preview: str


def layout_cards(field: BoundField) -> list[LayoutCard]:
    """A card for each option of a field that chooses among layouts."""
    layouts = all_layouts()
    return [
        LayoutCard(layouts[option.data["value"]], option, _preview(option.data["value"])) for option in field
    ]


@lru_cache(maxsize=32)
def _preview(layout: str) -> str:
    headings: tuple[str, ...] = ("องค์ประกอบที่ 1 ตัวอย่าง",) if layout == "component" else ()
    if layout == "strategy_quarters":
        headings = ("ยุทธศาสตร์ที่ 1 ตัวอย่าง", "กลยุทธ์ที่ 1 ตัวอย่าง")
    rows = tuple(_row(n, headings) for n in (1, 2))
    return table_html(build(PartContent("", layout, _FISCAL_YEAR, rows)))


def _row(number: int, headings: tuple[str, ...]) -> Row:
    return Row(
        title=("อบรมบุคลากร", "ประชาสัมพันธ์ภายใน")[number - 1],
        headings=headings,
        objective="เพื่อเสริมสร้างความรู้",
        target_group="บุคลากรทุกคน",
        owners=("ฝ่ายบริหาร",),
        indicators=(
            Indicator("จำนวนครั้ง", Aspect.QUANTITATIVE),
            Indicator("ความพึงพอใจ", Aspect.QUALITATIVE),
        ),
        budget=read_amount(("20,000", "ไม่ใช้งบประมาณ")[number - 1]),
        period=read_period(("ต.ค.-ธ.ค. 68", "ตลอดปี")[number - 1], _FISCAL_YEAR),
        quarters={n: PeriodCell(marked=True) for n in ((1,), (1, 2, 3, 4))[number - 1]},
    )
