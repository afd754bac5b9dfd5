"""Writing a plan of 300 activities with every column: opening it, saving a row, adding 200 rows at once.

Times are beside a page of ours that has bar and menu and no rows; queries are counted beside what is allowed.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count

from django.test import Client

from bench.measure import Measure, ratio
from bench.pages import WITHOUT_ROWS, opening, queries, secretary_at_work
from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period
from organisations.models import Organisation, User
from plans import rows
from plans.forms.activity import ActivityForm
from plans.models import ActionPlan, Activity, PlanPart
from plans.services.bulk import add_rows, bin_rows
from plans.services.imports import import_plan
from reports.demo.people import DEPARTMENT_SECRETARY

ACTIVITIES, ADDED = 300, 200
ROUNDS = 5
YEAR = 2569
_HTMX = {"HX-Request": "true"}
EDITOR_QUERIES, SAVE_QUERIES = 20, 45
_FIELDS: tuple[str, ...] = (
    "number",
    "title",
    "objective",
    "target_group",
    "target",
    "owners",
    "indicator_quantitative",
)
_FIELDS += ("indicator_qualitative", "budget", "source_of_funds", "period", "weight", "reason", "knowledge")
_FIELDS += ("cost_lines", *(f"quarter_{n}" for n in range(1, 5)), *(f"month_{n}" for n in range(1, 13)))


def measure() -> list[Measure]:
    with secretary_at_work() as (client, demo):
        plan = _plan_of_every_column(demo.organisation)
        part = plan.parts.get()
        layout = opening(client, WITHOUT_ROWS)
        pages = {
            f"editor of {ACTIVITIES} activities, every column": f"/plans/{plan.pk}/editor/",
            f"plan page of {ACTIVITIES} activities, every column": f"/plans/{plan.pk}/",
        }
        acts: dict[str, tuple[Callable[[], object], float]] = {
            **{name: (opening(client, address), 20) for name, address in pages.items()},
            "saving one row of it": (_Saving(client, part, owners=1), 12),
            "saving one row of it with ten owners": (_Saving(client, part, owners=10), 12),
            f"adding {ADDED} rows in one act, and deleting them in another": (_adding(part), 50),
        }
        return [
            *(
                Measure(f"{name}: to a page without rows", ratio(act, layout, rounds=ROUNDS), bound)
                for name, (act, bound) in acts.items()
            ),
            queries("editor", opening(client, f"/plans/{plan.pk}/editor/"), EDITOR_QUERIES),
            *(_save_queries(client, part, owners) for owners in (1, 10)),
        ]


def _save_queries(client: Client, part: PlanPart, owners: int) -> Measure:
    save = _Saving(client, part, owners=owners)
    typed = save.typed()
    return queries(f"saving a row with {owners} owners", lambda: save.post(typed), SAVE_QUERIES)


def _plan_of_every_column(organisation: Organisation) -> ActionPlan:
    columns = tuple(ColumnChoice(field, (field,)) for field in _FIELDS)
    part = PartContent("ตารางทดสอบความเร็ว", "strategy_quarters", YEAR, _rows(ACTIVITIES), columns)
    content = PlanContent("แผนทดสอบความเร็ว", YEAR, parts=(part,), kind="integrity")
    return import_plan(by=None, organisation=organisation, content=content)


def _rows(number: int) -> tuple[Row, ...]:
    return tuple(_row(at) for at in range(1, number + 1))


def _row(at: int) -> Row:
    return Row(
        title=f"กิจกรรมทดสอบที่ {at} เพื่อวัดความเร็วของการเขียนแผน",
        headings=(f"ยุทธศาสตร์ที่ {at // 60 + 1}", f"กลยุทธ์ที่ {at // 12 + 1}"),
        objective="เพื่อให้ทราบเวลาที่ใช้",
        target_group="บุคลากรทุกคน",
        owners=("กลุ่มงานตัวอย่าง", "คณะทำงานตัวอย่าง"),
        indicators=(
            Indicator("ไม่น้อยกว่า 4 ครั้ง", Aspect.QUANTITATIVE),
            Indicator("ผู้เข้าร่วมเข้าใจ", Aspect.QUALITATIVE),
        ),
        budget=read_amount("12,000"),
        period=read_period("ต.ค. 68 - ก.ย. 69", YEAR),
        quarters={n: PeriodCell(marked=True, count=Decimal(1)) for n in range(1, 5)},
        months={n: PeriodCell(marked=True, amount=Decimal(1000)) for n in range(1, 13)},
        weight=Decimal(1),
        level=1,
        target="4 ครั้ง",
        cost_lines=(CostLine("120 บาท x 100 คน = 12,000 บาท", Decimal(12000)),),
        source_of_funds="เงินงบประมาณ",
    )


class _Saving:
    """Posting one row's form with other owners each time, as the editor does."""

    def __init__(self, client: Client, part: PlanPart, *, owners: int) -> None:
        activity = part.activities.order_by("position").first()
        assert activity
        self.client, self.owners, self.content, self.pk = client, owners, rows.of(part), activity.pk
        self.address, self.turns = f"/plans/activities/{activity.pk}/", count()

    def typed(self) -> dict[str, object]:
        """The form as the row stands by now; the row as the page opened it is read anew."""
        activity = Activity.objects.get(pk=self.pk)
        form = ActivityForm(content=self.content, row=rows.row_of(activity), version=activity.version)
        typed = {field.html_name: "" if field.value() is None else field.value() for field in form}
        turn = next(self.turns)
        return typed | {"owners": "\n".join(f"หน่วยงานที่ {turn}.{n}" for n in range(self.owners))}

    def post(self, typed: dict[str, object]) -> None:
        answer = self.client.post(self.address, typed, headers=_HTMX)
        assert answer.status_code == 200, answer.status_code

    def __call__(self) -> None:
        self.post(self.typed())


def _adding(part: PlanPart) -> Callable[[], object]:
    """Add the rows, and take them out again: the table stays as long as it was."""
    new = [replace(row, headings=()) for row in _rows(ADDED)]
    secretary = User.objects.get(username=DEPARTMENT_SECRETARY)

    def add() -> None:
        added = add_rows(by=secretary, part=part, rows=new)
        bin_rows(by=secretary, part=part, activities=added)

    return add
