"""Choosing what one is told of, by page and by the address in a digest."""

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import AuditEntry, NoticeKind, User
from organisations.notices import switch_off_address
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import NoticeOptOutFactory

PAGE = reverse("organisations:notice-settings")
Kind = NoticeKind


def unwanted(person: User) -> set[str]:
    return set(person.notice_opt_outs.values_list("kind", flat=True))


def test_unticked_kinds_are_switched_off_and_ticked_ones_on_again(cast: Cast, client_as: ClientAs) -> None:
    person = cast["secretary@medicine"]
    NoticeOptOutFactory(user=person, kind=Kind.DUE)
    other = NoticeOptOutFactory(user=cast["auditor@medicine"], kind=Kind.DUE)
    browser = client_as(person)

    answer = browser.post(PAGE, {"wanted": [Kind.DUE, Kind.WAITING, Kind.RETURNED]})

    assert (answer.status_code, unwanted(person)) == (302, {Kind.BEFORE_DUE, Kind.OVERDUE})
    assert unwanted(other.user) == {Kind.DUE}
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == (
        {"unwanted": ["ครบกำหนดรายงานวันนี้"]},
        {"unwanted": ["ใกล้ครบกำหนดรายงาน", "เกินกำหนดรายงาน"]},
    )
    page = browser.get(PAGE).content.decode()
    assert (page.count("checked"), page.count('type="checkbox"')) == (3, 5)


def test_unknown_kind_is_refused_in_thai(cast: Cast, client_as: ClientAs) -> None:
    answer = client_as(cast["secretary@medicine"]).post(PAGE, {"wanted": ["gossip"]})

    assert answer.status_code == 422
    assert unwanted(cast["secretary@medicine"]) == set()


def test_address_of_a_digest_asks_first_and_switches_off_that_kind(cast: Cast) -> None:
    person = cast["secretary@medicine"]
    NoticeOptOutFactory(user=person, kind=Kind.DUE)
    address = switch_off_address(person, Kind.OVERDUE)
    browser = Client(enforce_csrf_checks=True)

    asked = browser.get(address)
    assert (asked.status_code, unwanted(person)) == (200, {Kind.DUE})
    assert "เกินกำหนดรายงาน" in asked.content.decode()

    answer = browser.post(address)
    assert (answer.status_code, unwanted(person)) == (200, {Kind.DUE, Kind.OVERDUE})
    assert "ปิดการแจ้งเตือนแล้ว" in answer.content.decode()
    assert str(person) not in answer.content.decode()
    assert browser.post(address).status_code == 200


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: f"x{token}", lambda token: "x"])
def test_changed_address_leads_nowhere(cast: Cast, change: object) -> None:
    *_, token, _ = switch_off_address(cast["secretary@medicine"]).split("/")

    answer = Client().post(reverse("organisations:notice-off", args=[change(token)]))  # type: ignore[operator]

    assert answer.status_code == 404
    assert unwanted(cast["secretary@medicine"]) == set()


def test_address_of_an_inactive_person_leads_nowhere(cast: Cast) -> None:
    address = switch_off_address(cast["secretary@medicine"])
    User.objects.filter(pk=cast["secretary@medicine"].pk).update(is_active=False)

    assert Client().get(address).status_code == 404
