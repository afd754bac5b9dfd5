from decimal import Decimal

import pytest

from ita_portal.tables.rows import Aspect
from plans.reading.levels import Shape, levels
from plans.reading.values import (
    Owners,
    heading_text,
    indicators_of,
    list_items,
    part_cost_lines,
    part_number,
    weight_of,
)


@pytest.mark.parametrize(
    ("title", "parted"),
    [
        ("1. งาน", ("1", "งาน")),
        ("1.งาน", ("1", "งาน")),
        ("๑๒. งาน", ("๑๒", "งาน")),
        ("1.1 งาน", ("1.1", "งาน")),
        ("๓.๑๐งาน", ("๓.๑๐", "งาน")),
        ("2.3. งาน", ("2.3", "งาน")),
        ("1) งาน", ("1)", "งาน")),
        ("(2) งาน", ("(2)", "งาน")),
        ("2. ๒. งาน", ("2", "๒. งาน")),
        ("5 ส สำนักงาน", ("", "5 ส สำนักงาน")),
        ("2569 ปีแห่งคุณธรรม", ("", "2569 ปีแห่งคุณธรรม")),
        ("1.50% ของงบ", ("", "1.50% ของงบ")),
        ("100% ทุกคน", ("", "100% ทุกคน")),
        ("1.", ("", "1.")),
        ("- งาน", ("", "- งาน")),
    ],
)
def test_number_is_parted_from_a_title_only_where_it_is_one(title: str, parted: tuple[str, str]) -> None:
    assert part_number(title) == parted


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("กอง ก/กอง ข", ("กอง ก", "กอง ข")),
        ("กอง ก\nฝ่าย ข", ("กอง ก ฝ่าย ข",)),
        ("- กอง ก\n- กอง ข", ("กอง ก", "กอง ข")),
        ("1. กอง ก\n2. กอง ข", ("กอง ก", "กอง ข")),
        ("กอง (ก/ข)/กอง ค", ("กอง (ก/ข)", "กอง ค")),
        ("กอง ก และ/หรือ กอง ข", ("กอง ก และ/หรือ กอง ข",)),
        ("คณะทำงาน 1/2569", ("คณะทำงาน 1/2569",)),
        ("กอง ก / กอง ก", ("กอง ก",)),
        ("-", ()),
        ("/", ()),
    ],
)
def test_owners_are_parted_by_slashes_and_lists(text: str, owners: tuple[str, ...]) -> None:
    assert Owners([text]).of(text) == owners


def test_owner_broken_into_lines_is_spelt_as_elsewhere() -> None:
    assert Owners(["ทีม\nพัฒนา", "ทีมพัฒนา"]).of("ทีม\nพัฒนา") == ("ทีมพัฒนา",)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("ร้อยละ 80", ["ร้อยละ 80"]),
        ("- ร้อยละ 80", ["ร้อยละ 80"]),
        ("• ก\n• ข\nต่อ", ["ก", "ข\nต่อ"]),
        ("1. ก\n2) ข", ["1. ก", "2) ข"]),
        ("95.5 คะแนน\n80.25 คะแนน", ["95.5 คะแนน\n80.25 คะแนน"]),
        ("-5 ลดลง", ["-5 ลดลง"]),
        ("-", []),
        ("ไม่มี", []),
    ],
)
def test_indicators_are_parted_by_bullets_and_numbers(text: str, statements: list[str]) -> None:
    assert [(i.statement, i.aspect) for i in indicators_of(text, Aspect.QUALITATIVE)] == [
        (statement, Aspect.QUALITATIVE) for statement in statements
    ]


def test_list_items_may_lose_their_numbers() -> None:
    assert list_items("1. ก\n2. ข", keep_numbers=False) == ["ก", "ข"]


def test_cost_lines_are_parted_where_nothing_else_stands_below_the_title() -> None:
    title, lines = part_cost_lines("ประชุม\n(30 บาท x 20 คน = 600 บาท)\n(วิทยากร 2 คน × ๕๐๐ = ๑,๐๐๐.๕๐)")

    assert title == "ประชุม"
    assert [(line.text, line.amount) for line in lines] == [
        ("(30 บาท x 20 คน = 600 บาท)", Decimal("600.00")),
        ("(วิทยากร 2 คน × ๕๐๐ = ๑,๐๐๐.๕๐)", Decimal("1000.50")),
    ]


@pytest.mark.parametrize("title", ["ประชุม\n1) ย่อย\n(3 x 2 = 6)", "ประชุม (3 x 2 = 6)", "ประชุม\n(วันเดียว)"])
def test_cost_lines_among_other_words_stay_in_the_title(title: str) -> None:
    assert part_cost_lines(title) == (title, ())


@pytest.mark.parametrize(
    ("text", "weight"),
    [("20", 20), ("๒๐", 20), ("ร้อยละ 12.5", Decimal("12.5")), ("5%", 5), ("1,000", None), ("มาก", None)],
)
def test_weight_is_a_number_up_to_a_hundred(text: str, weight: Decimal | None) -> None:
    assert weight_of(text) == weight


def test_heading_is_one_line_without_its_continuation() -> None:
    assert heading_text("ด้านที่ 1\nส่งเสริม\nคนดี (ต่อ)") == "ด้านที่ 1 ส่งเสริมคนดี"


def shapes(*numbers: str) -> list[Shape]:
    return [Shape.of(number.removeprefix("|"), in_column=number.startswith("|")) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "2", "3"], [None, None, None]),
        (["1.1", "1.2"], [None, None]),
        (["1", "1.1", "1.2", "2", "2.1"], [1, 2, 2, 1, 2]),
        (["|", "|1", "1.1", "|2", "2.1"], [1, 2, 3, 2, 3]),
        (["|1", "1", "1.1", "2)", "2"], [1, 2, 3, 4, 2]),
        (["1", "1.1", "", "2"], [1, 2, 2, 1]),
    ],
)
def test_levels_follow_the_shapes_of_numbers(numbers: list[str], expected: list[int | None]) -> None:
    assert levels(shapes(*numbers)) == expected
