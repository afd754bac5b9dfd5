"""Making PDFs with short cuts: what comes out is what WeasyPrint alone would make, and faster."""

import gc
import threading
from xml.etree import ElementTree as ET

import pytest
from weasyprint import HTML
from weasyprint.html import UA

from ita_portal.render import quicker
from ita_portal.render.arrangement import plan_document
from ita_portal.render.engine import OurPage, garbage_collected_later
from ita_portal.render.fonts import PaperFonts, font_face_css
from ita_portal.render.own_files import DocumentPictures, NoSystemFonts, OurFiles
from ita_portal.render.pdf import OPTIONS, paper_html
from tests.render.sample_plans import sample_plan

PROSE = """<section class="narrative"><h2>ก &amp; ข</h2><p>หนึ่ง<br>สอง&nbsp;สาม &lt;สี่&gt; "ห้า"<hr>
<table class="even"><tbody><tr><td colspan="2">ก\n\tข</td></tr></tbody></table>
<ol start="3"><li><p>หก</p></li><li>เจ็ด</li></ol></section>"""
WELL_FORMED = PROSE.replace("<hr>", "</p><hr>")
ODD_STYLES = """<style>
p { margin: 2% 1em; width: 50%; padding: 3px; border: 2px solid; border-width: 0 1px 2px 0 }
.round { border-radius: 4px } .dashed { border-style: dashed } .two { border-color: red blue }
.faint { border-color: rgba(0, 0, 0, 0) } .box { box-sizing: border-box; max-width: 80px; min-height: 20% }
.float { float: left } .placed { position: absolute; top: 3cm } .moved { position: relative; top: 1em }
.hidden { visibility: hidden } .columns { columns: 2; column-rule: 1px solid; border-left-width: 3px }
table { border-collapse: collapse } td { border: 1px solid; border-top: 0 }
.ruled { border-image: linear-gradient(red, blue) 1 }
</style>"""
CLASSES = (
    "plain",
    "round",
    "dashed",
    "two",
    "faint",
    "box",
    "float",
    "placed",
    "moved",
    "hidden",
    "columns",
    "ruled",
)


def fetcher(page: str) -> OurFiles:
    return OurFiles(DocumentPictures(), PaperFonts(page))


def page_of(body: str) -> str:
    head = '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ก</title></head>'
    return f"{head}<body>{body}</body></html>"


def read(page: HTML) -> str:
    return ET.tostring(page.etree_element, encoding="unicode")


@pytest.mark.parametrize(
    "page",
    [
        paper_html(plan_document(sample_plan("component", 8))),
        page_of(WELL_FORMED),
        page_of(PROSE),
        page_of("<p>ก<p>ข<table><tr><td>ค</table>"),
        page_of('<img src="data:," alt="สอง\nบรรทัด"><p>ก</p>'),
        page_of("<p>&eacute; &#150;</p>"),
        page_of("<!-- ก --><p>ข</p>"),
    ],
    ids=["table", "prose", "open", "loose", "parted-value", "entities", "comment"],
)
def test_page_has_the_elements_that_html_has(page: str) -> None:
    theirs = HTML(string=page, url_fetcher=fetcher(page))
    for comment in [one for one in theirs.etree_element.iter() if not isinstance(one.tag, str)]:
        theirs.etree_element.find("body").remove(comment)
    assert read(OurPage(page, fetcher(page))) == read(theirs)


def test_styles_of_notes_are_all_that_elements_do_without() -> None:
    ours, theirs = OurPage(page_of("<p>ก</p>"), fetcher(""))._ua_stylesheets()[0], HTML(string="ก")
    left_out = len(theirs._ua_stylesheets()[0].matcher.other_selectors) - len(ours.matcher.other_selectors)
    assert left_out == UA.count("::footnote-") + UA.count("::note-") == 5


def pdf_of(page: str) -> bytes:
    """Without compression, and without what tells one file from another."""
    config = NoSystemFonts()
    rendering = OurPage(page, fetcher(page)).render(font_config=config, **OPTIONS)
    pdf: bytes = rendering.write_pdf(uncompressed_pdf=True, **OPTIONS)
    return pdf


def _odd_page() -> str:
    paragraphs = "".join(f'<p class="{name}">ก{name} <b>ข</b> ค</p>' for name in CLASSES)
    table = "<table><tr><td>ก</td><td>ข</td></tr></table>"
    return page_of(
        f"<style>{font_face_css()}html{{font-family:Sarabun}}</style>{ODD_STYLES}{paragraphs}{table}"
    )


@pytest.mark.parametrize(
    "page",
    [_odd_page(), *(paper_html(plan_document(sample_plan(layout, 20))) for layout in ("component", "unit"))],
    ids=["odd", "component", "unit"],
)
def test_short_cuts_change_no_byte(page: str) -> None:
    ours = pdf_of(page)
    quicker.leave_short_cuts()
    try:
        theirs = pdf_of(page)
    finally:
        quicker.take_short_cuts()
    assert ours == theirs


def test_garbage_is_collected_again_when_the_last_page_is_done() -> None:
    begun, finish = threading.Event(), threading.Event()

    def other_page() -> None:
        with garbage_collected_later():
            begun.set()
            finish.wait(10)

    thread = threading.Thread(target=other_page)
    assert gc.isenabled()
    with garbage_collected_later():
        thread.start()
        begun.wait(10)
        assert not gc.isenabled()
    assert not gc.isenabled()
    finish.set()
    thread.join()
    assert gc.isenabled()


def test_garbage_is_collected_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="ก"), garbage_collected_later():
        raise ValueError("ก")
    assert gc.isenabled()
