"""Rows pasted from Excel and Word: the text, the preview, the table."""

from html import escape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Activity, Heading
from plans.services.undo import undoable
from tests.factories import ActivityFactory, HeadingFactory
from tests.plans.conftest import Desk

HEADER = "กิจกรรม\tผู้รับผิดชอบ\tงบประมาณ\tไตรมาส 1\tไตรมาส 2"
TABLE = f"{HEADER}\n1. งาน ก\tกอง ก/กอง ข\t5,000\t/\t-\n2. งาน ข\tกอง ค\tไม่ใช้งบประมาณ\t-\t2 ครั้ง\n"


def paste(desk: Desk, text: str = TABLE, step: str = "preview", **more: Any) -> Any:
    return desk.post("rows-paste", desk.part, {"text": text, "step": step, **more})


def many(rows: int) -> str:
    return "\n".join([HEADER, *(f"{n}. งาน {n}\tกอง {n}/กอง ข\t{n},000\t/\t-" for n in range(1, rows + 1))])


def titles(desk: Desk) -> list[str]:
    return list(
        desk.part.activities.order_by("heading__position", "position").values_list("title", flat=True)
    )


def test_page_asks_for_the_table_and_the_place(desk: Desk) -> None:
    page = desk.get("rows-paste", desk.part)

    assert page.status_code == 200
    choices = page.context["form"].fields["place"].choices
    assert choices == [
        ("", "ท้ายตาราง"),
        ("ท้ายหัวข้อ", [(f"heading:{desk.heading.pk}", desk.heading.text)]),
        ("ต่อจากแถว", [(f"row:{desk.activity.pk}", "กิจกรรมแรก")]),
    ]


def test_editor_leads_to_the_page(desk: Desk) -> None:
    page = desk.get("plan-editor", desk.plan).content.decode()

    assert f'href="{desk.url("rows-paste", desk.part)}" data-paste-rows' in page


def test_preview_shows_what_was_understood_and_writes_nothing(desk: Desk) -> None:
    page = paste(desk)

    assert page.status_code == 200
    assert [line.words for line in page.context["lines"]] == []  # shown already
    html = page.content.decode()
    for words in ("กิจกรรมที่ 1", "กิจกรรมที่ 2", "เข้าใจว่า 5,000 บาท", "เข้าใจว่า ไม่ใช้งบประมาณ", "นำเข้า 2 แถว"):
        assert words in html
    assert '<option value="owners" selected>' in html
    assert titles(desk) == ["กิจกรรมแรก"]


def test_rows_are_written_in_one_act_and_can_be_undone(desk: Desk) -> None:
    answer = paste(desk, step="write", place=f"heading:{desk.heading.pk}")

    first, second = desk.part.activities.exclude(pk=desk.activity.pk).order_by("position")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#row-{first.pk}")
    assert [(a.number, a.title, a.heading) for a in (first, second)] == [
        ("1", "งาน ก", desk.heading),
        ("2", "งาน ข", desk.heading),
    ]
    assert [owner.text for owner in first.owners.all()] == ["กอง ก", "กอง ข"]
    assert [(cell.number, cell.unit) for cell in second.cells.all()] == [(2, "ครั้ง")]
    editor = desk.browser.get(answer["Location"]).content.decode()
    entry = undoable(desk.secretary, desk.plan)
    assert entry
    assert "นำเข้าแล้ว 2 แถว" in editor
    assert desk.url("undo", entry) in editor
    desk.browser.post(desk.url("undo", entry))
    assert titles(desk) == ["กิจกรรมแรก"]


def test_rows_go_behind_the_chosen_row(desk: Desk) -> None:
    ActivityFactory(heading=desk.heading, part=desk.part, title="กิจกรรมท้าย", position=2)

    paste(desk, step="write", place=f"row:{desk.activity.pk}")

    assert titles(desk) == ["กิจกรรมแรก", "งาน ก", "งาน ข", "กิจกรรมท้าย"]


def test_end_of_the_table_is_the_end_of_its_last_heading(desk: Desk) -> None:
    last = HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2 ตัวอย่าง", position=desk.heading.position + 1)

    paste(desk, step="write")

    assert [activity.heading for activity in Activity.objects.filter(title__startswith="งาน")] == [last, last]


def test_row_beside_which_the_table_was_pasted_is_proposed_unless_the_table_has_headings(desk: Desk) -> None:
    near = f"row:{desk.activity.pk}"

    plain = paste(desk, near=near)
    headed = paste(desk, f"{HEADER}\nยุทธศาสตร์ที่ 9 ใหม่\t\t\t\t\nงาน ก\tกอง ก\t-\t/\t-", near=near)
    foreign = paste(desk, near=f"row:{desk.other.pk}")
    chosen = paste(desk, near=near, place="")

    pages = (plain, headed, foreign, chosen)
    assert [page.context["form"]["place"].value() or "" for page in pages] == [near, "", "", ""]
    assert plain.context["form"]["text"].value() == TABLE


def test_headings_of_the_table_are_made(desk: Desk) -> None:
    paste(desk, f"{HEADER}\nยุทธศาสตร์ที่ 9 ใหม่\t\t\t\t\nงาน ก\tกอง ก\t-\t/\t-", step="write")

    made = Activity.objects.get(title="งาน ก")
    assert made.heading
    assert (made.heading.text, made.heading.parent) == ("ยุทธศาสตร์ที่ 9 ใหม่", None)


def test_headings_with_which_the_table_ends_are_gone_on_with(desk: Desk) -> None:
    text = f"{HEADER}\n{desk.heading.text}\t\t\t\t\nกลยุทธ์ที่ 2 ก\t\t\t\t\nงาน ก\tกอง ก\t-\t/\t-"
    paste(desk, text, step="write")

    made = Activity.objects.get(title="งาน ก")
    assert made.heading
    assert (made.heading.text, made.heading.parent) == ("กลยุทธ์ที่ 2 ก", desk.heading)


def test_html_of_the_clipboard_stands_before_its_text(desk: Desk) -> None:
    html = (
        "<table><tr><td>กิจกรรม</td><td>งบประมาณ</td></tr>"
        "<tr><td>งาน &lt;b&gt;จาก HTML<script>alert(1)</script></td><td>7</td></tr></table>"
    )
    page = paste(desk, "งาน\tจากข้อความ", html=html).content.decode()

    assert "งาน &lt;b&gt;จาก HTML" in page
    assert "<script>alert(1)</script>" not in page
    assert escape(html) in page  # carried on as it came
    paste(desk, "งาน\tจากข้อความ", html=html, step="write")
    assert Activity.objects.filter(title="งาน <b>จาก HTML").count() == 1


def test_column_may_be_chosen_otherwise(desk: Desk) -> None:
    page = paste(desk, column_1="objective").content.decode()
    paste(desk, step="write", column_1="objective", column_2="", column_3="nonsense")

    assert '<option value="objective" selected>' in page
    made = Activity.objects.get(title="งาน ก")
    assert (made.objective, made.owners.count(), made.budget_kind) == ("กอง ก/กอง ข", 0, "")
    assert made.cells.count() == 1


def test_two_columns_of_one_field_lose_nothing(desk: Desk) -> None:
    paste(desk, step="write", column_1="objective", column_2="objective")

    made = Activity.objects.get(title="งาน ก")
    assert (made.objective, made.other) == ("กอง ก/กอง ข", {"งบประมาณ": "5,000"})


def test_lines_may_be_left_out(desk: Desk) -> None:
    page = paste(desk, leave=["2"])
    paste(desk, step="write", leave=["2", "x", "999"])

    assert "เว้นไว้ ไม่นำเข้า" in page.content.decode()
    assert titles(desk) == ["กิจกรรมแรก", "งาน ข"]


def test_unread_cells_and_notices_are_listed_with_their_places(desk: Desk) -> None:
    page = paste(desk, f"{HEADER}\tบันทึก\nงาน ก\tกอง ก\tราวห้าพัน\t/\t-\tลับ\nรวม\t\t5,000\t\t\t")

    notices = [(n.line, n.column, n.text) for n in page.context["notices"]]
    assert notices == [
        (1, "บันทึก", "บันทึก"),
        (2, "งบประมาณ", "ราวห้าพัน"),
        (3, "กิจกรรม", "รวม"),
        (3, "งบประมาณ", "5,000"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"text": ""}, "ไม่พบข้อมูล"),
        ({"text": "", "html": "<img src=x>"}, "เป็นรูปภาพ"),
        ({"text": "ก\tข\n" * 5001}, "ไม่เกิน 5,000 แถว"),
        ({"text": "ก\t" * 70 + "ข"}, "ไม่เกิน 60 คอลัมน์"),
        ({"text": "ก" * 10_001 + "\tข"}, "ยาวเกิน 10,000"),
    ],
    ids=["nothing", "picture", "rows", "columns", "cell"],
)
@pytest.mark.parametrize("step", ["preview", "write"])
def test_what_cannot_be_read_is_refused_and_stays_in_the_form(
    desk: Desk, data: dict[str, str], reason: str, step: str
) -> None:
    page = desk.post("rows-paste", desk.part, {"step": step, **data})

    assert page.status_code == 422
    assert reason in page.context["form"].errors["text"][0]
    assert page.context["form"]["text"].value() == data["text"]
    assert titles(desk) == ["กิจกรรมแรก"]


def test_table_without_titles_is_not_written(desk: Desk) -> None:
    page = paste(desk, step="write", column_0="")

    assert page.status_code == 422
    assert "ไม่มีแถวที่จะนำเข้า" in page.content.decode()
    assert titles(desk) == ["กิจกรรมแรก"]


def test_value_that_cannot_be_stored_is_refused_with_its_row_and_nothing_is_written(desk: Desk) -> None:
    page = paste(desk, f"{TABLE}3. งาน ค\t{'ก' * 2500}\t1\t/\t/", step="write")

    assert page.status_code == 422
    assert "แถวที่ 3" in page.context["form"].non_field_errors()[0]
    assert titles(desk) == ["กิจกรรมแรก"]


@pytest.mark.parametrize("kind", ["row", "heading"])
def test_place_that_is_gone_or_of_another_plan_is_refused(desk: Desk, kind: str) -> None:
    foreign = {"row": desk.other.pk, "heading": HeadingFactory().pk}

    page = paste(desk, step="write", place=f"{kind}:{foreign[kind]}")

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["place"]
    assert Heading.objects.filter(part=desk.part).count() == 1


def test_going_back_keeps_the_text(desk: Desk) -> None:
    page = paste(desk, step="edit", html="<table><tr><td>ก</table>")

    assert page.status_code == 200
    assert page.context["form"]["text"].value() == TABLE
    assert "ตรวจดูก่อนนำเข้า</button>" in page.content.decode()


def test_preview_of_many_lines_shows_the_first_and_counts_the_rest(desk: Desk) -> None:
    page = paste(desk, many(700))

    assert (page.context["row_count"], page.context["more_lines"]) == (700, 201)
    assert "และอีก 201 แถว" in page.content.decode()


def test_two_hundred_rows_take_hardly_more_queries_than_two(desk: Desk) -> None:
    counts = []
    for rows in (2, 200):
        with CaptureQueriesContext(connection) as preview:
            assert paste(desk, many(rows)).status_code == 200
        with CaptureQueriesContext(connection) as written:
            assert paste(desk, many(rows), step="write").status_code == 302
        counts.append((len(preview), len(written)))
        Activity.objects.exclude(pk=desk.activity.pk).filter(part=desk.part).delete()

    previews, writes = zip(*counts, strict=True)
    assert previews == (10, 10)
    # Only SQLite needs several statements for many rows at once.
    assert max(writes) <= 45
    assert writes[1] - writes[0] <= 10
