import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from assessments.loading.files import CROSSWALK
from assessments.loading.reading import plan_of
from assessments.loading.workbook_writing import workbook_of
from assessments.models import Framework
from tests.assessments.framework_facts import facts
from tests.factories import ScoreFactory

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> str:
    out = StringIO()
    call_command("load_framework", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sample.json"
    path.write_text(json.dumps(facts(), ensure_ascii=False), encoding="utf-8-sig")
    return path


def test_load_framework_tells_what_it_did(file: Path) -> None:
    assert json.loads(run(file, "--json")) == {
        "frameworks": [
            {"framework": "sample-2569", "name": "กรอบตัวอย่าง", "version": 1, "changed": True, "items": 4}
        ]
    }
    assert run(file) == "sample-2569 ไม่มีอะไรเปลี่ยน (4 ข้อ) กรอบตัวอย่าง\n"


def test_load_framework_takes_a_workbook_for_the_same_framework(file: Path, tmp_path: Path) -> None:
    run(file)
    workbook = tmp_path / "sample.xlsx"
    workbook.write_bytes(workbook_of(plan_of(facts())))
    run(workbook)
    assert Framework.objects.get().items.count() == 4


def test_load_framework_takes_the_crosswalk(file: Path) -> None:
    run(file)
    assert run(CROSSWALK) == "sample-2569 ไม่มีอะไรเปลี่ยน (4 ข้อ) กรอบตัวอย่าง\n"


def test_load_framework_refuses_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"ไฟล์: เปิดไฟล์ nothing\.json ไม่ได้"):
        run(tmp_path / "nothing.json")
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(facts(instruments__0__weight=None)), encoding="utf-8")
    with pytest.raises(CommandError, match="เครื่องมือ IIT ไม่มีน้ำหนัก") as refused:
        run(path)
    assert refused.value.returncode == 1


def test_load_framework_asks_for_one_file_or_those_shipped(file: Path) -> None:
    for arguments in ([], [file, "--shipped"]):
        with pytest.raises(CommandError, match="โปรดระบุไฟล์หนึ่งไฟล์ หรือ --shipped") as refused:
            run(*arguments)
        assert refused.value.returncode == 2


def test_load_framework_changes_scored_rounds_only_when_forced(file: Path) -> None:
    run(file)
    framework = Framework.objects.get()
    ScoreFactory(round__framework=framework, item=framework.items.get(code="i1"))
    file.write_text(json.dumps(facts(rating_bands=[])), encoding="utf-8")
    with pytest.raises(CommandError, match="เปลี่ยนวิธีคิดคะแนน"):
        run(file)
    run(file, "--force")
    assert (Framework.objects.get().version, framework.rating_rules.count()) == (2, 0)
