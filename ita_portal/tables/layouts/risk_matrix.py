"""``risk_matrix``: risks by their four types, likelihood × consequence, and how they are dealt with.

Likelihood and consequence are 1 to 5. The limit under which a risk needs no treatment is a setting of the
table, and its note below the table follows it.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ita_portal.tables import columns
from ita_portal.tables.columns import number_in, plain
from ita_portal.tables.content import Options
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists, Setting
from ita_portal.tables.risks import (
    LIMIT_NOTE,
    MAX_LIMIT,
    MAX_SCORE,
    MIN_SCORE,
    TYPE_NAMES,
    USUAL_LIMIT,
    risk_level,
)
from ita_portal.tables.rows import Row

_LOW, _HIGH = Decimal(MIN_SCORE), Decimal(MAX_SCORE)


def _with_levels(rows: Sequence[Row], options: Options) -> list[Row]:
    """The rows with L × C; a level that was typed and cannot be computed stands."""
    return [_with_level(row) for row in rows]


def _with_level(row: Row) -> Row:
    level = risk_level(*(number_in(row.values.get(name, "")) for name in ("likelihood", "consequence")))
    return row if level is None else replace(row, values={**row.values, "risk_level": plain(level)})


LAYOUT = Layout(
    key="risk_matrix",
    name="ตารางวิเคราะห์และจัดการความเสี่ยง",
    description="ปัจจัยเสี่ยง 4 ประเภท โอกาส ผลกระทบ ระดับความเสี่ยง และแนวทางการจัดการ",
    row_word="รายการ",
    heading_labels=("หัวข้อ",),
    lists=Lists.RISKS,
    fields=(
        Field(
            "risk_type",
            "ประเภทของความเสี่ยง",
            Kind.CHOICE,
            tuple((risk_type.value, name) for risk_type, name in TYPE_NAMES.items()),
        ),
        Field("factor", "ปัจจัยเสี่ยง"),
        Field("likelihood", "โอกาส (L)", Kind.NUMBER, help="1 ถึง 5", low=_LOW, high=_HIGH),
        Field("consequence", "ผลกระทบ (C)", Kind.NUMBER, help="1 ถึง 5", low=_LOW, high=_HIGH),
        Field("strategy", "กลยุทธ์ที่ใช้จัดการความเสี่ยง"),
        Field("approach", "แนวทางการจัดการความเสี่ยง"),
    ),
    derive=_with_levels,
    settings=(
        Setting(
            "limit",
            "ระดับความเสี่ยงที่ต้องจัดการ",
            str(USUAL_LIMIT),
            help="ความเสี่ยงที่มีระดับต่ำกว่านี้ไม่ต้องจัดการในแผนบริหารความเสี่ยง",
            low=Decimal(1),
            high=Decimal(MAX_LIMIT),
        ),
    ),
    notes=(LIMIT_NOTE,),
    details=("owners", "period"),
    columns=(
        Column(
            "risk_type",
            ("ประเภทของความเสี่ยงที่เกี่ยวข้อง",),
            14,
            columns.chosen("risk_type", {risk_type.value: name for risk_type, name in TYPE_NAMES.items()}),
            words=("ประเภทของความเสี่ยง", "ประเภทความเสี่ยง"),
            merges=True,
        ),
        Column("title", ("กิจกรรม",), 16, columns.title, words=("โครงการ/กิจกรรม",)),
        Column("factor", ("ปัจจัยเสี่ยง",), 16, columns.value("factor")),
        Column("likelihood", ("โอกาส (L)",), 7, columns.value("likelihood"), Align.CENTER, empty="-"),
        Column("consequence", ("ผลกระทบ (C)",), 7, columns.value("consequence"), Align.CENTER, empty="-"),
        Column(
            "risk_level",
            ("ระดับความเสี่ยง (L) × (C)",),
            8,
            columns.value("risk_level"),
            Align.CENTER,
            words=("ระดับความเสี่ยง", "ระดับ (L×C)"),
            empty="-",
        ),
        Column("strategy", ("กลยุทธ์ที่ใช้จัดการกับความเสี่ยง",), 15, columns.value("strategy"), empty="-"),
        Column("approach", ("แนวทางการจัดการความเสี่ยง",), 17, columns.value("approach"), empty="-"),
    ),
)
