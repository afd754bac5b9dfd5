"""The scales that a question of a survey may be answered by: those of its framework, and usual ones.

Points are kept as text, as in ``AnswerScale.answers``. What a framework has not established cannot be asked
by: such a scale is not among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.models import Framework, Item

Answers = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers in the order in which they are offered; ``key`` names the scale in a form."""

    key: str
    answers: tuple[tuple[str, str], ...]  # label and points

    def __str__(self) -> str:
        return " / ".join(f"{label} {points}" for label, points in self.answers)

    def as_answers(self) -> Answers:
        return [{"label": label, "points": points} for label, points in self.answers]


def _scale(key: str, labels: Sequence[str], points: Sequence[int]) -> Scale:
    return Scale(key, tuple((label, str(point)) for label, point in zip(labels, points, strict=True)))


_AGREEING = (
    "เห็นด้วยอย่างยิ่ง",
    "เห็นด้วย",
    "ค่อนข้างเห็นด้วย",
    "ค่อนข้างไม่เห็นด้วย",
    "ไม่เห็นด้วย",
    "ไม่เห็นด้วยอย่างยิ่ง",
)
_AMOUNTS = ("มากที่สุด", "มาก", "ปานกลาง", "น้อย", "ไม่มี")

# Each also the other way round: for questions in which much is bad.
USUAL = (
    _scale("has", ("มี", "ไม่มี"), (100, 0)),
    _scale("has-not", ("มี", "ไม่มี"), (0, 100)),
    _scale("amount", _AMOUNTS, (100, 75, 50, 25, 0)),
    _scale("amount-reversed", _AMOUNTS, (0, 25, 50, 75, 100)),
    _scale("agree", _AGREEING, (100, 80, 60, 40, 20, 0)),
    _scale("agree-reversed", _AGREEING, (0, 20, 40, 60, 80, 100)),
)


def scales_of(framework: Framework) -> dict[str, Scale]:
    """By key: the framework's own that are established, then the usual ones that say something else."""
    own = {
        f"framework-{scale.pk}": Scale(f"framework-{scale.pk}", _pairs(scale.answers))
        for scale in framework.scales.all()
        if is_established(scale.answers)
    }
    known = {scale.answers for scale in own.values()}
    return own | {scale.key: scale for scale in USUAL if scale.answers not in known}


def scale_of(item: Item, scales: Mapping[str, Scale]) -> str:
    """The key of the item's own scale; "" where it is not established."""
    key = f"framework-{item.scale_id}"
    return key if key in scales else ""


def is_established(answers: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there are at least two answers, each with its words and its points from 0 to 100."""
    return len(answers) > 1 and all(one.get("label") and _is_score(one.get("points")) for one in answers)


def _pairs(answers: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one["label"]), str(one["points"])) for one in answers)


def _is_score(points: Any) -> bool:
    try:
        return points is not None and 0 <= Decimal(str(points)) <= 100
    except InvalidOperation:
        return False
