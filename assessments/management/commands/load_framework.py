"""``manage.py load_framework FILE``: a framework from JSON or Excel, or those that the project ships."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from assessments.loading.crosswalk import is_crosswalk
from assessments.loading.entries import FactsError
from assessments.loading.files import read_file
from assessments.models import Framework
from assessments.services.frameworks import load_crosswalk, load_framework, load_shipped


class Command(BaseCommand):
    help = "นำเข้ากรอบการประเมินจากไฟล์ JSON หรือ Excel"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="ไฟล์กรอบการประเมิน")
        parser.add_argument("--shipped", action="store_true", help="นำเข้ากรอบทั้งหมดที่มากับระบบ")
        parser.add_argument(
            "--force", action="store_true", help="นำเข้าแม้รอบที่มีคะแนนแล้วจะได้ผลต่างไป (รอบที่ปิดแล้วคงเดิม)"
        )
        parser.add_argument("--json", action="store_true", help="แสดงผลเป็น JSON")

    def handle(self, *args: Any, file: Path | None, shipped: bool, force: bool, **options: Any) -> None:
        if (file is None) is not shipped:
            raise CommandError("โปรดระบุไฟล์หนึ่งไฟล์ หรือ --shipped อย่างใดอย่างหนึ่ง", returncode=2)
        before = dict(Framework.objects.values_list("code", "version"))
        try:
            loaded = load_shipped() if file is None else _load(file, force)
        except FactsError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        answers = [_answer(one, before) for one in loaded]
        if options["json"]:
            self.stdout.write(json.dumps({"frameworks": answers}, ensure_ascii=False, indent=1))
        else:
            for answer in answers:
                self.stdout.write(_words(answer))


def _load(file: Path, force: bool) -> list[Framework]:
    facts = read_file(file)
    if is_crosswalk(facts):
        load_crosswalk(by=None, facts=facts)
        return list(Framework.objects.all())
    return [load_framework(by=None, facts=facts, source_name=file.name, force=force)]


def _answer(framework: Framework, before: dict[str, int]) -> dict[str, Any]:
    return {
        "framework": framework.code,
        "name": framework.name,
        "version": framework.version,
        "changed": before.get(framework.code) != framework.version,
        "items": framework.items.count(),
    }


def _words(answer: dict[str, Any]) -> str:
    state = f"นำเข้าแล้ว ฉบับที่ {answer['version']}" if answer["changed"] else "ไม่มีอะไรเปลี่ยน"
    return f"{answer['framework']} {state} ({answer['items']} ข้อ) {answer['name']}"
