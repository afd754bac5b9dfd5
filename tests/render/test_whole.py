import re

import pytest

from ita_portal.render.arrangement import plan_document
from ita_portal.render.paper import header_points, table_points
from ita_portal.render.whole import header_lines, keep_whole
from ita_portal.tables.build import build
from tests.render.sample_plans import sample_part, sample_plan


def kept(text: str, **where: bool) -> list[str]:
    return re.findall('<span class="whole">(.*?)</span>', keep_whole(text, **where))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2570", ["งบประมาณ", "พ.ศ. 2570"]),
        ("ไตรมาส ๑\n(ต.ค.-ธ.ค.๖๙)", ["ไตรมาส ๑", "(ต.ค.-ธ.ค.๖๙)"]),
        ("ผู้เข้าประชุม ≥ 80%", ["≥ 80%"]),
        ("มากกว่า &gt; 80", ["&gt; 80"]),
        ("ครั้งที่ 1 ร้อยละ 80.5", ["ครั้งที่ 1", "ร้อยละ 80.5"]),
        ("ต.ค. 68 - มี.ค. 69", ["ต.ค. 68", "มี.ค. 69"]),
        ("&lt;b&gt; ข้อความ", []),
    ],
)
def test_words_and_their_numbers_are_kept_whole(text: str, whole: list[str]) -> None:
    assert kept(text) == whole


def test_nothing_but_spans_is_added() -> None:
    text = "ไม่ใช้งบประมาณ พ.ศ. 2570 (ต.ค.-ธ.ค.69)"
    assert re.sub("<.*?>", "", keep_whole(text)) == text


def test_months_of_a_quarter_are_whole_on_paper_in_headers_alone() -> None:
    text = "ไตรมาส 1 (ต.ค.-ธ.ค.69)"
    assert kept(text, on_paper=True) == ["ไตรมาส 1", "ธ.ค.69"]
    assert kept(text, on_paper=True, header=True) == ["ไตรมาส 1", "(ต.ค.-ธ.ค.69)"]


def test_brackets_of_a_header_begin_a_line() -> None:
    assert header_lines("ไตรมาส 1 (ต.ค.-ธ.ค.69)") == "ไตรมาส 1\n(ต.ค.-ธ.ค.69)"
    assert header_lines("งบประมาณ(บาท)") == "งบประมาณ(บาท)"


def test_headers_are_smaller_only_where_their_months_would_not_fit() -> None:
    for layout, smaller in (("component", 0), ("unit", 0), ("strategy_quarters", 2)):
        table = build(sample_part(layout))
        assert table_points(table) - header_points(table) == smaller
    (table,) = plan_document(sample_plan("strategy_quarters")).tables
    assert header_points(table) == 11
