"""``manage.py verify_revisions``: for a nightly job and for auditors; reads everything, writes nothing."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.models import Revision, RoundClosing
from plans.verifying import Fault, closing_faults, revision_faults, scan_faults, stray_files


class Command(BaseCommand):
    help = "ตรวจว่าฉบับที่เสนอและอนุมัติ เอกสาร สำเนาที่ลงนาม และตัวเลขของรอบที่ปิด ยังตรงกับที่บันทึกไว้ทุกประการ"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="รายงานเป็น JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, so that the exit status is 1, where anything is wrong."""
        faults = [*revision_faults(), *scan_faults(), *closing_faults()]
        strays, count, closings = stray_files(), Revision.objects.count(), RoundClosing.objects.count()
        if options["json"]:
            report = {
                "revisions": count,
                "closings": closings,
                "faults": [asdict(fault) for fault in faults],
                "stray_files": strays,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._write(f"{count} ฉบับ" + (f" และการปิดรอบ {closings} ครั้ง" if closings else ""), faults, strays)
        if faults:
            raise CommandError(f"พบสิ่งที่ไม่ตรงกับที่บันทึกไว้ {len(faults)} รายการ")

    def _write(self, checked: str, faults: list[Fault], strays: list[str]) -> None:
        self.stdout.write(f"ตรวจแล้ว {checked}")
        for fault in faults:
            plan = f"แผน “{fault.plan}” (รหัส {fault.plan_id}) " if fault.plan_id else ""
            self.stdout.write(f"- {plan}{fault.revision}: {fault.what}".replace("- : ", "- "))
        if strays:
            self.stdout.write(f"ไฟล์ที่ไม่ได้เป็นของฉบับใด {len(strays)} ไฟล์ (เหลือจากการบันทึกที่ไม่สำเร็จ)")
            for name in strays:
                self.stdout.write(f"  {name}")
        if not faults:
            self.stdout.write("ทุกฉบับตรงกับที่บันทึกไว้")
