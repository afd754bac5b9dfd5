"""``manage.py import_scores FILE --organisation CODE --round R``: scores of a round from Excel or CSV."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.models import Round
from assessments.reading.cells import score_text
from assessments.reading.files import UnreadableError, read_tables
from assessments.rounds.score_reading import Problem, ReadScores, read_file
from assessments.rounds.sheets import Sheet, sheet_of
from assessments.services.scores import import_scores
from organisations.models import Organisation


class Command(BaseCommand):
    help = "นำเข้าคะแนนจากไฟล์ Excel หรือ CSV"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="ไฟล์คะแนน")
        parser.add_argument("--organisation", required=True, metavar="CODE", help="รหัสหน่วยงาน")
        parser.add_argument("--round", required=True, metavar="R", help="รอบ เช่น nacc-ita-2569-first5")
        parser.add_argument("--dry-run", action="store_true", help="ตรวจสอบเท่านั้น ไม่บันทึก")
        parser.add_argument("--json", action="store_true", help="แสดงผลเป็น JSON")

    def handle(self, *args: Any, file: Path, organisation: str, **options: Any) -> None:
        of_round = _round(organisation, options["round"])
        sheet = sheet_of(of_round.framework)
        read = _read(file, of_round, sheet)
        is_dry: bool = options["dry_run"]
        changed = 0 if read.problems else _save(of_round, read, file.name, dry_run=is_dry)
        if options["json"]:
            saved = not read.problems and not is_dry
            document = _result(of_round, sheet, read, changed=changed, saved=saved)
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
        if read.problems:
            raise CommandError("ไม่ได้นำเข้าคะแนน โปรดแก้ไขไฟล์\n" + "\n".join(map(str, read.problems)))
        if not options["json"]:
            self.stdout.write(_summary(of_round, read, changed, is_dry))


def _round(organisation: str, code: str) -> Round:
    """The organisation's round of that code; raises CommandError for none, and for several of one kind."""
    owner = Organisation.objects.filter(code__iexact=organisation).first()
    if owner is None:
        raise CommandError(f"ไม่พบหน่วยงานรหัส “{organisation}”")
    rounds = owner.rounds.select_related("framework", "organisation")
    found = [one for one in rounds if one.code == code.lower()]
    if not found:
        known = ", ".join(sorted({one.code for one in rounds})) or "ยังไม่มีรอบการประเมิน"
        raise CommandError(f"ไม่พบรอบ “{code}” ของ{owner.name} รอบที่มี: {known}")
    if len(found) > 1:
        raise CommandError(f"{owner.name} มีรอบ “{code}” มากกว่าหนึ่งรอบ โปรดนำเข้าที่หน้าของรอบนั้น")
    return found[0]


def _read(file: Path, of_round: Round, sheet: Sheet) -> ReadScores:
    try:
        return read_file(of_round, sheet, read_tables(file.name, file.read_bytes()))
    except OSError as error:
        raise CommandError(f"เปิดไฟล์ {file} ไม่ได้") from error
    except UnreadableError as error:
        raise CommandError(str(error)) from error


def _save(of_round: Round, read: ReadScores, source: str, *, dry_run: bool) -> int:
    """How many scores were changed; a dry run does the same and takes it back."""
    try:
        with transaction.atomic():
            changed = import_scores(
                by=None, of_round=of_round, values=read.scores, official=read.official, source=source
            )
            transaction.set_rollback(dry_run)
    except ValidationError as error:
        raise CommandError("ไม่ได้นำเข้าคะแนน " + " ".join(error.messages)) from error
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    return changed


def _result(of_round: Round, sheet: Sheet, read: ReadScores, *, changed: int, saved: bool) -> dict[str, Any]:
    """``official`` has the round's own total under "total"."""
    scores = {sheet.by_key[key].code: score_text(value) for key, value in read.scores.items()}
    return {
        "organisation": of_round.organisation.code,
        "round": of_round.code,
        "scores": scores,
        "official": {code or "total": score_text(value) for code, value in read.official.items()},
        "changed": changed,
        "saved": saved,
        "problems": [_problem(one) for one in read.problems],
        "unread": [_problem(one) for one in read.unread],
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {"place": problem.place, "text": problem.text, "message": problem.message}


def _summary(of_round: Round, read: ReadScores, changed: int, is_dry: bool) -> str:
    done = "ตรวจสอบแล้ว นำเข้าได้ (ยังไม่บันทึก)" if is_dry else "นำเข้าคะแนนแล้ว"
    words = f"{done} {of_round}: อ่านได้ {len(read.scores)} คะแนน เปลี่ยนแปลง {changed} รายการ"
    return "\n".join([words, *(f"ไม่ได้อ่าน {one.place}: {one.text}" for one in read.unread)])
