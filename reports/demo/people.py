"""The invented ministry: its organisations and the people who sign in to try the portal."""

from dataclasses import dataclass

from organisations.access import Role
from organisations.models import Organisation

Kind = Organisation.Kind
AgencyType = Organisation.AgencyType
Scoring = Organisation.Scoring

PASSWORD = "Demo-2570!"  # noqa: S105 (printed for everybody to see)


@dataclass(frozen=True)
class Unit:
    """One organisation, below the one whose code is ``parent``."""

    code: str
    parent: str
    name: str
    short_name: str
    kind: str
    agency_type: str = ""
    scoring: str = Scoring.NONE
    letter_prefix: str = ""


@dataclass(frozen=True)
class Person:
    """One person, with ``roles`` in one organisation; a central administrator has none."""

    username: str
    prefix: str
    first_name: str
    last_name: str
    position: str
    organisation: str = ""
    roles: tuple[Role, ...] = ()

    @property
    def is_central_admin(self) -> bool:
        return not self.roles


# Parents before their children.
UNITS = (
    Unit("MINISTRY", "", "กระทรวงตัวอย่าง", "กต.", Kind.MINISTRY, letter_prefix="ตย ๐๐๐๑"),
    Unit(
        "DEPT",
        "MINISTRY",
        "กรมบริการประชาชนตัวอย่าง",
        "กรมตัวอย่าง",
        Kind.DEPARTMENT,
        AgencyType.CENTRAL,
        Scoring.NACC,
        "ตย ๐๑๐๐",
    ),
    Unit("DEPT-PLAN", "DEPT", "กองแผนงานตัวอย่าง", "กผ.", Kind.DIVISION, scoring=Scoring.INTERNAL),
    Unit("DEPT-HR", "DEPT", "กองการเจ้าหน้าที่ตัวอย่าง", "กจ.", Kind.DIVISION, scoring=Scoring.INTERNAL),
    Unit(
        "INST",
        "DEPT",
        "สถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง",
        "สพม.",
        Kind.INSTITUTE,
        scoring=Scoring.INTERNAL,
        letter_prefix="ตย ๐๑๑๐",
    ),
    Unit("INST-ADM", "INST", "กลุ่มอำนวยการ", "", Kind.GROUP),
    Unit("INST-PEOPLE", "INST", "กลุ่มพัฒนาบุคลากรและองค์กร", "", Kind.GROUP),
    Unit(
        "DEMO",
        "MINISTRY",
        "สถาบันมาตรฐานบริการตัวอย่าง (องค์การมหาชน)",
        "สมต.",
        Kind.PUBLIC_ORGANISATION,
        AgencyType.PUBLIC_ORGANISATION,
        Scoring.NACC,
        "ตย ๐๒๐๐",
    ),
    Unit("DEMO-ADM", "DEMO", "ส่วนงานอำนวยการ", "", Kind.GROUP),
    Unit("DEMO-HR", "DEMO", "ส่วนงานทรัพยากรบุคคล", "", Kind.GROUP),
    Unit("DEMO-NET", "DEMO", "ส่วนงานสื่อสารและเครือข่าย", "", Kind.GROUP),
    Unit("DEMO-KM", "DEMO", "ส่วนงานวิชาการและนวัตกรรม", "", Kind.GROUP),
)

SECRETARY = "secretary"
DEPARTMENT_SECRETARY = "dept-secretary"
INSTITUTE_SECRETARY = "inst-secretary"
OWNER = "owner"
UNIT_SECRETARY = "unit-secretary"
APPROVER = "approver"
EXECUTIVE = "executive"
CHECKER = "plan-head"

PEOPLE = (
    Person(
        SECRETARY,
        "นางสาว",
        "ตัวอย่าง",
        "หนึ่งเดียว",
        "นักวิเคราะห์นโยบายและแผน",
        "DEMO",
        (Role.SECRETARY,),
    ),
    Person(OWNER, "นาย", "สาธิต", "สองแถว", "นักประชาสัมพันธ์", "DEMO", (Role.ACTIVITY_OWNER,)),
    Person(APPROVER, "นาง", "จำลอง", "สามมุม", "รองผู้อำนวยการ", "DEMO", (Role.APPROVER,)),
    Person(EXECUTIVE, "นาย", "สมมติ", "สี่ทิศ", "ผู้อำนวยการ", "DEMO", (Role.EXECUTIVE, Role.APPROVER)),
    Person("auditor", "นางสาว", "ทดลอง", "ห้าดาว", "ผู้ตรวจสอบภายใน", "DEMO", (Role.AUDITOR,)),
    Person("unit-admin", "นาย", "ทดสอบ", "หกเหลี่ยม", "นักวิชาการคอมพิวเตอร์", "DEMO", (Role.UNIT_ADMIN,)),
    Person(
        DEPARTMENT_SECRETARY,
        "นางสาว",
        "อุปมา",
        "เจ็ดสี",
        "นักวิเคราะห์นโยบายและแผน",
        "DEPT",
        (Role.SECRETARY,),
    ),
    Person(INSTITUTE_SECRETARY, "นาย", "เทียบเคียง", "แปดด้าน", "นักจัดการงานทั่วไป", "INST", (Role.SECRETARY,)),
    Person("inst-owner", "นาง", "แบบอย่าง", "เก้าชั้น", "นักทรัพยากรบุคคล", "INST", (Role.ACTIVITY_OWNER,)),
    Person(UNIT_SECRETARY, "นางสาว", "สมมุติ", "สิบเอ็ด", "นักทรัพยากรบุคคล", "DEMO-HR", (Role.SECRETARY,)),
    Person("unit-head", "นาง", "หัวหน้า", "สิบสอง", "หัวหน้าส่วนงาน", "DEMO-HR", (Role.APPROVER,)),
    Person("net-secretary", "นาย", "ประสาน", "สิบสาม", "นักประชาสัมพันธ์", "DEMO-NET", (Role.SECRETARY,)),
    Person(CHECKER, "นาย", "แผนผัง", "สิบห้า", "ผู้อำนวยการกองแผนงาน", "DEPT-PLAN", (Role.APPROVER,)),
    Person("ministry-executive", "นาย", "ต้นแบบ", "สิบทิศ", "ผู้ตรวจราชการกระทรวง", "MINISTRY", (Role.EXECUTIVE,)),
    Person("central", "นางสาว", "กลาง", "ดูแลดี", "ผู้ดูแลระบบส่วนกลาง"),
)
