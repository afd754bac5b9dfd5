"""``swoc``: strengths, weaknesses, opportunities and challenges side by side.

Source: the analysis in an indicator plan. One row holds the four lists, each with one entry on a line; the
entries are numbered when the table is printed.
"""

from ita_portal.tables import columns
from ita_portal.tables.layout import Column, Field, Layout, Lists

_KINDS = {
    "strengths": ("จุดแข็ง", "Strengths", "S"),
    "weaknesses": ("จุดอ่อน", "Weaknesses", "Weakness", "W"),
    "opportunities": ("โอกาส", "Opportunities", "O"),
    "challenges": ("ท้าทาย", "ความท้าทาย", "อุปสรรค", "Challenges", "C"),
}

LAYOUT = Layout(
    key="swoc",
    name="ตารางวิเคราะห์ SWOC",
    description="จุดแข็ง จุดอ่อน โอกาส และความท้าทาย เรียงลำดับในแต่ละช่อง",
    row_word="รายการ",
    heading_labels=("หัวข้อ",),
    lists=Lists.POINTS,
    offered=False,
    fields=tuple(Field(field, name) for field, (name, *_) in _KINDS.items()),
    columns=tuple(
        Column(field, (name,), 25, columns.numbered_lines(field), words=tuple(others), empty="-")
        for field, (name, *others) in _KINDS.items()
    ),
)
