"""Thai and Arabic digits: read alike everywhere, printed as the plan is set."""

import re
from decimal import Decimal

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)

# A comma parts thousands and nothing else: "20,00" may be 20.00 or 2,000 and is refused.
DECIMAL_PATTERN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_DECIMAL = re.compile(rf"[+-]?{DECIMAL_PATTERN}")

MAX_INTEGER_DIGITS = 13  # the whole budget of the country has thirteen; more cannot be reckoned with
_ENDLESS = re.compile(rf"[0-9](?:,?[0-9]){{{MAX_INTEGER_DIGITS}}}")


def to_arabic(text: str) -> str:
    """The text with every Thai digit as an Arabic one."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """The text with every Arabic digit as a Thai one."""
    return text.translate(_TO_THAI)


def is_endless(text: str) -> bool:
    """Whether a number in the text has too many digits, before the point or behind it, to reckon with."""
    return _ENDLESS.search(text) is not None


def read_decimal(text: str) -> Decimal:
    """The number that the text states in Thai or Arabic digits, with or without commas between thousands.

    Raises ValueError with a Thai message when the text is anything but one plain number, or one too long.
    """
    plain = to_arabic(text).strip()
    if _DECIMAL.fullmatch(plain) is None:
        raise ValueError("โปรดระบุเป็นตัวเลข เช่น 1,250.50")
    if is_endless(plain):
        raise ValueError(f"ตัวเลขต้องไม่เกิน {MAX_INTEGER_DIGITS} หลัก")
    return Decimal(plain.replace(",", ""))
