"""``send_reminders``: says what it did, tries out without writing, fails where a letter did not go out."""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings

from organisations.models import Digest
from tests.cast import Cast
from tests.plans.monitoring.desk import followed_plan, report

OWNER = "activity_owner@medicine"


def run(*options: str) -> str:
    output = io.StringIO()
    call_command("send_reminders", "--day=2026-01-05", *options, stdout=output)
    return output.getvalue().strip()


def test_run_says_in_one_line_what_it_did(cast: Cast) -> None:
    report(followed_plan(cast), cast[OWNER], -1)

    assert run() == "ส่งอีเมลแล้ว 1 ฉบับ ส่งข้อความตามช่องทางแล้ว 0 รายการ"
    assert run() == "ส่งอีเมลแล้ว 0 ฉบับ ส่งข้อความตามช่องทางแล้ว 0 รายการ"
    assert len(mail.outbox) == 1


def test_dry_run_names_who_would_be_written_to(cast: Cast) -> None:
    report(followed_plan(cast), cast[OWNER], -1)

    assert run("--dry-run") == f"{cast[OWNER].username}: 1 เรื่อง\nไม่ได้ส่งและไม่ได้บันทึก"
    assert (mail.outbox, Digest.objects.count()) == ([], 0)


def test_exit_status_tells_of_a_letter_that_failed(cast: Cast) -> None:
    report(followed_plan(cast), cast[OWNER], -1)

    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_PORT=9), pytest.raises(CommandError, match="อีเมล 1 ฉบับ"):
        run()


@pytest.mark.parametrize("day", ["yesterday", "2569-13-01"])
def test_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(CommandError, match="day"):
        call_command("send_reminders", f"--day={day}")
