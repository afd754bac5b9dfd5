from assessments.loading.links import KnownItem, KnownYear, links_of


def year(fiscal_year: int, *items: tuple[int, set[str]], is_whole: bool = True) -> KnownYear:
    return KnownYear(
        fiscal_year, tuple(KnownItem(pk, frozenset(topics)) for pk, topics in items), is_whole=is_whole
    )


def test_items_of_one_topic_are_the_same_item() -> None:
    assert links_of([year(2569, (2, {"risk"})), year(2568, (1, {"risk"}))]) == {(1, 2): "same"}


def test_item_that_became_several_is_split() -> None:
    years = [year(2568, (1, {"no_gift"})), year(2569, (2, {"no_gift"}), (3, {"no_gift"}))]
    assert links_of(years) == {(1, 2): "split", (1, 3): "split"}


def test_items_that_became_one_are_merged() -> None:
    years = [year(2568, (1, {"plan"}), (2, {"budget"})), year(2569, (3, {"plan", "budget"}))]
    assert links_of(years) == {(1, 3): "merged", (2, 3): "merged"}


def test_year_that_is_not_known_whole_is_passed_over() -> None:
    years = [year(2566, (1, {"risk"})), year(2567, is_whole=False), year(2568, (2, {"risk"}))]
    assert links_of(years) == {(1, 2): "same"}


def test_year_without_the_topic_ends_the_line() -> None:
    years = [year(2566, (1, {"risk"})), year(2567, (5, {"other"})), year(2568, (2, {"risk"}))]
    assert links_of(years) == {}
