"""The demonstration's committee: appointed by one order, changed by a later one."""

from datetime import date, timedelta
from typing import Any

from ita_portal.thai.fiscal import buddhist_year, first_day
from organisations.models import Committee, CommitteeMember, Organisation, User
from organisations.services.committees import add_committee
from organisations.services.committees_members import add_member, end_membership
from organisations.services.committees_orders import add_order

Duty = CommitteeMember.Duty
NAME = "คณะกรรมการขับเคลื่อนคุณธรรม จริยธรรม และความโปร่งใสตัวอย่าง"
_POWERS = [
    "จัดทำแผนปฏิบัติการส่งเสริมคุณธรรม จริยธรรม และความโปร่งใส ประจำปีงบประมาณ เสนอผู้อำนวยการ",
    "ติดตามและเร่งรัดการดำเนินงานตามแผน และรายงานผลต่อผู้อำนวยการอย่างน้อยปีละสองครั้ง",
    "จัดเตรียมข้อมูลสำหรับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
    "ปฏิบัติหน้าที่อื่นตามที่ผู้อำนวยการมอบหมาย",
]
# Prefix, name, post, duty, whether counted, the account.
_MEMBERS: tuple[tuple[str, str, str, Duty, bool, str], ...] = (
    ("", "", "ผู้อำนวยการสถาบันมาตรฐานบริการตัวอย่าง", Duty.ADVISER, False, "executive"),
    ("", "", "รองผู้อำนวยการที่กำกับดูแลส่วนงานอำนวยการ", Duty.CHAIR, True, "approver"),
    ("นาย", "ลองดู แปดทิศ", "หัวหน้าส่วนงานอำนวยการ", Duty.VICE_CHAIR, True, ""),
    ("นาง", "หัวหน้า สิบสอง", "หัวหน้าส่วนงานทรัพยากรบุคคล", Duty.MEMBER, True, "unit-head"),
    ("นาย", "สาธิต สองแถว", "นักประชาสัมพันธ์", Duty.MEMBER, True, "owner"),
    ("เรืออากาศเอก", "ยกมา เก้าแสง", "หัวหน้าส่วนงานวิชาการและนวัตกรรม", Duty.MEMBER, True, ""),
    ("นางสาว", "ตัวอย่าง หนึ่งเดียว", "นักวิเคราะห์นโยบายและแผน", Duty.SECRETARY, True, "secretary"),
    ("นางสาว", "สมมุติ สิบเอ็ด", "นักทรัพยากรบุคคล", Duty.ASSISTANT_SECRETARY, True, "unit-secretary"),
    ("นาย", "ประสาน สิบสาม", "นักประชาสัมพันธ์", Duty.ASSISTANT_SECRETARY, False, "net-secretary"),
)


def appoint(organisation: Organisation, secretary: User, fiscal_year: int) -> Committee:
    """The committee in force since the first October of the fiscal year before, with a member who changed."""
    appointed = first_day(fiscal_year - 1) + timedelta(days=13)
    committee = add_committee(
        by=secretary,
        organisation=organisation,
        values={
            "kind": Committee.Kind.COMMITTEE,
            "name": NAME,
            "first_fiscal_year": fiscal_year - 1,
            "basis": "มติที่ประชุมผู้บริหารสถาบันมาตรฐานบริการตัวอย่าง ครั้งที่ 9",
            "powers": _POWERS,
        },
        order=_order(41, appointed),
        members=[_member(*line) for line in _MEMBERS],
    )
    _change(committee, secretary, first_day(fiscal_year) + timedelta(days=7))
    return committee


def _change(committee: Committee, secretary: User, day: date) -> None:
    """One goes out by a later order and another comes in, at the same place."""
    order = add_order(by=secretary, committee=committee, values=_order(38, day))
    leaving = committee.members.get(prefix="เรืออากาศเอก")
    end_membership(by=secretary, member=leaving, order=order)
    new = ("นางสาว", "แทนที่ สิบสี่", leaving.post, Duty.MEMBER, True, "")
    add_member(
        by=secretary,
        committee=committee,
        order=order,
        values=_member(*new),
        position=leaving.position + 1,
    )


def _order(number: int, day: date) -> dict[str, Any]:
    return {"number": f"{number}/{buddhist_year(day.year)}", "dated_on": day, "effective_on": day}


def _member(prefix: str, name: str, post: str, duty: Duty, counts: bool, username: str) -> dict[str, Any]:
    return {
        "prefix": prefix,
        "name": name,
        "post": post,
        "duty": duty,
        "counts_for_quorum": counts,
        "user": User.objects.filter(username=username).first() if username else None,
    }
