from decimal import Decimal

from ita_portal.tables.content import Options
from ita_portal.tables.rows import CostLine, PeriodCell, Row
from ita_portal.thai.months import MonthStyle
from tests.tables.tables import baht, column, table, totals


def paid(**months: int) -> dict[int, PeriodCell]:
    return {int(n[1:]): PeriodCell(marked=True, amount=Decimal(amount)) for n, amount in months.items()}


PROJECT = Row("โครงการ", level=1, budget=baht(60_000), months=paid(m10=6000, m11=4000, m1=20000, m9=30000))
GROUP = Row("กลุ่ม", level=2, budget=baht(10_000))
STEP = Row(
    "อบรม",
    level=3,
    months=paid(m10=6000, m11=4000),
    cost_lines=(CostLine("100 บาท x 60 คน = 6,000 บาท"), CostLine("(ค่าเอกสาร 4,000 บาท)")),
)
BELOW = Row("ย่อย", level=4, months=paid(m1=20_000))
OTHER = Row("สรุป", level=2, budget=baht(50_000), months=paid(m9=30_000))


def test_below_a_project_stand_sums_shares_and_shares_so_far_of_each_quarter() -> None:
    assert totals(table("budget_months", PROJECT, GROUP)) == [
        {
            "title": "กิจกรรม",
            "month_10": "10,000", "month_11": "16.67",
            "month_1": "20,000", "month_2": "33.33", "month_3": "50.00",
            "month_4": "0", "month_5": "0.00", "month_6": "50.00",
            "month_7": "30,000", "month_8": "50.00", "month_9": "100.00",
        }
    ]  # fmt: skip


def test_computed_line_goes_where_it_is_not_wanted_or_nothing_is_paid() -> None:
    assert totals(table("budget_months", PROJECT, options=Options(totals=False))) == []
    assert totals(table("budget_months", Row("โครงการ", level=1), GROUP)) == []


def test_project_that_says_nothing_has_the_sums_of_what_stands_below_it() -> None:
    made = table("budget_months", Row("โครงการ", level=1), GROUP, STEP, BELOW, OTHER)
    assert column(made, "month_10")[0] == "6,000"
    assert column(made, "month_9")[0] == "30,000"
    # The step has money of its own: what stands below it is part of that.
    assert column(made, "month_1")[0] == ""
    assert column(made, "budget")[0] == "60,000"


def test_what_a_project_says_itself_stands() -> None:
    made = table("budget_months", Row("โครงการ", level=1, months=paid(m10=1)), STEP)
    assert column(made, "month_10")[0] == "1"


def test_numbers_of_projects_have_a_column_and_costs_stand_below_titles() -> None:
    made = table(
        "budget_months",
        PROJECT,
        GROUP,
        STEP,
        BELOW,
        Row("โครงการถัดไป", level=1),
        options=Options(totals=False),
    )
    assert column(made, "number") == ["1", "", "", "", "2"]
    assert column(made, "title") == [
        "โครงการ",
        "1. กลุ่ม",
        "1.1 อบรม\n(100 บาท x 60 คน = 6,000 บาท)\n(ค่าเอกสาร 4,000 บาท)",
        "1) ย่อย",
        "โครงการถัดไป",
    ]


def test_months_stand_under_quarters_without_dots_unless_set_otherwise() -> None:
    def months(options: Options) -> list[str]:
        return [cell.text for cell in table("budget_months", options=options).header[2]][:3]

    assert [cell.text for cell in table("budget_months").header[1]] == [
        "ไตรมาส 1",
        "ไตรมาส 2",
        "ไตรมาส 3",
        "ไตรมาส 4",
    ]
    assert months(Options()) == ["ตค", "พย", "ธค"]
    assert months(Options(months=MonthStyle.DOTTED)) == ["ต.ค.", "พ.ย.", "ธ.ค."]
