"""``performance_agreement``: progress on the indicators that somebody agreed to reach, for one round.

Person, position, round and its dates are lines of the title; headers of the round are renamed with it.
"""

from ita_portal.tables import columns, indicator_fields
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Layout, Lists

LAYOUT = Layout(
    key="performance_agreement",
    name="รายงานตามคำรับรองการปฏิบัติราชการ (PA)",
    description="ความก้าวหน้าของตัวชี้วัดตามคำรับรองการปฏิบัติราชการรายรอบ พร้อมหน่วยงานเจ้าภาพและแหล่งข้อมูล",
    row_word="ตัวชี้วัด",
    heading_labels=("หัวข้อ",),
    numbering=Numbering.THROUGH,
    lists=Lists.INDICATORS,
    fields=(
        *indicator_fields.TARGET_FIELDS,
        *indicator_fields.RESULT_FIELDS,
        *indicator_fields.LEVEL_FIELDS,
        *indicator_fields.SCORE_FIELDS,
    ),
    details=("weight",),
    columns=(
        Column("number", ("ลำดับ",), 5, columns.text_of("number"), Align.CENTER, words=("ที่", "ลำดับที่")),
        Column("title", ("ตัวชี้วัด",), 27, columns.text_of("title"), words=("ชื่อตัวชี้วัด",)),
        Column(
            "target", ("เป้าหมาย\n(12 เดือน)",), 11, indicator_fields.target, Align.CENTER, words=("เป้าหมาย",)
        ),
        Column(
            "result",
            ("ความก้าวหน้าผลการดำเนินงาน\nรอบ 12 เดือน",),
            26,
            indicator_fields.result,
            words=("ความก้าวหน้าผลการดำเนินงาน", "ผลการดำเนินงาน"),
        ),
        Column(
            "owners",
            ("หน่วยงานเจ้าภาพหลัก/ผู้รายงาน",),
            15,
            columns.owners,
            words=("หน่วยงานเจ้าภาพหลัก", "เจ้าภาพ", "ผู้รายงาน"),
        ),
        Column("source", ("แหล่งข้อมูล\nรอบ 12 เดือน",), 16, columns.value("source"), words=("แหล่งข้อมูล",)),
    ),
    more=indicator_fields.score_columns(),
)
