"""``manage.py import_scores``: all or nothing, with every bad cell named."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from assessments.models import Round
from organisations.models import AuditEntry
from tests.assessments.scoresheet import small_framework
from tests.factories import OrganisationFactory, RoundFactory

pytestmark = pytest.mark.django_db
CODE = "sample-ita-2569-first5"


@pytest.fixture
def of_round() -> Round:
    organisation = OrganisationFactory(code="INST")
    return RoundFactory(organisation=organisation, framework=small_framework(), fiscal_year=2569)


def run(file: Path, *options: str, organisation: str = "inst", code: str = CODE) -> str:
    out = io.StringIO()
    call_command(
        "import_scores", str(file), "--organisation", organisation, "--round", code, *options, stdout=out
    )
    return out.getvalue()


def csv_file(folder: Path, *lines: str) -> Path:
    file = folder / "scores.csv"
    file.write_text("\n".join(["ข้อ,คะแนน", *lines]), encoding="utf-8")
    return file


def stored(of_round: Round) -> dict[str, str]:
    return {score.item.code: str(score) for score in of_round.scores.select_related("item") if score.item}


def test_table_of_indicators_with_a_column_for_each_round_is_taken_in(
    of_round: Round, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["ตารางตัวอย่าง"],
        ["ตัวชี้วัด", "ปี 2568 รอบ 5 เดือนแรก", "ปี 2569 รอบ 5 เดือนแรก"],
        ["1. เรื่องหนึ่ง", 10, 95],
        ["2. เรื่องสอง", 20, 85.5],
        ["คะแนนรวม", 15, 90.25],
    ):
        sheet.append(row)
    book.save(tmp_path / "table.xlsx")

    answer = json.loads(run(tmp_path / "table.xlsx", "--json"))

    assert answer == {
        "organisation": "INST",
        "round": CODE,
        "scores": {"1": "95", "2": "85.5"},
        "official": {"IIT": "90.25"},
        "changed": 3,
        "saved": True,
        "problems": [],
        "unread": [
            {"place": "แผ่นงาน “Sheet” แถวที่ 1 คอลัมน์ที่ 1", "text": "ตารางตัวอย่าง", "message": "ไม่ใช่ข้อหรือคะแนน"}
        ],
    }
    assert {
        str(s.indicator.number): str(s) for s in of_round.scores.select_related("indicator") if s.indicator
    } == {
        "1": "95.00",
        "2": "85.50",
    }
    assert AuditEntry.objects.latest("pk").reason == "table.xlsx"


def test_one_bad_cell_keeps_the_whole_file_out(of_round: Round, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "i1,90", "i2,ร้อยละ 95", "i3,80")

    with pytest.raises(CommandError) as refused:
        run(file)

    assert str(refused.value) == (
        "ไม่ได้นำเข้าคะแนน โปรดแก้ไขไฟล์\n"
        "แถวที่ 3 คอลัมน์ที่ 2: “ร้อยละ 95” ข้อ i2: โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %"
    )
    assert stored(of_round) == {}


def test_dry_run_says_the_same_and_keeps_nothing(of_round: Round, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "i1,90", "e1,๑๐๐")

    answer = json.loads(run(file, "--dry-run", "--json"))

    assert (answer["scores"], answer["changed"], answer["saved"]) == ({"i1": "90", "e1": "100"}, 2, False)
    assert stored(of_round) == {}
    assert AuditEntry.objects.count() == 0
    assert "นำเข้าคะแนนแล้ว" in run(file)
    assert stored(of_round) == {"i1": "90.00", "e1": "100.00"}


def test_what_cannot_be_found_is_named(of_round: Round, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "i1,90")

    with pytest.raises(CommandError, match="ไม่พบหน่วยงานรหัส “NONE”"):
        run(file, organisation="NONE")
    with pytest.raises(CommandError, match=f"ไม่พบรอบ “x-2569-annual” .* รอบที่มี: {CODE}"):
        run(file, code="x-2569-annual")
    with pytest.raises(CommandError, match="เปิดไฟล์"):
        run(tmp_path / "none.csv")
    RoundFactory(
        organisation=of_round.organisation, framework=of_round.framework, fiscal_year=2569, label="อีกรอบ"
    )
    with pytest.raises(CommandError, match="มากกว่าหนึ่งรอบ"):
        run(file)
