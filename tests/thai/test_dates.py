from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.dates import (
    format_days,
    format_long,
    format_short,
    format_time,
    parse_date,
    parse_time,
    read_year,
)
from ita_portal.thai.digits import to_thai

IDES = date(2026, 3, 15)


def test_dates_and_times_are_written_as_in_letters() -> None:
    assert format_long(date(2025, 10, 19)) == "19 ตุลาคม 2568"
    assert format_short(date(2025, 10, 19)) == "19 ต.ค. 68"
    assert format_short(date(1957, 1, 2)) == "2 ม.ค. 00"
    assert format_time(time(10, 42)) == "10.42 น."
    assert format_time(time(9, 5)) == "09.05 น."


@pytest.mark.parametrize(
    "text",
    [
        "15/3/69",
        "15/03/2569",
        "15-3-2569",
        "15.3.69",
        "15 มี.ค. 2569",
        "15มีค69",
        "๑๕ มี.ค. ๖๙",
        "15 มีนาคม พ.ศ. 2569",
        "วันที่ 15 เดือนมีนาคม ปี พ.ศ. ๒๕๖๙",
        "วันอาทิตย์ที่ 15 มีนาคม 2569",
        "15 มีนาคม ค.ศ. 2026",
        "15/3/2026",
        "2026-03-15",
        "2569-03-15",
    ],
)
def test_parse_date_reads_the_ways_of_writing_a_day(text: str) -> None:
    assert parse_date(text) == IDES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "อ่านวันที่ไม่ได้"),
        ("มี.ค. 69", "อ่านวันที่ไม่ได้"),
        ("15 มี.ค.", "อ่านวันที่ไม่ได้"),
        ("15/3-69", "อ่านวันที่ไม่ได้"),
        ("31 เม.ย. 69", "ไม่มีวันที่"),
        ("29/2/2569", "ไม่มีวันที่"),
        ("1/13/69", "ไม่มีวันที่"),
        ("0/1/69", "ไม่มีวันที่"),
        ("15 มี.ค. 25678", "อ่านปี “25678” ไม่ได้"),
        ("15/3/9", "อ่านปี “9” ไม่ได้"),
        ("15/3/0000", "ไม่มีวันที่"),
    ],
)
def test_parse_date_says_in_thai_why_it_is_no_day(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_date(text)


@given(st.dates(date(1857, 1, 1), date(9000, 12, 31)))
def test_every_long_date_is_read_back(day: date) -> None:
    assert parse_date(format_long(day)) == day
    assert parse_date(to_thai(format_long(day))) == day


@given(st.dates(date(1957, 1, 1), date(2056, 12, 31)))
def test_every_short_date_of_the_century_is_read_back(day: date) -> None:
    assert parse_date(format_short(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_parse_date_refuses_any_text_with_nothing_but_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    ("digits", "year"), [("69", 2026), ("2569", 2026), ("2400", 1857), ("2399", 2399), ("2026", 2026)]
)
def test_read_year_takes_two_digits_and_large_years_for_the_buddhist_era(digits: str, year: int) -> None:
    assert read_year(digits) == year


@pytest.mark.parametrize("text", ["10.39", "10:39", "๑๐.๓๙ น.", " 10.39 น", "10.39น."])
def test_time_is_read_as_letters_write_it(text: str) -> None:
    assert parse_time(text) == time(10, 39)


@pytest.mark.parametrize("text", ["", "1039", "25.00", "10.60", "สิบโมง", "10.39.20"])
def test_what_is_no_time_is_refused_in_thai(text: str) -> None:
    with pytest.raises(ValueError, match=r"อ่านเวลาไม่ได้ โปรดระบุ เช่น 10\.39 น\."):
        parse_time(text)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "วันเดียวกัน"), (1, "1 วัน"), (13, "13 วัน"), (14, "2 สัปดาห์"), (56, "8 สัปดาห์"), (59, "8 สัปดาห์ 3 วัน")],
)
def test_how_long_it_took_is_told_in_weeks_from_two_on(days: int, words: str) -> None:
    assert format_days(days) == words
