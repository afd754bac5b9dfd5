"""What may stand in the prose of a plan, and what does not survive."""

import pytest

from plans.rich_text import clean_html


@pytest.mark.parametrize(
    "html",
    [
        '<ol start="3" data-type="thai"><li><p>ข้อ</p></li></ol>',
        '<ol data-type="thai-letters"><li><p>ข้อ</p></li></ol>',
        '<table><tbody><tr><th colspan="2">หัว</th></tr><tr><td rowspan="2">ก</td></tr></tbody></table>',
        '<p class="level-2">เป้าหมายย่อย</p>',
    ],
)
def test_tables_and_thai_numbers_stay(html: str) -> None:
    assert clean_html(html) == html


@pytest.mark.parametrize("tags", ["<ul><li>", "<table><tbody><tr><td>", "<strong><em>"])
def test_what_stands_in_each_other_without_end_leaves_its_text(tags: str) -> None:
    assert clean_html(tags * 300 + "ข้อ") == "ข้อ"


def test_nine_lists_in_a_cell_stay() -> None:
    lists = "<ul><li><p>ข้อ</p>" * 9 + "</li></ul>" * 9
    html = f"<table><tbody><tr><td>{lists}</td></tr></tbody></table>"

    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<ol data-type="x&quot; onclick=&quot;y"><li>ก</li></ol>', "<ol><li>ก</li></ol>"),
        ('<td colspan="100000">ก</td>', "ก"),
        (
            '<table><tbody><tr><td colspan="1000" rowspan="0">ก</td></tr></tbody></table>',
            "<table><tbody><tr><td>ก</td></tr></tbody></table>",
        ),
        ('<p class="level-2 danger">ก</p>', '<p class="level-2">ก</p>'),
        ('<figure><img src="/plans/pictures/1/" alt="x"><figcaption>ก</figcaption></figure>', "ก"),
        ('<table style="width:1px" onclick="x"><tbody></tbody></table>', "<table><tbody></tbody></table>"),
        ("<script>alert(1)</script><p>ก</p>", "<p>ก</p>"),
    ],
)
def test_what_is_not_ours_does_not(typed: str, kept: str) -> None:
    assert clean_html(typed) == kept
