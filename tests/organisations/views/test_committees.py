"""The pages of committees: list, roster of a day, orders, grid, and a file until it is confirmed."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.committees import members_on, printed_duty
from organisations.models import Committee, CommitteeMember, CommitteeOrder, Draft, Organisation, User
from organisations.services.committees_roster import RosterLine, write_roster
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
    UserFactory,
)
from tests.organisations.committee_reading.files import word

NEW = {
    "kind": "working_group",
    "name": "คณะทำงานทดลอง",
    "first_fiscal_year": "๒๕๖๙",
    "powers": "1. จัดทำแผน\n\n๒) ติดตามผล",
    "attendance_target": "ร้อยละ ๘๐",
    "number": "คำสั่งที่ ๑๐/๒๕๖๙",
    "dated_on": "๕ ม.ค. ๖๙",
    "base_version": "0",
}


@pytest.fixture
def member(medicine: Organisation) -> CommitteeMember:
    """The only one in a committee of medicine."""
    order = CommitteeOrderFactory(committee__organisation=medicine, committee__name="คณะกรรมการทดลอง")
    return CommitteeMemberFactory(joined_by=order, name="ทดลอง หนึ่ง", duty="chair")


def url(name: str, target: Any) -> str:
    return reverse(f"organisations:{name}", args=[target.pk])


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def grid(lines: list[dict[str, str]], **more: str) -> dict[str, str]:
    """What the browser sends of a grid."""
    data = {"lines-TOTAL_FORMS": str(len(lines)), "lines-INITIAL_FORMS": "0", **more}
    return data | {
        f"lines-{at}-{name}": value for at, line in enumerate(lines) for name, value in line.items()
    }


def test_list_and_page_ask_as_often_for_thirty_rows(
    browser: Client, medicine: Organisation, member: CommitteeMember, cast: Cast
) -> None:
    committee = member.committee
    pages = [reverse("organisations:committee-list"), url("committee-detail", committee)]
    pages.append(url("committee-members", committee))
    before = [queries(browser, page) for page in pages]
    order = CommitteeOrderFactory(committee=committee, kind="amend", dated_on=date(2026, 1, 5))
    for _ in range(30):
        CommitteeMemberFactory(joined_by=member.joined_by, user=UserFactory())
        CommitteeMemberFactory(joined_by=member.joined_by, left_by=order)
        CommitteeOrderFactory(committee__organisation=medicine)
        MeetingFactory(committee=committee, held_on=date(2026, 2, 1))

    assert [queries(browser, page) for page in pages] == before
    assert max(before) <= 15


def test_list_is_of_year_and_of_what_was_sought(browser: Client, medicine: Organisation) -> None:
    order = CommitteeOrderFactory(
        number="77/2568", committee=CommitteeFactory(organisation=medicine, name="คณะหนึ่ง")
    )
    CommitteeMemberFactory(joined_by=order, name="ทดลอง คนเดียว")
    CommitteeFactory(organisation=medicine, name="คณะสอง", kind="subcommittee", last_fiscal_year=2569)
    CommitteeFactory(name="คณะของหน่วยงานอื่น")
    address = reverse("organisations:committee-list")

    def found(**asked: str) -> list[str]:
        page = browser.get(address, asked).context["page"]
        return sorted(committee.name for committee in page)

    assert found(year="2569") == ["คณะสอง", "คณะหนึ่ง"]
    assert found(year="2570") == ["คณะหนึ่ง"]
    assert found(year="2568") == []
    assert found(year="2569", q="๗๗/๒๕๖๘") == ["คณะหนึ่ง"]
    assert found(year="2569", q="คนเดียว") == ["คณะหนึ่ง"]
    assert found(year="2569", kind="subcommittee") == ["คณะสอง"]
    assert found(year="2569", kind="nonsense", page="x") == ["คณะสอง", "คณะหนึ่ง"]


def test_page_shows_roster_of_the_day_that_is_asked_for(browser: Client, member: CommitteeMember) -> None:
    later = CommitteeOrderFactory(committee=member.committee, kind="amend", dated_on=date(2026, 3, 2))
    CommitteeMemberFactory(joined_by=later, name="ทดลอง มาใหม่")
    CommitteeMember.objects.filter(pk=member.pk).update(left_by=later)
    page = url("committee-detail", member.committee)

    def shown(day: str) -> tuple[str, list[str], list[str]]:
        context = browser.get(page, {"on": day}).context
        present, gone = ([one.name for one, _ in context[key]] for key in ("members", "gone"))
        return str(context["day"]), present, gone

    assert shown("1 มี.ค. ๖๙") == ("2026-03-01", ["ทดลอง หนึ่ง"], [])
    assert shown("2/3/69") == ("2026-03-02", ["ทดลอง มาใหม่"], ["ทดลอง หนึ่ง"])
    assert "อ่านวันที่ไม่ได้" in text_of(browser, f"{page}?on=วันไหน")


def test_reader_sees_no_way_to_change(client_as: ClientAs, cast: Cast, member: CommitteeMember) -> None:
    read = text_of(client_as(cast["auditor@medicine"]), url("committee-detail", member.committee))

    assert "ทดลอง หนึ่ง" in read
    for name, target in (("committee-members", member.committee), ("committee-member-edit", member)):
        assert url(name, target) not in read


def test_committee_is_written_as_officials_type(browser: Client, medicine: Organisation) -> None:
    answer = browser.post(reverse("organisations:committee-new"), NEW | {"organisation": str(medicine.pk)})

    committee = Committee.objects.get()
    order = committee.orders.get()
    assert answer["Location"] == url("committee-members", committee)
    assert committee.powers == ["จัดทำแผน", "ติดตามผล"]
    assert committee.first_fiscal_year == 2569
    assert committee.attendance_target == 80
    assert (order.number, order.dated_on, order.effective_on) == (
        "10/2569",
        date(2026, 1, 5),
        date(2026, 1, 5),
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "โปรดระบุชื่อคณะ"),
        ({"first_fiscal_year": "2026"}, "2026 เป็นปี ค.ศ. โปรดระบุเป็น พ.ศ. เช่น 2569"),
        ({"last_fiscal_year": "2568"}, "ปีงบประมาณที่สิ้นสุดต้องไม่ก่อนปีที่เริ่ม"),
        ({"quorum": "-3"}, "โปรดระบุเป็นจำนวนเต็ม 1 ถึง 500"),
        ({"quorum": "9" * 20}, "โปรดระบุเป็นจำนวนเต็ม 1 ถึง 500"),
        ({"attendance_target": "101"}, "โปรดระบุเป็นร้อยละ 0 ถึง 100"),
        ({"attendance_target": "มาก"}, "ตัวเลข"),
        ({"dated_on": "31 ก.พ. 69"}, "วันที่"),
        ({"number": ""}, "โปรดระบุเลขที่คำสั่ง"),
        ({"powers": "ก" * 2001}, "ยาวได้ไม่เกิน 2,000"),
        ({"kind": "สมาคม"}, "สมาคม"),
        ({"organisation": "999999"}, "ไม่มีหน่วยงานนี้"),
    ],
)
def test_wrong_field_is_answered_in_thai_and_keeps_what_was_typed(
    typed: dict[str, str], words: str, browser: Client, medicine: Organisation
) -> None:
    data = NEW | {"organisation": str(medicine.pk), "basis": "ข้อความยาวที่พิมพ์ไว้"} | typed
    answer = browser.post(reverse("organisations:committee-new"), data)

    read = answer.content.decode()
    assert (answer.status_code, words in read, "ข้อความยาวที่พิมพ์ไว้" in read) == (422, True, True)
    assert not Committee.objects.exists()


def test_edit_that_came_too_late_keeps_what_was_typed(browser: Client, member: CommitteeMember) -> None:
    committee = member.committee
    Committee.objects.filter(pk=committee.pk).update(version=5)
    data = NEW | {"name": "ชื่อที่พิมพ์ไว้", "base_version": "1"}

    late = browser.post(url("committee-edit", committee), data)
    again = browser.post(url("committee-edit", committee), data | {"base_version": "5"})

    assert (late.status_code, again.status_code) == (422, 302)
    assert "มีผู้แก้ไขคณะนี้ก่อนท่าน" in late.content.decode()
    assert 'name="base_version" value="5"' in late.content.decode()
    committee.refresh_from_db()
    assert (committee.name, committee.kind) == ("ชื่อที่พิมพ์ไว้", "working_group")


def test_member_goes_out_and_another_comes_in_by_an_order(browser: Client, member: CommitteeMember) -> None:
    committee = member.committee
    browser.post(url("committee-order-new", committee), {"number": "2/2569", "dated_on": "5/1/69"})
    later = committee.orders.get(kind="amend")
    browser.post(url("committee-member-end", member), {"order": later.pk})
    came = {"order": later.pk, "position": "1", "prefix": "นาง", "name": "ทดลอง สอง", "duty": "secretary"}
    browser.post(
        url("committee-member-new", committee), came | {"counts_for_quorum": "on", "base_version": "0"}
    )

    (new,) = members_on(committee)
    assert (str(new), printed_duty(new), new.joined_by) == ("นางทดลอง สอง", "กรรมการและเลขานุการ", later)
    member.refresh_from_db()
    assert member.left_by == later


def test_account_of_another_house_is_not_offered(
    browser: Client, cast: Cast, member: CommitteeMember
) -> None:
    page = url("committee-member-edit", member)
    data = {"name": "ทดลอง หนึ่ง", "duty": "chair", "base_version": "1"}

    foreign = browser.post(page, data | {"user": str(cast["secretary@revenue"].pk)})
    own = browser.post(page, data | {"user": str(cast["executive@medicine"].pk)})

    assert (foreign.status_code, own.status_code) == (422, 302)
    assert "ไม่มีบัญชีนี้ในรายการที่ท่านเลือกได้" in foreign.content.decode()
    member.refresh_from_db()
    assert member.user == cast["executive@medicine"]


def test_grid_puts_new_lines_before_those_at_the_same_place(browser: Client, member: CommitteeMember) -> None:
    committee = member.committee
    lines = [
        {"place": "1", "member": str(member.pk), "name": "ทดลอง หนึ่ง", "duty": "member"},
        {"place": "๑", "prefix": "นาย", "name": "ทดลอง ประธาน", "duty": "chair", "counts_for_quorum": "on"},
        {"post": "ผู้แทนทดลอง", "duty": "adviser"},
        {"counts_for_quorum": "on"},
    ]
    data = grid(lines, order=str(member.joined_by_id), base_version=str(committee.version))

    assert browser.post(url("committee-members", committee), data).status_code == 302
    assert [(str(one), one.duty, one.counts_for_quorum) for one in members_on(committee)] == [
        ("นายทดลอง ประธาน", "chair", True),
        ("ทดลอง หนึ่ง", "member", False),
        ("ผู้แทนทดลอง", "adviser", False),
    ]


def test_grid_with_a_wrong_line_keeps_every_line(
    browser: Client, cast: Cast, member: CommitteeMember
) -> None:
    committee = member.committee
    page = url("committee-members", committee)
    lines = [{"name": "ทดลอง พิมพ์แล้ว", "duty": "chair"}, {"prefix": "นาย"}, {"name": "ก", "place": "x"}]
    data = grid(lines, order=str(member.joined_by_id), base_version=str(committee.version))

    wrong = browser.post(page, data)
    nothing = browser.post(page, {"lines-TOTAL_FORMS": "x"})
    assert (wrong.status_code, nothing.status_code) == (422, 422)
    for words in ("ทดลอง พิมพ์แล้ว", "โปรดระบุชื่อ-สกุล หรือตำแหน่ง", "โปรดเลือกหน้าที่ในคณะ", "โปรดระบุเป็นจำนวนเต็ม"):
        assert words in wrong.content.decode()

    meanwhile = RosterLine({"name": "ทดลอง แทรก", "duty": "member"})
    write_roster(
        by=cast["secretary@medicine"],
        committee=committee,
        order=member.joined_by,
        lines=[meanwhile],
        base_version=None,
    )
    late = browser.post(page, grid(lines[:1], order=str(member.joined_by_id), base_version="1"))
    assert (late.status_code, "มีผู้แก้ไขรายชื่อนี้ก่อนท่าน" in late.content.decode()) == (422, True)
    assert "ทดลอง พิมพ์แล้ว" in late.content.decode()


def test_arrows_move_and_deleting_is_told_when_it_cannot_be(browser: Client, member: CommitteeMember) -> None:
    CommitteeMemberFactory(joined_by=member.joined_by, name="ทดลอง สอง", position=member.position + 1)
    browser.post(url("committee-member-move", member), {"to": "down"})
    assert [one.name for one in members_on(member.committee)] == ["ทดลอง สอง", "ทดลอง หนึ่ง"]

    answer = browser.post(url("committee-order-delete", member.joined_by), follow=True)
    assert "ลบคำสั่งแต่งตั้งไม่ได้" in answer.content.decode()
    assert CommitteeOrder.objects.count() == 1


def test_revoked_committee_is_shown_and_changed_no_more(browser: Client, member: CommitteeMember) -> None:
    committee = member.committee
    browser.post(url("committee-revoke", committee), {"number": "9/2569", "dated_on": "1/9/69"})

    read = text_of(browser, url("committee-detail", committee))
    assert "คณะนี้ยกเลิกโดยคำสั่งที่ 9/2569 มีผลตั้งแต่วันที่ 1 กันยายน 2569" in read
    assert url("committee-members", committee) not in read
    data = grid([{"name": "ก", "duty": "chair"}], order=str(member.joined_by_id), base_version="2")
    answer = browser.post(url("committee-members", committee), data)
    assert (answer.status_code, "มีคำสั่งยกเลิกแล้ว" in answer.content.decode()) == (422, True)


# A file


def sent(content: bytes, organisation: Organisation) -> dict[str, Any]:
    return {"organisation": str(organisation.pk), "file": SimpleUploadedFile("roster.docx", content)}


def test_file_is_shown_beside_its_cells_mended_and_confirmed(browser: Client, medicine: Organisation) -> None:
    rows = [("นายทดลอง หนึ่ง", "ประธาน"), ("ทดลอง", "ผู้จดบันทึก"), ("ผู้แทนทดลอง", "ผ.เลขานุการ")]
    content = word(["คณะกรรมการทดลอง", "คำสั่งที่ ๑๒/๒๕๖๙ ลงวันที่ ๕ ม.ค. ๒๕๖๙"], rows, ["ท้ายเรื่อง"])
    page = url("committee-import-check", medicine)

    answer = browser.post(reverse("organisations:committee-import"), sent(content, medicine))
    assert (answer.status_code, answer["Location"]) == (302, page)
    read = text_of(browser, page)
    for words in ("ตารางที่ 1 แถวที่ 2", "<q>ผู้จดบันทึก</q>", "ไม่เข้าใจหน้าที่นี้", "ท้ายเรื่อง", "12/2569", "5 มกราคม 2569"):
        assert words in read
    assert not Committee.objects.exists()

    lines = [
        {"place": "1", "prefix": "นาย", "name": "ทดลอง หนึ่ง", "duty": "chair"},
        {"place": "2", "name": "ทดลอง", "duty": ""},
        {"place": "3", "post": "ผู้แทนทดลอง", "duty": "assistant_secretary", "duty_text": "ผ.เลขานุการ"},
    ]
    wrong = browser.post(page, NEW | grid(lines))
    assert (wrong.status_code, "<q>ผู้จดบันทึก</q>" in wrong.content.decode()) == (422, True)
    lines[1]["name"] = ""
    assert browser.post(page, NEW | grid(lines)).status_code == 302

    committee = Committee.objects.get()
    assert [(str(one), printed_duty(one)) for one in committee.members.all()] == [
        ("นายทดลอง หนึ่ง", "ประธานคณะทำงาน"),
        ("ผู้แทนทดลอง", "ผ.เลขานุการ"),
    ]
    assert (committee.organisation, Draft.objects.count()) == (medicine, 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "ไม่ใช่ Word (.docx) หรือ Excel (.xlsx)"),
        (word(["ไม่มีตาราง"], []), "ไม่พบรายชื่อในไฟล์"),
    ],
)
def test_file_without_a_roster_is_refused_in_thai(
    content: bytes, words: str, browser: Client, medicine: Organisation
) -> None:
    answer = browser.post(reverse("organisations:committee-import"), sent(content, medicine))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Draft.objects.exists()


def test_file_that_waits_is_its_sender_s_and_can_be_dropped(
    browser: Client, client_as: ClientAs, medicine: Organisation
) -> None:
    other: User = UserFactory()
    Draft.objects.create(user=other, form="committee-import", key=str(medicine.pk), data={})
    content = word([], [("นายทดลอง หนึ่ง", "กรรมการ")])

    assert browser.get(url("committee-import-check", medicine)).status_code == 302
    browser.post(reverse("organisations:committee-import"), sent(content, medicine))
    browser.post(url("committee-import-drop", medicine))

    assert [draft.user for draft in Draft.objects.all()] == [other]
    assert not Committee.objects.exists()
