"""Money in baht: what a budget cell says, and an amount in figures and in words.

The five kinds of zero (an amount of 0, none, dash, blank, elsewhere) are stored apart and only amounts are
added.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ita_portal.thai.digits import DECIMAL_PATTERN, MAX_INTEGER_DIGITS
from ita_portal.thai.number_words import number_text
from ita_portal.thai.plain_text import closed_up, plain

SATANG = Decimal("0.01")


class AmountKind(StrEnum):
    AMOUNT = "amount"
    NONE = "none"  # stated that there is no budget
    DASH = "dash"  # stated as not applicable
    BLANK = "blank"  # not said
    ELSEWHERE = "elsewhere"  # paid from another budget, or only a source of money is named
    UNREAD = "unread"


@dataclass(frozen=True)
class Amount:
    """A budget cell as typed and as understood: `amount` is baht, two decimals, or None if `kind` is another.

    `notices` are Thai and say what was not understood. `refused` marks a number that no budget can be
    (negative, or longer than MAX_INTEGER_DIGITS); other unread text may be kept as typed.
    """

    text: str
    amount: Decimal | None
    kind: AmountKind
    notices: tuple[str, ...] = ()
    refused: bool = False


_NOT_UNDERSTOOD = "อ่านงบประมาณไม่ได้ โปรดระบุจำนวนเงิน เช่น 20,000 หรือ “ไม่ใช้งบประมาณ”"
_NEGATIVE = "งบประมาณต้องไม่เป็นจำนวนลบ"
_TOO_LARGE = f"งบประมาณต้องไม่เกิน {MAX_INTEGER_DIGITS} หลัก"
_TOO_FINE = "งบประมาณมีทศนิยมได้ไม่เกินสองตำแหน่ง"
_WORDS_DIFFER = "จำนวนเงินเป็นตัวเลขและตัวอักษรไม่ตรงกัน โปรดตรวจสอบ"

_LONGEST = 500  # characters that a budget cell can need; what is longer is no budget
_SCALES = {"พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
_MOST_DECIMALS = 8  # two of a baht that is written in millions
_DASH = re.compile(r"[- ]+")
_BULLET = re.compile(r"^(?:- ?(?=[^0-9 -])|\*+ ?)")
# Both are matched against the cell without its spaces.
_NONE = re.compile(
    r"(?:งบประมาณ:?)?ไม่(?:ได้|ต้อง|ขอ|มีการ)?(?:มี|ใช้จ่าย|ใช้|เบิกจ่าย|เบิก)"
    r"(?:(?:เงิน)?(?:งบประมาณ|งบ)|เงิน|วงเงิน|ค่าใช้จ่าย)?(?:ในการ(?:ดำเนินงาน|ดำเนินการ|ดำเนินกิจกรรม))?"
)
# The sources of money that have names, and the words that begin the name of whose money it is.
_SOURCES = (
    "งบกลาง|เงินบำรุง|เงินรายได้|เงินนอกงบประมาณ|เงินงบประมาณ|เงินกู้|เงินบริจาค|เงินอุดหนุน|เงินสวัสดิการ|เงินทุน"
    "|งบบุคลากร|งบดำเนินงาน|งบลงทุน|งบเงินอุดหนุน|งบอุดหนุน|งบรายจ่ายอื่น|งบบูรณาการ|งบพัฒนา|กองทุน"
)
_HOLDERS = (
    "ของ|จาก|ร่วม|กรม|กอง|กระทรวง|สำนัก|สถาบัน|ศูนย์|หน่วยงาน|ส่วนงาน|ต้นสังกัด|ส่วนกลาง|จังหวัด|โรงพยาบาล"
    r"|มหาวิทยาลัย|โครงการ|[ก-ฮ]{1,6}\."
)
_PAID = "(?:ใช้จ่าย|ใช้|เบิกจ่าย|เบิก)?(?:จาก)?"
_ELSEWHERE = re.compile(
    rf"{_PAID}(?:{_SOURCES})[^0-9]*"
    rf"|{_PAID}(?:เงิน|งบ)(?:ประมาณ)?(?:{_HOLDERS})[^0-9]*"
    r"|(?:เบิกจ่าย|เบิก|(?:ขอรับ|ได้รับ|รับ)(?:การ)?สนับสนุน(?:งบประมาณ|เงิน)?)จาก[^0-9]+"
)
_FIGURE = re.compile(
    rf"(?P<number>{DECIMAL_PATTERN})"
    r"(?: ?(?P<scale>พัน|หมื่น|แสน|ล้าน))?"
    r" ?(?:[.,/] ?-|-)?(?: ?(?:บาทถ้วน|บาท|บ\.|thb))?"
)
_LABEL = re.compile(r"(?:จำนวนเงิน|จำนวน|งบประมาณ|วงเงิน|เป็นเงิน|รวมเงิน|รวม|฿)*[ :=]*")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_NEGATIVE_FIGURE = re.compile(rf"(?:{_LABEL.pattern})(?:-|\(-)(?:{_FIGURE.pattern})\)?")


def read_amount(text: str | None) -> Amount:
    """What a budget cell says, in Thai or Arabic digits. Never raises; see Amount."""
    typed = text or ""
    words = plain(typed[: _LONGEST + 1])
    if not words:
        return Amount(typed, None, AmountKind.BLANK)
    if len(typed) > _LONGEST:
        too_large = typed.strip().isdecimal()
        return _unread(typed, _TOO_LARGE if too_large else _NOT_UNDERSTOOD, refused=too_large)
    if _DASH.fullmatch(words):
        return Amount(typed, None, AmountKind.DASH)
    if _NEGATIVE_FIGURE.fullmatch(words):
        return _unread(typed, _NEGATIVE, refused=True)
    statement = _BULLET.sub("", words)
    kind = _kind_without_figure(statement)
    if kind is not None:
        return Amount(typed, None, kind)
    return _read_figure(typed, statement)


def format_amount(amount: Decimal) -> str:
    """ "20,000", with two decimals only where there are satang: "20,000.50"."""
    rounded = amount.quantize(SATANG, ROUND_HALF_UP)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"


def format_baht(amount: Decimal) -> str:
    """ "20,000.00", "−20.50": two decimals always, so that the amounts of a column stand under each other."""
    return f"{amount:,.2f}".replace("-", "−")


def words_agree(amount: Decimal | None, words: str) -> bool:
    """Whether an amount in words, if there is one, says this figure; brackets and a leading "จำนวน" aside."""
    said = closed_up(words).strip("()").removeprefix("จำนวน")
    return not said or (amount is not None and said == baht_text(amount))


def baht_text(amount: Decimal) -> str:
    """The amount in words, as official letters write it: "หนึ่งร้อยยี่สิบเอ็ดบาทห้าสิบสตางค์".

    Rounded half up to the satang; a negative amount begins with "ลบ". Raises ValueError if not finite.
    """
    if not amount.is_finite():
        raise ValueError("จำนวนเงินต้องเป็นตัวเลข")
    rounded = amount.quantize(SATANG, ROUND_HALF_UP)
    baht, satang = divmod(int(abs(rounded) * 100), 100)
    sign = "ลบ" if rounded < 0 else ""
    if not satang:
        return f"{sign}{number_text(baht)}บาทถ้วน"
    whole = f"{number_text(baht)}บาท" if baht else ""
    return f"{sign}{whole}{number_text(satang)}สตางค์"


def _unread(typed: str, notice: str, *, refused: bool = False) -> Amount:
    return Amount(typed, None, AmountKind.UNREAD, (notice,), refused)


def _kind_without_figure(statement: str) -> AmountKind | None:
    bare = statement.replace(" ", "").strip("()*")
    if _NONE.fullmatch(bare):
        return AmountKind.NONE
    return AmountKind.ELSEWHERE if _ELSEWHERE.fullmatch(bare) else None


def _read_figure(typed: str, statement: str) -> Amount:
    """The one amount in a statement that may also name its label, its source and the amount in words."""
    outside = _BRACKETED.sub(" ", statement).strip()
    figures = list(_FIGURE.finditer(outside))
    if len(figures) != 1:
        return _unread(typed, _NOT_UNDERSTOOD)
    figure = figures[0]
    remarks = [outside[: figure.start()], outside[figure.end() :], *_BRACKETED.findall(statement)]
    amounts_in_words = [remark for remark in remarks if remark.rstrip().endswith(("ถ้วน", "สตางค์"))]
    if not all(_says_no_more(remark) for remark in remarks if remark not in amounts_in_words):
        return _unread(typed, _NOT_UNDERSTOOD)
    return _amount_of(typed, figure, amounts_in_words)


def _says_no_more(remark: str) -> bool:
    """Whether the text beside a figure is only a label or a source of money."""
    words = remark.replace(" ", "").strip("*")
    return _LABEL.fullmatch(words) is not None or _ELSEWHERE.fullmatch(words) is not None


def _amount_of(typed: str, figure: re.Match[str], amounts_in_words: list[str]) -> Amount:
    number = figure["number"].replace(",", "")
    whole, _, fraction = number.partition(".")
    if len(whole.lstrip("0")) > MAX_INTEGER_DIGITS:
        return _unread(typed, _TOO_LARGE, refused=True)
    if len(fraction) > _MOST_DECIMALS:
        return _unread(typed, _TOO_FINE)
    amount = Decimal(number) * _SCALES.get(figure["scale"], 1)
    if amount != amount.quantize(SATANG):
        return _unread(typed, _TOO_FINE)
    if amount >= 10**MAX_INTEGER_DIGITS:
        return _unread(typed, _TOO_LARGE, refused=True)
    agree = all(words.strip().replace(" ", "") == baht_text(amount) for words in amounts_in_words)
    return Amount(typed, amount.quantize(SATANG), AmountKind.AMOUNT, () if agree else (_WORDS_DIFFER,))
