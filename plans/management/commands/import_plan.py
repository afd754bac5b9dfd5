"""``manage.py import_plan FILE --organisation CODE --fiscal-year 2569``: a plan from a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ita_portal.tables.content import PlanContent
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.json_values import ContractError
from ita_portal.tables.to_json import plan_to_json
from organisations.models import Organisation
from plans.models import ActionPlan
from plans.services.imports import import_plan

_NOT_YET = {".xlsx": "Excel", ".docx": "Word", ".csv": "CSV"}


class Command(BaseCommand):
    help = "นำเข้าแผนจากไฟล์ JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="ไฟล์แผน")
        parser.add_argument("--organisation", required=True, metavar="CODE", help="รหัสหน่วยงานเจ้าของแผน")
        parser.add_argument("--fiscal-year", required=True, type=int, metavar="YEAR", help="ปีงบประมาณ พ.ศ.")
        parser.add_argument("--plan", type=int, metavar="ID", help="เพิ่มตารางลงในแผนที่มีอยู่แล้ว")
        parser.add_argument("--dry-run", action="store_true", help="ตรวจสอบเท่านั้น ไม่บันทึก")
        parser.add_argument("--json", action="store_true", help="แสดงผลเป็น JSON")

    def handle(self, *args: Any, file: Path, organisation: str, fiscal_year: int, **options: Any) -> None:
        owner = Organisation.objects.filter(code__iexact=organisation).first()
        if owner is None:
            raise CommandError(f"ไม่พบหน่วยงานรหัส “{organisation}”")
        content = _read(file, fiscal_year)
        plan = _existing_plan(options["plan"], owner, fiscal_year)
        saved = _save(owner, content, plan, dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(_result(content, saved), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_summary(content, saved))


def _read(file: Path, fiscal_year: int) -> PlanContent:
    """The plan that the file holds; raises CommandError."""
    if program := _NOT_YET.get(file.suffix.lower()):
        raise CommandError(f"ยังนำเข้าไฟล์ {program} ไม่ได้ ขณะนี้นำเข้าได้เฉพาะไฟล์ JSON")
    try:
        content = plan_from_json(json.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise CommandError(f"เปิดไฟล์ {file} ไม่ได้") from error
    except ContractError as error:
        raise CommandError(f"ข้อมูลในไฟล์ไม่ถูกต้อง – {error}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"ไฟล์ {file} ไม่ใช่ JSON ที่อ่านได้") from error
    if content.fiscal_year != fiscal_year:
        raise CommandError(
            f"ไฟล์นี้เป็นแผนปีงบประมาณ พ.ศ. {content.fiscal_year} ไม่ใช่ปีงบประมาณ พ.ศ. {fiscal_year} ที่ระบุ"
        )
    return content


def _existing_plan(pk: int | None, owner: Organisation, fiscal_year: int) -> ActionPlan | None:
    if pk is None:
        return None
    plan = ActionPlan.objects.filter(pk=pk, organisation=owner, fiscal_year=fiscal_year).first()
    if plan is None:
        raise CommandError(f"ไม่พบแผนเลขที่ {pk} ของ{owner} ในปีงบประมาณ พ.ศ. {fiscal_year}")
    return plan


def _save(
    owner: Organisation, content: PlanContent, plan: ActionPlan | None, *, dry_run: bool
) -> ActionPlan | None:
    """The plan as saved; a dry run does the same and takes it back, so that it refuses what saving would."""
    try:
        with transaction.atomic():
            saved = import_plan(by=None, organisation=owner, content=content, plan=plan)
            transaction.set_rollback(dry_run)
    except ValidationError as error:
        raise CommandError(f"ข้อมูลในไฟล์เก็บไม่ได้ – {_told(error)}") from error
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    return None if dry_run else saved


def _told(error: ValidationError) -> str:
    """Every field that was refused, with the reason."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    refused = error.message_dict.items()
    return " ".join(f"{field}: {' '.join(reasons)}".removeprefix("__all__: ") for field, reasons in refused)


def _result(content: PlanContent, saved: ActionPlan | None) -> dict[str, Any]:
    document = plan_to_json(content)
    document["plan"]["id"] = saved and saved.pk
    return document | {"notices": [], "unread": []}


def _summary(content: PlanContent, saved: ActionPlan | None) -> str:
    activities = sum(len(part.rows) for part in content.parts)
    counts = f"ตาราง {len(content.parts)} ตาราง กิจกรรม {activities} รายการ"
    if saved is None:
        return f"ตรวจสอบแล้ว นำเข้าได้ (ยังไม่บันทึก) {counts}"
    return f"นำเข้าแล้ว แผนเลขที่ {saved.pk} “{saved.title}” {counts}"
