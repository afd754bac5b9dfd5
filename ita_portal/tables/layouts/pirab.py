"""``pirab``: measures against gaps by the PIRAB strategy, with their reasons and the knowledge they give.

The letter (P : Partnership …) is merged over its measures, and so is knowledge that several measures in a row
share, across letters too.
"""

from ita_portal.tables import columns
from ita_portal.tables.content import Numbering
from ita_portal.tables.layout import Align, Column, Layout

LAYOUT = Layout(
    key="pirab",
    name="ตารางมาตรการ PIRAB",
    description="มาตรการเพื่อปิด Gap ตามกลยุทธ์ PIRAB พร้อมเหตุผลและประเด็นความรู้ที่ให้แก่ผู้รับบริการและผู้มีส่วนได้ส่วนเสีย",
    row_word="มาตรการ",
    heading_labels=("PIRAB",),
    numbering=Numbering.THROUGH,
    details=("owners", "period"),
    columns=(
        Column("heading", ("PIRAB",), 13, columns.innermost_heading, Align.CENTER),
        Column("title", ("มาตรการ",), 29, columns.title),
        Column("reason", ("เหตุผลในการกำหนดมาตรการ",), 32, columns.text_of("reason"), words=("เหตุผล",)),
        Column(
            "knowledge",
            ("ประเด็นความรู้ที่ให้แก่ C/SH",),
            26,
            columns.text_of("knowledge"),
            words=("ประเด็นความรู้",),
            merges=True,
        ),
    ),
)
