"""How a budget and a period are said back."""

import pytest

from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period
from plans.forms.understood import Understood, of_budget, of_period


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("20,000", "เข้าใจว่า 20,000 บาท"),
        ("๐", "เข้าใจว่า 0 บาท"),
        ("ไม่ใช้งบประมาณ", "เข้าใจว่า ไม่ใช้งบประมาณ"),
        ("-", "เข้าใจว่า ไม่เกี่ยวข้อง (-)"),
    ],
)
def test_budget_is_said_back(text: str, words: str) -> None:
    assert of_budget(read_amount(text)) == Understood(words)


def test_budget_that_cannot_be_read_is_doubtful_and_kept() -> None:
    said = of_budget(read_amount("abc"))

    assert said is not None
    assert said.doubtful
    assert said.words.endswith("(เก็บตามที่พิมพ์ ไม่นำไปรวมยอด)")


@pytest.mark.parametrize(
    ("text", "words"), [("-5", "งบประมาณต้องไม่เป็นจำนวนลบ"), ("9" * 99, "งบประมาณต้องไม่เกิน 13 หลัก")]
)
def test_budget_that_is_refused_is_not_said_to_be_kept(text: str, words: str) -> None:
    assert of_budget(read_amount(text)) == Understood(words, doubtful=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ต.ค.-ธ.ค. 68", Understood("เข้าใจว่า ต.ค. 2568 – ธ.ค. 2568 (ไตรมาส 1)")),
        ("มี.ค. 69", Understood("เข้าใจว่า มี.ค. 2569 (ไตรมาส 2)")),
        ("ม.ค.-ก.ย. 69", Understood("เข้าใจว่า ม.ค. 2569 – ก.ย. 2569 (ไตรมาส 2–4)")),
        ("ธ.ค. 69", Understood("เข้าใจว่า ธ.ค. 2569 (นอกปีงบประมาณของแผน)")),
        ("ปีละ 2 ครั้ง", Understood("เก็บตามที่พิมพ์ ไม่ระบุเดือนแน่นอน")),
        ("", None),
    ],
)
def test_period_is_said_back(text: str, said: Understood | None) -> None:
    assert of_period(read_period(text, 2569), 2569) == said


def test_period_that_cannot_be_read_is_doubtful() -> None:
    said = of_period(read_period("เร็ว ๆ นี้", 2569), 2569)

    assert said is not None
    assert said.doubtful
