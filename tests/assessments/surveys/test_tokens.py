"""Tokens that say nothing, and stamps that tell a robot's pace."""

from assessments.surveys.tokens import is_unhurried, key_of_visit, new_token, stamp, visit_token
from tests.assessments.asked import opened_a_minute_ago


def test_each_visit_has_a_token_of_its_own_that_leads_to_its_group() -> None:
    first, second = visit_token("the-key_1"), visit_token("the-key_1")

    assert first != second
    assert key_of_visit(first) == key_of_visit(second) == "the-key_1"


def test_token_that_we_did_not_sign_leads_nowhere() -> None:
    forged = visit_token("the-key")[:-1] + "~"

    assert [key_of_visit(token) for token in (forged, new_token(), "", "~~", "a~b~c")] == [""] * 5


def test_stamp_counts_only_when_it_is_old_enough_and_of_this_token() -> None:
    old = opened_a_minute_ago("token")

    assert is_unhurried(old, "token")
    assert not is_unhurried(old, "another")
    assert not is_unhurried(stamp("token"), "token")
    assert not is_unhurried("", "token")


def test_stamp_holds_nothing_but_a_moment() -> None:
    assert stamp("token").split(":")[0] == ""
    assert "token" not in stamp("token")
