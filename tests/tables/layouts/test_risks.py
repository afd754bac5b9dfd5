"""``risk_governance`` and ``risk_matrix``."""

import pytest

from ita_portal.tables.content import Options
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from tests.tables.tables import column, spans, table, texts


def test_dimensions_are_ticked_or_have_a_dash() -> None:
    row = Row(
        "งานล่าช้า", values={"effectiveness": "✓", "efficiency": "/", "consensus": "-", "equity": "บางส่วน"}
    )
    assert texts(table("risk_governance", row)) == [
        ["งานล่าช้า", "✓", "✓", "-", "-", "-", "-", "-", "-", "บางส่วน", "-"]
    ]


@pytest.mark.parametrize(
    ("likelihood", "consequence", "level"),
    [("3", "๓", "9"), ("5", "5", "25"), ("3", "", "-"), ("-", "-", "-"), ("6", "3", "-")],
)
def test_level_is_likelihood_times_consequence(likelihood: str, consequence: str, level: str) -> None:
    row = Row("ก", values={"likelihood": likelihood, "consequence": consequence})
    assert column(table("risk_matrix", row), "risk_level") == [level]


def test_types_have_their_names_and_are_merged_over_their_risks() -> None:
    made = table(
        "risk_matrix",
        Row(values={"risk_type": "S"}),
        Row("ก", values={"risk_type": "O"}),
        Row("ข", values={"risk_type": "O"}),
    )
    assert spans(made, "risk_type") == [
        ("ด้านกลยุทธ์ (Strategic Risk : S)", 1),
        ("ด้านการดำเนินงาน (Operational Risk : O)", 2),
    ]
    assert texts(made)[0][1:] == ["", "", "-", "-", "-", "-", "-"]


def test_note_of_a_new_table_names_the_limit_of_its_settings() -> None:
    layout = layout_for("risk_matrix")
    assert ["15" in note for note in layout.notes_for(Options())] == [True]
    assert ["12" in note for note in layout.notes_for(Options(settings={"limit": "12"}))] == [True]
