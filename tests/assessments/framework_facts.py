"""Facts of an invented framework: two instruments, three indicators, three items."""

import copy
from typing import Any

FACTS: dict[str, Any] = {
    "schema_version": 1,
    "framework_id": "sample-2569",
    "family": "sample",
    "fiscal_year_be": 2569,
    "name_th": "กรอบตัวอย่าง",
    "owner": {"code": "SAMPLE", "name_th": "หน่วยงานเจ้าของกรอบตัวอย่าง"},
    "instruments": [
        {
            "code": "IIT",
            "name_th": "เครื่องมือตัวอย่างหนึ่ง",
            "weight": 0.4,
            "item_count": 4,
            "default_scale": "amount",
            "parts": [{"code": "P1", "name_th": "กลุ่มหนึ่ง"}, {"code": "P2", "name_th": "กลุ่มสอง"}],
            "indicators": [
                {"number": 1, "name_th": "ตัวชี้วัดตัวอย่าง", "topic": "sample", "item_code_range": "i1-i2"}
            ],
        },
        {
            "code": "OIT",
            "name_th": "เครื่องมือตัวอย่างสอง",
            "weight": 0.6,
            "item_count": None,
            "indicators": [
                {
                    "number": 9,
                    "name_th": None,
                    "sub_indicators": [{"number": "9.1", "name_th": "ย่อยตัวอย่าง", "item_codes": ["O1"]}],
                    "items": [
                        {"code": "O1", "label_th": "ข้อตัวอย่าง", "scale": None, "topics": ["sample_topic"]}
                    ],
                }
            ],
        },
    ],
    "known_items": [{"code": "i2", "indicator": 1, "label_th": "ข้อที่ทราบข้อความ"}],
    "unnumbered_items": [
        {"instrument": "OIT", "indicator": 9, "sub_indicator": "9.1", "label_th": "ข้อไม่มีรหัส"}
    ],
    "scales": {
        "amount": {
            "polarity": "positive",
            "options": [{"label_th": "มาก", "points": 100}, {"label_th": "น้อย", "points": None}],
        }
    },
    "rating_bands": [
        {"code": "A", "min": 85.0, "max": 100.0},
        {"code": "B", "min": 0.0, "max": 84.99},
    ],
    "sample_rules": [{"instrument": "IIT", "part": "P1", "rule": "ร้อยละ 10", "percent": 10, "minimum": 30}],
    "calendar": [{"step": "เก็บข้อมูล", "from": "2569-05-01"}],
    "gaps": ["ข้อความของข้อ i1"],
}


def facts(**changes: Any) -> dict[str, Any]:
    """A copy; each change replaces what stands at the path, its names and places joined by "__"."""
    made = copy.deepcopy(FACTS)
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = made
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value
    return made
