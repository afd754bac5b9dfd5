"""The first text of each place of a round's report, written from a comparison whose last column is the round.

Numbers are written as tokens. Rows of sub-indicators are left to their indicators.
"""

from collections.abc import Sequence

from assessments.comparison.findings import Against, against, highest, lowest, lowest_items
from assessments.comparison.shape import Column, Comparison, Row, RowKind
from assessments.small_numbers import CONCLUSION_WARNING


def instrument_text(comparison: Comparison, instrument: str) -> str:
    """The paragraphs of one instrument; "" where the round has nothing to say of it."""
    row = next(iter(comparison.of_kind(RowKind.INSTRUMENT, instrument=instrument)), None)
    indicators = [one for one in comparison.of_kind(RowKind.INDICATOR, instrument=instrument) if one.number]
    if row is None:
        return ""
    here = comparison.latest
    opening = f"จาก[ตาราง {instrument}] {_result(comparison, row)}"
    sentences = [opening, _ends(indicators), _lowest_item(comparison, instrument)]
    notes = [_break(comparison), _respondents(here, instrument)]
    paragraphs = (" ".join(filter(None, part)) for part in (sentences, notes))
    return "\n".join(filter(None, paragraphs))


def total_text(comparison: Comparison) -> str:
    """What all instruments come to, with the rating."""
    here = comparison.latest
    if here.total is None:
        missing = f" เนื่องจากยังขาดคะแนน {here.missing} รายการ" if here.missing else ""
        return f"ผลการประเมิน {here.label} ยังคำนวณคะแนนรวมไม่ได้{missing}"
    row = next(iter(comparison.of_kind(RowKind.TOTAL)), None)
    compared = _compared(against(comparison, row)) if row else ""
    rating = " อยู่ในระดับ [ระดับ]" if here.rating else ""
    text = f"ผลการประเมิน {here.label} มีคะแนนรวมร้อยละ [คะแนน รวม]{rating}{compared}"
    return "\n".join(filter(None, [text, _break(comparison)]))


def joined(words: Sequence[str], last: str = " และ") -> str:
    """ "1", "1 และ 3", "1, 3 และ 5"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}{last} {words[-1]}"


def _result(comparison: Comparison, row: Row) -> str:
    here, code = comparison.latest, row.instrument
    if row.latest.value is None:
        count = f" โดยยังขาดคะแนน {row.latest.missing} รายการ" if row.latest.missing else ""
        return f"ผลคะแนน {code} {here.label} ยังไม่ครบ จึงยังสรุปคะแนนรวมไม่ได้{count}"
    return f"ผลคะแนน {code} {here.label} เท่ากับร้อยละ [คะแนน {code}]{_compared(against(comparison, row))}"


def _compared(found: Against) -> str:
    said = [
        f"{word}{joined([column.label for column in reversed(columns)])}"
        for word, columns in (
            ("สูงกว่า", found.higher_than),
            ("เท่ากับ", found.same_as),
            ("ต่ำกว่า", found.lower_than),
        )
        if columns
    ]
    return f" ซึ่ง{joined(said, ' แต่' if len(said) == 2 else ' และ')}" if said else ""


def _ends(indicators: Sequence[Row]) -> str:
    """The highest and the lowest indicators; all of them where none differs."""
    best, worst = highest(indicators), lowest(indicators)
    if not best:
        return ""
    if best == worst:
        return f"ทุกตัวชี้วัดที่มีคะแนนได้คะแนนเท่ากัน {_score(best[0])}" if len(best) > 1 else ""
    return f"ตัวชี้วัดที่ได้คะแนนสูงสุด ได้แก่ {_named(best)} ส่วนตัวชี้วัดที่ได้คะแนนต่ำสุด ได้แก่ {_named(worst)}"


def _named(indicators: Sequence[Row]) -> str:
    name = f" {indicators[0].name}" if len(indicators) == 1 and indicators[0].name else ""
    numbers = joined([one.number for one in indicators])
    return f"ตัวชี้วัดที่ {numbers}{name} {_score(indicators[0])}"


def _score(indicator: Row) -> str:
    return f"(ร้อยละ [คะแนน ตัวชี้วัดที่ {indicator.number}])"


def _lowest_item(comparison: Comparison, instrument: str) -> str:
    items = lowest_items(comparison, count=1, instrument=instrument)
    if not items:
        return ""
    said = [f"ข้อ {one.number}" + (f" “{one.name}”" if one.name else "") for one in items]
    return f"ข้อที่ได้คะแนนต่ำสุด ได้แก่ {joined(said)} (ร้อยละ [คะแนน {items[0].number}])"


def _break(comparison: Comparison) -> str:
    """Said where the columns are of more than one framework."""
    changed = [column for column in comparison.columns[1:] if column.framework_changed]
    if not changed:
        return ""
    years = joined([column.label for column in changed])
    return f"ทั้งนี้ กรอบการประเมินเปลี่ยนไปตั้งแต่{years} ผลคะแนนจึงเปรียบเทียบกับรอบก่อนหน้าได้ไม่เต็มที่"


def _respondents(here: Column, instrument: str) -> str:
    if instrument not in here.respondents:
        return ""
    words = f"มีผู้ตอบแบบวัด {instrument} จำนวน [ผู้ตอบ {instrument}] คน"
    return f"{words} {CONCLUSION_WARNING}" if instrument in here.few_respondents else words
