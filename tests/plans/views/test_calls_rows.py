"""The caller's pages of a call: who has sent, taking in, sending back, merging, the summary."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Activity, Call, CallAnswer, ProposedRow
from plans.services.calls_answers import return_answer
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, ActivityOwnerFactory, CallAnswerFactory, PlanPartFactory
from tests.plans.calling import Calling, link
from tests.plans.views.test_calls import browser, text, url

# The caller


def test_call_detail_tells_who_has_sent_and_who_is_late(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open()
    calling.sent()
    calling.row("institute")
    Call.objects.filter(pk=call.pk).update(due_on=timezone.localdate() - timedelta(days=1))

    page = browser(calling, client_as).get(url("call-detail", call))

    assert [
        (line.answer.unit.name, line.sent, line.left, line.look[0]) for line in page.context["lines"]
    ] == [
        ("กองตัวอย่าง ก", 1, 1, "checked"),
        ("สถาบันตัวอย่าง ก", None, None, "late"),
    ]


def test_call_detail_points_out_rows_that_look_alike(calling: Calling, client_as: ClientAs) -> None:
    ActivityFactory(part=calling.part, title="อบรมคุณธรรมบุคลากร")
    call = calling.open()
    row = calling.sent(title="อบรมคุณธรรมบุคลากร ")
    calling.sent("institute", title="อบรมคุณธรรมบุคลากร")

    page = browser(calling, client_as).get(url("call-detail", call))

    pairs = [(pair.activity.title.strip(), pair.is_own) for pair in page.context["pairs"]]
    assert pairs == [("อบรมคุณธรรมบุคลากร", True)] * 2 + [("อบรมคุณธรรมบุคลากร", False)]
    assert f"{url('call-merge', row)}?into=" in text(page)


def test_remind_says_how_it_went(
    calling: Calling, client_as: ClientAs, django_capture_on_commit_callbacks: Any
) -> None:
    call = calling.open()
    caller = browser(calling, client_as)

    with django_capture_on_commit_callbacks(execute=True):
        caller.post(url("call-remind", call))
    caller.post(url("call-remind", call))
    page = caller.get(url("call-detail", call))

    assert len(mail.outbox) == 2
    assert "วันนี้เตือนครบทุกส่วนงานที่ยังไม่ส่งแล้ว" in text(page)


def test_caller_takes_the_ticked_rows(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    first, second = calling.row(title="หนึ่ง"), calling.sent(title="สอง")
    caller = browser(calling, client_as)

    caller.post(url("call-take", calling.answer()), {"selected": [first.pk], "heading": calling.heading.pk})
    page = caller.get(url("call-answer-rows", calling.answer()))

    assert [(line.activity, line.is_open) for line in page.context["lines"]] == [
        (first, False),
        (second, True),
    ]
    assert list(calling.heading.activities.values_list("title", flat=True)) == ["หนึ่ง"]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"selected": ["x", "0", "99999999999999999999"]},
        {"selected": "row", "heading": "999999"},
        {"selected": "foreign"},
    ],
)
def test_taking_something_strange_is_told_and_takes_nothing(
    calling: Calling, client_as: ClientAs, data: dict[str, Any]
) -> None:
    calling.open()
    known = {"row": calling.sent().pk, "foreign": calling.sent("institute").pk}
    data = data | {
        "selected": known.get(
            data.get("selected", "") if isinstance(data.get("selected"), str) else "",
            data.get("selected", []),
        )
    }

    answer = browser(calling, client_as).post(url("call-take", calling.answer()), data, follow=True)

    assert answer.status_code == 200
    assert "โปรดเลือกรายการที่จะรับเข้าแผน" in text(answer)
    assert not ProposedRow.objects.exists()


def test_taking_a_row_twice_is_told_and_takes_it_once(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    row = calling.row(title="หนึ่ง")
    calling.sent()
    caller = browser(calling, client_as)

    answers = [
        caller.post(url("call-take", calling.answer()), {"selected": row.pk}, follow=True) for _ in range(2)
    ]

    assert "รับเข้าแผนแล้วไปก่อนแล้ว" in text(answers[1])
    assert calling.part.activities.filter(title="หนึ่ง").count() == 1


def test_caller_returns_the_ticked_rows_with_reasons(calling: Calling, client_as: ClientAs) -> None:
    calling.open()
    row = calling.sent()
    caller = browser(calling, client_as)
    address = url("call-rows-return", calling.answer())

    asked = caller.post(address, {"selected": row.pk})
    empty = caller.post(address, {"selected": row.pk, "send": "1", f"reason_{row.pk}": " "})
    caller.post(address, {"selected": row.pk, "send": "1", f"reason_{row.pk}": "ขาดงบ"})

    assert (asked.status_code, empty.status_code) == (200, 422)
    assert [proposal.reason for proposal in calling.answer().returned_rows] == ["ขาดงบ"]
    assert caller.get(url("call-answer-rows", calling.answer())).status_code == 403


def test_caller_merges_after_seeing_both_side_by_side(calling: Calling, client_as: ClientAs) -> None:
    there = ActivityFactory(part=calling.part, title="อบรม", objective="ให้รู้")
    calling.open()
    row = calling.sent(title="อบรม", objective="ให้ทำเป็น", owner="กอง ก")
    caller = browser(calling, client_as)

    page = caller.get(url("call-merge", row) + f"?into={there.pk}")
    answer = caller.post(url("call-merge", row), {"into": there.pk, "base_version": there.version})

    assert ["ให้รู้", "ให้ทำเป็น", "ให้รู้\nให้ทำเป็น"] in [texts for _, texts in page.context["sides"]]
    assert ["", "กอง ก", "กอง ก"] in [texts for _, texts in page.context["sides"]]
    assert answer.status_code == 302
    assert Activity.objects.get(pk=there.pk).objective == "ให้รู้\nให้ทำเป็น"


@pytest.mark.parametrize("into", ["", "x", "999999", "foreign"])
def test_merging_into_something_strange_is_refused(calling: Calling, client_as: ClientAs, into: str) -> None:
    foreign = ActivityFactory()
    calling.open()
    row = calling.sent()
    into = str(foreign.pk) if into == "foreign" else into
    caller = browser(calling, client_as)

    assert caller.get(url("call-merge", row) + f"?into={into}").status_code == 200
    assert caller.post(url("call-merge", row), {"into": into}).status_code == 422
    assert not ProposedRow.objects.exists()


def test_merging_a_row_that_is_not_in_an_answer_is_not_found(calling: Calling, client_as: ClientAs) -> None:
    row = ActivityFactory(part=calling.part)

    assert browser(calling, client_as).get(url("call-merge", row)).status_code == 404


def test_summary_adds_only_amounts_and_shows_nothing_unsent(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open()
    calling.row(title="มีเงิน", owner="กลุ่ม ก")
    calling.sent(title="ไม่มีเงิน", budget_text="ไม่ใช้งบประมาณ", budget_amount=None, budget_kind="none")
    calling.row("institute", title="ยังเป็นความลับ")

    page = browser(calling, client_as).get(url("call-summary", call))

    assert [(len(unit.rows), unit.budget) for unit in page.context["units"]] == [(2, 10_000), (0, 0)]
    assert "ยังเป็นความลับ" not in text(page)
    assert "ไม่ใช้งบประมาณ" in text(page)


def test_summary_tells_that_the_head_has_not_confirmed_yet(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open(confirmed=True)
    calling.sent(title="รอหัวหน้า")

    page = text(browser(calling, client_as).get(url("call-summary", call)))

    assert ("รอหัวหน้าส่วนงานยืนยัน" in page, "ไม่มีข้อเสนอ" in page) == (True, False)


def test_summary_stays_after_closing_while_the_plan_is_out_of_sight(
    calling: Calling, client_as: ClientAs
) -> None:
    call = calling.open()
    calling.sent(title="เสนอแล้ว")
    caller = browser(calling, client_as)
    before = caller.get(calling.answer().plan.get_absolute_url()).status_code

    caller.post(url("call-close", call))

    assert (before, caller.get(calling.answer().plan.get_absolute_url()).status_code) == (200, 404)
    assert caller.get(url("call-answer-rows", calling.answer())).status_code == 403
    assert "เสนอแล้ว" in text(caller.get(url("call-summary", call)))


def test_returned_answer_is_out_of_the_callers_sight(calling: Calling, client_as: ClientAs) -> None:
    call = calling.open()
    calling.sent(title="ร่างใหม่")
    return_answer(by=calling.caller, answer=calling.answer(), reason="แก้", link=link)
    caller = browser(calling, client_as)

    assert caller.get(calling.answer().plan.get_absolute_url()).status_code == 404
    assert "ร่างใหม่" not in text(caller.get(url("call-summary", call)))


# The number of queries


def more_units(calling: Calling) -> None:
    assert calling.call
    answer = CallAnswerFactory(
        call=calling.call,
        state=CallAnswer.State.SENT,
        sent_at=timezone.now(),
        sent_by=calling.caller,
        plan=PlanPartFactory(layout="strategy_quarters").plan,
    )
    for _ in range(2):
        ActivityOwnerFactory(activity=ActivityFactory(part=answer.plan.parts.get()))


def more_rows(calling: Calling) -> None:
    heading = calling.answer().plan.parts.get().headings.get()
    row = ActivityFactory(part=heading.part, heading=heading)
    ActivityOwnerFactory(activity=row)
    ProposedRow.objects.create(
        answer=calling.answer(), activity=row, state="taken", taken_as=ActivityFactory(part=calling.part)
    )


def more_calls(calling: Calling) -> None:
    CallAnswerFactory(call__part=calling.part)


@pytest.mark.parametrize(
    ("name", "more", "most"),
    [
        ("call-detail", more_units, 15),
        ("call-summary", more_units, 15),
        ("call-answer-rows", more_rows, 15),
        ("call-answer-list", more_calls, 10),
    ],
)
def test_page_asks_as_often_for_thirty_as_for_one(
    calling: Calling, client_as: ClientAs, name: str, more: Callable[[Calling], None], most: int
) -> None:
    call = calling.open()
    calling.sent()
    target = {"call-answer-rows": calling.answer(), "call-answer-list": None}.get(name, call)
    caller = browser(calling, client_as)
    counts = []

    for times in (1, 29):
        for _ in range(times):
            more(calling)
        with CaptureQueriesContext(connection) as queries:
            assert caller.get(url(name, target)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= most
