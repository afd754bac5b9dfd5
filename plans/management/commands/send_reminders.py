"""``manage.py send_reminders``: for an hourly job; safe to run twice, and from two machines at once."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organisations.notices import Notices
from organisations.services.webhooks_delivery import deliver_waiting
from plans.services.monitoring_digests import send_reminders


class Command(BaseCommand):
    help = "ส่งการแจ้งเตือนประจำวันทางอีเมล ท่านละหนึ่งฉบับต่อวัน และส่งข้อความตามช่องทางแจ้งเตือนของหน่วยงาน"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, help="วันที่ (ค.ศ.) เช่น 2026-01-05 หากไม่ระบุคือวันนี้")
        parser.add_argument("--dry-run", action="store_true", help="แสดงว่าจะส่งถึงผู้ใดบ้าง โดยไม่ส่งและไม่บันทึก")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, so that the exit status is 1, where a letter or a message did not go out."""
        day, is_dry = options["day"] or timezone.localdate(), options["dry_run"]
        run = send_reminders(day, is_dry=is_dry, tell=self._told if is_dry else _silent)
        if is_dry:
            self.stdout.write("ไม่ได้ส่งและไม่ได้บันทึก")
            return
        posted = deliver_waiting()
        self.stdout.write(f"ส่งอีเมลแล้ว {run.sent} ฉบับ ส่งข้อความตามช่องทางแล้ว {posted.sent} รายการ")
        if run.failed or posted.failed:
            raise CommandError(
                f"ส่งไม่สำเร็จ: อีเมล {run.failed} ฉบับ ข้อความตามช่องทาง {posted.failed} รายการ "
                "ระบบจะส่งอีกครั้งเมื่อเรียกใช้คำสั่งนี้ครั้งต่อไป"
            )

    def _told(self, notices: Notices) -> None:
        self.stdout.write(f"{notices.person.username}: {notices.count} เรื่อง")


def _silent(notices: Notices) -> None:
    """Nothing is told of each person: a run over thousands says in one line what it did."""
