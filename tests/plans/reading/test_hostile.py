"""Whatever is pasted is read or refused; nothing else happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_portal.tables.build import columns_of
from ita_portal.tables.layouts import all_layouts, layout_for
from plans.reading.clipboard import read_clipboard
from plans.reading.errors import UnreadableError
from tests.plans.reading.tables import of_texts, read

WORDS = ["กิจกรรม", "งบประมาณ", "ไตรมาส 1", "ต.ค.", "ลำดับ", "1.", "1.1 ก", "/", "-", "5,000", "รวม"]
WORDS += ["หมายเหตุ:", "(ต่อ)", "ยุทธศาสตร์ที่ 1 ก", "องค์ประกอบ", "ผู้อนุมัติ ......"]
WORDS += ['"', "\t", "\n", "\x00", "\u200b", "💥", ""]
TAGS = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<td colspan=3>", "<td rowspan=2>"]
TAGS += ["<td colspan=999 rowspan=999>", "<script>", "</script>", "<!--", "-->", "<![if x]>", "<![endif]>"]
TAGS += ["<span style='mso-list:Ignore'>", "<span>", "</span>", "<img>", "<td style='display:none'>", "<br>"]
TAGS += ["<p>", "&nbsp;", "&#0;", "<", ">"]
LAYOUTS = sorted(all_layouts())
TOLD_BY_HEADERS = [  # columns that have their group's header alone are all called the same
    key for key in LAYOUTS if all(column.header[-1] for column in layout_for(key).columns)
]
slowly = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_read_or_refused(layout: str, *, text: str = "", html: str = "") -> None:
    """Every cell that says something becomes something, or the table is refused."""
    try:
        grid = read_clipboard(text=text, html=html).grid
    except UnreadableError:
        return
    uses = read(grid, layout).reading.uses
    assert set(uses) == {(cell.row, cell.column) for cell in grid.cells if cell.text}


@slowly
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), max_size=8), st.sampled_from(LAYOUTS)
)
def test_any_text_is_read_cell_by_cell_or_refused(rows: list[list[str]], layout: str) -> None:
    is_read_or_refused(layout, text="\n".join("\t".join(row) for row in rows))


@slowly
@given(st.lists(st.sampled_from(WORDS + TAGS), max_size=40), st.sampled_from(LAYOUTS))
def test_any_html_is_read_cell_by_cell_or_refused(parts: list[str], layout: str) -> None:
    is_read_or_refused(layout, html=f"<table><tr><td>กิจกรรม{''.join(parts)}")


@pytest.mark.parametrize("layout", TOLD_BY_HEADERS)
def test_every_layout_knows_the_headers_it_prints(layout: str) -> None:
    columns = columns_of(layout_for(layout), None, 2569)
    header = tuple(column.header[-1] for column in columns)
    found = read(of_texts(header, tuple("ก" for _ in columns)), layout)

    assert found.fields == [column.field for column in columns]
