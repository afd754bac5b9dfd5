import pytest

from ita_portal.thai.months import MONTHS, MonthStyle, format_month, month_number


def test_months_are_the_twelve_in_calendar_order() -> None:
    assert [month.number for month in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize(
    ("style", "expected"),
    [(MonthStyle.FULL, "ตุลาคม"), (MonthStyle.DOTTED, "ต.ค."), (MonthStyle.PLAIN, "ตค")],
)
def test_format_month_follows_the_style(style: MonthStyle, expected: str) -> None:
    assert format_month(10, style) == expected


@pytest.mark.parametrize("style", list(MonthStyle))
@pytest.mark.parametrize("number", range(1, 13))
def test_a_formatted_month_is_read_back(number: int, style: MonthStyle) -> None:
    assert month_number(format_month(number, style)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("เมย.", 4),
        ("พย..", 11),
        ("มิ.ย", 6),
        ("ตค", 10),
        ("ธค.", 12),
        ("ต. ค.", 10),
        ("ก .พ .", 2),
        ("ม.ค..", 1),
        ("มีค", 3),
        ("กันยา", 9),
        ("กุมภา", 2),
        ("พฤศจิกา", 11),
        ("กรกฏาคม", 7),
        ("พฤษจิกายน", 11),
        ("กุมภาพันธุ์", 2),
        ("ตุลา คม", 10),
        (" สิงหาคม ", 8),
    ],
)
def test_month_number_reads_careless_spellings(text: str, number: int) -> None:
    assert month_number(text) == number


@pytest.mark.parametrize("text", ["", "มย.", "ก.พ.ร.", "อ.ก.พ.", "กันยารัตน์", "ค.ค.", "13", "ตุลาคม 69"])
def test_month_number_is_none_for_what_is_no_month(text: str) -> None:
    assert month_number(text) is None
