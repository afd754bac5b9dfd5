"""What of sign-off the home page tells: what waits for the person, and which plan is to be submitted."""

from datetime import date

from django.urls import reverse

from organisations.models import User
from plans.models import ActionPlan
from reports.home import Choice, Home, home_of
from tests.cast import Cast
from tests.factories import (
    MeetingFactory,
    ReopeningFactory,
    ResolutionFactory,
    RevisionFactory,
    SignOffStepFactory,
)
from tests.reports.filled_plans import plan_of

State = ActionPlan.State


def seen(user: User) -> Home:
    return home_of(user, Choice(2570, None, year_is_chosen=False, today=date(2026, 11, 21)))


def test_what_waits_for_a_person_is_said_once(cast: Cast) -> None:
    plan = plan_of(cast, state=State.WAITING, title="แผนรอลงนาม")
    step = SignOffStepFactory(revision=RevisionFactory(plan=plan, number=1))

    own, others = seen(cast["approver@medicine"]), seen(cast["executive@medicine"])

    assert [(line.title, line.url) for line in own.signing] == [
        ("อนุมัติ แผนรอลงนาม", reverse("reports:step-sign", args=[step.pk]))
    ]
    assert own.overview
    assert others.overview
    assert own.overview.waiting == ()
    assert (others.signing, others.overview.waiting) == ((), (plan,))


def test_owner_is_told_of_open_resolutions_alone(cast: Cast) -> None:
    owner = cast["activity_owner@medicine"]
    held = MeetingFactory(
        committee__organisation=cast.organisation("medicine"),
        committee__name="คณะทำงานตัวอย่าง",
        number=2,
        state="held",
    )
    given = {"agenda_item__meeting": held, "due_on": date(2026, 1, 31)}
    task = ResolutionFactory(**given, user=owner, text="จัดทำประกาศ")
    ResolutionFactory(**given, user=owner, state="done")
    ResolutionFactory(**given, user=cast["approver@medicine"])
    ResolutionFactory(agenda_item__meeting=MeetingFactory(committee=held.committee, number=3), user=owner)

    assert [(line.title, line.text, line.url) for line in seen(owner).tasks] == [
        (
            "จัดทำประกาศ",
            "มติที่ประชุมคณะทำงานตัวอย่าง ครั้งที่ 2/2569 · กำหนดแล้วเสร็จ 31 มกราคม 2569 (เกินกำหนดแล้ว)",
            task.get_absolute_url(),
        )
    ]


def test_year_leads_to_the_plan_that_is_to_be_submitted(cast: Cast) -> None:
    plan_of(cast, state=State.WAITING)
    draft = plan_of(cast)

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    assert desk.steps[-1].url == reverse("reports:plan-submit", args=[draft.pk])


def test_request_to_open_a_plan_waits_for_the_head_of_its_organisation(cast: Cast) -> None:
    plan = plan_of(cast, state=State.APPROVED, title="แผนที่ขอเปิด")
    asked = ReopeningFactory(plan=plan)
    ReopeningFactory(plan=plan_of(cast, "institute", state=State.APPROVED))

    titles = [(line.title, line.url) for line in seen(cast["executive@medicine"]).signing]

    assert titles == [("พิจารณาคำขอเปิดแผน แผนที่ขอเปิด", reverse("plans:reopening-decide", args=[asked.pk]))]
    assert seen(cast["secretary@medicine"]).signing == ()
