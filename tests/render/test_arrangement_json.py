"""Arrangements and looks as templates keep them."""

import json
from typing import Any

import pytest

from ita_portal.render.arrangement import Entry, EntryKind
from ita_portal.render.arrangement_json import (
    entries_from_json,
    entries_to_json,
    look_from_json,
    look_to_json,
)
from ita_portal.render.kinds import all_kinds
from ita_portal.render.look import LANDSCAPE, PORTRAIT, Look, Margins, PageNumbers
from ita_portal.tables.content import LabelAt

LOOK = Look(
    text_points=15,
    header="หน่วยงานตัวอย่าง",
    page_numbers=PageNumbers.DASHED,
    numbered=True,
    sign_label=LabelAt.BELOW,
)


def through_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


@pytest.mark.parametrize("key", list(all_kinds()))
def test_entries_of_every_kind_come_back_as_they_were(key: str) -> None:
    entries = all_kinds()[key].entries
    assert entries_from_json(through_json(entries_to_json(entries))) == entries


def test_look_comes_back_as_it_was() -> None:
    look = Look(portrait=Margins(2, 2, 2, 2), landscape=Margins(1, 1, 1, 1), logo_height=4.5)
    assert look_from_json(through_json(look_to_json(look)), Look()) == look
    assert look_from_json(through_json(look_to_json(LOOK)), Look()) == LOOK


@pytest.mark.parametrize(
    "data", [None, "x", 3, {"kind": "cover"}, [None, 3, "x", [], {}, {"kind": 3}, {"kind": []}]]
)
def test_entries_that_cannot_be_understood_are_left_out(data: Any) -> None:
    assert entries_from_json(data) == ()


def test_entry_with_values_of_other_types_keeps_what_can_be_understood() -> None:
    data = [{"kind": "cover", "of": 3, "title": None, "shown": "no", "new_page": "yes"}, {"kind": "unheard"}]
    assert entries_from_json(data) == (Entry(EntryKind.COVER),)
    assert entries_from_json([{"kind": "cover", "shown": False, "new_page": True}]) == (
        Entry(EntryKind.COVER, shown=False, new_page=True),
    )


@pytest.mark.parametrize("data", [None, [], "x", 3, True])
def test_look_that_is_no_object_changes_nothing(data: Any) -> None:
    assert look_from_json(data, LOOK) == LOOK


@pytest.mark.parametrize(
    ("data", "look"),
    [
        ({"text_points": 99}, Look(text_points=20)),
        ({"text_points": 1}, Look(text_points=14)),
        ({"text_points": 15.6}, Look(text_points=16)),
        ({"text_points": True}, Look()),
        ({"text_points": "15"}, Look()),
        ({"text_points": float("nan")}, Look()),
        ({"text_points": float("inf")}, Look()),
        ({"text_points": 10**400}, Look()),
        ({"table_points": -5}, Look(table_points=11)),
        ({"table_points": None}, Look()),
        ({"portrait": {"top": 99, "left": -1, "right": "2"}}, Look(portrait=Margins(6, 2, 1.5, 0.5))),
        ({"portrait": {"bottom": float("nan")}}, Look()),
        ({"portrait": [1, 2, 3, 4]}, Look()),
        ({"landscape": {"top": True, "unheard": 3}}, Look()),
        ({"landscape": {"top": 2}}, Look(landscape=Margins(2, 1.5, 1.5, 1.5))),
        ({"logo_height": 99}, Look(logo_height=10)),
        ({"logo_height": []}, Look()),
        ({"header": 3}, Look()),
        ({"header": "หัวกระดาษ"}, Look(header="หัวกระดาษ")),
        ({"catch_words": 1, "numbered": "yes", "front_letters": None}, Look()),
        ({"catch_words": True, "numbered_tables": True}, Look(catch_words=True, numbered_tables=True)),
        ({"page_numbers": "dashed"}, Look(page_numbers=PageNumbers.DASHED)),
        ({"page_numbers": ["dashed"]}, Look()),
        ({"sign_label": "beside", "sign_dots": False}, Look(sign_label=LabelAt.BESIDE, sign_dots=False)),
        ({"sign_label": ["beside"], "sign_dots": "no"}, Look()),
        ({"page_numbers": {}}, Look()),
        ({"office_font": "Comic"}, Look()),
        ({"office_font": ["TH Krub"]}, Look()),
        ({"office_font": "TH Krub"}, Look(office_font="TH Krub")),
        ({"logo": "x", "unheard": 1}, Look()),
    ],
)  # fmt: skip
def test_look_takes_what_it_can_and_brings_sizes_within_their_bounds(data: Any, look: Look) -> None:
    assert look_from_json(data, Look()) == look


def test_usual_margins_are_those_of_official_letters() -> None:
    assert Look().portrait == PORTRAIT == Margins(2.5, 2, 1.5, 3)
    assert Look().landscape == LANDSCAPE == Margins(1.5, 1.5, 1.5, 1.5)
