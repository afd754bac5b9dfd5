"""``manage.py demo``: an invented ministry to try the portal with."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demo import load
from reports.demo.people import PASSWORD, PEOPLE, UNITS, Person


class Command(BaseCommand):
    help = "สร้างข้อมูลสมมติสำหรับทดลองใช้ และแสดงบัญชีผู้ใช้งาน"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="สร้างแม้เป็นระบบที่ใช้งานจริง")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        if settings.PRODUCTION and not force:
            raise CommandError(
                "คำสั่งนี้สร้างบัญชีที่ทุกคนรู้รหัสผ่าน จึงไม่ทำงานบนระบบที่ใช้งานจริง หากต้องการจริง โปรดระบุ --force"
            )
        if load.is_loaded():
            self.stdout.write("มีข้อมูลสมมติอยู่แล้ว ข้อมูลเดิมยังอยู่ครบ")
        else:
            self._load()
        self._print_sign_ins()

    def _load(self) -> None:
        if taken := load.taken_codes():
            raise CommandError(f"มีหน่วยงานที่ใช้รหัส {', '.join(taken)} อยู่แล้ว จึงสร้างข้อมูลสมมติไม่ได้")
        load.load()
        self.stdout.write("สร้างข้อมูลสมมติแล้ว")

    def _print_sign_ins(self) -> None:
        self.stdout.write("\nบัญชีสำหรับทดลองใช้ (ชื่อผู้ใช้งาน รหัสผ่าน บทบาท หน่วยงาน)\n\n")
        # Only these two are padded: a terminal's columns and Thai letters are not counted alike.
        longest = max(len(person.username) for person in PEOPLE)
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<{longest}}  {PASSWORD}  {_role(person)}")


def _role(person: Person) -> str:
    name = f"{person.prefix}{person.first_name} {person.last_name}"
    if person.is_central_admin:
        return f"ผู้ดูแลระบบส่วนกลาง – ทุกหน่วยงาน ({name})"
    place = next(unit.name for unit in UNITS if unit.code == person.organisation)
    return f"{', '.join(role.label for role in person.roles)} – {place} ({name})"
