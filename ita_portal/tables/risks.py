"""Risks of a project: their types, likelihood × consequence, and the ten dimensions of good governance.

The two forms annexed to project plans of ministries' departments: governance dimensions per activity,
then the four types of risk with L, C and L × C. Under a limit, usually 15, a risk counts as rather low and
needs no treatment in the risk plan.
"""

from decimal import Decimal
from enum import StrEnum

MIN_SCORE, MAX_SCORE = 1, 5
USUAL_LIMIT = 15
MAX_LIMIT = MAX_SCORE * MAX_SCORE
LIMIT_NOTE = "หมายเหตุ : ความเสี่ยงที่มีระดับต่ำกว่า {limit} ถือว่าค่อนข้างต่ำ ไม่ต้องนำไปจัดการในแผนบริหารความเสี่ยง"


class RiskType(StrEnum):
    """The four types, by the letter that the forms give them."""

    STRATEGIC = "S"
    OPERATIONAL = "O"
    FINANCIAL = "F"
    COMPLIANCE = "C"


TYPE_NAMES: dict[RiskType, str] = {
    RiskType.STRATEGIC: "ด้านกลยุทธ์ (Strategic Risk : S)",
    RiskType.OPERATIONAL: "ด้านการดำเนินงาน (Operational Risk : O)",
    RiskType.FINANCIAL: "ด้านการเงิน (Financial Risk : F)",
    RiskType.COMPLIANCE: "ด้านการปฏิบัติตามกฎหมาย/ระเบียบ (Compliance Risk : C)",
}

# Good governance of public administration in ten dimensions, in the order of the form.
DIMENSIONS: dict[str, str] = {
    "effectiveness": "ประสิทธิผล",
    "efficiency": "ประสิทธิภาพ",
    "responsiveness": "ตอบสนอง",
    "accountability": "รับผิดชอบ",
    "transparency": "โปร่งใส",
    "participation": "มีส่วนร่วม",
    "decentralisation": "กระจายอำนาจ",
    "rule_of_law": "นิติธรรม",
    "equity": "เสมอภาค",
    "consensus": "ฉันทามติ",
}


def risk_level(likelihood: Decimal | None, consequence: Decimal | None) -> Decimal | None:
    """L × C, 1 to 25; None while one of them is unknown or outside 1 to 5."""
    scores = (likelihood, consequence)
    if any(score is None or not MIN_SCORE <= score <= MAX_SCORE for score in scores):
        return None
    return (likelihood or Decimal(0)) * (consequence or Decimal(0))
