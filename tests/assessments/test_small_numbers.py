"""Few respondents are guarded; that nobody counted them is another matter."""

import pytest

from assessments.small_numbers import any_small, is_small


@pytest.mark.parametrize(("respondents", "small"), [(None, False), (0, True), (9, True), (10, False)])
def test_small_is_under_ten(respondents: int | None, small: bool) -> None:
    assert is_small(respondents) is small


def test_one_small_group_is_enough() -> None:
    assert any_small([None, 12, 6])
    assert not any_small([None, 12])
