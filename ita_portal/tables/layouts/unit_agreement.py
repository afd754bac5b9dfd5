"""``unit_agreement``: a unit's agreed indicators, judged by levels 1 to 5, and their overall score."""

from collections.abc import Sequence

from ita_portal.tables import columns, indicator_fields
from ita_portal.tables.content import Numbering, Options
from ita_portal.tables.indicators import overall_score
from ita_portal.tables.layout import Align, Column, Layout, Lists, Orientation, Total
from ita_portal.tables.rows import Row


def _totals(rows: Sequence[Row], options: Options) -> list[Total]:
    """The overall score with four decimals; none while an indicator has no score."""
    overall = overall_score(indicator_fields.scored(rows))
    if overall is None:
        return []
    cells = {"result": indicator_fields.four_decimals(overall)}
    return [Total(len(rows), cells, "ผลคะแนนภาพรวมตัวชี้วัด", label_field="title")]


LAYOUT = Layout(
    key="unit_agreement",
    name="ผลตามคำรับรองการปฏิบัติราชการของหน่วยงาน",
    description="ตัวชี้วัดของหน่วยงานที่วัดผลเป็นระดับ 1–5 พร้อมผลคะแนนภาพรวม",
    row_word="ตัวชี้วัด",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.THROUGH,
    orientation=Orientation.PORTRAIT,
    lists=Lists.INDICATORS,
    fields=(
        *indicator_fields.TARGET_FIELDS,
        *indicator_fields.RESULT_FIELDS,
        *indicator_fields.LEVEL_FIELDS,
        *indicator_fields.SCORE_FIELDS,
    ),
    totals=_totals,
    details=("weight",),
    columns=(
        Column("number", ("ที่",), 7, columns.text_of("number"), Align.CENTER, words=("ลำดับ", "ลำดับที่")),
        Column("title", ("ชื่อตัวชี้วัด",), 42, columns.text_of("title"), words=("ตัวชี้วัด",)),
        Column("target", ("เป้าหมาย",), 14, indicator_fields.target, Align.CENTER, words=("ค่าเป้าหมาย",)),
        Column("result", ("ผลการดำเนินงาน",), 21, indicator_fields.result, Align.CENTER, words=("ผลงาน",)),
        Column("owners", ("เจ้าภาพ",), 16, columns.owners, Align.CENTER, words=("ผู้รับผิดชอบ",)),
    ),
    more=indicator_fields.score_columns(),
)
