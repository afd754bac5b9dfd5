"""The pages of a call, as caller, unit, coordinator and head open them."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from ita_portal.thai.dates import format_long
from organisations.models import User
from plans.models import ActionPlan, Activity, Call
from plans.services import calls
from plans.services.calls_answers import return_rows
from tests.conftest import ClientAs
from tests.plans.calling import DUE_ON, Calling, link


def url(name: str, of: Any = None) -> str:
    return reverse(f"plans:{name}", args=[of.pk] if of else [])


def browser(calling: Calling, client_as: ClientAs, who: str = "secretary@medicine") -> Client:
    person = calling.people.get(who) or calling.cast[who]
    return client_as(User.objects.get(pk=person.pk))


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def typed(calling: Calling, **changed: Any) -> dict[str, Any]:
    planning = calling.unit("planning").pk
    return {
        "purpose": "rows",
        "part": calling.part.pk,
        "title": "ขอให้เสนอกิจกรรม",
        "letter": "โปรดเสนอ",
        "due_on": format_long(DUE_ON),
        f"unit_{planning}": "on",
        f"coordinator_{planning}": calling.people["activity_owner@planning"].pk,
    } | changed


# Opening


def test_call_new_offers_the_units_and_their_people(calling: Calling, client_as: ClientAs) -> None:
    page = browser(calling, client_as).get(url("call-new", calling.part.plan))

    form = page.context["form"]
    assert {unit.name for unit in form.units} == {"กองตัวอย่าง ก", "สถาบันตัวอย่าง ก", "ห้องปฏิบัติการตัวอย่าง ก"}
    offered = form.fields[f"coordinator_{calling.unit('planning').pk}"].choices
    assert {pk for pk, _ in offered} == {
        "",
        *(calling.people[f"{role}@planning"].pk for role in ("secretary", "approver", "activity_owner")),
    }
    assert (
        form["title"].value()
        == f"ขอให้ส่วนงานเสนอโครงการ/กิจกรรม ประจำปีงบประมาณ พ.ศ. {calling.part.plan.fiscal_year}"
    )


def test_call_new_opens_the_call_and_writes_to_the_coordinator(
    calling: Calling, client_as: ClientAs, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser(calling, client_as).post(url("call-new", calling.part.plan), typed(calling))

    call = Call.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, url("call-detail", call))
    assert (call.due_on, call.answers.get().coordinator) == (
        DUE_ON,
        calling.people["activity_owner@planning"],
    )
    assert [letter.to for letter in mail.outbox] == [["activity_owner-planning@example.go.th"]]
    assert f"http://testserver{url('call-answer', call.answers.get())}" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"due_on": "1 ม.ค. 2569"}, "กำหนดส่งต้องไม่เป็นวันที่ผ่านมาแล้ว"),
        ({"due_on": "วันจันทร์หน้า"}, "ไม่"),
        ({"title": " "}, "โปรดระบุเรื่อง"),
        ({"part": "999999"}, "ไม่พบตารางนี้ในแผน"),
        ({"purpose": "party"}, "ไม่รู้จักวัตถุประสงค์นี้"),
        ({"letter": "ก" * 5_001}, "โปรดย่อให้ไม่เกิน 5,000 ตัวอักษร"),
    ],
)
def test_call_new_says_what_is_wrong_and_keeps_what_was_typed(
    calling: Calling, client_as: ClientAs, changed: dict[str, str], words: str
) -> None:
    page = browser(calling, client_as).post(url("call-new", calling.part.plan), typed(calling, **changed))

    assert page.status_code == 422
    assert words in text(page)
    assert page.context["form"]["letter"].value() == typed(calling, **changed)["letter"]
    assert not Call.objects.exists()


def test_call_new_without_a_unit_or_with_a_foreign_coordinator_is_refused(
    calling: Calling, client_as: ClientAs
) -> None:
    planning = calling.unit("planning").pk
    caller = browser(calling, client_as)

    none = caller.post(url("call-new", calling.part.plan), typed(calling, **{f"unit_{planning}": ""}))
    foreign = caller.post(
        url("call-new", calling.part.plan),
        typed(calling, **{f"coordinator_{planning}": calling.cast["secretary@revenue"].pk}),
    )

    assert "โปรดเลือกส่วนงานอย่างน้อยหนึ่งแห่ง" in text(none)
    assert "ไม่พบบุคคลนี้ในส่วนงาน" in text(foreign)
    assert not Call.objects.exists()


def test_call_units_searches_and_adds(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open(units=("planning",))
    caller = browser(calling, client_as)

    found = caller.get(url("call-units", call) + "?q=สถาบัน")
    caller.post(url("call-units", call), {f"unit_{calling.unit('institute').pk}": "on"})

    assert [unit.name for unit in found.context["form"].units] == ["สถาบันตัวอย่าง ก"]
    assert call.answers.count() == 2


def test_call_units_survives_a_strange_search(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open()

    assert browser(calling, client_as).get(url("call-units", call) + "?q=%00%27%25").status_code == 200


# The unit


def test_unit_finds_its_call_at_home_and_in_its_list(calling: Calling, client_as: ClientAs) -> None:
    calling.open(coordinator="activity_owner@planning")
    calling.open(coordinator="activity_owner@planning", units=("planning",))
    secretary, coordinator = (
        browser(calling, client_as, f"{role}@planning") for role in ("secretary", "activity_owner")
    )
    other = browser(calling, client_as, "activity_owner@institute")

    assert [
        len(home.get(reverse("reports:home")).context["home"].tasks)
        for home in (secretary, coordinator, other)
    ] == [2, 2, 0]
    assert {answer.unit.name for answer in coordinator.get(url("call-answer-list")).context["page"]} == {
        "กองตัวอย่าง ก"
    }


def test_coordinator_writes_a_row_in_the_editor_and_sends(calling: Calling, client_as: ClientAs) -> None:
    calling.open(coordinator="activity_owner@planning")
    answer = calling.answer()
    coordinator = browser(calling, client_as, "activity_owner@planning")
    part = answer.plan.parts.get()

    editor = coordinator.get(url("plan-editor", answer.plan))
    form = coordinator.get(url("activity-new", part)).context["form"]
    data = {field.html_name: "" if field.value() is None else field.value() for field in form}
    coordinator.post(url("activity-new", part), data | {"title": "จิตอาสา"})
    asked = coordinator.get(url("call-answer-send", answer))
    sent = coordinator.post(url("call-answer-send", answer))
    locked = coordinator.get(url("plan-editor", answer.plan))

    assert "โปรดเสนอภายในกำหนด" in text(editor)
    assert "จะส่ง 1 รายการ ให้กรมตัวอย่าง ก" in text(asked)
    assert (sent.status_code, calling.answer().state) == (302, "sent")
    assert locked.status_code == 403
    assert "ส่งแผนนี้ให้กรมตัวอย่าง กแล้ว" in text(locked)


def test_coordinator_takes_back_an_act_of_ones_own(calling: Calling, client_as: ClientAs) -> None:
    calling.open(coordinator="activity_owner@planning")
    row = calling.row()
    coordinator = browser(calling, client_as, "activity_owner@planning")
    coordinator.post(url("activity-delete", row))
    page = coordinator.get(url("plan-editor", calling.answer().plan))

    answer = coordinator.post(reverse("plans:undo", args=[page.context["last_act"].pk]))

    assert answer.status_code == 302
    assert Activity.objects.filter(pk=row.pk).exists()


def test_sending_an_answer_that_is_closed_is_told_and_no_error(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open()
    calls.close_call(by=calling.caller, call=call)
    secretary = browser(calling, client_as, "secretary@planning")

    answer = secretary.post(url("call-answer-send", calling.answer()), follow=True)

    assert answer.status_code == 200
    assert "ปิดรับข้อมูลตามคำขอนี้แล้ว" in text(answer)


def test_sending_twice_is_told_and_no_error(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    calling.sent()

    answer = browser(calling, client_as, "secretary@planning").post(
        url("call-answer-send", calling.answer()), follow=True
    )

    assert answer.status_code == 200
    assert "ส่งแผนนี้ให้กรมตัวอย่าง กแล้ว" in text(answer)


@pytest.mark.parametrize(
    "name", ["call-answer", "call-answer-send", "call-answer-return", "call-answer-rows"]
)
@pytest.mark.parametrize("who", ["secretary@institute", "secretary@revenue", "outsider", "former"])
def test_answer_of_another_unit_is_not_found(
    calling: Calling, client_as: ClientAs, name: str, who: str
) -> None:
    calling.open()
    calling.sent()
    seen = browser(calling, client_as, "secretary@medicine").get(url("call-answer", calling.answer()))

    assert browser(calling, client_as, who).get(url(name, calling.answer())).status_code == 404
    assert seen.status_code == 200


def test_head_confirms_and_returns(calling: Calling, client_as: ClientAs) -> None:
    calling.open(confirmed=True)
    calling.sent()
    calling.sent("institute")
    head, other = (browser(calling, client_as, f"approver@{unit}") for unit in ("planning", "institute"))

    page = head.get(url("call-answer", calling.answer()))
    head.post(url("call-answer-confirm", calling.answer()))
    empty = other.post(url("call-answer-return", calling.answer("institute")), {"reason": ""})
    other.post(url("call-answer-return", calling.answer("institute")), {"reason": "ขาดงบ"})

    assert "ยืนยันและส่ง" in text(page)
    assert (empty.status_code, "โปรดระบุเหตุผลที่ส่งคืน" in text(empty)) == (422, True)
    assert (calling.answer().state, calling.answer("institute").reason) == ("sent", "ขาดงบ")


def test_returned_rows_show_their_reasons_in_the_editor(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    row, other = calling.row(title="แก้นี้"), calling.sent(title="ดีแล้ว")
    return_rows(by=calling.caller, answer=calling.answer(), reasons={row.pk: "<b>ขาด</b>ตัวชี้วัด"}, link=link)

    page = browser(calling, client_as, "secretary@planning").get(url("plan-editor", calling.answer().plan))

    assert text(page).count("&lt;b&gt;ขาด&lt;/b&gt;ตัวชี้วัด") == 3  # on top, and at the row for eye and ear
    assert f"#row-{row.pk}" in text(page)
    assert f'#row-{other.pk}"' not in text(page).split('class="outline"')[0]


def test_list_of_plans_marks_an_answer(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    ActionPlan.objects.create(organisation=calling.unit("planning"), fiscal_year=2569, title="แผนอื่น")

    page = browser(calling, client_as, "secretary@planning").get(url("plan-list") + "?year=2569")

    assert text(page).count("ตามคำขอของกรมตัวอย่าง ก") == 1


def test_deleting_an_answer_is_refused_with_the_reason(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    secretary = browser(calling, client_as, "secretary@planning")

    answers = [
        method(url("plan-delete", calling.answer().plan)) for method in (secretary.get, secretary.post)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "แผนนี้จัดทำตามคำขอของกรมตัวอย่าง ก จึงลบไม่ได้" in text(answers[1])
