"""What ``manage.py score`` is asked, as JSON, and its answer: the contract's shapes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.reading.cells import read_score
from assessments.scoring.engine import Given, Outcome, Scored
from assessments.scoring.shape import Shape
from assessments.scoring.shown import full, shown
from ita_portal.thai.digits import to_arabic

Json = dict[str, Any]

MOST_CHARACTERS = 2_000_000
_LEVELS = {"items": "ข้อ", "indicators": "ตัวชี้วัด", "instruments": "เครื่องมือ"}
_CODE = re.compile(r"[-\w]{1,60}", re.ASCII)
# More decimals than a cell keeps: an indicator's unrounded score, computed by somebody else.
_EXACT = re.compile(r"[0-9]{1,3}\.[0-9]{13,100}")


class AskingError(ValueError):
    """What is asked cannot be computed; the message is in Thai and names the place."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``framework`` is a code; ``scores`` maps "items", "indicators", "instruments" to scores by code."""

    framework: str
    scores: Mapping[str, Mapping[str, Decimal]]

    def given(self, shape: Shape) -> Given:
        """The scores, all of which the framework has; raises AskingError naming the first that it has not."""
        known = {
            "items": set(shape.items),
            "indicators": {indicator.number for indicator in shape.walk()},
            "instruments": {instrument.code for instrument in shape.instruments},
        }
        for level, scores in self.scores.items():
            for code in scores:
                if code not in known[level]:
                    raise AskingError(f"กรอบ {self.framework} ไม่มี{_LEVELS[level]} “{code[:60]}”")
        return Given(self.scores["items"], self.scores["indicators"], self.scores["instruments"])


def asked(text: str) -> Asked:
    """What the JSON text asks. Raises AskingError."""
    document = _document(text)
    framework = document.pop("framework", None)
    if not isinstance(framework, str) or not _CODE.fullmatch(framework):
        raise AskingError("โปรดระบุรหัสกรอบการประเมินใน framework เช่น nacc-ita-2568")
    scores = {level: _scores(level, document.pop(level, None)) for level in _LEVELS}
    if document:
        raise AskingError(
            f"ไม่รู้จักหัวข้อ “{next(iter(document))[:60]}” ใช้ได้เฉพาะ framework, {', '.join(_LEVELS)}"
        )
    return Asked(framework, scores)


def answer(result: Scored) -> Json:
    """The results as the contract has them; what cannot be computed is null."""
    return {
        "indicators": {number: _outcome(one) for number, one in result.indicators.items()},
        "instruments": {code: _outcome(one) for code, one in result.instruments.items()},
        "total": _outcome(result.total),
        "rating": result.rating.label if result.rating else None,
        "failed_conditions": list(result.failed_conditions),
        "missing": list(result.missing),
        "remarks": list(result.remarks),
    }


def _outcome(outcome: Outcome) -> Json | None:
    if outcome.value is None:
        return None
    return {"value": full(outcome.value), "shown": shown(outcome.value)}


def _document(text: str) -> Json:
    if len(text) > MOST_CHARACTERS:
        raise AskingError(f"ข้อมูลยาวเกิน {MOST_CHARACTERS:,} ตัวอักษร")
    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_without_repeats,
            parse_float=str,
            parse_int=str,
            parse_constant=str,
        )
    except AskingError:
        raise
    except (ValueError, RecursionError) as error:
        raise AskingError("ข้อมูลที่รับเข้าไม่ใช่ JSON ที่อ่านได้") from error
    if not isinstance(document, dict):
        raise AskingError("ข้อมูลที่รับเข้าต้องเป็นกลุ่มข้อมูล (object) หนึ่งกลุ่ม")
    return document


def _without_repeats(pairs: list[tuple[str, Any]]) -> Json:
    found: Json = {}
    for key, value in pairs:
        if key in found:
            raise AskingError(f"มี “{key[:60]}” ซ้ำกัน โปรดระบุคะแนนเพียงครั้งเดียว")
        found[key] = value
    return found


def _scores(level: str, values: Any) -> dict[str, Decimal]:
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise AskingError(f"{level} ต้องเป็นกลุ่มข้อมูล (object) ของรหัสกับคะแนน")
    found = {code: _score(f"{_LEVELS[level]} {code[:60]}", value) for code, value in values.items()}
    return {code: score for code, score in found.items() if score is not None}


def _score(place: str, value: Any) -> Decimal | None:
    """A score written as text or as a number (kept as it was written); null and blank: there is none."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise AskingError(f"{place}: โปรดระบุคะแนนเป็นตัวเลข 0 ถึง 100")
    try:
        return _read(value)
    except ValueError as error:
        raise AskingError(f"{place}: {error}") from error


def _read(text: str) -> Decimal | None:
    typed = to_arabic(text).strip()
    if _EXACT.fullmatch(typed) and Decimal(typed) <= 100:
        return Decimal(typed)
    return read_score(typed)
