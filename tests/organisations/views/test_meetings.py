"""The pages of meetings: what is typed is kept, whoever is slower is told, and lists ask constantly often."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import AgendaItem, Committee, CommitteeOrder, Draft, Meeting
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
    ResolutionFactory,
)


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def order(cast: Cast) -> CommitteeOrder:
    return CommitteeOrderFactory(committee__organisation=cast.organisation("medicine"))


@pytest.fixture
def committee(order: CommitteeOrder) -> Committee:
    return order.committee


@pytest.fixture
def meeting(committee: Committee) -> Meeting:
    return MeetingFactory(committee=committee, number=1)


def url(name: str, thing: Any) -> str:
    return reverse(f"organisations:{name}", args=[thing.pk])


def test_new_meeting_is_called_with_thai_digits_and_what_is_ticked(browser: Client, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    task = ResolutionFactory(agenda_item__meeting=meeting)
    new = url("meeting-new", meeting.committee)

    offered = browser.get(new).context["form"]["offers"]
    answer = browser.post(
        new,
        {
            "base_version": 0,
            "number": "๗",
            "held_on": "๕ พ.ย. ๒๕๖๙",
            "starts_at": "9.30",
            "offers": f"resolution-{task.pk}",
        },
    )

    made = Meeting.objects.latest("pk")
    assert offered.value() == [f"minutes-{meeting.pk}", f"resolution-{task.pk}"]
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (str(made), made.held_on, made.agenda.get().section) == ("ครั้งที่ 7/2569", date(2026, 11, 5), 3)


def test_bad_input_is_answered_at_its_place_and_kept(browser: Client, committee: Committee) -> None:
    answer = browser.post(
        url("meeting-new", committee),
        {"base_version": 0, "number": "-1", "held_on": "วันไหนก็ได้", "place": "ห้องประชุม"},
    )

    form = answer.context["form"]
    assert (answer.status_code, set(form.errors)) == (422, {"number", "held_on"})
    assert (form["held_on"].value(), form["place"].value()) == ("วันไหนก็ได้", "ห้องประชุม")
    assert not committee.meetings.exists()


def test_slower_writer_of_minutes_is_told_and_loses_nothing(browser: Client, meeting: Meeting) -> None:
    item = AgendaItemFactory(meeting=meeting, title="เดิม")
    edit = url("agenda-edit", item)
    typed = {"base_version": 1, "section": 4, "title": "เดิม", "discussion": "ของคนแรก"}
    browser.post(edit, typed)

    slower = browser.post(edit, typed | {"discussion": "ของคนหลัง"})
    again = browser.post(
        edit,
        typed | {"discussion": "ของคนหลัง", "base_version": slower.context["form"]["base_version"].value()},
    )

    assert slower.status_code == 422
    assert slower.context["differences"] == [("สาระสำคัญ", "ของคนแรก")]
    assert slower.context["form"]["discussion"].value() == "ของคนหลัง"
    assert again.status_code == 302
    assert AgendaItem.objects.get().discussion == "ของคนหลัง"


def test_draft_is_kept_shown_and_put_aside(browser: Client, meeting: Meeting, cast: Cast) -> None:
    item = AgendaItemFactory(meeting=meeting)
    edit = url("agenda-edit", item)
    typed = {"base_version": 1, "section": 4, "title": "เรื่อง", "discussion": "พิมพ์ค้างไว้"}

    kept = browser.post(f"{edit}?draft=1", typed)
    shown = browser.get(edit).context["form"]["discussion"].value()
    browser.post(edit, {"drop": "1"})

    assert (kept.status_code, shown) == (200, "พิมพ์ค้างไว้")
    assert not Draft.objects.exists()
    assert AgendaItem.objects.get().discussion == ""


def test_saving_forgets_the_draft(browser: Client, meeting: Meeting) -> None:
    new = url("agenda-new", meeting)
    typed = {"base_version": 0, "section": 5, "title": "เรื่องอื่น", "discussion": ""}
    browser.post(f"{new}?draft=1", typed)

    answer = browser.post(new, typed)

    item = AgendaItem.objects.get()
    assert answer.headers["Location"] == f"{meeting.get_absolute_url()}#item-{item.pk}"
    assert not Draft.objects.exists()


def test_attendance_of_all_is_recorded_at_once(
    browser: Client, meeting: Meeting, order: CommitteeOrder
) -> None:
    here, sent, away = (CommitteeMemberFactory(joined_by=order).pk for _ in range(3))
    page = url("meeting-attendance", meeting)

    answer = browser.post(
        page,
        {
            f"state-{here}": "present",
            f"state-{sent}": "substitute",
            f"substitute-{sent}": "นางผู้แทน",
            f"state-{away}": "leave",
        },
    )

    assert answer.status_code == 302
    assert list(meeting.attendance.order_by("member").values_list("state", "substitute")) == [
        ("present", ""),
        ("substitute", "นางผู้แทน"),
        ("leave", ""),
    ]


def test_substitute_has_a_name_and_a_name_is_of_a_substitute(
    browser: Client, meeting: Meeting, order: CommitteeOrder
) -> None:
    one, two = (CommitteeMemberFactory(joined_by=order).pk for _ in range(2))

    answer = browser.post(
        url("meeting-attendance", meeting),
        {f"state-{one}": "substitute", f"state-{two}": "present", f"substitute-{two}": "นางผู้แทน"},
    )

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {
            f"substitute-{one}": ["โปรดระบุชื่อผู้แทน"],
            f"substitute-{two}": ["ระบุชื่อผู้แทนได้เฉพาะเมื่อเลือก “ผู้แทน”"],
        },
    )


def test_slower_counter_sees_what_was_recorded_and_can_insist(
    browser: Client, meeting: Meeting, order: CommitteeOrder
) -> None:
    member = CommitteeMemberFactory(joined_by=order).pk
    page = url("meeting-attendance", meeting)
    browser.post(page, {f"state-{member}": "leave", f"was-{member}": ":"})

    slower = browser.post(page, {f"state-{member}": "present", f"was-{member}": ":"})
    form = slower.context["form"]
    known = form[f"was-{member}"].value()
    browser.post(page, {f"state-{member}": form[f"state-{member}"].value(), f"was-{member}": known})

    assert form.errors[f"state-{member}"] == ["มีผู้บันทึกไว้ก่อนท่านว่า “ลา”"]
    assert known == "leave:"
    assert meeting.attendance.get().state == "present"


def test_everybody_left_is_marked_and_nothing_saved(
    browser: Client, meeting: Meeting, order: CommitteeOrder
) -> None:
    one, two = (CommitteeMemberFactory(joined_by=order).pk for _ in range(2))

    form = browser.post(
        url("meeting-attendance", meeting), {"all_present": "1", f"state-{one}": "leave"}
    ).context["form"]

    assert [form[f"state-{pk}"].value() for pk in (one, two)] == ["leave", "present"]
    assert not meeting.attendance.exists()


def test_meeting_without_quorum_asks_once_more(
    browser: Client, meeting: Meeting, order: CommitteeOrder
) -> None:
    CommitteeMemberFactory(joined_by=order)
    hold = url("meeting-hold", meeting)

    refused = browser.post(hold)
    done = browser.post(hold, {"without_quorum": "on"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["without_quorum"])
    assert done.status_code == 302
    assert "ไม่ครบองค์ประชุม" in browser.get(meeting.get_absolute_url()).content.decode()


def test_overdue_resolutions_are_counted_and_marked(browser: Client, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    late = ResolutionFactory(agenda_item__meeting=meeting, due_on=date(2026, 2, 1))
    ResolutionFactory(agenda_item__meeting=meeting, due_on=date(2099, 1, 1))

    page = browser.get(url("resolution-list", meeting.committee))

    assert (page.context["overdue_count"], page.context["open_count"]) == (1, 2)
    assert page.content.decode().count("เกินกำหนด") == 2  # the notice, and the row
    assert next(iter(page.context["page"])) == late


def more(meeting: Meeting, order: CommitteeOrder) -> None:
    """One more of everything that pages of meetings show."""
    member = CommitteeMemberFactory(joined_by=order)
    AttendanceFactory(meeting=meeting, member=member)
    ResolutionFactory(agenda_item=AgendaItemFactory(meeting=meeting), owner="กลุ่มแผนงาน")
    held = MeetingFactory(committee=meeting.committee, number=100 + meeting.pk + member.pk, state="held")
    AttendanceFactory(meeting=held, member=member)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("meeting-list", 7),
        ("meeting-detail", 8),
        ("meeting-attendance", 6),
        ("meeting-rates", 9),
        ("resolution-list", 9),
        ("meeting-new", 9),
    ],
)
def test_page_asks_as_often_for_many_as_for_one(
    browser: Client, meeting: Meeting, order: CommitteeOrder, name: str, queries: int
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    of_meeting = name in ("meeting-detail", "meeting-attendance")
    page, counts = url(name, meeting if of_meeting else meeting.committee), []

    for rows in (1, 7):
        for _ in range(rows):
            more(meeting, order)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        counts.append(len(asked))

    assert counts == [queries, queries]


def test_page_of_others_committee_is_not_found(browser: Client) -> None:
    hidden = MeetingFactory(committee=CommitteeFactory())

    assert browser.get(hidden.get_absolute_url()).status_code == 404
