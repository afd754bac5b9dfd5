"""What differs between two closings of a round. Pure, over their figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ita_portal.tables.json_values import Json
from ita_portal.thai.amounts import format_baht
from plans.models import Progress
from plans.monitoring.standing import Standing

NOTHING = "–"
_WORKS = dict(Progress.Work.choices)
_TEXTS = {
    "summary": "สรุปผลการดำเนินงาน",
    "problems": "ปัญหา/อุปสรรค",
    "suggestions": "ข้อเสนอแนะ",
    "lessons": "บทเรียนสำหรับปีต่อไป",
}
_NUMBERS = {"planned": "แผน", "actual": "ผล", "percent": "ร้อยละ"}
_MONEY = {
    "planned": "งบประมาณตามแผน",
    "allotted": "ได้รับจัดสรร",
    "committed": "ผูกพัน",
    "disbursed": "เบิกจ่าย",
    "remaining": "คงเหลือ",
}
_REPORTED = {"narrative": "ผลการดำเนินการ", "problems": "ปัญหา/อุปสรรค", "suggestions": "ข้อเสนอแนะ"}
WHOLE = "ภาพรวมของแผน"


@dataclass(frozen=True, slots=True)
class Difference:
    """Of what (the plan as a whole, or an activity by its title), which figure, from what to what."""

    subject: str
    label: str
    before: str
    after: str


def differences(before: Json, after: Json) -> list[Difference]:
    """Of the whole first, then activity by activity in the order of the later closing."""
    return [
        Difference(subject, label, old or NOTHING, new or NOTHING)
        for subject, label, old, new in _compared(before, after)
        if old != new
    ]


def _compared(before: Json, after: Json) -> Iterator[tuple[str, str, str, str]]:
    yield from _pairs(WHOLE, _of_whole(before), _of_whole(after))
    old, new = _activities(before), _activities(after)
    for pk, activity in new.items():
        subject = activity["title"]
        if pk not in old:
            yield subject, "กิจกรรม", "", "เพิ่มเข้ามา"
        else:
            yield from _pairs(subject, _of_activity(old[pk]), _of_activity(activity))
    for pk, activity in old.items():
        if pk not in new:
            yield activity["title"], "กิจกรรม", "", "ไม่มีแล้ว"


def _pairs(subject: str, old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for label in [*new, *(label for label in old if label not in new)]:
        yield subject, label, old.get(label, ""), new.get(label, "")


def _activities(figures: Json) -> dict[Any, Json]:
    return {one["id"]: one for part in figures.get("parts", []) for one in part["activities"]}


def _of_whole(figures: Json) -> dict[str, str]:
    totals = figures.get("totals", {})
    written = figures.get("round", {})
    said = {"ความก้าวหน้าของแผน (ร้อยละ)": totals.get("percent") or ""}
    said |= {f"รายงาน{Standing(key).word}": str(count) for key, count in totals.get("standings", {}).items()}
    said |= {f"กิจกรรม{work_word(key)}": str(count) for key, count in totals.get("works", {}).items()}
    said |= _of_money(totals.get("money", {}))
    return said | {label: written.get(name, "") for name, label in _TEXTS.items()}


def _of_activity(activity: Json) -> dict[str, str]:
    said = {label: activity[name] or "" for name, label in _NUMBERS.items()}
    said["สถานะการดำเนินงาน"] = work_word(activity["work"]) if activity["work"] else ""
    said |= {f"ผลตามตัวชี้วัด {result['statement']}": result["text"] for result in activity.get("results", [])}
    for report in activity["reports"]:
        period = report["period"]
        said[f"รายงาน {period}"] = Standing(report["standing"]).word
        said |= {f"{label} {period}": report[name] for name, label in _REPORTED.items()}
    return said | _of_money(activity["money"])


def _of_money(money: Json) -> dict[str, str]:
    so_far = money.get("so_far", {})
    return {
        f"{label} (บาท)": format_baht(Decimal(so_far[name]))
        for name, label in _MONEY.items()
        if name in so_far
    }


def work_word(work: str) -> str:
    """ "ดำเนินการแล้วเสร็จ"; what nobody said of is "ยังไม่มีรายงาน"."""
    return str(_WORKS.get(work) or "ยังไม่มีรายงาน")
