"""Typed results that differ from what they are made of: percentages, scores, risk levels, money spent."""

from collections.abc import Iterator
from decimal import Decimal

from ita_portal.tables.columns import number_in, plain
from ita_portal.tables.content import PlanContent
from ita_portal.tables.indicator_fields import result_of, score_of
from ita_portal.tables.indicators import Measured, percentage, read_measured, weighted_score
from ita_portal.tables.layout import Lists
from ita_portal.tables.risks import risk_level
from ita_portal.tables.rows import Row
from plans.checks.facts import PlanFacts
from plans.checks.reading import lists, own_rows
from plans.checks.registry import Finding, Severity, check

_Wrong = Iterator[tuple[str, str]]  # field and message


@check("results", "ผลที่พิมพ์ไม่ตรงกับผลที่คำนวณ")
def results_are_what_they_are_made_of(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    """897 of 985 is 91.07; a typed value stands, and is shown beside what it should be."""
    finders = {
        Lists.INDICATORS: _indicator,
        Lists.RISKS: _risk,
        Lists.MONEY: _spending,
    }
    for part, row in own_rows(content):
        for field, message in finders.get(lists(part), _nothing)(row):
            yield Finding("results", message, part.id, row.id, field, severity=Severity.ERROR)


def _nothing(row: Row) -> _Wrong:
    return iter(())


def _indicator(row: Row) -> _Wrong:
    result = result_of(row)
    if result.contradicts_itself:
        yield "result", _fraction(result)
    for field in ("target", "basic", "standard", "advanced"):
        text = row.target if field == "target" else row.values.get(field, "")
        if text and (said := read_measured(text)).contradicts_itself:
            yield field, _fraction(said)
    typed, score = number_in(row.values.get("weighted_score", "")), score_of(row)
    if typed is not None and score is not None and row.weight is not None:
        computed = weighted_score(row.weight, score)
        if typed != computed:
            yield "weighted_score", f"คะแนนถ่วงน้ำหนักคำนวณได้ {computed} แต่ระบุ {plain(typed)}"


def _fraction(said: Measured) -> str:
    parts = f"{plain(said.numerator or Decimal(0))} จาก {plain(said.denominator or Decimal(0))}"
    return f"{parts} คิดเป็นร้อยละ {said.quotient} แต่ระบุ {plain(said.value or Decimal(0))}"


def _risk(row: Row) -> _Wrong:
    likelihood, consequence, typed = (
        number_in(row.values.get(name, "")) for name in ("likelihood", "consequence", "risk_level")
    )
    level = risk_level(likelihood, consequence)
    if typed is not None and level is not None and typed != level:
        yield "risk_level", f"โอกาส × ผลกระทบ เท่ากับ {plain(level)} แต่ระบุระดับความเสี่ยง {plain(typed)}"


def _spending(row: Row) -> _Wrong:
    received, spent, typed = (
        number_in(row.values.get(name, "")) for name in ("received", "disbursed", "percent")
    )
    if received is None or spent is None:
        return
    share = percentage(spent, received)
    if typed is not None and share is not None and abs(typed - share) >= Decimal("0.01"):
        yield "percent", f"เบิกจ่ายคิดเป็นร้อยละ {share} แต่ระบุ {plain(typed)}"
    if spent > received:
        yield "disbursed", "ผลการเบิกจ่ายมากกว่างบประมาณที่ได้รับ"
