"""Periods that say how often: every month touches the whole year, n times a year nothing that is known."""

import re
from collections.abc import Sequence

from ita_portal.thai.fiscal import months_of_year
from ita_portal.thai.period.model import Reading
from ita_portal.thai.period.tokens import Token
from ita_portal.thai.period.years import fiscal_year_meant

_UNIT = "(?:วัน|สัปดาห์|อาทิตย์|เดือน|ไตรมาส)"
_EVERY = re.compile(
    rf"(?:ทุก|ราย|ประจำ) ?ๆ? ?(?:สิ้น|ต้น|กลาง|ปลาย)?{_UNIT}|{_UNIT}ละ|(?:/|ต่อ) ?{_UNIT}"
    r"|ทุก ?ๆ? ?[0-9] ?(?:วัน|สัปดาห์|อาทิตย์)|(?:ทั้ง|ครบ) ?4 ?ไตรมาส"
)
_INTERVAL = re.compile(
    r"(?:ทุก|ราย) ?ๆ? ?(?P<every>[0-9]{1,2}) ?เดือน"
    r"|(?<![0-9])(?P<per>[0-9]{1,2}) ?เดือน ?(?:/|ต่อ)? ?(?:[0-9]{1,2} ?)?ครั้ง"
)
_TIMES = re.compile(
    r"[0-9] ?ครั้ง|(?:หนึ่ง|สอง|สาม|สี่)ครั้ง|ครั้งเดียว|ปี(?:งบประมาณ)?ละ|(?:/|ต่อ) ?ปี|(?:ทุก|ราย|ประจำ) ?ปี(?!งบ)"
)
_LONGEST_IN_EVERY_QUARTER = 3  # months between two times, so that none of the quarters is left out


def read(text: str, tokens: Sequence[Token], fiscal_year: int) -> Reading | None:
    """The whole year for every week, month or quarter; an open one for n times a year; None for neither."""
    interval = _INTERVAL.search(text)
    if interval and int(interval["every"] or interval["per"]) > _LONGEST_IN_EVERY_QUARTER:
        return Reading()
    if interval or _EVERY.search(text):
        return Reading(frozenset(months_of_year(fiscal_year_meant(tokens, fiscal_year))))
    return Reading() if _TIMES.search(text) else None
