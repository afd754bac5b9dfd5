"""The floor under which numbers of respondents are guarded: of a few, one can guess who answered what."""

from collections.abc import Iterable

FLOOR = 10

WARNING = (
    f"ผู้ตอบน้อยกว่า {FLOOR} คน จึงไม่แสดงคะแนนรายข้อ เพื่อไม่ให้คาดเดาได้ว่าผู้ใดตอบอย่างไร "
    "และไม่ควรใช้สรุปแทนความเห็นของผู้ตอบทั้งหมด"
)
CONCLUSION_WARNING = f"ผู้ตอบน้อยกว่า {FLOOR} คน โปรดใช้ความระมัดระวังในการสรุปผล"


def is_small(respondents: int | None) -> bool:
    """Whether so few answered that no cross-table is shown; a number that is not known is not small."""
    return respondents is not None and respondents < FLOOR


def any_small(counts: Iterable[int | None]) -> bool:
    """Whether one of several groups is small."""
    return any(is_small(count) for count in counts)
