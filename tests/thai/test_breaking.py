from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.breaking import WORD_JOINER, keep_together


def test_terms_are_joined_at_their_inner_breaks() -> None:
    assert keep_together("ขับเคลื่อนตัวชี้วัดใหม่") == "ขับ\u2060เคลื่อนตัว\u2060ชี้\u2060วัดใหม่"


def test_joining_again_changes_nothing() -> None:
    once = keep_together("การดำเนินงานเชิงรุกของภาครัฐ")
    assert keep_together(once) == once


@given(st.text())
def test_the_text_itself_is_kept(text: str) -> None:
    assert keep_together(text).replace(WORD_JOINER, "") == text.replace(WORD_JOINER, "")
