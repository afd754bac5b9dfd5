"""``committee``: the people of a committee, each with the duty in it.

Source: the plan book prints them without a header row. Title and lines name the order, its number and date;
what the committee has to do are its notes.
"""

from ita_portal.tables import columns
from ita_portal.tables.layout import Column, Field, Layout, Lists, Orientation

_DUTY = "หน้าที่ในคณะกรรมการ"

LAYOUT = Layout(
    key="committee",
    name="รายชื่อคณะกรรมการ",
    description="ชื่อหรือตำแหน่งของกรรมการแต่ละคน พร้อมหน้าที่ในคณะกรรมการ",
    row_word="รายชื่อ",
    heading_labels=("คณะ",),
    orientation=Orientation.PORTRAIT,
    lists=Lists.PEOPLE,
    has_header=False,
    offered=False,
    fields=(Field("duty", _DUTY),),
    columns=(
        Column("title", ("ชื่อ-สกุล / ตำแหน่ง",), 58, columns.title, words=("ชื่อ-สกุล", "ชื่อ - นามสกุล", "ชื่อ")),
        Column("duty", (_DUTY,), 42, columns.value("duty"), words=("หน้าที่", "ตำแหน่งในคณะกรรมการ")),
    ),
)
