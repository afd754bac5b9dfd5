"""What a plan states beside its tables: plans above it that are out of force, amounts and their words."""

import re
from collections.abc import Iterator

from ita_portal.render.text import words_of_html
from ita_portal.tables.content import PlanContent
from ita_portal.thai.amounts import format_amount, read_amount, words_agree
from ita_portal.thai.digits import DECIMAL_PATTERN, to_arabic
from plans.checks.facts import PlanFacts
from plans.checks.registry import Finding, Severity, check

_FIGURE_AND_WORDS = re.compile(
    rf"(?:{DECIMAL_PATTERN})\s*(?:\.-)?\s*(?:บาท)?\s*\(\s*[ก-๎ ]{{2,200}}(?:ถ้วน|สตางค์)\s*\)"
)


@check("higher_plans", "แผนระดับสูงกว่าที่พ้นช่วงเวลา")
def higher_plans_are_in_force(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for above in content.higher_plans:
        if not above.covers(content.fiscal_year):
            years = f"{above.from_year or ''}–{above.to_year or ''}".strip("–")
            yield Finding(
                "higher_plans",
                f"“{above.title}” (พ.ศ. {years}) ไม่ครอบคลุมปีงบประมาณ พ.ศ. {content.fiscal_year}",
            )


@check("amounts_in_words", "จำนวนเงินเป็นตัวเลขและตัวอักษรไม่ตรงกัน")
def figures_agree_with_words(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for charter in content.charters:
        if charter.budget is not None and not words_agree(charter.budget, charter.budget_words):
            figure = format_amount(charter.budget)
            yield _differs(f"โครงการ “{charter.title}”: {figure} บาท ({charter.budget_words})")
    for section in facts.sections:
        text = to_arabic(words_of_html(section.html))
        for match in _FIGURE_AND_WORDS.finditer(text):
            if read_amount(match[0]).notices:
                yield _differs(f"“{match[0]}”", section.pk)


def _differs(said: str, section_id: int | None = None) -> Finding:
    message = f"{said} ตัวเลขและตัวอักษรไม่ตรงกัน"
    return Finding("amounts_in_words", message, section_id=section_id, severity=Severity.ERROR)
