"""Committees: addresses and calls of services."""

from datetime import date
from typing import Any

from organisations.models import Committee, CommitteeMember, CommitteeOrder
from organisations.services import (
    committees,
    committees_members,
    committees_orders,
    committees_roster,
)
from tests.cast import Cast
from tests.factories import CommitteeFactory, CommitteeMemberFactory, CommitteeOrderFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import (
    SECRETARIES,
    SECRETARY,
    SEEING,
    SIGNED_IN,
    Door,
    Row,
    act,
    form,
    page,
    question,
)

O = "organisations:"  # noqa: E741 - the table below is read by column
OTHERS = SEEING - SECRETARY
# Without a file that waits, the page leads to where one is sent.
NO_FILE = Door(302, SECRETARY, OTHERS)

ROWS: list[Row] = [
    page(f"{O}committee-list", "", SIGNED_IN),
    form(f"{O}committee-new", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    form(f"{O}committee-import", "", SECRETARIES, SIGNED_IN - SECRETARIES),
    Row(f"{O}committee-import-check", "organisation", NO_FILE, NO_FILE),
    act(f"{O}committee-import-drop", "organisation", SECRETARY, OTHERS),
    page(f"{O}committee-detail", "committee", SEEING),
    form(f"{O}committee-edit", "committee", SECRETARY, OTHERS),
    question(f"{O}committee-delete", "committee", SECRETARY, OTHERS),
    form(f"{O}committee-revoke", "committee", SECRETARY, OTHERS),
    form(f"{O}committee-order-new", "committee", SECRETARY, OTHERS),
    form(f"{O}committee-order-edit", "committee_order", SECRETARY, OTHERS),
    question(f"{O}committee-order-delete", "committee_order", SECRETARY, OTHERS),
    form(f"{O}committee-members", "committee", SECRETARY, OTHERS),
    form(f"{O}committee-member-new", "committee", SECRETARY, OTHERS),
    form(f"{O}committee-member-edit", "committee_member", SECRETARY, OTHERS),
    question(f"{O}committee-member-end", "committee_member", SECRETARY, OTHERS),
    act(f"{O}committee-member-move", "committee_member", SECRETARY, OTHERS),
    question(f"{O}committee-member-delete", "committee_member", SECRETARY, OTHERS),
]
PUBLIC: dict[str, str] = {}

LATER = {"number": "9/2569", "dated_on": date(2026, 1, 5), "effective_on": date(2026, 1, 5)}


def _committee(cast: Cast) -> Committee:
    return CommitteeFactory(organisation=cast.organisation("medicine"))


def _appointing(cast: Cast) -> CommitteeOrder:
    return CommitteeOrderFactory(committee=_committee(cast))


def _amending(order: CommitteeOrder) -> CommitteeOrder:
    return CommitteeOrderFactory(committee=order.committee, kind=CommitteeOrder.Kind.AMEND, **LATER)


def _member(cast: Cast) -> CommitteeMember:
    return CommitteeMemberFactory(joined_by=_appointing(cast))


def _second_member(cast: Cast) -> CommitteeMember:
    first = _member(cast)
    return CommitteeMemberFactory(joined_by=first.joined_by, position=first.position + 1)


def _ending(cast: Cast) -> dict[str, Any]:
    member = _member(cast)
    return {"member": member, "order": _amending(member.joined_by)}


def _roster(cast: Cast) -> dict[str, Any]:
    member = _member(cast)
    lines = [
        committees_roster.RosterLine({"name": "ใหม่ ตัวอย่าง", "duty": "chair"}),
        committees_roster.RosterLine({"name": member.name}, member.pk),
    ]
    return {"committee": member.committee, "order": member.joined_by, "lines": lines, "base_version": 1}


CALLS: dict[str, Call] = {
    "add_committee": Call(
        committees.add_committee,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "values": {"name": "คณะใหม่", "first_fiscal_year": 2569},
            "order": LATER,
            "members": [{"name": "ก ตัวอย่าง", "duty": "chair"}, {"post": "ผู้แทนตัวอย่าง"}],
        },
        entries=4,
    ),
    "update_committee": Call(
        committees.update_committee,
        lambda cast: {"committee": _committee(cast), "values": {"name": "ชื่อใหม่"}, "base_version": 1},
    ),
    "revoke_committee": Call(
        committees.revoke_committee,
        lambda cast: {"committee": _member(cast).committee, "values": LATER},
    ),
    "delete_committee": Call(
        committees.delete_committee, lambda cast: {"committee": _member(cast).committee}
    ),
    "add_order": Call(
        committees_orders.add_order,
        lambda cast: {"committee": _appointing(cast).committee, "values": LATER},
    ),
    "update_order": Call(
        committees_orders.update_order,
        lambda cast: {"order": _appointing(cast), "values": {"number": "8/2569"}},
    ),
    "delete_order": Call(
        committees_orders.delete_order, lambda cast: {"order": _amending(_appointing(cast))}
    ),
    "add_member": Call(
        committees_members.add_member,
        lambda cast: {
            "committee": (order := _appointing(cast)).committee,
            "order": order,
            "values": {"name": "ก ตัวอย่าง"},
        },
    ),
    "update_member": Call(
        committees_members.update_member,
        lambda cast: {"member": _member(cast), "values": {"name": "ข ตัวอย่าง"}, "base_version": 1},
    ),
    "end_membership": Call(committees_members.end_membership, _ending),
    "move_member": Call(
        committees_members.move_member, lambda cast: {"member": _second_member(cast), "up": True}
    ),
    "delete_member": Call(committees_members.delete_member, lambda cast: {"member": _member(cast)}),
    "write_roster": Call(committees_roster.write_roster, _roster, entries=2),
}
