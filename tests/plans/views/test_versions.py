from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from plans import rows
from plans.models import Activity, PlanVersion
from plans.services import activities
from plans.services.bulk import add_rows
from plans.services.versions import name_version
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, PlanPartFactory, PlanVersionFactory
from tests.plans.conftest import Desk
from tests.plans.views.test_history import changed, text

MOST = 20  # of the comparison: a whole plan alone is read in thirteen


def named(desk: Desk, name: str = "ฉบับแรก") -> PlanVersion:
    return name_version(by=desk.secretary, plan=desk.plan, name=name)


def compared(desk: Desk, before: object, after: object, *, only_changes: bool = True) -> str:
    query = f"?before={before}&after={after}{'&only_changes=on' if only_changes else ''}"
    return text(desk.get("plan-compare", desk.plan, query))


def test_version_is_named_and_listed(desk: Desk) -> None:
    answer = desk.post("plan-versions", desk.plan, {"name": "ฉบับเสนอ ครั้งที่ 1"})

    assert answer.headers["Location"] == desk.url("plan-versions", desk.plan)
    said = text(desk.get("plan-versions", desk.plan))
    assert "บันทึกฉบับ “ฉบับเสนอ ครั้งที่ 1” แล้ว" in said
    assert f"{desk.secretary}" in said


def test_version_of_a_name_that_is_there_is_refused_at_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    named(desk)

    for typed, said in (("ฉบับแรก", "มีฉบับชื่อนี้แล้ว"), ("", "โปรดระบุชื่อฉบับ"), ("ก" * 201, "ไม่เกิน 200")):
        answer = desk.post("plan-versions", desk.plan, {"name": typed})
        assert answer.status_code == 422
        assert said in text(answer)
        assert typed in answer.content.decode()

    assert PlanVersion.objects.count() == 1


def test_version_gets_another_name(desk: Desk) -> None:
    version, other = named(desk), named(desk, "ฉบับสอง")

    refused = desk.post("version-edit", version, {"name": other.name})
    answer = desk.post("version-edit", version, {"name": "ฉบับใหม่"})

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert set(PlanVersion.objects.values_list("name", flat=True)) == {"ฉบับใหม่", "ฉบับสอง"}


def test_version_is_deleted_after_asking(desk: Desk) -> None:
    version = named(desk)

    assert "ฉบับ “ฉบับแรก” จะถูกลบถาวร" in text(desk.get("version-delete", version))
    desk.post("version-delete", version)

    assert not PlanVersion.objects.exists()


def test_version_is_compared_with_the_plan_as_it_is_now(desk: Desk) -> None:
    ActivityFactory(part=desk.part, heading=desk.heading, title="แถวที่ไม่เปลี่ยน", position=2)
    version = named(desk)
    changed(desk, title="กิจกรรมแรกใหม่")
    add_rows(by=desk.secretary, part=desk.part, rows=[Row(title="เพิ่มเข้ามา")], heading=desk.heading)

    said = compared(desk, version.pk, "now")

    assert "เพิ่ม 1 แถว" in said
    assert "แก้ไข 1 แถว" in said
    assert "กิจกรรมแรก[+ใหม่]" in said
    assert "[+3. เพิ่มเข้ามา]" in said
    assert "แถวที่ไม่เปลี่ยน" not in said
    assert "แถวที่ไม่เปลี่ยน" in compared(desk, version.pk, "now", only_changes=False)


def test_two_versions_are_compared_with_each_other_both_ways(desk: Desk) -> None:
    first = named(desk)
    changed(desk, title="กิจกรรมแรกใหม่")
    second = named(desk, "ฉบับสอง")
    changed(desk, title="ที่สาม")

    assert "กิจกรรมแรก[+ใหม่]" in compared(desk, first.pk, second.pk)
    assert "กิจกรรมแรก[-ใหม่]" in compared(desk, second.pk, first.pk)
    assert "ไม่พบความแตกต่าง" in compared(desk, second.pk, second.pk)


def test_summary_leads_to_the_first_row_of_each_kind(desk: Desk) -> None:
    version = named(desk)
    changed(desk, title="ใหม่")

    html = desk.get("plan-compare", desk.plan, f"?before={version.pk}&after=now").content.decode()

    assert f'href="#row-{desk.activity.pk}"' in html
    assert html.count(f'id="row-{desk.activity.pk}"') == 1


def test_comparison_knows_no_version_of_another_plan(desk: Desk) -> None:
    foreign = PlanVersionFactory(name="ฉบับของแผนอื่น")
    named(desk)

    answer = desk.get("plan-compare", desk.plan, f"?before={foreign.pk}&after=now")

    assert "ไม่พบฉบับนี้ โปรดเลือกใหม่" in text(answer)
    assert "ฉบับของแผนอื่น" not in text(answer)


def test_comparison_of_a_plan_without_versions_says_where_to_begin(desk: Desk) -> None:
    assert "ยังไม่มีฉบับที่จะเปรียบเทียบ" in text(desk.get("plan-compare", desk.plan))


def test_comparison_asks_as_often_for_thirty_rows_as_for_one(desk: Desk) -> None:
    counts = []
    for added in (1, 29):
        rows_of_then = [Row(title=f"แถว {n}", owners=("กลุ่ม",)) for n in range(added)]
        add_rows(by=desk.secretary, part=desk.part, rows=rows_of_then, heading=desk.heading)
        version = named(desk, f"ฉบับ {added}")
        with CaptureQueriesContext(connection) as queries:
            desk.get("plan-compare", desk.plan, f"?before={version.pk}&after=now")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= MOST


def test_row_of_a_version_is_brought_back_from_the_comparison(desk: Desk) -> None:
    version = named(desk)
    changed(desk, title="กิจกรรมแรกใหม่")
    url = reverse("plans:version-restore-row", args=[version.pk, desk.activity.pk])

    page = desk.get("plan-compare", desk.plan, f"?before={version.pk}&after=now")
    question = desk.browser.get(url)
    version_of_form = question.context["form"]["base_version"].value()
    answer = desk.browser.post(url, {"base_version": version_of_form, "change_reason": "ตามฉบับแรก"})

    assert url in page.content.decode()
    assert "คืนค่าแถวนี้ตามฉบับ “ฉบับแรก”" in text(question)
    assert answer.status_code == 302
    assert Activity.objects.get(pk=desk.activity.pk).title == "กิจกรรมแรก"
    assert AuditEntry.objects.latest("pk").reason == "ตามฉบับแรก"


def test_row_deleted_since_a_version_comes_back_from_it(desk: Desk) -> None:
    version = named(desk)
    activities.bin_activity(by=desk.secretary, activity=desk.activity)
    url = reverse("plans:version-restore-row", args=[version.pk, desk.activity.pk])

    question = desk.browser.get(url)
    answer = desk.browser.post(url, {"base_version": question.context["form"]["base_version"].value()})

    assert "แถวนี้ถูกลบแล้ว" in text(question)
    assert answer.status_code == 302
    assert [row.title for row in rows.of(desk.part).rows] == ["กิจกรรมแรก"]


def test_row_that_a_version_does_not_have_is_not_found(desk: Desk) -> None:
    version = named(desk)
    later = ActivityFactory(part=desk.part)

    answer = desk.browser.get(reverse("plans:version-restore-row", args=[version.pk, later.pk]))

    assert answer.status_code == 404


def test_reader_of_the_past_is_offered_no_row_back(desk: Desk, cast: Cast, client_as: ClientAs) -> None:
    version = named(desk)
    changed(desk, title="ใหม่")
    auditor = client_as(cast["auditor@medicine"])

    html = auditor.get(
        f"{desk.url('plan-compare', desk.plan)}?before={version.pk}&after=now"
    ).content.decode()

    assert "คืนค่าตามฉบับเดิม" not in html
    assert "แก้ไข 1 แถว" in html


def test_plan_with_every_table_is_compared(desk: Desk) -> None:
    """Also tables that show the rows of another, and one whose layout changed."""
    shown = PlanPartFactory(plan=desk.plan, rows_of=desk.part, layout="unit", title="แสดง")
    version = named(desk)
    desk.part.layout = "component"
    desk.part.save()
    row = replace(rows.row_of(desk.activity), title="ใหม่")
    activities.save_activity(
        by=None, activity=desk.activity, row=row, heading=desk.heading, base_version=None
    )
    shown.delete()

    said = compared(desk, version.pk, "now")

    assert "รูปแบบตาราง" in said
    assert "แสดง" in said
