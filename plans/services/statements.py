"""Writing what a plan states: its objectives and goals, and the plans above it, each time as a whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.facts import HigherPlan, Statement, StatementKind, leaps
from ita_portal.tables.facts_json import higher_plan_to_json, statement_to_json
from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans import facts
from plans.models import ActionPlan, PlanStatement
from plans.models import HigherPlan as StoredHigherPlan
from plans.services import opening

MAX_STATEMENTS = 300
MAX_HIGHER_PLANS = 100


@transaction.atomic
def write_facts(
    *,
    by: User | None,
    plan: ActionPlan,
    statements: Sequence[Statement],
    higher_plans: Sequence[HigherPlan],
    base: str | None = None,
) -> None:
    """Exactly these statements and higher plans, in this order, in place of those that are there.

    ``base`` is the ``facts.fingerprint`` that the writer saw; StaleError where it has changed since.
    Raises ValidationError for a level that leaps, too many lines, or a line that cannot be stored.
    """
    opening.opened(plan, by)
    before = _snapshot(facts.statements_of(plan), facts.higher_plans_of(plan))
    if base is not None and base != facts.fingerprint(plan):
        raise StaleError(plan)
    after = _snapshot(statements, higher_plans)
    if after == before:
        return
    _check(statements, higher_plans)
    _replace(plan, PlanStatement, map(facts.stored_statement, statements))
    _replace(plan, StoredHigherPlan, map(facts.stored_higher_plan, higher_plans))
    opening.trail(by=by, action=AuditEntry.Action.UPDATE, target=plan, plan=plan, before=before, after=after)


def _check(statements: Sequence[Statement], higher_plans: Sequence[HigherPlan]) -> None:
    if len(statements) > MAX_STATEMENTS:
        raise ValidationError(f"แผนมีวัตถุประสงค์และเป้าหมายได้ไม่เกิน {MAX_STATEMENTS} ข้อ")
    if len(higher_plans) > MAX_HIGHER_PLANS:
        raise ValidationError(f"แผนมีแผนระดับสูงกว่าได้ไม่เกิน {MAX_HIGHER_PLANS} รายการ")
    goals = [statement for statement in statements if statement.kind is StatementKind.GOAL]
    for at in leaps([goal.level for goal in goals]):
        raise ValidationError(f"เป้าหมาย “{goals[at].text[:60]}” ข้ามระดับ ระดับของเป้าหมายต้องลงทีละหนึ่งระดับ")


def _replace(plan: ActionPlan, kind: Any, lines: Iterable[Any]) -> None:
    kind.objects.filter(plan=plan).delete()
    made = list(lines)
    for position, line in enumerate(made, start=1):
        line.plan, line.position = plan, position
        line.clean_fields()
        line.validate_constraints()
    kind.objects.bulk_create(made)


def _snapshot(statements: Sequence[Statement], higher_plans: Sequence[HigherPlan]) -> dict[str, Any]:
    return {
        "statements": [statement_to_json(statement) for statement in statements],
        "higher_plans": [higher_plan_to_json(higher) for higher in higher_plans],
    }
