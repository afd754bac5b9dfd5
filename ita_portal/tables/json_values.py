"""Plain values of a JSON document, each with its place for what is said when it is wrong.

Absent, null, "", [] and {} are the same.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

Json = dict[str, Any]
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)
MAX_TEXT = 100_000
_NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,10})?")
_UNSTORABLE = re.compile("[\\x00\ud800-\udfff]")


class ContractError(ValueError):
    """The JSON is not of the contract's shape; ``place`` names where, the message is in Thai."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place, self.message = place, message


def is_nothing(value: object) -> bool:
    return value is None or value in ("", [], {})


def filled_object(value: object, place: str) -> Json:
    """An object without its empty entries; empty where nothing is said at all."""
    return {key: entry for key, entry in object_of(value, place).items() if not is_nothing(entry)}


def object_of(value: object, place: str) -> Json:
    if is_nothing(value):
        return {}
    if not isinstance(value, Mapping):
        raise ContractError(place, "ต้องเป็นวัตถุ JSON")
    return dict(value)


def objects_of(value: object, place: str) -> list[tuple[str, Json]]:
    return [
        (f"{place}[{at}]", object_of(item, f"{place}[{at}]")) for at, item in enumerate(list_of(value, place))
    ]


def list_of(value: object, place: str) -> list[object]:
    if is_nothing(value):
        return []
    if not isinstance(value, list):
        raise ContractError(place, "ต้องเป็นรายการ")
    return value


def text_of(value: object, place: str) -> str:
    if is_nothing(value):
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ContractError(place, "ต้องเป็นข้อความ")
    text = str(value)
    if len(text) > MAX_TEXT:
        raise ContractError(place, f"ข้อความยาวเกิน {MAX_TEXT:,} ตัวอักษร")
    if _UNSTORABLE.search(text):
        raise ContractError(place, "มีอักขระที่เก็บไม่ได้")
    return text


def texts_of(value: object, place: str) -> tuple[str, ...]:
    return tuple(text_of(item, f"{place}[{at}]") for at, item in enumerate(list_of(value, place)))


def text_map_of(value: object, place: str) -> dict[str, str]:
    return {
        text_of(key, place): text_of(words, f"{place}.{key[:40]}")
        for key, words in object_of(value, place).items()
    }


def boolean_of(value: object, place: str) -> bool:
    if isinstance(value, bool):
        return value
    if is_nothing(value):
        return False
    raise ContractError(place, "ต้องเป็น true หรือ false")


def integer_of(value: object, place: str, low: int, high: int) -> int | None:
    text = text_of(value, place).strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and low <= int(text) <= high):
        raise ContractError(place, f"“{text[:20]}” ต้องเป็นจำนวนเต็มตั้งแต่ {low} ถึง {high}")
    return int(text)


def decimal_of(value: object, place: str) -> Decimal | None:
    text = text_of(value, place).strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ContractError(place, f"“{text[:20]}” ไม่ใช่ตัวเลขที่เก็บได้")
    return Decimal(text)


def choice_of(kind: type[ChoiceT], value: object, place: str) -> ChoiceT:
    text = text_of(value, place)
    try:
        return kind(text)
    except ValueError:
        raise ContractError(place, f"ไม่รู้จักค่า “{text[:20]}”") from None
