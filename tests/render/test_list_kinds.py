import pytest

from ita_portal.render.list_kinds import first_number, list_kind


@pytest.mark.parametrize(
    ("tag", "given", "kind"),
    [
        ("ul", {"data-type": "thai"}, "disc"),
        ("ol", {"data-type": "thai"}, "thai"),
        ("ol", {"data-type": "disc"}, "disc"),
        ("ol", {"type": "A"}, "upper-alpha"),
        ("ol", {"data-type": "wingdings", "type": "i"}, "lower-roman"),
        ("ol", {"data-type": None}, "decimal"),
        ("ol", {}, "decimal"),
    ],
)
def test_kind_is_the_editors_then_that_of_html_then_decimal(
    tag: str, given: dict[str, str | None], kind: str
) -> None:
    assert list_kind(tag, given) == kind


@pytest.mark.parametrize(
    ("start", "first"), [("3", 3), ("99999", 99_999), ("100000", 1), ("-2", 1), ("๓", 1), ("", 1), (None, 1)]
)
def test_list_begins_with_a_number_that_can_be_counted_from(start: str | None, first: int) -> None:
    assert first_number({"start": start}) == first
