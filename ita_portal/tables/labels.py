"""What the fields of a row are called where no column of a table names them."""

from ita_portal.thai.months import MONTHS

LABELS = {
    "heading": "หัวข้อ",
    "number": "เลขที่",
    "title": "โครงการ/กิจกรรม",
    "objective": "วัตถุประสงค์",
    "target_group": "กลุ่มเป้าหมาย",
    "owners": "ผู้รับผิดชอบ",
    "indicator": "ตัวชี้วัด",
    "indicator_quantitative": "ตัวชี้วัดเชิงปริมาณ",
    "indicator_qualitative": "ตัวชี้วัดเชิงคุณภาพ",
    "indicator_unspecified": "ตัวชี้วัด (ไม่ระบุด้าน)",
    "budget": "งบประมาณ",
    "period": "ระยะเวลา",
    **{f"quarter_{n}": f"ไตรมาส {n}" for n in range(1, 5)},
    **{f"month_{month.number}": f"เดือน{month.name}" for month in MONTHS},
    "weight": "ค่าน้ำหนัก",
    "level": "ระดับ",
    "target": "เป้าหมาย",
    "reason": "เหตุผล",
    "knowledge": "ประเด็นความรู้",
    "cost_lines": "รายการค่าใช้จ่าย",
    "source_of_funds": "แหล่งเงิน",
}
