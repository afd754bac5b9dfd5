"""Rules over several values of a framework: weights, order of ratings, sizes of surveys, links backwards."""

import re
from decimal import Decimal

from assessments.loading.entries import Entry
from assessments.loading.plan import (
    PlannedInstrument,
    PlannedLink,
    PlannedPart,
    PlannedRating,
    PlannedSurveyRule,
)

_YEAR = re.compile(r"-(\d{4})$")


def weights(entry: Entry, instruments: tuple[PlannedInstrument, ...]) -> None:
    """Several instruments have each their weight and come to 1 exactly; a single one needs none."""
    lacking = [instrument.code for instrument in instruments if instrument.weight is None]
    if len(instruments) == 1 and lacking:
        return
    for code in lacking:
        # A weight that was refused for itself is not said to lack as well.
        if not any(problem.place.startswith(f"เครื่องมือ {code}") for problem in entry.problems):
            entry.refuse("", f"เครื่องมือ {code} ไม่มีน้ำหนัก กรอบที่มีหลายเครื่องมือต้องระบุน้ำหนักของทุกเครื่องมือ")
    _refuse_sum(entry, "เครื่องมือ", [instrument.weight for instrument in instruments])


def part_weights(instrument: Entry, parts: tuple[PlannedPart, ...]) -> None:
    """The parts of an instrument are all weighed, and come to 1, or none is."""
    given = [part.weight for part in parts]
    if any(given) and not all(given):
        instrument.refuse("", "กลุ่มผู้ตอบของเครื่องมือนี้มีน้ำหนักไม่ครบทุกกลุ่ม")
    _refuse_sum(instrument, "กลุ่มผู้ตอบ", given)


def _refuse_sum(entry: Entry, label: str, given: list[Decimal | None]) -> None:
    numbers = [weight for weight in given if weight is not None]
    total = sum(numbers, Decimal(0))
    if numbers and len(numbers) == len(given) and total != 1:
        entry.refuse("", f"น้ำหนักของ{label}รวมกันได้ {total.normalize():f} ต้องรวมกันได้ 1 พอดี")


def below(one: Entry, key: str, rating: PlannedRating, above: PlannedRating) -> None:
    """The best rating comes first; two from the same total differ by what they ask of every instrument."""
    if above.total_min is None:
        if above.each_instrument_min is None:
            one.refuse(key, f"อยู่ถัดจากระดับ {above.label} ซึ่งรับทุกคะแนนแล้ว จึงไม่มีคะแนนใดได้ระดับนี้")
        return
    least = rating.total_min
    if least is not None and least > above.total_min:
        one.refuse(
            key,
            f"คะแนนขั้นต่ำ {least} สูงกว่าของระดับ {above.label} ที่อยู่ก่อนหน้า ({above.total_min}) ต้องเรียงจากระดับดีที่สุด",
        )
    elif least == above.total_min and not _is_stricter(above, rating):
        one.refuse(key, f"คะแนนขั้นต่ำเท่ากับของระดับ {above.label} และไม่มีเงื่อนไขที่ต่างกัน")


def _is_stricter(above: PlannedRating, rating: PlannedRating) -> bool:
    return above.each_instrument_min is not None and (
        rating.each_instrument_min is None or rating.each_instrument_min < above.each_instrument_min
    )


def survey_rule(one: Entry, rule: PlannedSurveyRule) -> None:
    if rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        one.refuse("maximum", "จำนวนไม่เกินต้องไม่น้อยกว่าจำนวนอย่างน้อย")
    if rule.maximum is not None and rule.percent is None:
        one.refuse("percent", "เกณฑ์ที่ระบุจำนวนไม่เกิน ต้องระบุร้อยละด้วย")
    if not rule.words and rule.minimum is None and rule.percent is None:
        one.refuse("rule", "โปรดระบุเกณฑ์เป็นข้อความหรือเป็นจำนวน")


def link(one: Entry, planned: PlannedLink, code: str, year: int) -> None:
    """An item comes from an earlier year. So no chain of links can ever come back to where it began."""
    named = _YEAR.search(planned.framework)
    if named is None:
        one.refuse(
            "framework",
            f"กรอบ “{planned.framework}” ต้องลงท้ายด้วยปีงบประมาณ เช่น {code.rsplit('-', 1)[0]}-{year - 1}",
        )
    elif planned.framework == code:
        one.refuse("framework", "เชื่อมโยงกับข้อของกรอบเดียวกันไม่ได้ เพราะความเชื่อมโยงจะวนเป็นวง")
    elif int(named[1]) >= year:
        one.refuse(
            "framework",
            f"กรอบ {planned.framework} ไม่ได้อยู่ก่อนปี {year} ความเชื่อมโยงต้องมาจากปีก่อนหน้า มิฉะนั้นจะวนเป็นวง",
        )
