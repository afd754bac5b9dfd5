"""Find and replace over everything in a plan."""

import re
from typing import Any

from plans.models import ActionPlan, Activity, Heading, PlanPart
from plans.services.undo import undo, undoable
from tests.factories import ActivityOwnerFactory
from tests.plans.conftest import Desk

FORM = {"words": "กองเดิม", "by": "กองใหม่"}


def prepared(desk: Desk) -> None:
    """The words in a section, a heading, a title, a note, a signer, and twice in a row."""
    Activity.objects.filter(pk=desk.activity.pk).update(title="กองเดิมประชุมกองเดิม", period_text="ต.ค. 68")
    ActivityOwnerFactory(activity=desk.activity, text="กองเดิม")
    Heading.objects.filter(pk=desk.heading.pk).update(text="งานของกองเดิม")
    PlanPart.objects.filter(pk=desk.part.pk).update(
        title="ตารางของกองเดิม", notes=["กองเดิมรวบรวม"], signatures=[{"label": "ผู้เสนอ", "position": "กองเดิม"}]
    )
    desk.section.html = "<p>กองเดิม <strong>กองเดิม</strong></p>"
    desk.section.save()


def ids(page: Any) -> list[str]:
    return re.findall(r'name="hit" value="([^"]+)"', page.text)


def search(desk: Desk, **form: str) -> Any:
    return desk.browser.get(desk.url("plan-replace", desk.plan), FORM | form)


def test_every_place_is_found_with_what_is_around_it(desk: Desk) -> None:
    prepared(desk)
    page = search(desk)

    found = [(item.place.label, item.hit.before, item.hit.after) for item in page.context["found"]]
    assert len(found) == 9
    assert ("หัวข้อ", "งานของ", "") in found
    assert found.count(("โครงการ/กิจกรรม", "กองเดิมประชุม", "")) == 1


def test_chosen_places_alone_are_replaced_and_rows_can_be_undone(desk: Desk) -> None:
    prepared(desk)
    chosen = ids(search(desk))
    first_of_row = next(hit for hit in chosen if hit.startswith(f"row-{desk.activity.pk}:title:0"))
    chosen.remove(first_of_row)

    answer = desk.post("plan-replace", desk.plan, FORM | {"hit": chosen})

    assert answer.status_code == 302
    activity = Activity.objects.get(pk=desk.activity.pk)
    assert (activity.title, activity.owners.get().text) == ("กองเดิมประชุมกองใหม่", "กองใหม่")
    assert Heading.objects.get(pk=desk.heading.pk).text == "งานของกองใหม่"
    part = PlanPart.objects.get(pk=desk.part.pk)
    assert (part.title, part.notes, part.signatures[0]["position"]) == (
        "ตารางของกองใหม่",
        ["กองใหม่รวบรวม"],
        "กองใหม่",
    )
    desk.section.refresh_from_db()
    assert desk.section.html == "<p>กองใหม่ <strong>กองใหม่</strong></p>"

    entry = undoable(desk.secretary, desk.plan)
    assert entry is not None
    undo(by=desk.secretary, entry=entry)
    assert Activity.objects.get(pk=desk.activity.pk).title == "กองเดิมประชุมกองเดิม"


def test_period_with_replaced_words_is_read_anew(desk: Desk) -> None:
    prepared(desk)
    form = {"words": "68", "by": "๖๙"}
    page = search(desk, **form)
    desk.post("plan-replace", desk.plan, form | {"hit": ids(page)})

    activity = Activity.objects.get(pk=desk.activity.pk)
    assert activity.period_text == "ต.ค. ๖๙"
    assert activity.period_start
    assert activity.period_start.year == 2026


def test_place_whose_text_changed_meanwhile_is_left_alone(desk: Desk) -> None:
    prepared(desk)
    chosen = [hit for hit in ids(search(desk)) if hit.startswith("heading")]
    Heading.objects.filter(pk=desk.heading.pk).update(text="กองเดิมและกองอื่น")

    answer = desk.post("plan-replace", desk.plan, FORM | {"hit": chosen})

    assert answer.status_code == 422
    assert Heading.objects.get(pk=desk.heading.pk).text == "กองเดิมและกองอื่น"


def test_nothing_is_replaced_where_one_text_becomes_too_long(desk: Desk) -> None:
    prepared(desk)
    Activity.objects.filter(pk=desk.activity.pk).update(number="กองเดิม")
    version = ActionPlan.objects.get(pk=desk.plan.pk).version
    form = FORM | {"by": "ก" * 100}
    answer = desk.post("plan-replace", desk.plan, form | {"hit": ids(search(desk))})

    assert answer.status_code == 422
    assert ActionPlan.objects.get(pk=desk.plan.pk).version == version
    assert Heading.objects.get(pk=desk.heading.pk).text == "งานของกองเดิม"


def test_nothing_to_look_for_is_told_so(desk: Desk) -> None:
    assert "โปรดระบุค้นหา" in search(desk, words="  ").text
    assert "ไม่พบข้อความนี้ในแผน" in search(desk, words="ไม่มีคำนี้แน่").text
