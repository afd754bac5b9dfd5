"""``disclosure``: what an organisation publishes, item by item, with what each must contain and where it is.

Source: pages of organisations that answer the open-data items. An item's elements stand on a line each; those
led by a tick are there. Addresses may be of any length.
"""

from ita_portal.tables import columns
from ita_portal.tables.cells import read_cell
from ita_portal.tables.layout import Align, Column, Field, Layout, Lists, Value
from ita_portal.tables.rows import PeriodCell, Row

_ELEMENTS = "องค์ประกอบด้านข้อมูล"


def _elements(row: Row) -> Value:
    return Value("\n".join(map(_element, filter(str.strip, row.values.get("elements", "").split("\n")))))


def _element(line: str) -> str:
    """A ticked element with the usual tick, any other led by a dash; other words stand as they are."""
    led, _, words = line.strip().partition(" ")
    if words and read_cell(led) == PeriodCell(marked=True):
        return f"{columns.CHECK} {words}"
    return line.strip() if led in ("-", "–", "•") else f"- {line.strip()}"


LAYOUT = Layout(
    key="disclosure",
    name="ตารางการเปิดเผยข้อมูลสาธารณะ (OIT)",
    description="ข้อมูลที่ต้องเปิดเผยรายข้อ องค์ประกอบด้านข้อมูล และลิงก์ที่เผยแพร่",
    row_word="ข้อ",
    heading_labels=("ตัวชี้วัดย่อย",),
    lists=Lists.DISCLOSURES,
    offered=False,
    fields=(Field("elements", _ELEMENTS), Field("links", "ลิงก์", is_result=True)),
    columns=(
        Column("number", ("ข้อ",), 7, columns.text_of("number"), Align.CENTER, words=("ลำดับ", "ลำดับที่")),
        Column("title", ("ข้อมูล",), 25, columns.text_of("title"), words=("รายการข้อมูล", "รายการ")),
        Column("elements", (_ELEMENTS,), 40, _elements, words=("องค์ประกอบ", "รายละเอียดข้อมูล")),
        Column("links", ("ลิงก์",), 28, columns.value("links"), words=("URL", "ที่อยู่เว็บไซต์"), empty="-"),
    ),
)
