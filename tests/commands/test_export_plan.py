"""``export_plan``: the same file as the download, or a reason in Thai."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from plans.models import ActionPlan
from reports.documents import plan_document_file
from reports.formats import Format
from reports.management.commands.export_plan import Command
from tests.factories import ActionPlanFactory, ActivityFactory, OrganisationFactory, PlanPartFactory


@pytest.fixture
def plan(db: None) -> Any:
    plan = ActionPlanFactory(organisation=OrganisationFactory(code="DEMO"))
    for number in (1, 2):
        part = PlanPartFactory(plan=plan, position=number, title=f"ตารางที่ {number}")
        ActivityFactory(part=part, title=f"กิจกรรมของตารางที่ {number}")
    return plan


def run(*options: object) -> None:
    call_command("export_plan", *map(str, options), stdout=io.StringIO())


@pytest.mark.parametrize("format", list(Format))
def test_file_is_the_one_that_is_downloaded(format: Format, plan: ActionPlan, tmp_path: Path) -> None:
    run(plan.pk, "--format", format.value, "--output", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == plan_document_file(plan, format).content


def test_part_is_counted_from_one(plan: ActionPlan, tmp_path: Path) -> None:
    run(plan.pk, "--format=json", "--part=2", "--output", tmp_path / "out.json")
    run(plan.pk, "--format=xlsx", "--part=2", "--output", tmp_path / "out.xlsx")

    parts = json.loads((tmp_path / "out.json").read_text("utf-8"))["parts"]
    sheets = [sheet for sheet in load_workbook(tmp_path / "out.xlsx") if sheet.sheet_state == "visible"]
    assert [part["title"] for part in parts] == ["ตารางที่ 2"]
    assert len(sheets) == 1


@pytest.mark.parametrize("part", [0, 3, -1])
def test_part_that_is_not_there_is_refused(part: int, plan: ActionPlan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"แผนนี้มี 2 ตาราง ไม่มีตารางที่ {part}"):
        run(plan.pk, "--format=json", f"--part={part}", "--output", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_unknown_plan_is_refused(plan: ActionPlan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"ไม่พบแผนเลขที่ {plan.pk + 1}"):
        run(plan.pk + 1, "--format=pdf", "--output", tmp_path / "out")


def test_document_of_a_kind_is_the_one_that_is_downloaded(plan: ActionPlan, tmp_path: Path) -> None:
    run(plan.pk, "--format=html", "--document=plan_book", "--output", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == plan_document_file(plan, Format.HTML, None, "plan_book").content


def test_unknown_document_is_refused(plan: ActionPlan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ไม่มีเอกสารชนิด novel โปรดเลือก plain, plan_book") as refused:
        run(plan.pk, "--format=pdf", "--document=novel", "--output", tmp_path / "out")
    assert refused.value.returncode == 1


def test_folder_that_is_not_there_is_refused(plan: ActionPlan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^บันทึกไฟล์ .* ไม่ได้$"):
        run(plan.pk, "--format=json", "--output", tmp_path / "nowhere" / "out")


@pytest.mark.parametrize("options", [[], ["1"], ["1", "--format=odt", "--output=x"], ["x", "--format=pdf"]])
def test_wrong_usage_ends_with_status_2(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "export_plan", *options])

    assert ended.value.code == 2
