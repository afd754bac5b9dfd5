"""``plain``: the plan as it stands, without a cover: what a page shows and a quick print needs."""

from ita_portal.render.arrangement import PLAIN
from ita_portal.render.kinds import DocumentKind

KIND = DocumentKind(
    key="plain",
    name="แผนตามที่จัดทำ",
    description="เนื้อหา รายละเอียดโครงการ และตารางทั้งหมดตามลำดับในแผน ไม่มีปกและสารบัญ",
    entries=PLAIN,
    order=0,
)
