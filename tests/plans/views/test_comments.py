"""Comments on their pages, in the editor and at home; nowhere else."""

import pytest
from django.urls import reverse

from plans.models import Comment
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import CommentFactory, CommentMentionFactory
from tests.plans.conftest import Desk

SECRET = "ขอให้ตรวจสอบตัวเลขนี้อีกครั้ง"


@pytest.fixture
def remark(desk: Desk, cast: Cast) -> Comment:
    return CommentFactory(activity=desk.activity, author=cast["approver@medicine"], text=SECRET)


def test_comment_is_written_beside_a_row_and_counted_in_the_editor(desk: Desk, cast: Cast) -> None:
    named = cast["approver@medicine"]
    answer = desk.post("activity-comments", desk.activity, {"text": SECRET, "named": [named.pk]})

    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert (comment.activity, comment.text, comment.author) == (desk.activity, SECRET, desk.secretary)
    assert [mention.user for mention in comment.mentions.all()] == [named]
    assert SECRET in desk.get("activity-comments", desk.activity).text
    assert "ความเห็นที่ยังไม่ได้ดำเนินการ 1 รายการ" in desk.get("plan-editor", desk.plan).text


def test_resolved_comment_is_counted_no_more(desk: Desk, remark: Comment) -> None:
    desk.post("comment-resolve", remark)

    assert "ความเห็นที่ยังไม่ได้ดำเนินการ" not in desk.get("plan-editor", desk.plan).text
    assert "ดำเนินการแล้ว 1 รายการ" in desk.get("plan-comments", desk.plan).text

    desk.post("comment-resolve", remark, {"reopen": "1"})
    assert "ความเห็นที่ยังไม่ได้ดำเนินการ 1 รายการ" in desk.get("plan-editor", desk.plan).text


def test_home_tells_who_is_named_until_the_comments_are_opened(desk: Desk, remark: Comment) -> None:
    CommentMentionFactory(comment=remark, user=desk.secretary)
    assert SECRET in desk.browser.get("/").text

    desk.get("activity-comments", desk.activity)

    assert SECRET not in desk.browser.get("/").text


@pytest.mark.parametrize("text", ["", "   ", "ก" * 5001])
def test_comment_without_words_or_with_too_many_is_refused(desk: Desk, text: str) -> None:
    answer = desk.post("activity-comments", desk.activity, {"text": text})

    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_person_who_may_not_read_it_cannot_be_named(desk: Desk, cast: Cast) -> None:
    data = {"text": SECRET, "named": [cast["secretary@revenue"].pk]}
    answer = desk.post("activity-comments", desk.activity, data)

    assert answer.status_code == 422
    assert "ไม่พบผู้ที่เลือก" in answer.text
    assert SECRET in answer.text


@pytest.mark.parametrize("name", ["plans:plan-detail", "reports:plan-json", "reports:plan-xlsx"])
def test_comments_are_in_no_document(desk: Desk, remark: Comment, name: str) -> None:
    answer = desk.browser.get(reverse(name, args=[desk.plan.pk]))

    content = answer.getvalue() if answer.streaming else answer.content
    assert answer.status_code == 200
    assert SECRET.encode() not in content


def test_script_in_a_comment_is_shown_as_text(desk: Desk) -> None:
    CommentFactory(activity=desk.activity, text="<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in desk.get("activity-comments", desk.activity).text


def test_reader_comes_back_to_the_plan_as_it_prints(desk: Desk, cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast["approver@medicine"]).get(desk.url("activity-comments", desk.activity)).text

    assert f'href="/plans/{desk.plan.pk}/#row-{desk.activity.pk}"' in page
