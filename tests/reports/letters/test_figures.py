from decimal import Decimal
from typing import Any

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.facts import Charter
from ita_portal.tables.rows import Row
from ita_portal.thai.amounts import read_amount
from reports.letters.figures import PlanFigures, Project, figures_of


def row(title: str, budget: str | None = None, **values: Any) -> Row:
    return Row(title=title, budget=None if budget is None else read_amount(budget), **values)


def part(*rows: Row, layout: str = "component", **values: Any) -> PartContent:
    return PartContent("ตาราง", layout, 2569, rows, **values)


def plan(*parts: PartContent, charters: tuple[Charter, ...] = ()) -> PlanContent:
    return PlanContent("แผนทดสอบ", 2569, parts=parts, charters=charters)


def test_activities_and_their_budgets_are_added_up() -> None:
    found = figures_of(plan(part(row("หนึ่ง", "1,000"), row("สอง", "ไม่ใช้งบประมาณ"), row("สาม", "500.50"))))
    assert found == PlanFigures((), 3, Decimal("1500.50"), uses_no_budget=False)


def test_projects_are_counted_beside_their_activities_and_no_baht_twice() -> None:
    tree = part(
        row("โครงการ ก", "300", level=1),
        row("กิจกรรม ก1", "100", level=2),
        row("กิจกรรม ก2", "200", level=2),
        row("ขั้นตอน ก21", "200", level=3),
        row("โครงการ ข", level=1),
        row("กิจกรรม ข1", "50", level=2),
        layout="gantt_months",
    )
    projects = (Project("โครงการ ก", Decimal(300)), Project("โครงการ ข", Decimal(50)))
    assert figures_of(plan(tree)) == PlanFigures(projects, 3, Decimal(350), uses_no_budget=False)


def test_rows_of_one_level_alone_are_activities() -> None:
    flat = part(row("มาตรการ 1", level=1), row("มาตรการ 2", level=1), layout="pirab")
    assert figures_of(plan(flat)) == PlanFigures((), 2, None, uses_no_budget=False)


def test_table_that_shows_the_rows_of_another_is_not_counted_again() -> None:
    rows = (row("หนึ่ง", "10"),)
    shown = part(*rows, rows_of=1)
    assert figures_of(plan(part(*rows), shown)) == PlanFigures((), 1, Decimal(10), uses_no_budget=False)


def test_tables_that_list_no_activities_are_not_counted() -> None:
    staff = part(row("ข้าราชการ", "999"), layout="staff_numbers")
    assert figures_of(plan(part(row("หนึ่ง")), staff)) == PlanFigures((), 1, None, uses_no_budget=False)


def test_charter_is_a_project_with_its_own_budget_and_its_activities_once() -> None:
    work = (row("กิจกรรม 1", "70", level=2), row("กิจกรรม 2", "80", level=2))
    charters = (
        Charter("โครงการ ก", budget=Decimal(200), parts=(1, 2)),
        Charter("โครงการ ข", parts=(3,)),
    )
    found = figures_of(
        plan(part(*work), part(*work), part(row("กิจกรรม 3", "40", level=2)), charters=charters)
    )
    projects = (Project("โครงการ ก", Decimal(200)), Project("โครงการ ข", Decimal(40)))
    assert found == PlanFigures(projects, 3, Decimal(240), uses_no_budget=False)


def test_plan_uses_no_budget_only_where_it_says_so_of_all() -> None:
    stated = plan(part(row("หนึ่ง", "ไม่ใช้งบประมาณ"), row("สอง", "ไม่มีงบประมาณ")))
    doubtful = plan(part(row("หนึ่ง", "ไม่ใช้งบประมาณ"), row("สอง", "เท่าที่จ่ายจริง")))
    assert [figures_of(one).uses_no_budget for one in (stated, doubtful, plan(part()))] == [
        True,
        False,
        False,
    ]


def test_place_of_a_heading_without_activities_is_no_activity() -> None:
    assert figures_of(plan(part(row("", placeholder=True)))).activities == 0
