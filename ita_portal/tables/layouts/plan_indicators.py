"""``plan_indicators``: the indicators of a plan by their type, each with its target; the type is merged."""

from ita_portal.tables import columns, indicator_fields
from ita_portal.tables.layout import Align, Column, Layout, Lists, Orientation

LAYOUT = Layout(
    key="plan_indicators",
    name="ตารางตัวชี้วัดของแผน",
    description="ตัวชี้วัดการดำเนินงานของแผน แยกตามประเภท พร้อมค่าเป้าหมาย",
    row_word="ตัวชี้วัด",
    heading_labels=("ประเภทตัวชี้วัด",),
    orientation=Orientation.PORTRAIT,
    lists=Lists.INDICATORS,
    fields=(*indicator_fields.TARGET_FIELDS, *indicator_fields.RESULT_FIELDS),
    details=("weight",),
    columns=(
        Column("heading", ("ประเภท",), 20, columns.innermost_heading, words=("ตัวชี้วัดประเภท", "ประเภทตัวชี้วัด")),
        Column("title", ("ตัวชี้วัด",), 55, columns.title, words=("ตัวชี้วัดความสำเร็จ",)),
        Column("target", ("ค่าเป้าหมาย",), 25, indicator_fields.target, Align.CENTER, words=("เป้าหมาย",)),
    ),
    more=indicator_fields.result_columns(),
)
