"""Committees, their orders and their members: what is written, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organisations.committees import members_on
from organisations.models import AuditEntry, Committee, CommitteeMember, CommitteeOrder, User
from organisations.services.committees import (
    add_committee,
    delete_committee,
    revoke_committee,
    update_committee,
)
from organisations.services.committees_members import (
    add_member,
    delete_member,
    end_membership,
    move_member,
    update_member,
)
from organisations.services.committees_orders import add_order, delete_order, update_order
from organisations.services.committees_roster import RosterLine, write_roster
from organisations.services.errors import StaleError
from tests.cast import Cast
from tests.factories import (
    AttendanceFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
)

APPOINTED = date(2025, 10, 19)


def about(number: str, day: date) -> dict[str, Any]:
    return {"number": number, "dated_on": day, "effective_on": day}


@pytest.fixture
def by(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def committee(cast: Cast, by: User) -> Committee:
    """A chair, a member and a secretary."""
    return add_committee(
        by=by,
        organisation=cast.organisation("medicine"),
        values={"name": "คณะทดลอง", "first_fiscal_year": 2569, "powers": ["จัดทำแผน"]},
        order=about("1/2569", APPOINTED),
        members=[
            {"name": name, "duty": duty}
            for name, duty in zip("กขค", ("chair", "member", "secretary"), strict=True)
        ],
    )


def names(committee: Committee, day: date | None = None) -> str:
    return "".join(member.name for member in members_on(committee, day))


def test_committee_is_written_with_order_and_members_in_one_act(committee: Committee, by: User) -> None:
    order = committee.orders.get()
    entries = AuditEntry.objects.about(committee).order_by("pk")

    assert (order.kind, names(committee, APPOINTED)) == ("appoint", "กขค")
    assert [member.joined_by for member in committee.members.all()] == [order] * 3
    assert [entry.object_type.rpartition(".")[2] for entry in entries] == [
        "committee",
        "committeeorder",
        *["committeemember"] * 3,
    ]
    assert len({entry.batch for entry in entries if entry.batch}) == 1


@pytest.mark.parametrize(
    ("values", "order", "members", "words"),
    [
        ({"name": ""}, {}, [], "โปรดระบุข้อมูลในช่องนี้"),
        ({"powers": ["x" * 2001]}, {}, [], "2,000"),
        ({"powers": ["ก"] * 61}, {}, [], "60 ข้อ"),
        ({"powers": "ก"}, {}, [], "เป็นข้อ"),
        ({"last_fiscal_year": 2568}, {}, [], "ปีงบประมาณ"),
        ({}, {"number": ""}, [], "โปรดระบุข้อมูลในช่องนี้"),
        ({}, {}, [{"name": "ก"}, {"prefix": "นาย"}], "ลำดับที่ 2: โปรดระบุชื่อ-สกุล หรือตำแหน่ง"),
        ({}, {}, [{"name": "ก"}] * 501, "500"),
    ],
)
def test_committee_that_breaks_a_rule_is_refused_whole(
    values: dict[str, Any], order: dict[str, Any], members: list[Any], words: str, cast: Cast, by: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        add_committee(
            by=by,
            organisation=cast.organisation("medicine"),
            values={"name": "คณะ", "first_fiscal_year": 2569} | values,
            order=about("1/2569", APPOINTED) | order,
            members=members,
        )

    assert words in " ".join(refused.value.messages)
    assert not Committee.objects.exists()


def test_change_on_an_older_version_is_stale(committee: Committee, by: User) -> None:
    version = committee.version
    update_committee(by=by, committee=committee, values={"name": "ชื่อใหม่"}, base_version=version)

    with pytest.raises(StaleError) as stale:
        update_committee(by=by, committee=committee, values={"name": "ชื่ออื่น"}, base_version=version)

    assert stale.value.current.name == "ชื่อใหม่"


def test_later_order_brings_in_and_out_and_history_stays(committee: Committee, by: User) -> None:
    day = date(2026, 3, 10)
    later = add_order(by=by, committee=committee, values=about("2/2569", day))
    leaving = committee.members.get(name="ข")
    end_membership(by=by, member=leaving, order=later)
    add_member(by=by, committee=committee, order=later, values={"name": "ง"}, position=leaving.position)

    assert later.kind == "amend"
    assert (names(committee, date(2026, 3, 9)), names(committee, day)) == ("กขค", "กงค")
    end_membership(by=by, member=leaving, order=None)
    assert names(committee, day) == "กงขค"


def test_revoking_sends_everybody_out_until_it_is_taken_back(committee: Committee, by: User) -> None:
    day = date(2026, 9, 1)
    order = revoke_committee(by=by, committee=committee, values=about("9/2569", day))
    committee = Committee.objects.get(pk=committee.pk)

    assert (names(committee, date(2026, 8, 31)), names(committee, day)) == ("กขค", "")
    for act in (
        lambda: add_order(by=by, committee=committee, values=about("10/2569", day)),
        lambda: add_member(
            by=by, committee=committee, order=committee.orders.get(kind="appoint"), values={"name": "ง"}
        ),
        lambda: move_member(by=by, member=committee.members.get(name="ข"), up=True),
        lambda: revoke_committee(by=by, committee=committee, values=about("11/2569", day)),
    ):
        with pytest.raises(ValidationError, match="มีคำสั่งยกเลิกแล้ว"):
            act()
    delete_order(by=by, order=order)
    assert names(committee, day) == "กขค"


def test_orders_and_memberships_keep_the_order_of_time(committee: Committee, by: User) -> None:
    with pytest.raises(ValidationError, match="ก่อนคำสั่งแต่งตั้ง"):
        add_order(by=by, committee=committee, values=about("0/2568", date(2025, 10, 18)))
    early = add_order(by=by, committee=committee, values=about("2/2569", date(2026, 1, 5)))
    late = add_order(by=by, committee=committee, values=about("3/2569", date(2026, 2, 5)))
    member = add_member(by=by, committee=committee, order=late, values={"name": "ง"})

    with pytest.raises(ValidationError, match="ไม่มีผลก่อนคำสั่งที่ให้เข้ารับหน้าที่"):
        end_membership(by=by, member=member, order=early)
    with pytest.raises(ValidationError, match="คนละฉบับ"):
        end_membership(by=by, member=CommitteeMember.objects.get(pk=member.pk), order=late)
    with pytest.raises(ValidationError, match="ก่อนคำสั่งแต่งตั้ง"):
        update_order(
            by=by, order=committee.orders.get(kind="appoint"), values=about("1/2569", date(2026, 1, 6))
        )
    with pytest.raises(ValidationError, match="หลังคำสั่งยกเลิก"):
        revoke_committee(by=by, committee=committee, values=about("4/2569", date(2026, 1, 1)))
    assert committee.orders.count() == 3


def test_order_of_another_committee_brings_nobody_in(committee: Committee, by: User) -> None:
    foreign = CommitteeOrderFactory()

    with pytest.raises(ValidationError, match="ของคณะนี้"):
        add_member(by=by, committee=committee, order=foreign, values={"name": "ง"})


def test_order_is_deleted_only_while_nobody_came_or_went_by_it(committee: Committee, by: User) -> None:
    later = add_order(by=by, committee=committee, values=about("2/2569", date(2026, 1, 5)))
    member = add_member(by=by, committee=committee, order=later, values={"name": "ง"})

    with pytest.raises(ValidationError, match="ลบคำสั่งแต่งตั้งไม่ได้"):
        delete_order(by=by, order=committee.orders.get(kind="appoint"))
    with pytest.raises(ValidationError, match="โปรดแก้ไขรายชื่อก่อน"):
        delete_order(by=by, order=later)
    delete_member(by=by, member=member)
    delete_order(by=by, order=later)
    assert committee.orders.count() == 1


def test_members_move_among_those_in_today(committee: Committee, by: User) -> None:
    first, _, last = committee.members.all()

    move_member(by=by, member=last, up=True)
    assert names(committee) == "กคข"
    move_member(by=by, member=first, up=False)
    assert names(committee) == "คกข"
    entries = AuditEntry.objects.count()
    move_member(by=by, member=CommitteeMember.objects.get(name="ค"), up=True)
    assert (names(committee), AuditEntry.objects.count()) == ("คกข", entries)


def test_member_changed_meanwhile_is_stale(committee: Committee, by: User) -> None:
    member = committee.members.get(name="ข")
    update_member(by=by, member=member, values={"post": "หัวหน้าฝ่าย"}, base_version=1)

    with pytest.raises(StaleError):
        update_member(by=by, member=member, values={"post": "นักวิชาการ"}, base_version=1)


def test_whoever_was_at_a_meeting_is_not_deleted(committee: Committee, by: User) -> None:
    AttendanceFactory(meeting=MeetingFactory(committee=committee), member=committee.members.get(name="ข"))

    with pytest.raises(ValidationError, match="โปรดบันทึกการพ้นจากหน้าที่โดยคำสั่งแทน"):
        delete_member(by=by, member=committee.members.get(name="ข"))
    with pytest.raises(ValidationError, match="โปรดบันทึกคำสั่งยกเลิกแทน"):
        delete_committee(by=by, committee=committee)
    assert names(committee) == "กขค"


def test_roster_is_mended_put_in_order_and_added_to_at_once(committee: Committee, by: User) -> None:
    chair, member, secretary = committee.members.all()
    lines = [
        RosterLine({"name": "ก", "duty": "chair"}, chair.pk),
        RosterLine({"name": "ง", "duty": "vice_chair"}),
        RosterLine({"name": "จ", "duty": "secretary"}, secretary.pk),
    ]

    write_roster(
        by=by, committee=committee, order=committee.orders.get(), lines=lines, base_version=committee.version
    )

    # The one without a line stays, behind the others.
    assert names(committee) == "กงจข"
    assert CommitteeMember.objects.get(pk=member.pk).left_by is None
    with pytest.raises(StaleError):
        write_roster(by=by, committee=committee, order=committee.orders.get(), lines=lines, base_version=1)


def test_roster_with_one_wrong_line_is_refused_whole(committee: Committee, by: User) -> None:
    gone = CommitteeMemberFactory(joined_by=committee.orders.get(), name="พ")
    gone.left_by = CommitteeOrder.objects.create(
        committee=committee, kind="amend", **about("2/2569", date(2026, 1, 1))
    )
    gone.save()
    elsewhere = CommitteeMemberFactory(committee=CommitteeFactory())
    for wrong, words in (
        (RosterLine({"name": "", "post": ""}), "ลำดับที่ 2: โปรดระบุชื่อ-สกุล"),
        (RosterLine({"name": "พ"}, gone.pk), "ลำดับที่ 2: กรรมการท่านนี้พ้นจากหน้าที่แล้ว"),
        (RosterLine({"name": "อ"}, elsewhere.pk), "ลำดับที่ 2: กรรมการท่านนี้พ้นจากหน้าที่แล้ว"),
    ):
        with pytest.raises(ValidationError, match=words):
            write_roster(
                by=by,
                committee=committee,
                order=committee.orders.get(kind="appoint"),
                lines=[RosterLine({"name": "ง"}), wrong],
                base_version=None,
            )
    assert names(committee) == "กขค"
