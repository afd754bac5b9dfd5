import pytest

from ita_portal.thai.plain_text import plain


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  ไตรมาส\u00a0 ๑ \n– ๓ ", "ไตรมาส 1 - 3"),
        ("ม.ค.\u200b\u206069", "ม.ค.69"),
        ("Q1\x00\x07Q2", "q1 q2"),
        ("−5", "-5"),
        ("", ""),
    ],
)
def test_plain_leaves_one_form_of_digits_spaces_and_dashes(typed: str, expected: str) -> None:
    assert plain(typed) == expected
