"""Years found in text and moved; what is no year of the plan stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.digits import to_thai
from ita_portal.thai.shifting import (
    YearKind,
    mentions,
    mentions_in_html,
    shift_years,
    shift_years_in_html,
)

YEAR = 2569


@pytest.mark.parametrize(
    ("text", "next_year"),
    [
        ("ต.ค. 68", "ต.ค. 69"),
        ("พย..68", "พย..69"),
        ("31 ก.ค.69", "31 ก.ค.70"),
        ("พ.ค. - ก.ย.69", "พ.ค. - ก.ย.70"),
        ("ม.ค. 69 ครั้งที่ 1", "ม.ค. 70 ครั้งที่ 1"),
        ("1 ตุลาคม 2568 – 30 กันยายน 2569", "1 ตุลาคม 2569 – 30 กันยายน 2570"),
        ("15/3/2569 และ 15/3/69", "15/3/2570 และ 15/3/70"),
        ("10/2568", "10/2569"),
        ("2026-03-15", "2027-03-15"),
        ("พ.ศ. 2569", "พ.ศ. 2570"),
        ("พ.ศ.2569", "พ.ศ.2570"),
        ("ปีงบประมาณ ๒๕๖๙", "ปีงบประมาณ ๒๕๗๐"),
        ("(ต.ค.-ธ.ค.๖9)", "(ต.ค.-ธ.ค.๗0)"),
        ("2568-2570", "2569-2571"),
        ("ปี 68-70", "ปี 69-71"),
        ("ปี 2568 และ 2569", "ปี 2569 และ 2570"),
        ("รอบ 6 เดือน ปี 2569", "รอบ 6 เดือน ปี 2570"),
        ("ประเมิน ITA 2026 ตามกรอบ ค.ศ. 2025", "ประเมิน ITA 2027 ตามกรอบ ค.ศ. 2026"),
        ("ประชุมครั้งที่ 1/2569", "ประชุมครั้งที่ 1/2570"),
        ("ไตรมาส 1/69", "ไตรมาส 1/70"),
        ("๒ / ๒๕๖๙", "๒ / ๒๕๗๐"),
        ("จัดทำระเบียบที่ใช้ในปีงบประมาณ พ.ศ. 2569", "จัดทำระเบียบที่ใช้ในปีงบประมาณ พ.ศ. 2570"),
    ],
)
def test_shift_years_moves_the_years_of_the_plan(text: str, next_year: str) -> None:
    assert shift_years(text, fiscal_year=YEAR, by=1) == next_year


@pytest.mark.parametrize(
    "text",
    [
        "พระราชกฤษฎีกาว่าด้วยการตัวอย่าง (ฉบับที่ 2) พ.ศ. 2568",
        "พ.ร.บ. ตัวอย่าง พ.ศ. ๒๕๖๘",
        "คำสั่งที่ 102/2568 ลงวันที่ 19 ตุลาคม 2568",
        "ที่ ตย ๐๑๒๓.๔.๕/๒๕๖๙ ลงวันที่ ๕ พฤศจิกายน ๒๕๖๘",
        "มติคณะรัฐมนตรีเมื่อวันที่ 4 มกราคม 2569",
        "ข้อมูล ณ วันที่ 30 กันยายน 2568",
        "แผนตัวอย่าง ฉบับที่ 3 (พ.ศ. 2568-2570)",
        "ย้อนหลัง 3 ปี (2566 - 2568)",
        "ยุทธศาสตร์ (พ.ศ. 2561-2580)",
        "พ.ศ. 2546",
        "ภายในปี 2575",
        "2,569 บาท 2569 บาท 2569.50 และ 2569 คน",
        "จำนวน 2569 ราย ร้อยละ 69",
        "โทร. 0 2590 2569 ต่อ 2568",
        "02-590-2569",
        "69 คน 12 ครั้ง 1.2 และ 3/1",
        "",
    ],
)
def test_shift_years_leaves_what_is_no_year_of_the_plan(text: str) -> None:
    assert shift_years(text, fiscal_year=YEAR, by=1) == text


def test_shift_years_moves_back_as_well() -> None:
    assert shift_years("ปี ๒๕๗๐ (ต.ค. 69)", fiscal_year=2570, by=-1) == "ปี ๒๕๖๙ (ต.ค. 68)"


def test_shift_years_leaves_two_figures_that_would_leave_their_century() -> None:
    assert shift_years("ต.ค. 99", fiscal_year=2599, by=1) == "ต.ค. 99"


def test_shift_years_in_html_leaves_tags_attributes_and_entities() -> None:
    html = '<p class="y2569">ปี&nbsp;2569 <a href="/2569/">พ.ศ. <b>๒๕๖๙</b></a>&#2569;</p>'

    assert shift_years_in_html(html, fiscal_year=YEAR, by=1) == (
        '<p class="y2569">ปี&nbsp;2570 <a href="/2569/">พ.ศ. <b>๒๕๗๐</b></a>&#2569;</p>'
    )


def test_mentions_say_what_the_years_belong_to() -> None:
    text = "ITA 2022 ตามประกาศตัวอย่าง พ.ศ. 2560 และคำสั่งที่ 15/2568 ในปี 2567-2569"

    assert [(m.kind, m.words, [year.year for year in m.years]) for m in mentions(text)] == [
        (YearKind.OWN, "2022", [2565]),
        (YearKind.NAME, "ประกาศตัวอย่าง พ.ศ. 2560", [2560]),
        (YearKind.ISSUED, "ที่ 15/2568", [2568]),
        (YearKind.OWN, "ปี 2567-2569", [2567, 2569]),
    ]


def test_mentions_in_html_have_their_places_in_the_html() -> None:
    html = "<p>ปี <b>๒๕๖๙</b></p>"

    (year,) = mentions_in_html(html)[0].years

    assert (html[year.start : year.end], year.year) == ("๒๕๖๙", 2569)


NAMED = st.sampled_from(
    ["ปี {y}", "ปีงบประมาณ พ.ศ. {y}", "ต.ค. {yy}", "31 ก.ค.{yy}", "{y}", "ITA {ad}", "ครั้งที่ 2/{y}", "{y}-{y}"]
)
OTHER_WORDS = st.sampled_from(["ร้อยละ 80", "3 ครั้ง", "2,569 บาท", "กิจกรรม", "พ.ร.บ. ตัวอย่าง พ.ศ. 2540", "- "])


@st.composite
def texts_of_one_year(draw: st.DrawFn, fiscal_year: int) -> str:
    """Words with years of the plan and one to either side, in both scripts."""
    words = []
    for _ in range(draw(st.integers(1, 6))):
        year = fiscal_year + draw(st.integers(-1, 1))
        named = draw(NAMED).format(y=year, yy=year % 100, ad=year - 543)
        words += [draw(OTHER_WORDS), to_thai(named) if draw(st.booleans()) else named]
    return "\n".join(words)


@given(texts_of_one_year(YEAR), st.integers(-5, 5))
def test_shift_years_there_and_back_gives_the_text(text: str, by: int) -> None:
    there = shift_years(text, fiscal_year=YEAR, by=by)

    assert shift_years(there, fiscal_year=YEAR + by, by=-by) == text
    assert (there == text) == (by == 0)


@given(texts_of_one_year(YEAR), st.integers(1, 5))
def test_shift_years_changes_digits_alone(text: str, by: int) -> None:
    there = shift_years(text, fiscal_year=YEAR, by=by)

    assert [_shape(sign) for sign in there] == [_shape(sign) for sign in text]


@given(st.text(alphabet="0123456789๐๖๙ ปีพ.ศ/-,()ตคกยที่โทร<>&;\n", max_size=200), st.integers(-3, 3))
def test_shift_years_never_fails_and_keeps_the_length(text: str, by: int) -> None:
    assert len(shift_years(text, fiscal_year=YEAR, by=by)) == len(text)
    assert len(shift_years_in_html(text, fiscal_year=YEAR, by=by)) == len(text)


def _shape(sign: str) -> str:
    """Digits of one script are alike, every other sign is itself."""
    if sign.isdigit():
        return "0" if sign.isascii() else "๐"
    return sign
