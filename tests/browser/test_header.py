"""The longest menu beside the brand and the tools."""

import pytest

from tests.browser.conftest import Visit
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# From left to right: how far each part of the header reaches, and where the next begins.
EDGES = """() => {
    const box = (part) => document.querySelector(part).getBoundingClientRect();
    const [brand, menu, tools] = [box(".brand span"), box(".site-nav"), box(".site-tools")];
    const edges = [brand.right, menu.left, menu.right, tools.left, tools.right];
    return [...edges, document.documentElement.clientWidth];
}"""


def test_longest_menu_stands_clear_of_the_brand_and_the_tools(visit: Visit, cast: Cast) -> None:
    page = visit.sign_in(cast["unit_admin@medicine"]).page
    for width in (1240, 1280, 1400, 1500, 1620):
        page.set_viewport_size({"width": width, "height": 900})
        edges = page.evaluate(EDGES)
        assert page.locator(".site-menu").is_visible()
        assert edges == sorted(edges), width
