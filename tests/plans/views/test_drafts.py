"""What was typed outlives another person's save, a closed page and an ended session."""

from typing import Any

import pytest

from organisations.models import AuditEntry, Draft, User
from organisations.services.drafts import MAX_CHARACTERS
from organisations.templatetags.thai import thai_moment
from plans import rows
from plans.models import Activity
from plans.services import activities
from tests.factories import MembershipFactory
from tests.plans.conftest import Desk

# Two people


def stale(desk: Desk, by: User | None = None, **mine: str) -> dict[str, Any]:
    """What I typed while another secretary saved the same row."""
    data = desk.typed(desk.activity, **mine)
    activity = Activity.objects.get(pk=desk.activity.pk)
    row = rows.row_of(activity)
    changed = type(row)(**{**{name: getattr(row, name) for name in row.__slots__}, "title": "ของเขา"})
    activities.save_activity(
        by=by, activity=activity, row=changed, heading=activity.heading, base_version=None
    )
    return data


@pytest.mark.parametrize("htmx", [False, True])
def test_stale_form_shows_both_texts_and_writes_nothing(desk: Desk, htmx: bool) -> None:
    data = stale(desk, title="ของฉัน", objective="วัตถุประสงค์ของฉัน")
    answer = desk.post("activity-edit", desk.activity, data, htmx=htmx)

    assert answer.status_code == 409
    assert [(d.key, d.mine, d.theirs, d.choice) for d in answer.context["differences"]] == [
        ("title", "ของฉัน", "ของเขา", ""),
    ]
    assert 'name="objective" value="วัตถุประสงค์ของฉัน"' in answer.text
    entry = AuditEntry.objects.about(desk.activity).get()
    assert f"มีผู้แก้ไขรายการนี้ก่อนท่าน</strong> คือ ระบบ เมื่อวันที่ {thai_moment(entry.at)} โปรดเลือก" in answer.text
    assert "โปรดเลือกข้อความที่จะใช้ในช่องนี้" not in answer.text
    assert Activity.objects.get(pk=desk.activity.pk).title == "ของเขา"


def test_text_that_only_the_other_changed_suggests_theirs(desk: Desk) -> None:
    answer = desk.post("activity-edit", desk.activity, stale(desk, objective="ของฉัน"))

    assert {d.key: d.choice for d in answer.context["differences"]} == {"title": "theirs"}


def test_conflict_names_the_person_who_was_first(desk: Desk) -> None:
    colleague = MembershipFactory(organisation=desk.plan.organisation).user
    answer = desk.post("activity-edit", desk.activity, stale(desk, by=colleague, title="ของฉัน"))

    assert f"</strong> คือ {colleague} เมื่อวันที่" in answer.text


@pytest.mark.parametrize(("choice", "title"), [("mine", "ของฉัน"), ("theirs", "ของเขา")])
def test_chosen_text_is_saved(desk: Desk, choice: str, title: str) -> None:
    data = stale(desk, title="ของฉัน")
    version = Activity.objects.get(pk=desk.activity.pk).version
    answer = desk.post(
        "activity-edit",
        desk.activity,
        data | {"base_version": version, "asked": "title", "choice_title": choice},
    )

    assert (answer.status_code, Activity.objects.get(pk=desk.activity.pk).title) == (302, title)


def test_question_without_a_choice_is_asked_again(desk: Desk) -> None:
    data = stale(desk, title="ของฉัน")
    version = Activity.objects.get(pk=desk.activity.pk).version
    answer = desk.post("activity-edit", desk.activity, data | {"base_version": version, "asked": "title"})

    assert answer.context["unanswered"] == ["title"]
    message = answer.text.index("โปรดเลือกข้อความที่จะใช้ในช่องนี้")
    assert message < answer.text.index("autofocus") < answer.text.index("ของเขา")
    assert (answer.status_code, Activity.objects.get(pk=desk.activity.pk).title) == (409, "ของเขา")


def test_row_that_was_only_moved_meanwhile_is_no_conflict(desk: Desk) -> None:
    data = desk.typed(desk.activity, title="ของฉัน")
    activities.place_activity(by=None, activity=desk.activity, heading=None, after=None)
    answer = desk.post("activity-edit", desk.activity, data | {"heading": desk.heading.pk})

    activity = Activity.objects.get(pk=desk.activity.pk)
    assert (answer.status_code, activity.title, activity.heading) == (302, "ของฉัน", None)


# Drafts


def test_draft_is_kept_shown_again_and_gone_when_saved(desk: Desk) -> None:
    data = desk.typed(desk.activity, title="ค้าง\x00ไว้", budget="abc")
    answer = desk.post("activity-draft", desk.activity, data, htmx=True)

    assert answer.json()["understood"]["budget"]["doubtful"] is True
    assert Activity.objects.get(pk=desk.activity.pk).title == "กิจกรรมแรก"
    page = desk.get("activity-edit", desk.activity)
    assert page.context["form"]["title"].value() == "ค้างไว้"
    assert "ข้อความที่ท่านพิมพ์ค้างไว้" in page.text
    assert "row-mark" in desk.get("plan-editor", desk.plan).text

    desk.post("activity-edit", desk.activity, desk.typed(desk.activity))
    assert Draft.objects.count() == 0
    assert Activity.objects.get(pk=desk.activity.pk).title == "ค้างไว้"


@pytest.mark.parametrize("htmx", [False, True])
def test_draft_is_put_aside(desk: Desk, htmx: bool) -> None:
    desk.post("activity-draft", desk.activity, desk.typed(desk.activity, title="ค้างไว้"))
    answer = desk.post("activity-draft-drop", desk.activity, htmx=htmx)

    assert Draft.objects.count() == 0
    if htmx:
        assert answer.text.startswith(f'<tr id="row-{desk.activity.pk}"')
        assert "กิจกรรมแรก" in answer.text
    else:
        assert answer["Location"] == desk.url("activity-edit", desk.activity)


def test_draft_that_began_before_somebody_saved_leads_to_both_texts(desk: Desk) -> None:
    desk.post("activity-draft", desk.activity, stale(desk, title="ของฉัน"))
    answer = desk.post("activity-edit", desk.activity, desk.typed(desk.activity))

    assert [(d.key, d.mine, d.theirs) for d in answer.context["differences"]] == [
        ("title", "ของฉัน", "ของเขา")
    ]


def test_draft_is_seen_by_its_writer_alone(desk: Desk, cast: Any, client_as: Any) -> None:
    desk.post("activity-draft", desk.activity, desk.typed(desk.activity, title="ค้างไว้"))
    second = MembershipFactory(organisation=desk.plan.organisation).user
    page = client_as(second).get(desk.url("activity-edit", desk.activity))

    assert page.context["form"]["title"].value() == "กิจกรรมแรก"


def test_draft_too_long_to_keep_is_told_so(desk: Desk) -> None:
    answer = desk.post(
        "activity-draft", desk.activity, desk.typed(desk.activity, title="ก" * (MAX_CHARACTERS + 1))
    )

    assert answer.status_code == 413
    assert answer.json() == {"error": "ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ"}
    assert Draft.objects.count() == 0


def test_new_activity_has_a_draft_for_its_place(desk: Desk) -> None:
    under = f"?heading={desk.heading.pk}"
    desk.post("activity-new-draft", desk.part, desk.typed(title="ร่างใหม่"), under)

    values = [
        desk.get("activity-new", desk.part, query).context["form"]["title"].value() for query in (under, "")
    ]
    assert values == ["ร่างใหม่", ""]
    desk.post("activity-new-draft-drop", desk.part, query=under)
    assert Draft.objects.count() == 0
