"""``import_plan``: what goes in comes out, what is wrong is refused in Thai, and nothing is half written."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from organisations.models import AuditEntry
from plans.management.commands.import_plan import Command
from plans.models import ActionPlan, Activity, PlanPart
from tests.factories import ActionPlanFactory, OrganisationFactory, PlanPartFactory

THAI = range(0x0E00, 0x0E80)


@pytest.fixture(autouse=True)
def organisation(db: None) -> Any:
    return OrganisationFactory(code="DEMO", name="หน่วยงานสาธิต")


def plan_data(**changes: Any) -> dict[str, Any]:
    """A plan as a file of the contract has it, with a value in every key that an activity can have."""
    activity = {
        "row": 7,
        "number": "1",
        "title": "กิจกรรมที่หนึ่ง\n- ข้อย่อย",
        "headings": ["ยุทธศาสตร์ที่ 1 ทดสอบ", "กลยุทธ์ที่ 1 ทดสอบ"],
        "objective": "เพื่อทดสอบ",
        "target_group": "ผู้ทดสอบ",
        "owners": ["กลุ่มที่หนึ่ง", "กลุ่มที่สอง"],
        "indicators": [
            {"aspect": "quantitative", "statement": "≥ 2 ครั้ง"},
            {"aspect": "qualitative", "statement": "พึงพอใจ"},
            {"aspect": "unspecified", "statement": "ครบถ้วน"},
        ],
        "budget": {"text": "20,000 บาท", "amount": "20000.00", "kind": "amount"},
        "period": {
            "text": "ต.ค.68-มิ.ย.69",
            "start": "2025-10",
            "end": "2026-06",
            "quarters": [1, 2, 3],
            "open": False,
        },
        "quarters": {"1": {"marked": True}, "2": {"count": "2", "unit": "ครั้ง"}},
        "months": {"10": {"amount": "17050.00"}, "12": {"text": "รอยืนยัน"}},
        "weight": "20",
        "level": 2,
        "target": "35 หน่วย",
        "reason": "เหตุผล",
        "knowledge": "ความรู้",
        "cost_lines": [{"text": "120 x 60 = 7,200 บาท", "amount": "7200.00"}, {"text": "ค่าอื่น ๆ"}],
        "source_of_funds": "เงินรายได้",
        "other": {"หมายเหตุ": "ทดสอบ"},
    }
    part = {
        "title": "ตารางทดสอบ",
        "layout": "strategy_quarters",
        "columns": [
            {"header": ["กิจกรรม"], "field": "title"},
            {"header": ["ปี 2569", "ไตรมาส ๑"], "field": "quarter_1"},
        ],
        "activities": [{"title": "กิจกรรมที่ไม่อยู่ใต้หัวข้อ"}, activity],
        "lines": ["บรรทัดบน"],
        "notes": ["หมายเหตุ : 1. ทดสอบ"],
        "signatures": [{"label": "ผู้อนุมัติแผน", "name": "ผู้ทดสอบ", "position": "ผู้อำนวยการ"}],
    }
    plan = {
        "title": "แผนทดสอบ",
        "fiscal_year": 2569,
        "organisation": "ชื่อในไฟล์",
        "kind": "project",
    }
    sections = [{"title": "1. หลักการ", "html": "<p>ทดสอบ</p>"}]
    return {"plan": plan | changes, "sections": sections, "parts": [part]}


def without_blanks(value: Any) -> Any:
    """The value as the contract compares it: absent, null, "", [] and {} are the same; ids and rows aside."""
    if isinstance(value, list):
        return [without_blanks(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: without_blanks(item)
        for key, item in value.items()
        if key not in {"id", "row", "notices", "unread"}
    }
    return {key: item for key, item in kept.items() if item not in (None, "", [], {}, False)}


def write(folder: Path, data: Any) -> Path:
    file = folder / "plan.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), "utf-8")
    return file


def run(file: Path, *options: str, organisation: str = "DEMO", fiscal_year: int = 2569) -> str:
    output = io.StringIO()
    call_command(
        "import_plan",
        str(file),
        f"--organisation={organisation}",
        f"--fiscal-year={fiscal_year}",
        *options,
        stdout=output,
    )
    return output.getvalue()


def counts() -> tuple[int, int, int, int]:
    return (
        ActionPlan.everything.count(),
        PlanPart.everything.count(),
        Activity.everything.count(),
        AuditEntry.objects.count(),
    )


@pytest.mark.parametrize("changes", [{}, {"kind": None, "organisation": None}])
def test_plan_comes_out_as_it_went_in(changes: dict[str, None], tmp_path: Path) -> None:
    data = plan_data(**changes)
    result = json.loads(run(write(tmp_path, data), "--json"))
    call_command("export_plan", result["plan"]["id"], "--format=json", f"--output={tmp_path / 'out.json'}")

    exported = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert without_blanks(exported) == without_blanks(data)


def test_result_is_one_json_document_with_the_plans_id(tmp_path: Path) -> None:
    result = json.loads(run(write(tmp_path, plan_data()), "--json"))

    plan = ActionPlan.objects.get()
    assert (result["plan"]["id"], result["notices"], result["unread"]) == (plan.pk, [], [])
    assert without_blanks(result) == without_blanks(plan_data())
    assert (plan.organisation.code, plan.printed_organisation) == ("DEMO", "ชื่อในไฟล์")


def test_people_are_told_the_plan_and_what_was_in_it(tmp_path: Path) -> None:
    told = run(write(tmp_path, plan_data()))

    pk = ActionPlan.objects.get().pk
    assert told == f"นำเข้าแล้ว แผนเลขที่ {pk} “แผนทดสอบ” ตาราง 1 ตาราง กิจกรรม 2 รายการ\n"


def test_import_into_a_plan_adds_its_tables(tmp_path: Path, organisation: Any) -> None:
    plan = ActionPlanFactory(organisation=organisation, fiscal_year=2569)
    PlanPartFactory(plan=plan, title="ตารางเดิม", position=1)

    run(write(tmp_path, plan_data()), f"--plan={plan.pk}")

    assert [part.title for part in plan.parts.all()] == ["ตารางเดิม", "ตารางทดสอบ"]
    assert ActionPlan.objects.count() == 1


def test_every_import_without_a_plan_makes_a_new_one(tmp_path: Path) -> None:
    file = write(tmp_path, plan_data())

    run(file)
    run(file)

    assert ActionPlan.objects.count() == 2


def test_dry_run_writes_nothing_and_names_no_plan(tmp_path: Path) -> None:
    before = counts()

    result = json.loads(run(write(tmp_path, plan_data()), "--dry-run", "--json"))

    assert (result["plan"]["id"], counts()) == (None, before)
    assert len(result["parts"][0]["activities"]) == 2


def test_dry_run_refuses_what_saving_would(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(write(tmp_path, plan_data(title="")), "--dry-run")


def test_file_with_a_byte_order_mark_and_thai_digits_in_the_year_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeff" + json.dumps(plan_data()))

    call_command("import_plan", str(file), "--organisation=demo", "--fiscal-year=๒๕๖๙", stdout=io.StringIO())

    assert ActionPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "ไม่ใช่ JSON ที่อ่านได้"),
        ("{", "ไม่ใช่ JSON ที่อ่านได้"),
        ("[" * 100_000, "ไม่ใช่ JSON ที่อ่านได้"),
        ("9" * 5_000, "ไม่ใช่ JSON ที่อ่านได้"),
        ("[]", "plan.fiscal_year: ไม่พบปีงบประมาณ"),
        ("[1]", "ต้องเป็นวัตถุ JSON"),
        (plan_data(fiscal_year=2568), "ไฟล์นี้เป็นแผนปีงบประมาณ พ.ศ. 2568 ไม่ใช่ปีงบประมาณ พ.ศ. 2569"),
        (plan_data(fiscal_year=99), "plan.fiscal_year"),
        (plan_data(kind="nothing"), "ข้อมูลในไฟล์เก็บไม่ได้ – kind: "),
        (plan_data(title=""), "ข้อมูลในไฟล์เก็บไม่ได้ – title: "),
        (plan_data(title="ก" * 1001), "ข้อมูลในไฟล์เก็บไม่ได้ – title: "),
        (plan_data() | {"parts": [{"layout": "nothing"}]}, "ไม่รู้จักรูปแบบตาราง “nothing”"),
        (
            plan_data() | {"parts": [{"layout": "unit", "activities": [{"budget": {"amount": "-5"}}]}]},
            "parts[0].activities[0].budget.amount",
        ),
        (
            plan_data()
            | {
                "parts": [
                    {"layout": "unit", "activities": [{"budget": {"amount": "9" * 99, "kind": "amount"}}]}
                ]
            },
            "parts[0].activities[0].budget.amount",
        ),
        (
            plan_data() | {"parts": [{"layout": "unit", "activities": [{"title": "a\u0000b"}]}]},
            "มีอักขระที่เก็บไม่ได้",
        ),
    ],
)
def test_bad_file_is_refused_in_thai_and_nothing_is_written(data: Any, reason: str, tmp_path: Path) -> None:
    before = counts()

    with pytest.raises(CommandError) as refused:
        run(write(tmp_path, data))

    assert reason in str(refused.value)
    assert any(ord(letter) in THAI for letter in str(refused.value))
    assert (refused.value.returncode, counts()) == (1, before)


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.DOCX", "plan.csv"])
def test_format_that_is_not_read_yet_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")

    with pytest.raises(CommandError, match="ขณะนี้นำเข้าได้เฉพาะไฟล์ JSON"):
        run(tmp_path / name)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(CommandError, match=r"^เปิดไฟล์ .* ไม่ได้$"):
            run(path)


def test_binary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"\xff\xfe\x00\x81")

    with pytest.raises(CommandError, match="ไม่ใช่ JSON ที่อ่านได้"):
        run(tmp_path / "plan.json")


def test_unknown_organisation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ไม่พบหน่วยงานรหัส “NOBODY”"):
        run(write(tmp_path, plan_data()), organisation="NOBODY")


@pytest.mark.parametrize("of", ["another organisation", "another year", "nobody"])
def test_plan_that_is_not_the_organisations_of_that_year_is_refused(
    of: str, tmp_path: Path, organisation: Any
) -> None:
    plan = ActionPlanFactory(
        organisation=OrganisationFactory() if of == "another organisation" else organisation,
        fiscal_year=2568 if of == "another year" else 2569,
    )
    pk = plan.pk + 1 if of == "nobody" else plan.pk

    with pytest.raises(CommandError, match=f"ไม่พบแผนเลขที่ {pk} ของหน่วยงานสาธิต"):
        run(write(tmp_path, plan_data()), f"--plan={pk}")
    assert not PlanPart.everything.exists()


def test_approved_plan_is_refused(tmp_path: Path, organisation: Any) -> None:
    plan = ActionPlanFactory(organisation=organisation, fiscal_year=2569, state=ActionPlan.State.APPROVED)

    with pytest.raises(CommandError, match="แผนฉบับนี้ได้รับอนุมัติแล้ว"):
        run(write(tmp_path, plan_data()), f"--plan={plan.pk}")


def test_wrong_usage_ends_with_status_2(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "import_plan", str(tmp_path / "plan.json")])

    assert ended.value.code == 2


def test_refusal_ends_with_status_1_and_leaves_standard_output_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(
            ["manage.py", "import_plan", str(tmp_path), "--organisation=DEMO", "--fiscal-year=2569", "--json"]
        )

    output = capsys.readouterr()
    assert (ended.value.code, output.out) == (1, "")
    assert output.err.startswith("CommandError: เปิดไฟล์ ")
    assert len(output.err.splitlines()) == 1
