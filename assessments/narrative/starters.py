"""First words for people to go on from: issues of gaps, entries of SWOC, and the use of results."""

import re
from collections.abc import Iterable

from assessments.improvement.strip_shape import MeasureLine, Strip
from assessments.narrative.writer import joined

_ADDRESS = re.compile(r"^(?:ท่านคิดว่า|ท่านเห็นว่า|ท่านรับรู้ว่า|ท่านทราบหรือไม่ว่า)\s*")
_QUESTION = re.compile(r"\s*,?\s*(?:มาก\s*-?\s*น้อยเพียงใด|หรือไม่(?:\s*อย่างไร)?|เพียงใด|อย่างไร)\s*\??$")


def subject_of(question: str) -> str:
    """What a question is about: without the words by which it asks."""
    return _QUESTION.sub("", _ADDRESS.sub("", " ".join(question.split()))).strip()


def issue_of(code: str, text: str) -> str:
    """The issue of a gap raised from an item or an indicator."""
    return f"{subject_of(text)} ({code})" if text else f"ผลคะแนน{code}"


def weakness_of(code: str, text: str) -> str:
    return f"{issue_of(code, text)} ยังได้คะแนนต่ำกว่าประเด็นอื่นหรือต่ำกว่าเป้าหมาย"


def strength_of(code: str, text: str) -> str:
    return f"{issue_of(code, text)} ได้รับผลการประเมินในระดับสูง"


def use_text(strip: Strip) -> str:
    """How the results are put to use: each gap with its measures, their activities and who does them."""
    if not strip.gaps:
        return ""
    lines = [
        f"หน่วยงานนำผลการประเมินไปกำหนดประเด็นที่ต้องปิด Gap จำนวน {len(strip.gaps)} ประเด็น "
        f"และมาตรการจำนวน {len(strip.measures)} มาตรการ ดังนี้"
    ]
    for gap in strip.gaps:
        titles = [f"“{measure.title}”" for measure in gap.measures]
        said = f"กำหนดมาตรการ {joined(titles)}" if titles else "อยู่ระหว่างกำหนดมาตรการ"
        lines.append(f"{gap.number}. {gap.issue} {said}{_activities(gap.measures)}")
    return "\n".join(lines)


def _activities(measures: Iterable[MeasureLine]) -> str:
    activities = {one.pk: one for measure in measures for one in measure.activities}
    if not activities:
        return ""
    return f" โดยดำเนินกิจกรรม {joined([f'“{one.title}”' for one in activities.values()])}"
