import pytest

from assessments.improvement.wording import nearest, parted, same_words


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. เสริมสร้างการมีส่วนร่วม", "1. ", "เสริมสร้างการมีส่วนร่วม"),
        ("๑) เสริมสร้าง", "๑) ", "เสริมสร้าง"),
        ("2.1 เสริมสร้าง", "2.1 ", "เสริมสร้าง"),
        ("มาตรการที่ 3 เสริมสร้าง", "มาตรการที่ 3 ", "เสริมสร้าง"),
        ("5 ส. ทุกวันศุกร์", "", "5 ส. ทุกวันศุกร์"),
        ("มาตรการประหยัดพลังงาน", "", "มาตรการประหยัดพลังงาน"),
    ],
)
def test_number_is_parted_from_its_title(text: str, number: str, title: str) -> None:
    assert parted(text) == (number, title)


def test_titles_differ_by_words_and_not_by_numbers_or_spaces() -> None:
    assert same_words("1. พัฒนา ทักษะ", "๒) พัฒนาทักษะ")
    assert not same_words("1. พัฒนาทักษะ", "1. พัฒนาความรู้")


def test_nearest_title_is_the_most_alike_or_none() -> None:
    headings = ["1. ประชุมสัมมนา", "2. ส่งเสริมเครือข่ายภายนอก"]

    assert nearest("สร้างเครือข่ายภายนอก", headings) == "2. ส่งเสริมเครือข่ายภายนอก"
    assert nearest("ตรวจสอบพัสดุประจำปี", headings) is None
