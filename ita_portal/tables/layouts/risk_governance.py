"""``risk_governance``: which of the ten dimensions of good governance an activity's risk touches."""

from ita_portal.tables import columns
from ita_portal.tables.layout import Align, Column, Field, Kind, Layout, Lists
from ita_portal.tables.risks import DIMENSIONS

_GROUP = "มิติธรรมาภิบาลที่เกี่ยวข้อง"

LAYOUT = Layout(
    key="risk_governance",
    name="ความเสี่ยงตามมิติธรรมาภิบาล",
    description="ระบุว่าความเสี่ยงของกิจกรรมเกี่ยวข้องกับธรรมาภิบาลมิติใดใน 10 มิติ",
    heading_labels=("หัวข้อ",),
    lists=Lists.RISKS,
    fields=tuple(Field(name, label, Kind.MARK) for name, label in DIMENSIONS.items()),
    columns=(
        Column("title", ("กิจกรรม",), 30, columns.title, words=("โครงการ/กิจกรรม",)),
        *(
            Column(name, (_GROUP, label), 7, columns.mark(name), Align.CENTER, words=(label,), empty="-")
            for name, label in DIMENSIONS.items()
        ),
    ),
)
