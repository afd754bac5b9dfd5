"""``kpi_levels``: indicators with three targets each, in blocks that may have a weight.

A block is a heading such as "… (Performance Base) (ร้อยละ 70)"; its weight is read from those words. What a
target is worth in points is a setting of the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ita_portal.tables import columns, indicator_fields
from ita_portal.tables.columns import number_in, plain
from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.indicators import (
    STEP_NAMES,
    USUAL_POINTS,
    Scored,
    Step,
    block_weight,
    overall_score,
    points_of,
    read_measured,
    score_of_blocks,
    step_reached,
)
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists, Setting, Total
from ita_portal.tables.rows import Row

_GROUP = "เกณฑ์การประเมิน"


def _with_points(rows: Sequence[Row], options: Options) -> list[Row]:
    """The rows with the points of the target that each reached; points that were typed stand."""
    points = {step: LAYOUT.number(f"points_{step.value}", options) for step in Step}
    return [_with_its_points(row, points) for row in rows]


def _with_its_points(row: Row, points: Mapping[Step, Decimal]) -> Row:
    if row.values.get("points") or not row.values:
        return row
    targets = {
        step: value
        for step in Step
        if (value := read_measured(row.values.get(step.value, "")).value) is not None
    }
    said, result = row.values.get("step", ""), indicator_fields.result_of(row).value
    if said not in list(Step) and (result is None or not targets):
        return row
    step = Step(said) if said in list(Step) else step_reached(result or Decimal(0), targets)
    return replace(row, values={**row.values, "points": plain(points_of(step, points))})


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    """The score of the table from the points, by the weights of blocks and of indicators."""
    blocks = [
        (block_weight(path[0]) if path else None, _scored(members))
        for path, members in groupby(rows, key=lambda row: row.headings)
    ]
    weights = [weight for weight, _ in blocks if weight is not None]
    if len(weights) == len(blocks):
        overall = score_of_blocks((weight or Decimal(0), scored) for weight, scored in blocks)
    else:
        overall = overall_score(scored for _, block in blocks for scored in block)
    if overall is None:
        return []
    return [Total(len(rows), {"points": indicator_fields.four_decimals(overall)}, "คะแนนรวม")]


def _scored(rows: Iterable[Row]) -> list[Scored]:
    return [Scored(row.weight, number_in(row.values.get("points", ""))) for row in rows if row.values]


_STEPS = (
    (Step.BASIC, "เป้าหมายขั้นต้น", "ขั้นต้น"),
    (Step.STANDARD, "เป้าหมายขั้นมาตรฐาน", "ขั้นมาตรฐาน"),
    (Step.ADVANCED, "เป้าหมายขั้นสูง", "ขั้นสูง"),
)
LAYOUT = Layout(
    key="kpi_levels",
    name="ตารางตัวชี้วัด ขั้นต้น มาตรฐาน สูง",
    description="ตัวชี้วัดพร้อมเป้าหมายสามขั้น ผลการดำเนินงาน และแหล่งข้อมูล แบ่งเป็นส่วนที่มีค่าน้ำหนักได้",
    row_word="ตัวชี้วัด",
    heading_labels=("ส่วนการประเมิน",),
    numbering=Numbering.NONE,
    lists=Lists.INDICATORS,
    fields=(
        *(Field(step.value, STEP_NAMES[step]) for step in Step),
        *indicator_fields.TARGET_FIELDS,
        *indicator_fields.RESULT_FIELDS,
        Field(
            "step",
            "ขั้นที่ทำได้",
            Kind.CHOICE,
            tuple((step.value, STEP_NAMES[step]) for step in Step),
            help="เว้นว่างไว้เพื่อให้ระบบเทียบผลกับเป้าหมายที่เป็นตัวเลข",
            is_result=True,
        ),
        Field("points", "คะแนน", Kind.NUMBER, help="เว้นว่างไว้เพื่อให้ระบบคำนวณ", low=Decimal(0), is_result=True),
    ),
    settings=tuple(
        Setting(
            f"points_{step.value}",
            f"คะแนนของ{STEP_NAMES[step]}",
            plain(USUAL_POINTS[step]),
            low=Decimal(0),
            high=Decimal(100),
        )
        for step in Step
    ),
    derive=_with_points,
    totals=_totals,
    details=("weight", "owners"),
    columns=(
        Column("title", ("ตัวชี้วัด",), 22, columns.title, words=("ชื่อตัวชี้วัด",)),
        *(
            Column(
                step.value,
                (_GROUP, header),
                12,
                columns.value(step.value),
                Align.CENTER,
                words=(header, short),
            )
            for step, header, short in _STEPS
        ),
        Column("result", ("ผลการดำเนินงาน",), 28, indicator_fields.result, words=("ผลงาน",)),
        Column("source", ("แหล่งข้อมูล",), 14, columns.value("source")),
    ),
    more=(
        *indicator_fields.result_columns(),
        Column("points", ("คะแนน",), 8, columns.value("points"), Align.CENTER),
    ),
)
