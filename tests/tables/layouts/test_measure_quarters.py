from ita_portal.tables.rows import Aspect, Indicator, PeriodCell, Row
from tests.tables.tables import column, spans, table

ROWS = (
    Row("ประชุม", headings=("ร่วมคิด",), indicators=(Indicator("9 ครั้ง", Aspect.QUANTITATIVE),)),
    Row("เผยแพร่", headings=("ร่วมคิด",), quarters={2: PeriodCell(marked=True, text="2 รูปแบบ")}),
    Row("อบรม", headings=("ฝึกฝน",)),
)


def test_measure_is_merged_over_its_activities() -> None:
    assert spans(table("measure_quarters", *ROWS), "heading") == [("ร่วมคิด", 2), ("ฝึกฝน", 1)]


def test_activities_are_numbered_by_measure_and_empty_cells_have_a_dash() -> None:
    made = table("measure_quarters", *ROWS)
    assert column(made, "title") == ["1.1 ประชุม", "1.2 เผยแพร่", "2.1 อบรม"]
    assert column(made, "indicator_quantitative") == ["9 ครั้ง", "-", "-"]
    assert column(made, "quarter_2") == ["-", "2 รูปแบบ", "-"]
