import re
from dataclasses import replace
from typing import Any

from django.urls import reverse

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from plans import rows
from plans.models import ActionPlan, Activity, PlanPart
from plans.services import activities, headings, parts, sections
from plans.services.bulk import Change, add_rows, change_rows
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, PlanPartFactory
from tests.plans.conftest import Desk


def text(answer: Any) -> str:
    """The words of the page's main part, marks of what went and came as [-…] and [+…]."""
    html = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    html = re.sub(r"<del>(.*?)</del>", r"[-\1]", html, flags=re.S)
    html = re.sub(r"<ins>(.*?)</ins>", r"[+\1]", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def changed(desk: Desk, reason: str = "", **values: Any) -> Activity:
    activity = Activity.objects.select_related("part__plan", "heading").get(pk=desk.activity.pk)
    row = replace(rows.row_of(activity), **values)
    return activities.save_activity(
        by=desk.secretary,
        activity=activity,
        row=row,
        heading=activity.heading,
        base_version=None,
        reason=reason,
    )


def entry(**values: Any) -> AuditEntry:
    return AuditEntry.objects.filter(**values).latest("pk")


def test_plan_history_says_who_changed_what_from_what_to_what_and_why(desk: Desk) -> None:
    changed(desk, "ตามมติที่ประชุม", title="กิจกรรมแรกใหม่", owners=("กลุ่มหนึ่ง",))

    said = text(desk.get("plan-history", desk.plan))

    assert f"แก้ไขกิจกรรม {desk.secretary}" in said
    assert "เหตุผล ตามมติที่ประชุม" in said
    assert "โครงการ/กิจกรรม กิจกรรมแรก[+ใหม่]" in said
    assert "กลุ่มงานที่รับผิดชอบ [+กลุ่มหนึ่ง]" in said


def test_plan_history_tells_headings_tables_sections_and_the_plan_in_thai(desk: Desk) -> None:
    headings.rename_heading(by=desk.secretary, heading=desk.heading, text="ยุทธศาสตร์ใหม่", base_version=None)
    sections.save_section(
        by=desk.secretary, section=desk.section, title="หลักการ", html="<p>เหตุ&amp;ผล</p>", base_version=None
    )
    parts.renumber_part(by=desk.secretary, part=changed(desk, number="1.1").part)

    said = text(desk.get("plan-history", desk.plan))

    assert "ข้อความหัวข้อ ยุทธศาสตร์[-ที่ 1 ตัวอย่าง][+ใหม่]" in said
    assert "เนื้อหา [-ความเป็นมา] [+เหตุ&amp;ผล]" in said.replace("][", "] [")
    assert "เลขที่ที่พิมพ์ไว้ [-1.1]" in said
    assert not re.search(r"\b(title|html|version|heading_id|position)\b", said)


def test_plan_history_shows_one_act_on_many_rows_as_one_that_unfolds(desk: Desk) -> None:
    add_rows(by=desk.secretary, part=desk.part, rows=[Row(title=f"แถวที่ {n}") for n in range(1, 31)])

    answer = desk.get("plan-history", desk.plan)
    batch = entry().batch
    whole = desk.get("plan-history", desk.plan, f"?batch={batch}&page=2")

    assert "เพิ่ม 30 แถว" in text(answer)
    assert answer.context["page"].paginator.count == 1
    assert answer.content.decode().count("แถวที่ ") == 2 * 20  # as the name of the row and in its text
    assert f"?batch={batch}" in answer.content.decode()
    assert whole.context["page"].paginator.count == 30
    assert len(whole.context["acts"]) == 10


def test_plan_history_is_filtered_by_person_action_table_and_days(desk: Desk, cast: Cast) -> None:
    changed(desk, title="หนึ่ง")
    other = ActivityFactory(part=PlanPartFactory(plan=desk.plan), title="อื่น")
    activities.bin_activity(by=desk.secretary, activity=other)
    activities.save_activity(
        by=None, activity=desk.activity, row=Row(title="ระบบ"), heading=None, base_version=None
    )
    person = entry(after__title="หนึ่ง").person_id

    def found(query: str) -> list[str]:
        acts = desk.get("plan-history", desk.plan, query).context["acts"]
        return [act.entry.action + ("" if act.entry.person_id else "!") for act, _, _ in acts]

    assert found("") == ["update!", "delete", "update"]
    assert found(f"?person={person}") == ["delete", "update"]
    assert found("?action=delete") == ["delete"]
    assert found(f"?part={desk.part.pk}") == ["update!", "update"]
    assert found("?until=1/1/2560") == []
    assert found("?since=1/1/2560") == ["update!", "delete", "update"]


def test_plan_history_says_at_its_field_that_a_day_cannot_be_read(desk: Desk) -> None:
    changed(desk, title="หนึ่ง")

    answer = desk.get("plan-history", desk.plan, "?since=ไม่มีวันนี้&person=abc&part=9&action=x&page=x&batch=x")

    assert answer.status_code == 200
    assert answer.context["filters"].errors["since"]
    assert answer.context["page"].paginator.count == 1


def test_plan_history_shows_texts_as_text(desk: Desk) -> None:
    changed(desk, "<script>alert(1)</script>", title="<b>ตัวหนา</b>")

    html = desk.get("plan-history", desk.plan).content.decode()

    assert "<b>ตัวหนา" not in html
    assert "<script>alert" not in html
    assert "&lt;b&gt;" in html


def test_activity_history_holds_the_acts_on_that_row_and_its_new_numbers(desk: Desk) -> None:
    other = ActivityFactory(part=desk.part, title="แถวอื่น", number="9")
    changed(desk, number="1.1")
    activities.bin_activity(by=desk.secretary, activity=other)
    parts.renumber_part(by=desk.secretary, part=desk.part)

    answer = desk.get("activity-history", desk.activity)

    assert [act.entry.action for act, _, _ in answer.context["acts"]] == ["update", "update"]
    assert "แถวอื่น" not in text(answer)


def test_activity_history_of_a_row_in_the_bin_offers_it_back(desk: Desk) -> None:
    activities.bin_activity(by=desk.secretary, activity=desk.activity)

    answer = desk.get("activity-history", desk.activity)

    assert "แถวนี้ถูกลบแล้ว" in text(answer)
    assert reverse("plans:entry-restore", args=[entry(action="delete").pk]) in answer.content.decode()


def test_who_keeps_watch_reads_the_past_and_is_offered_nothing_to_write(
    desk: Desk, cast: Cast, client_as: ClientAs
) -> None:
    changed(desk, title="หนึ่ง")

    html = client_as(cast["auditor@medicine"]).get(desk.url("plan-history", desk.plan)).content.decode()

    assert "คืนค่าก่อนการแก้ไขนี้" not in html
    assert "ประวัติของแถวนี้" in html


def test_past_of_an_approved_plan_is_still_read_by_its_writers(desk: Desk) -> None:
    changed(desk, title="หนึ่ง")
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state="approved")

    answer = desk.get("plan-history", desk.plan)

    assert answer.status_code == 200
    assert "คืนค่าก่อนการแก้ไขนี้" not in answer.content.decode()


# Bringing a row back


def test_entry_restore_asks_with_what_would_change_and_then_writes_it(desk: Desk) -> None:
    changed(desk, title="กิจกรรมใหม่")
    url = entry(action="update")

    question = desk.get("entry-restore", url)
    form = question.context["form"]
    data = {"base_version": form["base_version"].value(), "change_reason": "แก้คืน"}
    answer = desk.post("entry-restore", url, data)

    assert "กิจกรรม[-ใหม่][+แรก]" in text(question)
    assert answer.headers["Location"].endswith(f"?part={desk.part.pk}#row-{desk.activity.pk}")
    assert Activity.objects.get(pk=desk.activity.pk).title == "กิจกรรมแรก"
    assert entry().reason == "แก้คืน"


def test_entry_restore_that_somebody_overtook_shows_the_newer_text_and_asks_again(desk: Desk) -> None:
    changed(desk, title="สอง")
    url = entry(action="update")
    data = {"base_version": desk.get("entry-restore", url).context["form"]["base_version"].value()}
    changed(desk, title="สามล่าสุด")

    refused = desk.post("entry-restore", url, data | {"change_reason": "เหตุผลของฉัน"})
    again = desk.post("entry-restore", url, {"base_version": refused.context["form"]["base_version"].value()})

    assert refused.status_code == 422
    assert "มีผู้แก้ไขแถวนี้ก่อนท่าน" in text(refused)
    assert "สามล่าสุด" in text(refused)
    assert "เหตุผลของฉัน" in text(refused)
    assert again.status_code == 302
    assert Activity.objects.get(pk=desk.activity.pk).title == "กิจกรรมแรก"


def test_entry_restore_of_a_row_that_says_the_same_has_nothing_to_do(desk: Desk) -> None:
    changed(desk, title="สอง")
    url = entry(action="update")
    changed(desk, title="กิจกรรมแรก")

    assert "ตรงกับฉบับนั้นอยู่แล้ว" in text(desk.get("entry-restore", url))


def test_entry_restore_asks_for_a_table_where_the_rows_own_is_gone(desk: Desk) -> None:
    changed(desk, title="สอง")
    url = entry(action="update")
    parts.bin_part(by=desk.secretary, part=PlanPart.objects.get(pk=desk.part.pk))
    other = PlanPartFactory(plan=desk.plan, title="ตารางอื่น")

    nothing = desk.post("entry-restore", url, {"base_version": 0})
    answer = desk.post("entry-restore", url, {"base_version": 0, "part": other.pk})

    assert nothing.status_code == 422
    assert [label for _, label in nothing.context["form"].fields["part"].choices] == ["ตารางอื่น"]
    assert answer.status_code == 302
    assert [activity.title for activity in other.activities.all()] == ["กิจกรรมแรก"]


def test_entry_restore_knows_only_entries_that_were_rows(desk: Desk) -> None:
    headings.rename_heading(by=desk.secretary, heading=desk.heading, text="ใหม่", base_version=None)

    assert desk.get("entry-restore", entry()).status_code == 404


def test_reason_typed_on_the_page_of_a_row_stands_in_the_trail_and_is_kept_through_an_error(
    desk: Desk,
) -> None:
    typed = desk.typed(desk.activity, title="ใหม่", change_reason="ปรับตามมติ")

    refused = desk.post("activity-edit", desk.activity, typed | {"base_version": ""})
    saved = desk.post("activity-edit", desk.activity, typed)

    assert refused.status_code == 422
    assert "ปรับตามมติ" in refused.content.decode()
    assert saved.status_code == 302
    assert entry(action="update").reason == "ปรับตามมติ"


def test_many_rows_changed_at_once_say_field_by_field_what_became_of_each(desk: Desk) -> None:
    second = ActivityFactory(part=desk.part, heading=desk.heading, title="กิจกรรมสอง")
    changes = [
        Change(activity, replace(rows.row_of(activity), owners=("กลุ่มรวม",)))
        for activity in (desk.activity, second)
    ]
    change_rows(by=desk.secretary, part=desk.part, changes=changes, reason="รวมกลุ่มงาน")

    said = text(desk.get("plan-history", desk.plan))

    assert "แก้ไข 2 แถว" in said
    assert "เหตุผล รวมกลุ่มงาน" in said
    assert said.count("[+กลุ่มรวม]") == 2
