"""The template tags of the look."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory

from organisations.templatetags import look


class Form(forms.Form):
    title = forms.CharField(label="ชื่อกิจกรรม", help_text="ตามที่ปรากฏในแผน")
    remark = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea(attrs={"class": "own"}))
    kind = forms.ChoiceField(label="ประเภท", choices=[("a", "ก"), ("b", "ข")])
    quarters = forms.MultipleChoiceField(
        label="ไตรมาส",
        choices=[(1, "ไตรมาสที่ 1"), (2, "ไตรมาสที่ 2")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def attribute(markup: str, name: str) -> str | None:
    found = re.search(rf'\s{name}="([^"]*)"', markup)
    return found and found.group(1)


def test_icon_is_hidden_from_screen_readers_and_has_no_inline_style() -> None:
    drawing = look.icon("check", size=14)

    assert attribute(drawing, "aria-hidden") == "true"
    assert attribute(drawing, "width") == "14"
    assert "style=" not in drawing


def test_icon_with_label_says_it_to_screen_readers() -> None:
    assert look.icon("x", label="ปิด <b>").endswith('<span class="visually-hidden">ปิด &lt;b&gt;</span>')


@pytest.mark.parametrize("state", sorted(look.STATES))
def test_state_chip_has_an_icon_and_a_word(state: str) -> None:
    markup = render_to_string("components/state_chip.html", look.state_chip(state))

    assert markup.count("<svg") == 1
    assert markup.endswith(f"</svg>{look.STATES[state].word}</span>\n")


def test_state_chip_prefers_the_label_of_the_model() -> None:
    assert look.state_chip("waiting", "รอผู้อำนวยการ")["word"] == "รอผู้อำนวยการ"


def test_state_chip_of_unknown_state_is_quiet_and_shows_its_label() -> None:
    chip = look.state_chip("archived", "เก็บถาวร")

    assert chip["look"] == look.State("เก็บถาวร", "circle", "quiet")


def test_signed_and_approved_are_gold_and_nothing_else_is() -> None:
    assert {name for name, state in look.STATES.items() if state.tone == "gold"} == {"approved", "signed"}


def test_quarter_strip_marks_the_given_quarters() -> None:
    cells = look.quarter_strip([1, 4])["cells"]

    assert [cell["marked"] for cell in cells] == [True, False, False, True]


def test_quarter_strip_shows_states() -> None:
    markup = render_to_string("components/quarter_strip.html", look.quarter_strip({2: "late"}))

    assert re.findall(r'<li(?: class="([^"]*)")?', markup) == ["", "on-bad", "", ""]
    assert 'title="ไตรมาสที่ 2 (ม.ค.–มี.ค.): เกินกำหนด"' in markup


def test_control_takes_our_class_and_keeps_its_own() -> None:
    form = Form()

    assert attribute(look.control(form["title"]), "class") == "form-control"
    assert attribute(look.control(form["remark"]), "class") == "form-control own"
    assert attribute(look.control(form["kind"]), "class") == "form-select"


def test_control_with_errors_is_marked() -> None:
    markup = look.control(Form({"title": ""})["title"])

    assert attribute(markup, "class") == "form-control is-invalid"
    assert attribute(markup, "aria-invalid") == "true"


def test_control_passes_attributes_on_and_leaves_out_empty_ones() -> None:
    markup = look.control(Form()["title"], data_search="1", rows="", autofocus=True, placeholder=None)

    assert attribute(markup, "data-search") == "1"
    assert " autofocus" in markup
    assert " rows" not in markup
    assert " placeholder" not in markup


def test_field_points_to_help_and_errors_that_are_there() -> None:
    markup = render_to_string("components/field.html", {"field": Form({"title": ""})["title"]})

    described_by = attribute(markup, "aria-describedby")
    assert described_by is not None
    assert described_by.split() == ["id_title_helptext", "id_title_error"]
    assert all(f'id="{name}"' in markup for name in described_by.split())


def test_field_keeps_what_was_typed_and_ticked() -> None:
    form = Form({"title": "<b>", "quarters": ["2"]})

    assert 'value="&lt;b&gt;"' in render_to_string("components/field.html", {"field": form["title"]})
    ticked = re.findall(
        r'value="(\d)"[^>]* checked', render_to_string("components/field.html", {"field": form["quarters"]})
    )
    assert ticked == ["2"]


def test_form_errors_link_to_the_fields() -> None:
    form = Form({"title": "", "kind": "a"})
    form.add_error(None, "แผนฉบับนี้ปิดแล้ว")

    markup = render_to_string("components/form_errors.html", {"form": form})

    assert re.findall(r'href="(#[^"]*)"', markup) == ["#id_title"]
    assert "<li>แผนฉบับนี้ปิดแล้ว</li>" in markup


def test_form_errors_of_a_good_form_are_nothing() -> None:
    markup = render_to_string("components/form_errors.html", {"form": Form({"title": "ก", "kind": "a"})})

    assert markup.strip() == ""


@pytest.mark.parametrize(
    ("now", "direction", "following"),
    [("", "none", "title"), ("title", "ascending", "-title"), ("-title", "descending", "title")],
)
def test_sorting_turns_round(rf: RequestFactory, now: str, direction: str, following: str) -> None:
    order = look.sorting(Context({"request": rf.get("/", {"sort": now})}), "title")

    assert (order["now"], order["next"]) == (direction, following)


def test_sorting_prefers_what_the_view_says(rf: RequestFactory) -> None:
    order = look.sorting(Context({"request": rf.get("/"), "sort": "-title"}), "title")

    assert order["now"] == "descending"


def test_page_numbers_leave_a_gap() -> None:
    page = Paginator(range(100), 5).page(10)

    assert look.page_numbers(page) == [1, None, 8, 9, 10, 11, 12, None, 20]
