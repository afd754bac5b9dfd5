"""The pages of comparison: what they show to whom, what they never show, what they ask of the database."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments.models import ItemLink, Round, RoundResult
from organisations.access import Role
from organisations.models import Organisation, User
from tests.assessments.comparison.years import framework_with, instrument, link, round_with
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    FrameworkFactory,
    InstrumentFactory,
    MembershipFactory,
    OrganisationFactory,
    RoundFactory,
    RoundInstrumentFactory,
    UserFactory,
)

NATIONAL = reverse("assessments:comparison-national")
SHEET = reverse("assessments:comparison-national-sheet")


def of(organisation: Organisation, name: str = "comparison") -> str:
    return reverse(f"assessments:{name}", args=[organisation.pk])


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")


@pytest.fixture
def head_of_health(cast: Cast) -> User:
    person = UserFactory()
    MembershipFactory(user=person, organisation=cast.organisation("health"), role=Role.EXECUTIVE)
    return person


def test_latest_three_of_the_kind_are_compared_unless_others_are_ticked(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    framework = framework_with(2569)
    rounds = [round_with(medicine, framework, year=year) for year in (2566, 2567, 2568, 2569)]
    other_kind = round_with(medicine, framework, kind=Round.Kind.FIRST5)
    client = client_as(cast["secretary@medicine"])

    def shown(query: str = "") -> list[int]:
        page = client.get(of(medicine) + query)
        return [column.round_id for column in page.context["comparison"].columns]

    assert shown() == [one.pk for one in rounds[1:]]
    assert shown(f"?round={rounds[0].pk}&round={other_kind.pk}") == [rounds[0].pk, other_kind.pk]
    assert shown("?kind=first5") == [other_kind.pk]
    assert shown("?kind=annual&first=๒๕๖๗&last=2568") == [rounds[1].pk, rounds[2].pk]


def test_rounds_of_another_family_are_never_mixed_in(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    rounds = [round_with(medicine, framework_with(year)) for year in (2568, 2569)]
    framework_of_another = FrameworkFactory(family="other", fiscal_year=2569, name="กรอบอีกชุดหนึ่ง")
    InstrumentFactory(framework=framework_of_another, code="SURV")
    other = RoundFactory(
        organisation=medicine, framework=framework_of_another, fiscal_year=2569, kind="annual"
    )
    client = client_as(cast["secretary@medicine"])

    def shown(query: str) -> list[int]:
        page = client.get(of(medicine) + query)
        return [column.round_id for column in page.context["comparison"].columns]

    assert shown("") == shown("?family=other") == shown("?family=other&kind=annual") == [other.pk]
    assert shown("?family=invented") == shown("?family=invented&first=2568") == [one.pk for one in rounds]
    page = client.get(of(medicine) + f"?round={other.pk}&round={rounds[0].pk}").content.decode()
    assert "รอบที่เลือกใช้กรอบการประเมินคนละชุด โปรดเลือกรอบของชุดเดียวกัน" in page
    assert page.count("กรอบอีกชุดหนึ่ง</span>") == 1
    assert f'comparison/{medicine.pk}/?family=other"' in client.get(other.get_absolute_url()).content.decode()


def test_rounds_of_others_are_neither_offered_nor_shown_when_asked_for(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    framework = framework_with(2569)
    own = round_with(medicine, framework, total="81.11")
    foreign = round_with(cast.organisation("revenue"), framework, total="92.22")
    below = round_with(cast.organisation("planning"), framework, total="93.33")
    page = client_as(cast["executive@medicine"]).get(of(medicine), {"round": [own.pk, foreign.pk, below.pk]})
    words = page.content.decode()
    assert [one.pk for one in page.context["choice"].rounds] == [own.pk]
    assert "81.11" in words
    assert "92.22" not in words
    assert "93.33" not in words
    assert "ไม่พบรอบที่เลือกไว้ โปรดเลือกจากรายการ" in words


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?first=abc", "โปรดระบุปี พ.ศ. เป็นตัวเลขสี่หลัก เช่น 2569"),
        ("?kind=yearly", "โปรดเลือกรอบจากรายการ"),
        ("?round=%00", "ไม่พบรอบที่เลือกไว้ โปรดเลือกจากรายการ"),
    ],
)
def test_what_cannot_be_understood_is_told_in_its_place_and_the_page_stands(
    cast: Cast, client_as: ClientAs, medicine: Organisation, query: str, message: str
) -> None:
    round_with(medicine, framework_with(2569), total="81.11")
    page = client_as(cast["secretary@medicine"]).get(of(medicine) + query)
    assert page.status_code == 200
    assert message in page.content.decode()


def test_more_than_eight_rounds_are_refused_with_the_number(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    framework = framework_with(2569)
    ticked = [round_with(medicine, framework, year=2560 + number).pk for number in range(9)]
    words = client_as(cast["secretary@medicine"]).get(of(medicine), {"round": ticked}).content.decode()
    assert "เปรียบเทียบได้ครั้งละไม่เกิน 8 รอบ โปรดเลือกให้น้อยลง" in words


def test_page_tells_breaks_splits_changes_and_few_respondents_in_words(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    old, new = framework_with(2568, "q1"), framework_with(2569, "q1", "q2")
    for code in ("q1", "q2"):
        link(old, "q1", new, code, ItemLink.Kind.SPLIT)
    round_with(medicine, old, {"q1": "61.5"}, total="80")
    latest = round_with(medicine, new, {"q1": "90", "q2": "70"}, total="78.5")
    RoundInstrumentFactory(round=latest, instrument=instrument(new), respondents=6)
    words = client_as(cast["secretary@medicine"]).get(of(medicine)).content.decode()
    assert words.count("เปลี่ยนกรอบ</span>") == 1
    assert words.count("q1 61.50") == 2
    assert "ลดลง 1.50" in words
    assert "เทียบกับปี 2568 ประจำปี ซึ่งใช้กรอบการประเมินต่างกัน" in words
    assert "SURV: ผู้ตอบน้อยกว่า 10 คน" in words
    assert "style=" not in words


def test_units_are_those_below_that_the_person_reaches(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    framework = framework_with(2569)
    for key in ("medicine", "planning", "laboratory", "audit_office"):
        round_with(cast.organisation(key), framework, total="80")

    def units(person: str) -> set[str]:
        page = client_as(cast[person]).get(of(medicine, "comparison-units"))
        return cast.keys_of(line.organisation for line, _ in page.context["rows"])

    assert units("executive@medicine") == {"planning", "laboratory"}
    assert units("secretary@medicine") == set()


def test_units_with_few_respondents_show_no_items_and_a_warning(
    cast: Cast, client_as: ClientAs, medicine: Organisation
) -> None:
    framework = framework_with(2569, "q1")
    guarded = round_with(cast.organisation("planning"), framework, {"q1": "37.5"}, of_indicator="41.5")
    round_with(cast.organisation("institute"), framework, {"q1": "62.5"}, of_indicator="66.5")
    RoundInstrumentFactory(round=guarded, instrument=instrument(framework), respondents=9)
    client = client_as(cast["executive@medicine"])
    words = client.get(of(medicine, "comparison-units"), {"instrument": "SURV"}).content.decode()
    assert "62.50" in words
    assert "37.50" not in words
    assert "ผู้ตอบน้อยกว่า 10 คน จึงไม่แสดงคะแนนรายข้อ" in words


def test_national_page_reaches_as_far_as_the_person(
    cast: Cast, client_as: ClientAs, head_of_health: User
) -> None:
    framework = framework_with(2569)
    for key in ("medicine", "laboratory", "revenue"):
        round_with(cast.organisation(key), framework, total="80")

    def seen(person: User, query: str = "") -> set[str]:
        page = client_as(person).get(NATIONAL + query)
        assert page.context["picture"].count == len(page.context["rows"])
        return cast.keys_of(line.organisation for line, _ in page.context["rows"])

    code = cast.organisation("finance").code
    assert seen(head_of_health) == {"medicine", "laboratory"}
    assert seen(cast["central"]) == {"medicine", "laboratory", "revenue"}
    assert seen(cast["central"], f"?organisation={code}") == {"revenue"}
    assert client_as(cast["executive@medicine"]).get(NATIONAL).status_code == 403


def test_each_number_of_the_national_page_leads_to_the_rows_that_it_counts(
    cast: Cast, client_as: ClientAs
) -> None:
    framework = framework_with(2569)
    for key, total in (("medicine", "97"), ("planning", "86"), ("revenue", None)):
        made = round_with(cast.organisation(key), framework, total=total)
        RoundResult.objects.filter(round=made).update(rating="ดี & ผ่าน" if total else "")
    client = client_as(cast["central"])
    picture = client.get(NATIONAL).context["picture"]
    named = {"band": picture.bands, "rating": picture.ratings, "agency": picture.kinds}
    named["organisation"] = picture.ministries
    led = {
        (name, one.key): len(client.get(NATIONAL, {name: one.key}).context["rows"])
        for name, ones in named.items()
        for one in ones
    }
    assert led == {(name, one.key): one.count for name, ones in named.items() for one in ones}
    assert "rating=%E0%B8%94%E0%B8%B5%20%26%20" in client.get(NATIONAL).content.decode()


def test_national_list_is_searched(cast: Cast, client_as: ClientAs) -> None:
    framework = framework_with(2569)
    for key in ("medicine", "revenue"):
        round_with(cast.organisation(key), framework, total="80")
    page = client_as(cast["central"]).get(NATIONAL, {"q": "กรมตัวอย่าง ข"})
    assert [line.organisation for line, _ in page.context["rows"]] == [cast.organisation("revenue")]
    assert page.context["picture"].count == 2


def test_sheet_holds_what_is_narrowed_as_numbers_and_never_a_formula(cast: Cast, client_as: ClientAs) -> None:
    framework = framework_with(2569)
    risky = OrganisationFactory(name="=1+1", code="RISK")
    round_with(risky, framework, total="97.575757", of_indicator="97.575757")
    round_with(cast.organisation("revenue"), framework, total="60")
    answer = client_as(cast["central"]).get(SHEET, {"band": "95-100"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    title, header, *rows = sheet.iter_rows()
    assert title[0].value == "ผลการประเมิน ปี 2569 ประจำปี"
    assert [cell.value for cell in header][3:] == ["คะแนนรวม", "ระดับผลการประเมิน", "SURV"]
    (row,) = rows
    assert (row[0].value, row[0].data_type, row[0].quotePrefix) == ("=1+1", "s", True)
    assert [row[at].value for at in (3, 5)] == [97.575757, 97.575757]


def test_national_page_asks_as_often_for_300_rounds_as_for_one(cast: Cast, client_as: ClientAs) -> None:
    framework = framework_with(2569)
    client = client_as(cast["central"])
    asked = []
    for count in (1, 29, 270):
        made = Round.objects.bulk_create(
            Round(
                organisation=cast.organisation("medicine"),
                framework=framework,
                family=framework.family,
                fiscal_year=2569,
                label=f"{count}.{number}",
            )
            for number in range(count)
        )
        RoundResult.objects.bulk_create(RoundResult(round=one, total=Decimal(80)) for one in made)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(NATIONAL).context["picture"].count == Round.objects.count()
        asked.append(len(queries) - 1)
    assert asked == [22, 22, 22]


@pytest.mark.parametrize(("query", "queries_of_page"), [("", 11), ("?instrument=SURV", 15)])
def test_units_page_asks_as_often_for_thirty_units_as_for_one(
    cast: Cast, client_as: ClientAs, medicine: Organisation, query: str, queries_of_page: int
) -> None:
    framework = framework_with(2569, "q1")
    client = client_as(cast["auditor@medicine"])
    asked = []
    for count in (1, 29):
        for number in range(count):
            made = round_with(
                cast.organisation("planning"), framework, {"q1": "80"}, year=2500 + count + number
            )
            Round.objects.filter(pk=made.pk).update(fiscal_year=2569, label=f"{count}.{number}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(of(medicine, "comparison-units") + query).status_code == 200
        asked.append(len(queries))
    assert asked == [queries_of_page, queries_of_page]
