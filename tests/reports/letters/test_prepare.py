"""Prepared letters of a plan of real size: 3 projects, 60 activities."""

import re
from decimal import Decimal

import pytest

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import baht_text, read_amount
from organisations.models import Letter, Organisation
from reports.letters.prepare import plan_name, prepared
from reports.letters.texts import TEXTS

OFFICE = Organisation(
    name="กองตัวอย่าง", phone="0 2000 0000", letter_prefix="ตย 0101", website="https://example.go.th"
)
NAME = "แผนทดสอบ ประจำปีงบประมาณ พ.ศ. 2569"
SUM = "925,780 บาท (เก้าแสนสองหมื่นห้าพันเจ็ดร้อยแปดสิบบาทถ้วน)"


def plan(budgets: tuple[str, ...] = ("320,780", "600,000", "5,000"), title: str = "แผนทดสอบ") -> PlanContent:
    rows: list[Row] = []
    for at, budget in enumerate(budgets, start=1):
        rows.append(Row(title=f"โครงการที่ {at}", level=1, budget=read_amount(budget)))
        rows += [Row(title=f"กิจกรรมที่ {n}", level=2) for n in range(20)]
    return PlanContent(title, 2569, parts=(PartContent("ตาราง", "gantt_months", 2569, tuple(rows)),))


def test_every_kind_of_letter_has_a_prepared_text() -> None:
    assert set(TEXTS) == set(Letter.Kind.values)


@pytest.mark.parametrize("kind", Letter.Kind.values)
def test_prepared_letter_of_each_kind_is_a_letter_that_the_database_takes(kind: str) -> None:
    values = prepared(kind, plan(), OFFICE)
    letter = Letter(**values)
    letter.clean_fields(exclude=["organisation", "created_by"])

    assert (values["office"], values["phone"], values["number_prefix"]) == (
        "กองตัวอย่าง",
        "0 2000 0000",
        "ตย 0101",
    )
    assert NAME in values["subject"]
    everything = "\n".join([values["subject"], values["body"], *values["enclosures"]])
    assert re.findall(r"[{}]|  |None|\n\n", everything) == []


def test_proposal_says_what_the_plan_holds_in_figures_and_words() -> None:
    assert prepared("propose", plan(), OFFICE)["body"].split("\n") == [
        f"ด้วยกองตัวอย่างได้จัดทำ{NAME} เพื่อใช้เป็นกรอบในการดำเนินงานและติดตามผลตลอดปีงบประมาณ",
        f"แผนดังกล่าวประกอบด้วย 3 โครงการ 60 กิจกรรม งบประมาณรวม {SUM} "
        "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย โดยมีโครงการ ดังนี้",
        "1. โครงการที่ 1 เป็นเงิน 320,780 บาท",
        "2. โครงการที่ 2 เป็นเงิน 600,000 บาท",
        "3. โครงการที่ 3 เป็นเงิน 5,000 บาท",
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดอนุมัติ และมอบหมายส่วนงานที่เกี่ยวข้องดำเนินการต่อไป",
    ]


@pytest.mark.parametrize("kind", Letter.Kind.values)
def test_figures_and_words_agree_wherever_a_sum_is_said(kind: str) -> None:
    for figure, words in re.findall(r"([\d,.]+) บาท \((.+?)\)", prepared(kind, plan(), OFFICE)["body"]):
        assert baht_text(Decimal(figure.replace(",", ""))) == words


def test_sum_that_is_not_known_is_not_asked_for() -> None:
    body = prepared("approve", plan(("", "", "")), OFFICE)["body"]
    assert ("วงเงิน" in body, "งบประมาณรวม" in body, "3 โครงการ 60 กิจกรรม" in body) == (False, False, True)


def test_plan_without_budget_says_so() -> None:
    assert "60 กิจกรรม โดยไม่ใช้งบประมาณ" in prepared("result", plan(("ไม่ใช้งบประมาณ",) * 3), OFFICE)["body"]


def test_one_project_or_many_are_not_listed() -> None:
    bodies = [prepared("propose", plan(("1",) * count), OFFICE)["body"] for count in (1, 13)]
    assert ["ดังนี้" in body or "\n1. " in body for body in bodies] == [False, False]


@pytest.mark.parametrize("kind", Letter.Kind.values)
def test_name_in_brackets_stands_apart_from_the_word_behind_it(kind: str) -> None:
    office = Organisation(name="สถาบันตัวอย่าง (องค์การมหาชน)", website="https://example.go.th")
    values = prepared(kind, plan(title="แผน (ทดสอบ)"), office)
    assert (
        re.findall(r"\)[ก-ฮเ-ไ]", "\n".join([values["subject"], values["body"], *values["enclosures"]])) == []
    )


def test_address_on_the_web_is_a_line_of_its_own_where_there_is_one() -> None:
    without = Organisation(name="กองตัวอย่าง")
    lines = [prepared("publication_form", plan(), office)["body"].split("\n") for office in (OFFICE, without)]
    assert (lines[0][1:], lines[1][1:]) == (["https://example.go.th"], [])


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("แผน", "แผน ประจำปีงบประมาณ พ.ศ. 2569"),
        ("แผน ปี ๒๕๖๙", "แผน ปี ๒๕๖๙"),
        ("แผน\n  พ.ศ. 2569", "แผน พ.ศ. 2569"),
    ],
)
def test_name_of_a_plan_says_its_year_once(title: str, named: str) -> None:
    assert plan_name(PlanContent(title, 2569)) == named


def test_title_with_braces_is_only_text() -> None:
    assert "{office} {0} ประจำปี" in prepared("propose", plan(title="{office} {0}"), OFFICE)["subject"]


def test_long_title_leaves_a_subject_that_fits() -> None:
    assert len(prepared("propose", plan(title="แผน" * 400), OFFICE)["subject"]) == 1000


def test_titles_of_pages_are_shortened_where_a_letter_lists_projects() -> None:
    rows = tuple(Row(title="ก" * 10_000, level=level) for _ in range(12) for level in (1, 2))
    long = PlanContent("แผนทดสอบ", 2569, parts=(PartContent("ตาราง", "gantt_months", 2569, rows),))

    for kind in Letter.Kind.values:
        Letter(**prepared(kind, long, OFFICE)).clean_fields(exclude=["organisation", "created_by"])

    assert f"12. {'ก' * 500}…" in prepared("propose", long, OFFICE)["body"]
