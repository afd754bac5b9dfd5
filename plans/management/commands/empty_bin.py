"""``manage.py empty_bin``: for a nightly job; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organisations.services.evidence_bin import empty_evidence_bin
from plans.services.bin import DAYS_IN_BIN, empty_bin


class Command(BaseCommand):
    help = f"ลบถาวรแผน ตาราง หัวข้อ กิจกรรม และหลักฐานที่ลบไว้เกิน {DAYS_IN_BIN} วัน"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        # Plans first: what they used is then used no more.
        count = empty_bin(by=None, now=now) + empty_evidence_bin(now=now)
        self.stdout.write(f"ลบถาวรแล้ว {count} รายการ")
