"""``manage.py empty_bin``: for a nightly job; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from plans.services.bin import DAYS_IN_BIN, empty_bin


class Command(BaseCommand):
    help = f"ลบถาวรแผน ตาราง หัวข้อ และกิจกรรมที่ลบไว้เกิน {DAYS_IN_BIN} วัน"

    def handle(self, *args: Any, **options: Any) -> None:
        count = empty_bin(by=None, now=timezone.now())
        self.stdout.write(f"ลบถาวรแล้ว {count} รายการ")
