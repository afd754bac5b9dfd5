"""``manage.py export_plan ID --format pdf --output FILE``: a plan, or one of its parts, as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ita_portal.render.kinds import UnknownDocumentError, all_kinds
from plans.models import ActionPlan, PlanPart
from reports.documents import PLAIN, plan_document_file
from reports.formats import Format


class Command(BaseCommand):
    help = "ส่งออกแผนเป็นไฟล์"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, metavar="ID", help="เลขที่แผน")
        parser.add_argument("--format", required=True, choices=list(Format), help="ชนิดไฟล์")
        parser.add_argument("--part", type=int, metavar="N", help="เฉพาะตารางที่ N ของแผน นับจาก 1")
        parser.add_argument(
            "--document",
            default=PLAIN,
            metavar="KIND",
            help=f"ชนิดเอกสาร ({', '.join(all_kinds())}) หากไม่ระบุ จะส่งออกแผนตามที่จัดทำ",
        )
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="ไฟล์ที่จะบันทึก")

    def handle(self, *args: Any, id: int, format: str, output: Path, **options: Any) -> None:
        plan = ActionPlan.objects.select_related("organisation").filter(pk=id).first()
        if plan is None:
            raise CommandError(f"ไม่พบแผนเลขที่ {id}")
        part = None if options["part"] is None else _part(plan, options["part"])
        try:
            content = plan_document_file(plan, Format(format), part, options["document"]).content
        except UnknownDocumentError:
            known = ", ".join(all_kinds())
            raise CommandError(f"ไม่มีเอกสารชนิด {options['document']} โปรดเลือก {known}") from None
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"บันทึกไฟล์ {output} ไม่ได้") from error


def _part(plan: ActionPlan, number: int) -> PlanPart:
    parts = list(plan.parts.all())
    if not 1 <= number <= len(parts):
        raise CommandError(f"แผนนี้มี {len(parts)} ตาราง ไม่มีตารางที่ {number}")
    return parts[number - 1]
