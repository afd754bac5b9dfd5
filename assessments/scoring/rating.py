"""Which rating a result has, what the next better one lacks, and which ratings a total leaves possible.

Bands are half-open and in order: the first one whose total and whose least score of every instrument are
reached counts. Whether the NACC looks at rounded scores is not established: ours are unrounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from assessments.scoring.shape import RatingBand, Shape
from assessments.scoring.shown import Number, full, shown

_MOST_NAMED = 10
NO_BANDS = "ยังไม่มีข้อมูลยืนยันเกณฑ์ระดับผลการประเมินของกรอบนี้"
NO_TOTAL = "กรอบนี้ไม่มีน้ำหนักของเครื่องมือ จึงไม่มีคะแนนรวมถ่วงน้ำหนัก"


def rating_of(
    bands: Sequence[RatingBand], total: Fraction, instruments: Iterable[Fraction]
) -> RatingBand | None:
    """The first band that fits; none where there are no bands or the total is below them all."""
    lowest = min(instruments, default=Fraction(100))
    return next((band for band in bands if _fits(band, total, lowest)), None)


def failed_conditions(
    bands: Sequence[RatingBand],
    rating: RatingBand | None,
    total: Fraction,
    instruments: Mapping[str, Fraction],
) -> tuple[str, ...]:
    """In Thai, each condition of the next better rating that is not met; none for the best."""
    better = bands[: len(bands) if rating is None else bands.index(rating)]
    return _lacks(better[-1], total, instruments) if better else ()


def remarks_of(shape: Shape, total: Fraction | None, missing: Sequence[str]) -> tuple[str, ...]:
    """In Thai, why there is no total, and why there can be no rating."""
    remarks = []
    if not shape.has_weights:
        remarks.append(NO_TOTAL)
    elif total is None:
        remarks.append(f"ยังคำนวณคะแนนรวมไม่ได้ ขาดคะแนน {_named(missing)}")
    if not shape.ratings:
        remarks.append(NO_BANDS)
    return tuple(remarks)


def possible_ratings(
    shape: Shape, total: Number, instruments: Mapping[str, Number] | None = None
) -> tuple[RatingBand, ...]:
    """The ratings that a total may have while some instruments (or all) are not known, the best first.

    ``total`` is taken as exact. Without weights, or with scores that cannot give the total, there are none.
    """
    lowest_range = _lowest_range(shape, Fraction(total), instruments or {})
    if lowest_range is None:
        return ()
    least, most = lowest_range
    possible = []
    below: Fraction | None = None  # the lowest instrument is below this, or a better rating would fit
    for band in shape.ratings:
        if band.total_min is not None and total < band.total_min:
            continue
        floor = max(least, band.each_instrument_min or Fraction(0))
        if floor <= most and (below is None or floor < below):
            possible.append(band)
        if band.each_instrument_min is None:
            break
        below = band.each_instrument_min if below is None else min(below, band.each_instrument_min)
    return tuple(possible)


def _named(missing: Sequence[str]) -> str:
    more = len(missing) - _MOST_NAMED
    return ", ".join(missing[:_MOST_NAMED]) + (f" และอีก {more} รายการ" if more > 0 else "")


def _lowest_range(
    shape: Shape, total: Fraction, instruments: Mapping[str, Number]
) -> tuple[Fraction, Fraction] | None:
    """Between what the lowest instrument must lie; none where no scores from 0 to 100 give the total."""
    if not shape.has_weights:
        return None
    weights = {one.code: one.weight or Fraction(0) for one in shape.instruments}
    known = {code: Fraction(score) for code, score in instruments.items() if code in weights}
    rest = total - sum((weights[code] * score for code, score in known.items()), Fraction(0))
    open_weights = [weight for code, weight in weights.items() if code not in known]
    if not open_weights:
        lowest = min(known.values())
        return (lowest, lowest)
    even = rest / sum(open_weights)
    if not 0 <= even <= 100:
        return None
    floors = [max(Fraction(0), (rest - 100 * (sum(open_weights) - one)) / one) for one in open_weights]
    return min([*known.values(), *floors]), min([*known.values(), even])


def _fits(band: RatingBand, total: Fraction, lowest: Fraction) -> bool:
    return (band.total_min is None or total >= band.total_min) and (
        band.each_instrument_min is None or lowest >= band.each_instrument_min
    )


def _lacks(band: RatingBand, total: Fraction, instruments: Mapping[str, Fraction]) -> tuple[str, ...]:
    lacks = []
    if band.total_min is not None and total < band.total_min:
        lacks.append(_below("คะแนนรวม", total, band.total_min))
    lacks += [
        _below(f"คะแนน {code}", score, band.each_instrument_min)
        for code, score in instruments.items()
        if band.each_instrument_min is not None and score < band.each_instrument_min
    ]
    return tuple(lacks)


def _below(name: str, score: Fraction, least: Fraction) -> str:
    """A score that prints like the least it should have, and is below it, is said to be."""
    if Fraction(shown(score)) >= least:
        return f"{name} ก่อนปัดเศษต่ำกว่า {full(least)} แม้แสดงเป็น {shown(score)}"
    return f"{name} {shown(score)} ต่ำกว่า {full(least)}"
