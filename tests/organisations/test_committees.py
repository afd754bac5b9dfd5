"""Reading committees: who is in on a day, the printed words, the orders, what to look at."""

from datetime import date

import pytest

from organisations.committees import (
    counted,
    members_on,
    order_words,
    printed_duty,
    revoking_order,
    roster_remarks,
)
from organisations.models import Committee, CommitteeMember, CommitteeOrder
from tests.factories import CommitteeFactory, CommitteeMemberFactory, CommitteeOrderFactory

pytestmark = pytest.mark.django_db

Kind = Committee.Kind
Duty = CommitteeMember.Duty


@pytest.mark.parametrize(
    ("kind", "duty", "counts", "word"),
    [
        (Kind.COMMITTEE, Duty.ADVISER, False, "ที่ปรึกษา"),
        (Kind.COMMITTEE, Duty.CHAIR, True, "ประธานกรรมการ"),
        (Kind.COMMITTEE, Duty.SECRETARY, True, "กรรมการและเลขานุการ"),
        (Kind.COMMITTEE, Duty.SECRETARY, False, "เลขานุการ"),
        (Kind.COMMITTEE, Duty.ASSISTANT_SECRETARY, True, "กรรมการและผู้ช่วยเลขานุการ"),
        (Kind.COMMITTEE, Duty.ASSISTANT_SECRETARY, False, "ผู้ช่วยเลขานุการ"),
        (Kind.SUBCOMMITTEE, Duty.VICE_CHAIR, True, "รองประธานอนุกรรมการ"),
        (Kind.SUBCOMMITTEE, Duty.MEMBER, True, "อนุกรรมการ"),
        (Kind.WORKING_GROUP, Duty.CHAIR, True, "ประธานคณะทำงาน"),
        (Kind.WORKING_GROUP, Duty.MEMBER, True, "คณะทำงาน"),
        (Kind.WORKING_GROUP, Duty.SECRETARY, True, "คณะทำงานและเลขานุการ"),
    ],
)
def test_printed_word_follows_kind_of_body(kind: str, duty: str, counts: bool, word: str) -> None:
    member = CommitteeMemberFactory.build(
        committee=Committee(kind=kind), joined_by=None, duty=duty, counts_for_quorum=counts
    )

    assert printed_duty(member) == word
    member.duty_text = "กรรมการพิเศษ"
    assert printed_duty(member) == "กรรมการพิเศษ"


def test_members_of_any_day_are_those_whom_orders_brought_in_and_not_yet_out() -> None:
    first = CommitteeOrderFactory(dated_on=date(2025, 10, 19))
    later = CommitteeOrderFactory(
        committee=first.committee,
        kind=CommitteeOrder.Kind.AMEND,
        dated_on=date(2026, 3, 1),
        effective_on=date(2026, 3, 10),
    )
    lasting = CommitteeMemberFactory(joined_by=first, position=2)
    leaving = CommitteeMemberFactory(joined_by=first, left_by=later, position=3)
    coming = CommitteeMemberFactory(joined_by=later, position=1)
    CommitteeMemberFactory()

    def on(day: date) -> list[CommitteeMember]:
        return list(members_on(first.committee, day))

    assert on(date(2025, 10, 18)) == []
    assert on(date(2025, 10, 19)) == [lasting, leaving]
    assert on(date(2026, 3, 9)) == [lasting, leaving]
    assert on(date(2026, 3, 10)) == [coming, lasting]


def test_orders_are_cited_with_those_that_amended() -> None:
    committee = CommitteeFactory()
    assert (order_words(committee), revoking_order(committee)) == ("", None)
    kinds = {"revoke": date(2026, 9, 1), "amend": date(2026, 3, 2), "appoint": date(2025, 10, 19)}
    for kind, day in kinds.items():
        CommitteeOrderFactory(committee=committee, kind=kind, number=f"{kind}/2569", dated_on=day)

    assert order_words(committee) == (
        "คำสั่งที่ appoint/2569 ลงวันที่ 19 ตุลาคม 2568 แก้ไขเพิ่มเติมโดยคำสั่งที่ amend/2569 ลงวันที่ 2 มีนาคม 2569"
    )
    assert str(revoking_order(committee)) == "คำสั่งที่ revoke/2569"


def test_remarks_say_what_a_roster_lacks() -> None:
    order = CommitteeOrderFactory(committee__quorum=3)
    CommitteeMemberFactory(joined_by=order, name="ทดลอง หนึ่ง", duty=Duty.CHAIR)
    CommitteeMemberFactory(joined_by=order, name="ทดลอง หนึ่ง", duty=Duty.CHAIR)
    CommitteeMemberFactory(joined_by=order, name="ทดลอง สอง", counts_for_quorum=False)
    members = list(members_on(order.committee, date(2026, 1, 1)))

    assert len(counted(members)) == 2
    assert roster_remarks(order.committee, members) == [
        "มีประธาน 2 ท่าน",
        "ยังไม่มีเลขานุการ",
        "องค์ประชุม 3 คน มากกว่าผู้ที่นับเป็นองค์ประชุม 2 คน",
        "มีชื่อ ทดลอง หนึ่ง ซ้ำกัน 2 ลำดับ",
    ]
    assert roster_remarks(order.committee, members[2:])[0] == "ยังไม่มีประธาน"
    assert roster_remarks(order.committee, []) == []
