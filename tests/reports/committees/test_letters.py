"""Orders and invitations on their way into the register of letters."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organisations.access import Role
from organisations.models import CommitteeOrder, Letter, Meeting, User
from organisations.services.letters import cancel_letter
from reports.committees.invitation import invitation_values
from reports.committees.order import order_values
from reports.formats import Format
from reports.letters.stored import content_file, letter_content
from reports.services.committee_letters import draft_invitation, draft_order_letter
from tests.factories import AgendaItemFactory, CommitteeOrderFactory, MembershipFactory
from tests.render.reading import poppler, without_space
from tests.reports.committees.sample_committees import Sample


@pytest.fixture
def secretary(made: Sample) -> User:
    role = MembershipFactory(organisation=made.committee.organisation, role=Role.SECRETARY)
    return role.user


def body(order: CommitteeOrder) -> list[str]:
    return order_values(order)["body"].splitlines()


def test_appointing_order_has_basis_people_powers_and_day(made: Sample) -> None:
    assert order_values(made.appoint)["subject"] == "แต่งตั้งคณะกรรมการตัวอย่าง"
    assert body(made.appoint) == [
        "อาศัยอำนาจตามมาตรา 12 แห่งกฎหมายตัวอย่าง จึงแต่งตั้งคณะกรรมการตัวอย่าง โดยมีองค์ประกอบ และหน้าที่และอำนาจ ดังต่อไปนี้",
        "1. องค์ประกอบ",
        "1.1 ผู้อำนวยการตัวอย่าง | ที่ปรึกษา",
        "1.2 นายหนึ่ง นำดี | รองผู้อำนวยการ | ประธานกรรมการ",
        "1.3 นางสอง ลาออก | กรรมการ",
        "1.4 นางสาวสาม จดเก่ง | กรรมการและเลขานุการ",
        "2. หน้าที่และอำนาจ",
        "2.1 จัดทำแผน",
        "2.2 ติดตามผล",
        "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
    ]


def test_amending_order_says_who_goes_out_and_who_comes_in(made: Sample) -> None:
    assert body(made.amend)[2:] == [
        "1. ให้ผู้มีรายชื่อต่อไปนี้พ้นจากหน้าที่",
        "1.1 นางสอง ลาออก | กรรมการ",
        "2. แต่งตั้งผู้มีรายชื่อต่อไปนี้",
        "2.1 นายสี่ มาใหม่ | นิติกร | กรรมการ",
        "นอกจากที่แก้ไขเพิ่มเติมนี้ ให้เป็นไปตามคำสั่งเดิม",
        "ทั้งนี้ ตั้งแต่วันที่ 15 กุมภาพันธ์ 2569 เป็นต้นไป",
    ]
    assert body(made.amend)[0] == "ตามที่ได้มีคำสั่งที่ 102/2568 ลงวันที่ 19 ตุลาคม 2568 แต่งตั้งคณะกรรมการตัวอย่าง นั้น"


def test_revoking_order_cites_all_that_it_ends(made: Sample) -> None:
    revoke = CommitteeOrderFactory(
        committee=made.committee,
        kind=CommitteeOrder.Kind.REVOKE,
        dated_on=date(2026, 9, 1),
        effective_on=date(2026, 9, 30),
    )

    assert order_values(revoke)["subject"] == "ยกเลิกคำสั่งแต่งตั้งคณะกรรมการตัวอย่าง"
    assert "แก้ไขเพิ่มเติมโดยคำสั่งที่ 15/2569" in body(revoke)[0]


def test_order_prints_in_the_form_of_orders(made: Sample, secretary: User) -> None:
    letter = draft_order_letter(by=secretary, order=made.appoint)
    text = without_space(poppler(content_file(letter_content(letter), Format.PDF).content))

    assert text.startswith(without_space("คำสั่งกรมสาธิต ที่ ๑๐๒/๒๕๖๘ เรื่อง แต่งตั้งคณะกรรมการตัวอย่าง"))
    assert without_space("๑.๒ นายหนึ่ง นำดี รองผู้อำนวยการ ประธานกรรมการ") in text
    assert without_space("สั่ง ณ วันที่ ๑๙ ตุลาคม พ.ศ. ๒๕๖๘") in text


def test_order_takes_its_own_number_in_the_register_of_orders(made: Sample, secretary: User) -> None:
    letter = draft_order_letter(by=secretary, order=made.appoint)

    made.appoint.refresh_from_db()
    assert made.appoint.letter == letter
    assert (letter.series, letter.running_number, letter.number_text) == (
        Letter.Series.ORDERS,
        102,
        "102/2568",
    )


def test_order_can_take_the_next_number_of_the_register(made: Sample, secretary: User) -> None:
    draft_order_letter(by=secretary, order=made.amend)
    other = CommitteeOrderFactory(
        committee=made.committee,
        kind=CommitteeOrder.Kind.AMEND,
        number="ร่าง",
        dated_on=date(2026, 3, 1),
        effective_on=date(2026, 3, 1),
    )

    letter = draft_order_letter(by=secretary, order=other, takes_next=True)

    other.refresh_from_db()
    assert (letter.running_number, other.number) == (16, "16/2569")


def test_order_whose_number_is_taken_is_refused_and_leaves_nothing(made: Sample, secretary: User) -> None:
    draft_order_letter(by=secretary, order=made.appoint)
    same = CommitteeOrderFactory(
        committee__organisation=made.committee.organisation, number="102/2568", dated_on=made.appoint.dated_on
    )

    with pytest.raises(ValidationError, match="มีหนังสือที่ใช้เลขนี้ในปีนี้แล้ว"):
        draft_order_letter(by=secretary, order=same)

    assert Letter.objects.count() == 1


def test_order_is_put_into_the_register_once_until_it_is_cancelled_there(
    made: Sample, secretary: User
) -> None:
    letter = draft_order_letter(by=secretary, order=made.appoint)
    with pytest.raises(ValidationError, match="อยู่ในทะเบียนหนังสือแล้ว"):
        draft_order_letter(by=secretary, order=made.appoint)

    cancel_letter(by=secretary, letter=letter, reason="พิมพ์ผิด")
    made.appoint.refresh_from_db()

    assert draft_order_letter(by=secretary, order=made.appoint, takes_next=True).number_text == "103/2568"


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR])
def test_nobody_else_puts_orders_or_invitations_into_the_register(meeting: Meeting, role: Role) -> None:
    reader = MembershipFactory(organisation=meeting.organisation, role=role).user
    order = meeting.committee.orders.first()
    assert order

    with pytest.raises(PermissionDenied):
        draft_order_letter(by=reader, order=order)
    with pytest.raises(PermissionDenied):
        draft_invitation(by=reader, meeting=meeting)

    assert Letter.objects.count() == 0


def test_invitation_says_when_and_where_and_has_the_agenda(meeting: Meeting, secretary: User) -> None:
    letter = draft_invitation(by=secretary, meeting=meeting)

    meeting.refresh_from_db()
    assert (meeting.invitation, letter.kind, letter.addressee) == (letter, "invitation", "กรรมการทุกท่าน")
    assert letter.body.splitlines() == [
        "ด้วยกรมสาธิต กำหนดจัดประชุมคณะกรรมการตัวอย่าง ครั้งที่ 1/2569 ในวันพฤหัสบดีที่ 15 มกราคม 2569 "
        "เวลา 09.30 น. ณ ห้องประชุมตัวอย่าง โดยมีระเบียบวาระการประชุม ดังนี้",
        "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
        "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม",
        "ระเบียบวาระที่ 3 เรื่องสืบเนื่องและเรื่องเพื่อทราบ",
        "ระเบียบวาระที่ 4 เรื่องเสนอให้ที่ประชุมพิจารณา",
        "4.1 พิจารณาแผนปฏิบัติการ",
        "ระเบียบวาระที่ 5 เรื่องอื่น ๆ (ถ้ามี)",
        "จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว",
    ]


def test_long_agenda_is_enclosed(meeting: Meeting) -> None:
    AgendaItemFactory.create_batch(12, meeting=meeting)

    values = invitation_values(meeting)

    assert values["enclosures"] == ["ระเบียบวาระการประชุม ครั้งที่ 1/2569 จำนวน 1 ชุด"]
    assert len(values["body"].splitlines()) == 2


def test_meeting_without_time_and_place_is_invited_to_by_its_day(meeting: Meeting) -> None:
    meeting.starts_at, meeting.place = None, ""

    assert " ในวันพฤหัสบดีที่ 15 มกราคม 2569 โดยมี" in invitation_values(meeting)["body"]


def test_second_invitation_is_refused(meeting: Meeting, secretary: User) -> None:
    draft_invitation(by=secretary, meeting=meeting)

    with pytest.raises(ValidationError, match="มีหนังสือเชิญประชุมแล้ว"):
        draft_invitation(by=secretary, meeting=meeting)

    assert Letter.objects.count() == 1
