"""What is typed into the pages of a round is never cut short, changed, or written over somebody's work."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Instrument, Item, Round, Suggestion
from assessments.services.scores import save_scores
from tests.assessments.scoresheet import keys, small_framework
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RoundFactory

KEEPER = "secretary@medicine"


@pytest.fixture
def of_round(cast: Cast) -> Round:
    return RoundFactory(organisation=cast.organisation("medicine"), framework=small_framework())


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast[KEEPER])


def address(name: str, of_round: Round) -> str:
    return reverse(f"assessments:{name}", args=[of_round.pk])


def iit() -> Instrument:
    return Instrument.objects.get(code="IIT")


def test_page_shown_again_is_still_stale_for_what_was_written_meanwhile(
    client: Client, of_round: Round
) -> None:
    opened, item = of_round.version, Item.objects.get(code="i1")
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, i1="70"))
    of = f"instrument-{iit().pk}"
    wrong: dict[str, dict[str, object]] = {
        "round-scores": {f"item-{item.pk}": "101"},
        "round-counts": {"of": of, "counts": "เมื่อวาน\t12"},
        "round-suggestions": {"instrument": iit().pk, "text": "", "none": "1"},
        "round-respondents": {},
    }
    pages = [
        client.post(address(name, of_round), data | {"base_version": opened}) for name, data in wrong.items()
    ]
    pasted = {f"item-{item.pk}": "60", "paste": "1", "pasted": "i2\t90", "base_version": opened}
    pages.append(client.post(address("round-scores", of_round), pasted))

    assert [page.status_code for page in pages] == [422, 422, 422, 422, 200]
    assert {page.context["round"].version for page in pages if page is not pages[3]} == {opened}
    stale = client.post(
        address("round-scores", of_round),
        {f"item-{item.pk}": "60", "base_version": pages[-1].context["round"].version},
    )
    assert stale.status_code == 422
    assert of_round.scores.get(item=item).value == Decimal(70)


@pytest.mark.parametrize(
    ("name", "field", "line", "most"),
    [
        ("round-suggestions", "text", "ขอที่จอดรถ\n", 100_000),
        ("round-counts", "counts", "15/3/69\t120\n", 200_000),
        ("round-scores", "pasted", "i1\t90\n", 100_000),
    ],
)
def test_text_that_is_too_long_is_refused_whole(
    client: Client, of_round: Round, name: str, field: str, line: str, most: int
) -> None:
    text = line * (most // len(line) + 1)
    data = {"instrument": iit().pk, "of": f"instrument-{iit().pk}", "base_version": of_round.version}
    data |= {"paste": "1"} if field == "pasted" else {}

    response = client.post(address(name, of_round), data | {field: text})

    page = response.content.decode()
    assert response.status_code == 422
    assert f"ต้องไม่เกิน {most:,} ตัวอักษร" in page
    assert page.count(line) >= text.count("\n")
    assert (of_round.suggestions.count(), of_round.daily_counts.count()) == (0, 0)


def test_bar_in_the_words_of_a_suggestion_stays_in_them(client: Client, of_round: Round) -> None:
    for source in ("แบบสำรวจ", ""):
        of_round.suggestions.all().delete()
        Suggestion.objects.create(round=of_round, instrument=iit(), text="ที่จอดรถ | ห้องน้ำ", source=source)
        of_round.refresh_from_db()
        url = address("round-suggestions", of_round)
        here = next(one for one in client.get(url).context["voices"] if one.instrument == iit())

        data = {"instrument": iit().pk, "base_version": of_round.version, "text": here.text}
        assert client.post(url, data | {"source": here.source}).status_code == 302
        assert list(of_round.suggestions.values_list("text", "source")) == [("ที่จอดรถ | ห้องน้ำ", source)]


def test_many_problems_are_told_in_part(client: Client, of_round: Round) -> None:
    data = {"of": f"instrument-{iit().pk}", "base_version": of_round.version, "counts": "x\n" * 60}

    page = client.post(address("round-counts", of_round), data).content.decode()

    assert page.count("โปรดระบุวันที่และจำนวนผู้ตอบ") == 50
    assert "และอีก 10 บรรทัด" in page
