"""Whole numbers in Thai words."""

_DIGIT_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 10**6


def number_text(number: int) -> str:
    """A whole number from 0 up in words; millions of millions are chained: "หนึ่งล้านล้าน"."""
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    before = f"{number_text(millions)}ล้าน" if millions else ""
    return before + _below_million(rest, follows_more=bool(millions))


def _below_million(number: int, *, follows_more: bool) -> str:
    digits = [int(digit) for digit in str(number)]
    words = [
        _digit_text(digit, place)
        for place, digit in zip(reversed(range(len(digits))), digits, strict=True)
        if digit
    ]
    if digits[-1] == 1 and (len(digits) > 1 or follows_more):
        words[-1] = "เอ็ด"
    return "".join(words)


def _digit_text(digit: int, place: int) -> str:
    if place == 1 and digit == 1:
        return "สิบ"
    if place == 1 and digit == 2:
        return "ยี่สิบ"
    return _DIGIT_WORDS[digit] + _PLACE_WORDS[place]
