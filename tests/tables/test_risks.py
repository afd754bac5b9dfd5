from decimal import Decimal

import pytest

from ita_portal.tables.risks import DIMENSIONS, LIMIT_NOTE, TYPE_NAMES, risk_level


@pytest.mark.parametrize(
    ("likelihood", "consequence", "level"),
    [
        (Decimal(3), Decimal(3), Decimal(9)),
        (Decimal(5), Decimal(5), Decimal(25)),
        (Decimal(3), None, None),
        (Decimal(0), Decimal(3), None),
        (Decimal(3), Decimal(6), None),
    ],
)
def test_risk_level_is_likelihood_times_consequence_of_one_to_five(
    likelihood: Decimal | None, consequence: Decimal | None, level: Decimal | None
) -> None:
    assert risk_level(likelihood, consequence) == level


def test_the_note_names_the_limit() -> None:
    assert "ต่ำกว่า 12 " in LIMIT_NOTE.format(limit=12)


def test_the_forms_have_four_types_and_ten_dimensions() -> None:
    assert [risk_type.value for risk_type in TYPE_NAMES] == ["S", "O", "F", "C"]
    assert (len(DIMENSIONS), DIMENSIONS["rule_of_law"]) == (10, "นิติธรรม")
