"""The grid of scores: what it refuses at the cell, what it keeps, and what a saving costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import InstrumentPart, Item, Round
from assessments.services.rounds import close_round
from assessments.services.scores import save_scores
from organisations.models import AuditEntry
from tests.assessments.scoresheet import keys, small_framework
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RoundFactory

KEEPER = "secretary@medicine"
SAVING = 37  # queries of a saving, whatever the number of scores


@pytest.fixture
def of_round(cast: Cast) -> Round:
    organisation = cast.organisation("medicine")
    return RoundFactory(organisation=organisation, framework=small_framework(), fiscal_year=2569)


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast[KEEPER])


def address(of_round: Round, name: str = "round-scores") -> str:
    return reverse(f"assessments:{name}", args=[of_round.pk])


def typed(of_round: Round, **texts: str) -> dict[str, Any]:
    items = {item.code: item.pk for item in Item.objects.filter(framework=of_round.framework)}
    return {"base_version": of_round.version} | {f"item-{items[code]}": text for code, text in texts.items()}


def stored(of_round: Round) -> dict[str, str]:
    return {score.item.code: str(score) for score in of_round.scores.select_related("item") if score.item}


def cells(response: Any) -> dict[str, Any]:
    return {
        cell.entry.code: cell
        for instrument in response.context["rows"]
        for row in instrument.rows
        for cell in row.cells
    }


def test_refused_cells_are_told_in_their_places_and_everything_typed_is_kept(
    client: Client, of_round: Round
) -> None:
    texts = {"i1": "101", "i2": "95,5", "i3": "๘๘.๕", "i4": "", "e1": "ร้อยละ 95", "e2": "-1"}

    response = client.post(address(of_round), typed(of_round, **texts))

    shown = cells(response)
    page = response.content.decode()
    assert response.status_code == 422
    assert stored(of_round) == {}
    assert {code: cell.text for code, cell in shown.items()} == texts
    assert {code: cell.error for code, cell in shown.items() if cell.error} == {
        "i1": "คะแนนต้องไม่เกิน 100",
        "i2": "โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5",
        "e1": "โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %",
        "e2": "คะแนนต้องไม่ต่ำกว่า 0",
    }
    for cell in shown.values():
        assert f'value="{cell.text}"' in page
        assert (f'id="{cell.entry.key}-error">{cell.error}' in page) == bool(cell.error)


def test_good_cells_are_saved_in_any_digits_and_come_to_a_result(client: Client, of_round: Round) -> None:
    texts = {"i1": "๙๐", "i2": "100", "i3": "80.0", "i4": "90", "e1": "100", "e2": "0"}

    response = client.post(address(of_round), typed(of_round, **texts), follow=True)

    assert stored(of_round) == {
        "i1": "90.00", "i2": "100.00", "i3": "80.00", "i4": "90.00", "e1": "100.00", "e2": "0.00",
    }  # fmt: skip
    assert response.context["totals"]["total"] == "74.00"
    assert "บันทึกคะแนนแล้ว 6 รายการ" in response.content.decode()


@pytest.mark.parametrize("items", [1, 15])
def test_thirty_scores_are_one_request_with_as_many_queries_as_two(
    cast: Cast, client: Client, items: int
) -> None:
    organisation = cast.organisation("medicine")
    of_round = RoundFactory(
        organisation=organisation, framework=small_framework(items=items), fiscal_year=2569
    )
    texts = {f"i{place}": "90" for place in range(1, 2 * items + 1)}
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, i1="1", e1="1"))
    data = typed(of_round, **texts, e1="")
    entries = AuditEntry.objects.count()

    with CaptureQueriesContext(connection) as queries:
        response = client.post(address(of_round), data)

    assert response.status_code == 302
    assert len(stored(of_round)) == 2 * items
    assert AuditEntry.objects.count() == entries + 1
    assert len(queries) == SAVING


def test_somebody_elses_score_is_shown_beside_the_one_typed(
    cast: Cast, client: Client, of_round: Round
) -> None:
    mine = typed(of_round, i1="70", i2="80")
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, i1="90", i2="80"))

    response = client.post(address(of_round), mine)

    shown = cells(response)
    assert response.status_code == 422
    assert stored(of_round)["i1"] == "90.00"
    assert (shown["i1"].text, shown["i1"].theirs, shown["i2"].theirs) == ("70", "90", None)
    assert "ล่าสุดในระบบ: 90" in response.content.decode()

    again = mine | {"base_version": response.context["round"].version}
    assert client.post(address(of_round), again).status_code == 302
    assert stored(of_round)["i1"] == "70.00"


def test_pasted_scores_wait_in_the_grid_with_what_was_refused(client: Client, of_round: Round) -> None:
    data = typed(of_round, i4="55") | {"paste": "1", "pasted": "i1\t90\ni1\t91\nO99\t100\ni2\t101"}

    response = client.post(address(of_round), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert stored(of_round) == {}
    assert (cells(response)["i1"].text, cells(response)["i4"].text, cells(response)["i2"].text) == (
        "90",
        "55",
        "",
    )
    assert "บรรทัดที่ 3 “O99 100” ไม่มีข้อนี้ในกรอบการประเมินของรอบ" in page
    assert "อ่านได้ 1 คะแนน" in page


def test_grid_of_a_part_holds_its_own_scores_alone(client: Client, of_round: Round) -> None:
    part = InstrumentPart.objects.get(code="EIT2")
    here = f"{address(of_round)}?part={part.pk}"
    client.post(address(of_round), typed(of_round, e1="100"))
    of_round.refresh_from_db()

    response = client.post(here, typed(of_round, e1="60"))

    assert response.headers["Location"] == here
    shown = cells(client.get(here))
    assert {code: cell.text for code, cell in shown.items()} == {"e1": "60", "e2": ""}
    assert cells(client.get(address(of_round)))["e1"].text == "100"


def test_scores_typed_by_indicator_open_by_indicator(client: Client, of_round: Round) -> None:
    indicator = of_round.framework.indicators.get(number="1")
    data = {"base_version": of_round.version, f"indicator-{indicator.pk}": "97.5"}
    assert client.post(f"{address(of_round)}?by=indicator", data).status_code == 302

    response = client.get(address(of_round))

    assert {code: cell.text for code, cell in cells(response).items()} == {"1": "97.5", "2": "", "3": ""}


def test_totals_follow_what_is_typed_without_saving_it(client: Client, of_round: Round) -> None:
    texts = {"i1": "90", "i2": "100", "i3": "80", "i4": "90", "e1": "100", "e2": "100"}
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, e2="50"))

    response = client.post(address(of_round, "round-totals"), typed(of_round, **texts))
    broken = client.post(address(of_round, "round-totals"), typed(of_round, **{**texts, "e2": "ร้อยละ"}))

    assert response.context["totals"]["total"] == "94.00"
    assert response.context["totals"]["rating"] == "ผ่านดี"
    assert broken.context["totals"]["total"] == ""
    assert stored(of_round) == {"e2": "50.00"}


def test_choice_of_all_or_nothing_is_offered_where_the_scale_has_no_more(
    client: Client, of_round: Round
) -> None:
    offered = {code: cell.entry.is_choice for code, cell in cells(client.get(address(of_round))).items()}

    assert offered == {"i1": False, "i2": False, "i3": False, "i4": False, "e1": True, "e2": True}


def test_closed_round_is_read_and_not_written(cast: Cast, client: Client, of_round: Round) -> None:
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, i1="90.5"))
    close_round(by=cast[KEEPER], of_round=of_round)

    page = client.get(address(of_round)).content.decode()
    response = client.post(address(of_round), typed(of_round, i1="10"))

    assert "90.5" in page
    assert "score-input" not in page
    assert response.status_code == 403
    assert "รอบการประเมินนี้ปิดแล้ว" in response.content.decode()
    assert stored(of_round) == {"i1": "90.50"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"base_version": "1"},
        {"base_version": "x", "item-1": "5"},
        {"base_version": "1", "item-999999": "5"},
        {"base_version": "9" * 30, "paste": "1", "pasted": "\x00\x01\ufffe\n\t\t\n=1+1"},
    ],
)
def test_hostile_data_is_answered_in_thai(client: Client, of_round: Round, data: dict[str, str]) -> None:
    for query in ("", "?part=99999999999999999999&by=x", "?part=-1"):
        response = client.post(address(of_round) + query, data)

        assert response.status_code == 422
        assert client.get(address(of_round) + query).status_code == 200
