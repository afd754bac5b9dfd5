from ita_portal.tables.rows import Row
from tests.tables.tables import spans, table


def test_letter_is_merged_over_its_measures_and_knowledge_over_all_that_share_it() -> None:
    shared, own = "1. แบบวัด\n2. แผน", "3. ขั้นตอน"
    made = table(
        "pirab",
        Row("ก", headings=("P : Partnership",), knowledge=shared),
        Row("ข", headings=("P : Partnership",), knowledge=shared),
        Row("ค", headings=("R : Regulate",), knowledge=shared),
        Row("ง", headings=("A : Advocate",), knowledge=own),
    )
    assert spans(made, "heading") == [("P : Partnership", 2), ("R : Regulate", 1), ("A : Advocate", 1)]
    assert spans(made, "knowledge") == [(shared, 3), (own, 1)]
    assert spans(made, "title") == [("1. ก", 1), ("2. ข", 1), ("3. ค", 1), ("4. ง", 1)]
