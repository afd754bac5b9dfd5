"""``manage.py score --json < INPUT``: what scores come to by a framework, without storing anything."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from assessments.loading.files import read_file, shipped
from assessments.models import Framework
from assessments.scoring.asking import MOST_CHARACTERS, AskingError, answer, asked
from assessments.scoring.engine import Outcome, Scored, scored
from assessments.scoring.from_facts import shape_from_facts
from assessments.scoring.shape import Shape
from assessments.scoring.shown import shown
from assessments.shapes import shape_of


class Command(BaseCommand):
    help = "คำนวณผลจากคะแนนที่รับเข้าทาง standard input เป็น JSON"
    requires_system_checks: list[str] = []  # computing needs no database, and no settings in order

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="แสดงผลเป็น JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            question = asked(_read())
            shape = _shape(question.framework)
            result = scored(shape, question.given(shape))
        except AskingError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer(result), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(result)))


def _read() -> str:
    try:
        return sys.stdin.read(MOST_CHARACTERS + 1)
    except UnicodeDecodeError as error:
        raise AskingError("ข้อมูลที่รับเข้าไม่ใช่ข้อความ UTF-8") from error


def _shape(code: str) -> Shape:
    """The framework as it is loaded; else as the project ships it, also where there is no database yet."""
    try:
        framework = Framework.objects.filter(code=code).first()
    except DatabaseError:
        framework = None
    if framework is not None:
        return shape_of(framework)
    shapes = {shape.code: shape for shape in map(shape_from_facts, map(read_file, shipped()))}
    if code not in shapes:
        raise AskingError(f"ไม่พบกรอบการประเมินรหัส “{code[:60]}” ที่มีให้ใช้คือ {', '.join(sorted(shapes))}")
    return shapes[code]


def _lines(result: Scored) -> list[str]:
    lines = [f"ตัวชี้วัด {number}: {_words(one)}" for number, one in result.indicators.items()]
    lines += [f"{code}: {_words(one)}" for code, one in result.instruments.items()]
    lines.append(f"คะแนนรวม: {_words(result.total)}")
    if result.rating:
        lines.append(f"ระดับผลการประเมิน: {result.rating.label}")
    return [*lines, *result.failed_conditions, *result.remarks]


def _words(outcome: Outcome) -> str:
    if outcome.value is not None:
        return shown(outcome.value)
    return f"ยังไม่ครบ ขาด {outcome.missing} รายการ" if outcome.missing else "–"
