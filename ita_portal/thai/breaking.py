"""Compound terms that are not to be parted at the end of a line.

Line breaking by word list finds a place inside these, and a reader stumbles over the half left behind. Only
short terms are here: a long one kept whole would run out of a narrow column.
"""

import re

WORD_JOINER = "\u2060"

_PARTS = (
    "ขับ|เคลื่อน",
    "ตัว|ชี้|วัด",
    "มิ|ชอบ",
    "ดำเนิน|งาน",
    "ดำเนิน|การ",
    "อำนวย|การ",
    "ผล|สัมฤทธิ์",
    "ประเมิน|ผล",
    "เสนอ|แนะ",
    "เบิก|จ่าย",
    "เห็น|ชอบ",
    "ค่า|นิยม",
    "ยก|ระดับ",
    "ถ่าย|โอน",
    "หน่วย|งาน",
    "ภาค|รัฐ",
    "จิต|อาสา",
    "จิต|สำนึก",
    "เชิง|รุก",
    "เว็บ|ไซต์",
    "งบ|ประมาณ",
    "กลุ่ม|เป้า|หมาย",
    "องค์|ประกอบ",
    "ไตร|มาส",
)
_JOINED = {term.replace("|", ""): term.replace("|", WORD_JOINER) for term in _PARTS}
TERMS = re.compile("|".join(_JOINED))


def keep_together(text: str) -> str:
    """The text with a word joiner (U+2060) at the inner breaks of the terms; the rest of it unchanged."""
    return TERMS.sub(lambda match: _JOINED[match[0]], text)
