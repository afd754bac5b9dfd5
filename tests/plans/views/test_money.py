"""Pages of money: the sheet, a line with its quick form, many at once, the ledger as a file."""

import csv
import html
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Organisation
from plans.models import ActionPlan, BudgetLine, MoneyEntry
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityReporterFactory,
    BudgetLineFactory,
    MoneyEntryFactory,
    PlanPartFactory,
    RoundClosingFactory,
)


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


@pytest.fixture
def plan(medicine: Organisation) -> ActionPlan:
    made: ActionPlan = ActionPlanFactory(organisation=medicine, state="approved")
    return made


@pytest.fixture
def line(plan: ActionPlan) -> BudgetLine:
    made: BudgetLine = BudgetLineFactory(plan=plan, title="ประกันสังคม", planned=Decimal(1000))
    return made


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def entered(browser: Client, line: BudgetLine, **typed: str) -> Any:
    url = reverse("plans:budget-line-detail", args=[line.pk])
    return browser.post(url, {"base_version": "0", "act": "disbursement", **typed})


@pytest.mark.parametrize(
    ("day", "stored", "is_month"),
    [
        ("๑๕ ต.ค. ๒๕๖๘", "2025-10-15", False),
        ("15/10/68", "2025-10-15", False),
        ("ก.พ. 69", "2026-02-28", True),
        ("เดือนมีนาคม 2569", "2026-03-31", True),
    ],
)
def test_entry_reads_days_months_and_amounts_as_typed(
    browser: Client, line: BudgetLine, day: str, stored: str, is_month: bool
) -> None:
    answer = entered(browser, line, on=day, amount="๑๒,๕๐๐.๕๐", installment="งวดที่ ๒", reference="บจ ๑/๖๙")
    assert answer.status_code == 302
    entry = line.entries.get()
    assert (entry.on.isoformat(), entry.is_month, entry.amount) == (stored, is_month, Decimal("12500.50"))
    assert (entry.installment, entry.reference) == (2, "บจ ๑/๖๙")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("on", "เมื่อวาน", "อ่านวันที่ไม่ได้"),
        ("on", "31 ก.พ. 2569", "อ่านวันที่ไม่ได้"),
        ("on", "ต.ค. - ธ.ค. 68", "อ่านวันที่ไม่ได้"),
        ("on", "1 ต.ค. 2468", "ห่างจากปีงบประมาณ"),
        ("amount", "-5", "งบประมาณต้องไม่เป็นจำนวนลบ"),
        ("amount", "0", "จำนวนเงินต้องมากกว่า 0 บาท"),
        ("amount", "9" * 99, "งบประมาณต้องไม่เกิน 13 หลัก"),
        ("amount", "ไม่ใช้งบประมาณ", "โปรดระบุจำนวนเงินเป็นตัวเลข"),
        ("installment", "สอง", "โปรดระบุงวดเป็นตัวเลข"),
        ("commitment", "999999", "ไม่พบรายการผูกพันนี้"),
        ("act", "gift", "โปรดเลือกประเภทจากรายการ"),
        ("reference", "ก" * 201, "โปรดย่อให้ไม่เกิน 200"),
    ],
)
def test_bad_entry_is_refused_at_its_field_and_keeps_what_was_typed(
    browser: Client, line: BudgetLine, field: str, typed: str, said: str
) -> None:
    whole = {"on": "15/10/68", "amount": "77.25", "note": "ค่าวิทยากร"} | {field: typed}
    answer = entered(browser, line, **whole)
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), line.entries.count()) == (422, [field], 0)
    assert said in form.errors[field][0]
    assert form["note"].value() == "ค่าวิทยากร"


def test_entry_over_the_budget_is_kept_with_a_warning(browser: Client, line: BudgetLine) -> None:
    entered(browser, line, on="15/10/68", amount="1500")
    page = words(browser.get(reverse("plans:budget-line-detail", args=[line.pk])))
    assert "ใช้จ่าย (ผูกพันและเบิกจ่าย) 1,500 บาท เกินงบประมาณตามแผน 1,000 บาท" in page
    assert line.entries.get().amount == 1500


def test_entry_in_a_closed_round_is_refused_with_its_name(browser: Client, line: BudgetLine) -> None:
    RoundClosingFactory(round__plan=line.plan)
    answer = entered(browser, line, on="15/10/68", amount="5")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])
    assert "ไตรมาสที่ 1" in answer.context["form"].errors["on"][0]


def test_pasted_rows_are_entered_all_or_none_and_each_fault_names_its_line(
    browser: Client, line: BudgetLine
) -> None:
    url = reverse("plans:money-entry-paste", args=[line.pk])
    good = "15 ต.ค. 68\t1,200.50\tบจ 1\tค่าอาหาร\n\nพ.ย. 68\t๓๐๐\n"
    answer = browser.post(url, {"act": "disbursement", "rows": f"{good}รวม\t1,500.50\n1/12/68\t-4"})
    assert (answer.status_code, line.entries.count()) == (422, 0)
    assert [said.split(":")[0] for said in answer.context["form"].errors["rows"]] == ["บรรทัดที่ 4", "บรรทัดที่ 5"]
    assert answer.context["form"]["rows"].value().startswith("15 ต.ค. 68")
    assert browser.post(url, {"act": "disbursement", "rows": good}).status_code == 302
    told = [(entry.amount, entry.reference, entry.note) for entry in line.entries.all()]
    assert told == [(Decimal("1200.50"), "บจ 1", "ค่าอาหาร"), (Decimal(300), "", "")]


def test_edit_by_two_tells_the_second_and_keeps_what_was_typed(browser: Client, line: BudgetLine) -> None:
    entry = MoneyEntryFactory(line=line)
    url = reverse("plans:money-entry-edit", args=[entry.pk])
    typed = {"base_version": "1", "act": "allotment", "on": "1/11/68", "amount": "5", "note": "ก"}
    assert browser.get(url).context["form"]["on"].value() == "15 ตุลาคม 2568"
    assert browser.post(url, typed).status_code == 302
    answer = browser.post(url, typed | {"note": "ข"})
    assert (answer.status_code, answer.context["form"]["note"].value()) == (422, "ข")
    assert browser.post(url, typed | {"note": "ข", "base_version": "2"}).status_code == 302
    assert MoneyEntry.objects.get().note == "ข"


def test_commitment_is_carried_over_and_next_year_tells_of_it(browser: Client, line: BudgetLine) -> None:
    order = MoneyEntryFactory(line=line, act="commitment", installment=None, amount=Decimal("250.75"))
    url = reverse("plans:money-entry-carry", args=[order.pk])
    browser.post(url, {"version": "1", "carried": "1"})
    order.refresh_from_db()
    assert order.is_carried
    following = ActionPlanFactory(organisation=line.organisation, fiscal_year=line.plan.fiscal_year + 1)
    page = words(browser.get(reverse("plans:money", args=[following.pk])))
    assert "ยังไม่ได้เบิกจ่าย 250.75 บาท" in page


def test_whoever_reports_the_activity_sees_its_line_and_no_other(
    cast: Cast, client_as: ClientAs, line: BudgetLine
) -> None:
    activity = ActivityFactory(part=PlanPartFactory(plan=line.plan))
    reporter = cast["activity_owner@medicine"]
    ActivityReporterFactory(activity=activity, user=reporter)
    own = BudgetLineFactory(plan=line.plan, activity=activity, title="", planned=None)
    browser = client_as(reporter)
    assert entered(browser, own, on="15/10/68", amount="5").status_code == 302
    assert entered(browser, line, on="15/10/68", amount="5").status_code == 403


def test_ledger_file_has_every_entry_and_no_formula(browser: Client, line: BudgetLine) -> None:
    MoneyEntryFactory(line=line, amount=Decimal("10.05"), reference="=1+1")
    url = reverse("plans:money-file", args=[line.plan_id])
    rows = list(csv.DictReader(io.StringIO(browser.get(f"{url}?format=csv").content.decode("utf-8-sig"))))
    assert [(row["รายการ"], row["จำนวนเงิน (บาท)"], row["เลขที่เอกสารอ้างอิง"]) for row in rows] == [
        ("ประกันสังคม", "10.05", "'=1+1")
    ]
    assert browser.get(url).content.startswith(b"PK")


@pytest.mark.parametrize("name", ["money", "budget-line-detail", "money-below"])
def test_pages_ask_as_often_for_thirty_rows_as_for_one(
    browser: Client, plan: ActionPlan, line: BudgetLine, name: str
) -> None:
    part = PlanPartFactory(plan=plan)

    def add() -> None:
        MoneyEntryFactory(line=line, act="commitment", installment=None)
        activity = ActivityFactory(part=part)
        own = BudgetLineFactory(plan=plan, activity=activity, title="", planned=None)
        MoneyEntryFactory(line=own)

    pks = {"money": plan.pk, "budget-line-detail": line.pk, "money-below": plan.organisation_id}
    url = f"{reverse(f'plans:{name}', args=[pks[name]])}?year={plan.fiscal_year}"
    add()
    counts = []
    for more in (0, 29):
        for _ in range(more):
            add()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
