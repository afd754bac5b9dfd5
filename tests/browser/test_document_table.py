"""The table's style sheets in a real Chromium: on a screen of 1280 px and printed from there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser, Page

from ita_portal.render.html import part_html
from ita_portal.tables.build import build
from ita_portal.tables.content import Signature
from tests.render.sample_plans import sample_part

CSS = Path(__file__).parents[2] / "static" / "css"
SHEETS = ("tokens", "base", "components", "document-table", "editor")
EDITOR_WIDTH = 966  # pixels for the table beside the outline
TOOLS = '<span class="row-mark row-doubt">!</span>' + '<button class="icon-button">12345</button>' * 2


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def show(page: Page, body: str) -> None:
    """Show it under the style sheets in the order of our pages."""
    printed, *others = ((CSS / f"{name}.css").read_text(encoding="utf-8") for name in ("print", *SHEETS))
    styles = "".join(f"<style>{css}</style>" for css in (*others, "body{margin:0}"))
    page.set_content(f'<!DOCTYPE html><html lang="th"><style media="print">{printed}</style>{styles}{body}')


def broken(page: Page) -> list[str]:
    """What stands on two lines and should not, and cells that are too narrow for what is in them."""
    found: list[str] = page.evaluate(
        """() => {
        const lines = node => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
        };
        const whole = [...document.querySelectorAll(".whole, td.field-budget.align-end")];
        const cells = [...document.querySelectorAll("th, td")];
        return [
            ...whole.filter(node => lines(node) > 1),
            ...cells.filter(cell => cell.scrollWidth > cell.clientWidth),
        ].map(node => node.textContent);
    }"""
    )
    return found


@pytest.mark.parametrize("layout", ["component", "strategy_quarters", "unit"])
def test_columns_on_a_screen_hold_their_words_numbers_and_tools(page: Page, layout: str) -> None:
    html = part_html(build(sample_part(layout, 12)), row_tools=lambda _line: TOOLS, tools_label="จัดการ")
    show(page, f'<div class="editor-table" id="box">{html}</div>')
    page.evaluate(f"document.getElementById('box').setAttribute('style', 'width:{EDITOR_WIDTH}px')")
    assert page.locator(".whole").count() > 3
    assert broken(page) == []


def test_word_without_a_place_to_break_leaves_the_table_in_its_box(page: Page) -> None:
    part = sample_part("component", 3)
    rows = tuple(replace(row, objective="x" * 300) for row in part.rows)
    show(page, f'<div class="editor-table">{part_html(build(replace(part, rows=rows)))}</div>')
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.parametrize("by_css", [True, False])
def test_tables_behind_narrative_print_whole_on_landscape_pages(page: Page, by_css: bool) -> None:
    signatures = (Signature("ผู้เสนอแผน"), Signature("ผู้อนุมัติแผน"))
    table = part_html(build(replace(sample_part("component", 12), signatures=signatures)))
    narrative = f'<div class="narrative">{"<p>ข้อความ</p>" * 60}</div>'
    show(page, f'<article class="document">{narrative}{table}</article>')
    pdf = page.pdf(prefer_css_page_size=by_css) if by_css else page.pdf(format="A4")
    with pymupdf.open(stream=pdf) as document:
        turned = [leaf.rect.width > leaf.rect.height for leaf in document]
        assert turned == sorted(turned)
        assert (turned[0], turned[-1]) == (False, True)
        leaves = [leaf for leaf in document if "วัตถุประสงค์" in leaf.get_text()]
        for leaf in leaves:
            assert all(edge_is_drawn(leaf, side) for side in ("left", "right"))
        assert leaves[-1].search_for("ผู้อนุมัติแผน")[0].x1 < leaves[-1].rect.width - 40


def edge_is_drawn(leaf: pymupdf.Page, side: str) -> bool:
    """Whether the table's outer line is there from the header down to the last row, and ends with it."""
    margin = 1.5 * 72 / 2.54
    at = margin if side == "left" else leaf.rect.width - margin
    pixmap = leaf.get_pixmap(dpi=144, colorspace=pymupdf.csGRAY, clip=(at - 4, 0, at + 4, leaf.rect.height))
    dark = [y for y in range(pixmap.height) if min(pixmap.pixel(x, y)[0] for x in range(pixmap.width)) < 140]
    lowest = max(line["rect"].y1 for line in leaf.get_drawings() if line["rect"].width > 100)
    return len(dark) > 0.9 * (dark[-1] - dark[0]) and dark[-1] / 2 <= lowest + 2
