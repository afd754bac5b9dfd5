"""Every component copes with nothing given: a page that forgets a variable must not fall with it."""

from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.template.loader import render_to_string

COMPONENTS = Path(__file__).resolve().parents[2] / "templates" / "components"

# These dress one thing and mean nothing without it.
NEED_THEIR_THING = {
    "field.html",
    "pagination.html",
    "side_panel.html",
    "state_chip.html",
}


@pytest.mark.parametrize("name", sorted({path.name for path in COMPONENTS.glob("*.html")} - NEED_THEIR_THING))
def test_component_renders_with_nothing_given(name: str) -> None:
    render_to_string(f"components/{name}")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "500"])
def test_error_page_renders_without_context_and_leads_home(name: str) -> None:
    page = render_to_string(f"{name}.html")

    assert '<a class="btn btn-primary" href="/">ไปหน้าหลัก</a>' in page


def test_refusal_says_its_reason_and_nothing_unescaped() -> None:
    page = render_to_string("403.html", {"reason": "ท่านไม่มีสิทธิ์แก้ไขแผน <b>นี้</b>"})

    assert "<p>ท่านไม่มีสิทธิ์แก้ไขแผน &lt;b&gt;นี้&lt;/b&gt;</p>" in page


@pytest.mark.parametrize("level", sorted(constants.DEFAULT_TAGS.values()))
def test_toast_of_every_message_level_has_an_icon(level: str) -> None:
    toast = render_to_string("components/toast.html", {"text": "บันทึกแล้ว", "level": level})

    assert toast.count('class="icon"') == 1


def test_error_and_undo_toasts_stay() -> None:
    assert "data-stays" in render_to_string("components/toast.html", {"text": "ก", "level": "error"})
    assert "data-stays" in render_to_string("components/toast.html", {"text": "ก", "undo_url": "/undo/"})
    assert "data-stays" not in render_to_string("components/toast.html", {"text": "ก", "level": "success"})


def test_context_bar_with_one_organisation_names_it_without_a_choice() -> None:
    bar = {
        "organisation": {"code": "DEMO", "name": "สำนักงานตัวอย่าง"},
        "organisations": [("DEMO", "สำนักงานตัวอย่าง")],
        "fiscal_year": 2569,
        "fiscal_years": [2569, 2568],
    }

    page = render_to_string("components/context_bar.html", {"context_bar": bar})

    assert 'select class="form-select" name="organisation"' not in page
    assert '<input type="hidden" name="organisation" value="DEMO">' in page
    assert '<option value="2569" selected>2569</option>' in page
