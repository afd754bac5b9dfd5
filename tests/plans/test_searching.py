import pytest

from plans.searching import AROUND, Search, hits, replaced, replaced_in_html, text_of_html


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search("ita 2569"), ["ITA 2569", "ita ๒๕๖๙"]),
        (Search("ita 2569", same_digits=True), ["ITA 2569"]),
        (Search("ita 2569", same_case=True), ["ita ๒๕๖๙"]),
        (Search("ไม่มี"), []),
        (Search(""), []),
    ],
)
def test_words_are_found_in_either_case_and_script_unless_said_so(search: Search, found: list[str]) -> None:
    assert [hit.words for hit in hits("ผล ITA 2569 และ ita ๒๕๖๙", search)] == found


def test_hits_have_their_number_and_what_is_around_them() -> None:
    text = "ก" * 100 + "คำ" + "ข" * 100

    [hit] = hits(text, Search("คำ"))

    assert (hit.number, hit.before, hit.after) == (0, "…" + "ก" * AROUND, "ข" * AROUND + "…")


def test_hits_never_lie_over_each_other() -> None:
    assert len(hits("กกกก", Search("กก"))) == 2


def test_only_the_chosen_hits_are_replaced() -> None:
    assert replaced("ปี 69 ปี ๖๙ ปี 69", Search("69"), "2570", {0, 2}) == "ปี 2570 ปี ๖๙ ปี 2570"


def test_letters_that_grow_in_lower_case_move_no_hit() -> None:
    assert replaced("İİ abc", Search("ABC"), "x", {0}) == "İİ x"


def test_rich_text_keeps_its_tags_and_its_escapes() -> None:
    source = '<p class="แผน">แผน &amp; <strong>แผน</strong> <a href="/แผน">แผน</a></p>'
    search = Search("แผน")

    assert len(hits(text_of_html(source), search)) == 3
    assert replaced_in_html(source, search, "<b>", {0, 2}) == (
        '<p class="แผน">&lt;b&gt; &amp; <strong>แผน</strong> <a href="/แผน">&lt;b&gt;</a></p>'
    )
