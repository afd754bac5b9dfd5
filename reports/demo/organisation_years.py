"""What the invented organisations say of themselves in a fiscal year, and how they are reached."""

from organisations.models import Organisation
from organisations.services.years import Staff, add_year

# By code: where letters reach it and where it publishes.
ADDRESSES = {
    "DEPT": ("111 ถนนตัวอย่าง แขวงสมมติ เขตสมมติ กรุงเทพมหานคร 10000", "https://dept.example.go.th"),
    "INST": ("112 ถนนตัวอย่าง แขวงสมมติ เขตสมมติ กรุงเทพมหานคร 10000", "https://inst.example.go.th"),
    "DEMO": ("222 ถนนสมมติ แขวงตัวอย่าง เขตตัวอย่าง กรุงเทพมหานคร 10000", "https://demo.example.go.th"),
}

_SAID = {
    "DEMO": {
        "vision": "บริการภาครัฐที่ประชาชนวางใจ ด้วยมาตรฐานที่เป็นกลางและตรวจสอบได้",
        "mission": "1. กำหนดมาตรฐานการให้บริการของหน่วยงานภาครัฐ\n"
        "2. ประเมินและรับรองการให้บริการอย่างเป็นกลาง\n"
        "3. เผยแพร่ความรู้และข้อมูลด้านมาตรฐานการให้บริการแก่ประชาชน",
        "core_values": "เป็นกลาง – พิจารณาตามหลักฐาน ไม่เห็นแก่ผู้ใด\n"
        "เปิดเผย – บอกขั้นตอนและผลให้ประชาชนทราบ\n"
        "ใส่ใจ – ฟังผู้รับบริการและปรับปรุงงานเสมอ",
        "strategy": "ยุทธศาสตร์ที่ 1 มาตรฐานทันการเปลี่ยนแปลง\n"
        "ยุทธศาสตร์ที่ 2 การรับรองที่น่าเชื่อถือ\n"
        "ยุทธศาสตร์ที่ 3 องค์กรโปร่งใสและเรียนรู้ร่วมกัน",
    },
    "DEPT": {
        "vision": "ประชาชนได้รับบริการที่สะดวก เป็นธรรม และโปร่งใสในทุกสาขา",
        "mission": "1. ให้บริการประชาชนตามมาตรฐานเวลาที่ประกาศ\n"
        "2. พัฒนาระบบบริการให้เข้าถึงได้ทุกพื้นที่\n"
        "3. คุ้มครองสิทธิของผู้รับบริการ",
        "core_values": "สุจริต\nเป็นธรรม\nรับผิดชอบ",
        "strategy": "ยุทธศาสตร์ที่ 1 บริการเข้าถึงง่าย\n"
        "ยุทธศาสตร์ที่ 2 บุคลากรสุจริตและมีความสามารถ\n"
        "ยุทธศาสตร์ที่ 3 ข้อมูลเปิดเผยและเชื่อถือได้",
    },
}
_STAFF = {
    "DEMO": (
        Staff("ส่วนงานอำนวยการ", "เจ้าหน้าที่", 14),
        Staff("ส่วนงานอำนวยการ", "ลูกจ้าง", 3),
        Staff("ส่วนงานทรัพยากรบุคคล", "เจ้าหน้าที่", 8),
        Staff("ส่วนงานสื่อสารและเครือข่าย", "เจ้าหน้าที่", 11),
        Staff("ส่วนงานวิชาการและนวัตกรรม", "เจ้าหน้าที่", 19),
        Staff("ส่วนงานวิชาการและนวัตกรรม", "ลูกจ้าง", 2),
    ),
    "DEPT": (
        Staff("กองแผนงานตัวอย่าง", "ข้าราชการ", 24),
        Staff("กองแผนงานตัวอย่าง", "พนักงานราชการ", 6),
        Staff("กองการเจ้าหน้าที่ตัวอย่าง", "ข้าราชการ", 18),
        Staff("กองการเจ้าหน้าที่ตัวอย่าง", "พนักงานราชการ", 5),
        Staff("สำนักงานเลขานุการกรมตัวอย่าง", "ข้าราชการ", 21),
        Staff("สำนักงานเลขานุการกรมตัวอย่าง", "ลูกจ้างประจำ", 9),
    ),
}


def say_of_year(fiscal_year: int) -> None:
    """Each organisation's vision, mission, values, strategy and numbers of staff in that year."""
    for code, texts in _SAID.items():
        organisation = Organisation.objects.get(code=code)
        values = texts | {"fiscal_year": fiscal_year}
        add_year(by=None, organisation=organisation, values=values, staff=_STAFF[code])
