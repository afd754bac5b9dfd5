"""The list of rounds, the page of one, and the forms around it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Instrument, Round, RoundInstrument
from assessments.rounds.overview import Overview
from assessments.services.results import recompute
from assessments.services.rounds import update_round
from assessments.services.scores import save_scores
from tests.assessments.scoresheet import keys, small_framework
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import DailyCountFactory, FrameworkFactory, RoundFactory

KEEPER = "secretary@medicine"
FULL = {"i1": "96", "i2": "96", "i3": "96", "i4": "96", "e1": "100", "e2": "60"}


@pytest.fixture
def of_round(cast: Cast) -> Round:
    return RoundFactory(
        organisation=cast.organisation("medicine"),
        framework=small_framework(),
        fiscal_year=2569,
        target_total=Decimal(95),
    )


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast[KEEPER])


def address(name: str, of_round: Round) -> str:
    return reverse(f"assessments:{name}", args=[of_round.pk])


def scored(of_round: Round) -> Round:
    save_scores(by=None, of_round=of_round, values=keys(of_round.framework, **FULL))
    return Round.objects.get(pk=of_round.pk)


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_page_says_total_against_target_and_the_condition_that_failed(
    client: Client, of_round: Round
) -> None:
    overview = Overview(scored(of_round))
    page = client.get(address("round-detail", of_round)).content.decode()

    assert (overview.total.text, overview.total.against_target, overview.rating) == (
        "89.60",
        "ต่ำกว่าเป้าหมาย 5.40",
        "ผ่าน",
    )
    [failed] = overview.result.failed_conditions  # type: ignore[union-attr]
    assert "EIT" in failed
    assert f"ระดับ “ผ่าน” เนื่องจาก{failed}" in page
    assert [(item.code, value) for item, value in overview.lowest][:2] == [
        ("e2", Decimal(60)),
        ("i1", Decimal(96)),
    ]


def test_page_names_what_is_missing_and_shows_no_total(client: Client, of_round: Round) -> None:
    save_scores(
        by=None, of_round=of_round, values=keys(of_round.framework, **{**FULL, "i2": None, "e1": None})
    )

    page = client.get(address("round-detail", of_round)).content.decode()

    assert "ยังคำนวณคะแนนรวมไม่ได้ ขาดคะแนน i2, e1" in page
    assert Overview(Round.objects.get()).total.text == ""


def test_announced_results_stand_first_and_differences_are_said(of_round: Round) -> None:
    found = scored(of_round)
    iit = Instrument.objects.get(code="IIT")
    RoundInstrument.objects.create(round=found, instrument=iit, official_score=Decimal("96.01"))
    found.official_total, found.official_rating = Decimal("89.62"), "ผ่านดี"
    overview = Overview(found)

    assert (overview.total.text, overview.rating) == ("89.62", "ผ่านดี")
    assert overview.differences == [
        "คะแนนรวม: คะแนนที่ประกาศสูงกว่าคะแนนที่คำนวณได้ (89.60) อยู่ 0.02",
        "ระดับที่ประกาศต่างจากระดับที่คำนวณได้ (“ผ่าน”)",
    ]


def test_list_and_page_ask_the_same_queries_for_one_and_for_many(
    cast: Cast, client: Client, of_round: Round
) -> None:
    scored(of_round)
    listed, detail = f"{reverse('assessments:round-list')}?year=2569", address("round-detail", of_round)
    few = queries_of(client, listed), queries_of(client, detail)
    for place in range(20):
        recompute(
            RoundFactory(
                organisation=of_round.organisation,
                framework=FrameworkFactory(fiscal_year=2569) if place % 2 else of_round.framework,
                fiscal_year=2569,
                label=f"รอบที่ {place}",
            )
        )
    large = RoundFactory(
        organisation=of_round.organisation,
        framework=large_framework(of_round),
        fiscal_year=2569,
        label="ใหญ่",
    )
    save_scores(by=None, of_round=large, values=keys(large.framework, e1="50", e2="50", i1="50"))

    assert queries_of(client, listed) == few[0]
    assert (
        queries_of(client, address("round-detail", large)) <= few[1] + 8
    )  # the engine names what is missing


def large_framework(of_round: Round) -> Any:
    of_round.framework.family = "other-ita"
    of_round.framework.code = "other-ita-2569"
    of_round.framework.save()
    return small_framework(items=15)


def test_round_is_begun_and_changed_by_forms_that_refuse_in_thai(
    cast: Cast, client: Client, of_round: Round
) -> None:
    data = {
        "base_version": "0",
        "organisation": str(of_round.organisation_id),
        "fiscal_year": "๒๕๖๙",
        "framework": str(of_round.framework_id),
        "kind": "last5",
        "target_total": "95,5",
    }
    refused = client.post(reverse("assessments:round-new"), data)
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"target_total": ["โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5"]}
    assert 'value="95,5"' in refused.content.decode()

    client.post(reverse("assessments:round-new"), data | {"target_total": "95.5", "due_on": "31/7/69"})
    made = Round.objects.get(kind="last5")
    assert (made.target_total, made.due_on) == (Decimal("95.5"), date(2026, 7, 31))
    assert (made.first_month, made.last_month) == (date(2026, 3, 1), date(2026, 7, 1))

    again = client.post(reverse("assessments:round-new"), data | {"target_total": ""})
    assert again.status_code == 422
    assert "หน่วยงานมีรอบนี้ของปีงบประมาณนี้แล้ว" in again.content.decode()

    shown = client.get(address("round-edit", made)).context["form"]
    kept = {name: shown[name].value() or "" for name in shown.fields}
    client.post(address("round-edit", made), kept | {"kind": "months6"})
    made.refresh_from_db()
    assert (made.kind, made.last_month) == ("months6", date(2026, 3, 1))


def test_change_over_somebody_elses_shows_both(client: Client, of_round: Round) -> None:
    of_round = update_round(by=None, of_round=of_round, values={"note": "มีเดือนตามรอบแล้ว"})
    shown = client.get(address("round-edit", of_round)).context["form"]
    mine = {name: shown[name].value() or "" for name in shown.fields} | {"confirmer": "ผู้ยืนยันของฉัน"}
    update_round(by=None, of_round=of_round, values={"confirmer": "ผู้ยืนยันของเขา"})

    response = client.post(address("round-edit", of_round), mine)

    assert response.status_code == 422
    assert response.context["differences"] == [("ผู้ยืนยันผล", "ผู้ยืนยันของเขา")]
    again = mine | {"base_version": response.context["form"]["base_version"].value()}
    assert client.post(address("round-edit", of_round), again).status_code == 302
    of_round.refresh_from_db()
    assert of_round.confirmer == "ผู้ยืนยันของฉัน"


def test_daily_counts_are_typed_and_drawn_with_their_table(client: Client, of_round: Round) -> None:
    url = address("round-counts", of_round)
    key = client.get(url).context["countings"][0].key
    data = {"of": key, "base_version": of_round.version, "counts": "15/3/69\t10\nเมื่อวาน\t12"}

    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "บรรทัดที่ 2 “เมื่อวาน 12”" in refused.content.decode()
    assert "เมื่อวาน\t12</textarea>" in refused.content.decode()

    assert client.post(url, data | {"counts": "15/3/69\t10\n17/3/69\t12"}).status_code == 302
    page = client.get(url)
    assert page.context["countings"][0].chart.path == "48.0,40.7 624.0,14.0"
    assert "15 มี.ค. 69" in page.content.decode()


def test_counts_ask_the_same_queries_for_one_day_and_for_thirty(client: Client, of_round: Round) -> None:
    url = address("round-counts", of_round)
    iit = Instrument.objects.get(code="IIT")
    DailyCountFactory(round=of_round, instrument=iit, counted_on=date(2026, 1, 1))
    few = queries_of(client, url)
    for day in range(2, 31):
        DailyCountFactory(round=of_round, instrument=iit, counted_on=date(2026, 1, day))

    assert queries_of(client, url) == few


def test_suggestions_are_kept_with_their_sources_or_as_none(client: Client, of_round: Round) -> None:
    url = address("round-suggestions", of_round)
    iit = Instrument.objects.get(code="IIT")
    data = {"instrument": iit.pk, "base_version": of_round.version, "source": "ระบบ ITAS"}

    client.post(url, data | {"text": "เพิ่มช่องทาง\nตอบเร็วขึ้น | กล่องรับความเห็น"})
    assert list(of_round.suggestions.values_list("text", "source")) == [
        ("เพิ่มช่องทาง", "ระบบ ITAS"),
        ("ตอบเร็วขึ้น", "กล่องรับความเห็น"),
    ]
    shown = client.get(url).context["voices"][0]
    assert (shown.text, shown.source) == ("เพิ่มช่องทาง\nตอบเร็วขึ้น | กล่องรับความเห็น", "ระบบ ITAS")

    of_round.refresh_from_db()
    refused = client.post(
        url, data | {"base_version": of_round.version, "text": "", "source": "", "none": "1"}
    )
    assert refused.status_code == 422
    assert "โปรดระบุแหล่งที่มาที่แสดงว่าไม่มีข้อเสนอแนะ" in refused.content.decode()
    client.post(url, data | {"base_version": of_round.version, "text": "", "none": "1"})
    assert "ไม่มีข้อเสนอแนะ <span" in client.get(url).content.decode()


def test_file_is_looked_over_before_it_is_kept(client: Client, of_round: Round) -> None:
    url = address("round-import", of_round)

    def upload(*lines: str) -> Any:
        content = "\n".join(["ข้อ,คะแนน", *lines]).encode()
        return client.post(url, {"file": SimpleUploadedFile("scores.csv", content)})

    refused = upload("i1,90", "i2,101")
    assert refused.status_code == 422
    assert "แถวที่ 3 คอลัมน์ที่ 2 “101” ข้อ i2: คะแนนต้องไม่เกิน 100" in refused.content.decode()

    preview = upload("i1,90", "คะแนนรวม IIT,89.5")
    assert not of_round.scores.exists()
    [(entry, score)] = preview.context["scores"]
    kept = {
        "save": "1",
        "base_version": preview.context["round"].version,
        entry.key: score,
        "official-IIT": "89.5",
        "source": "scores.csv",
    }
    assert client.post(url, kept | {entry.key: "ร้อยละ 9"}).status_code == 422
    assert client.post(url, kept).status_code == 302
    assert str(of_round.scores.get()) == "90.00"
    assert of_round.instruments.get().official_score == Decimal("89.5")


def test_what_is_no_file_of_scores_is_answered_in_thai(client: Client, of_round: Round) -> None:
    for content in (b"PK\x03\x04", b"", b"\x81\x8d" * 9, b"just words"):
        file = SimpleUploadedFile("a.xlsx" if content[:2] == b"PK" else "a.csv", content)
        response = client.post(address("round-import", of_round), {"file": file})

        assert response.status_code == 422
        assert "error-summary" in response.content.decode()


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("secretary@medicine", ["กรอบการประเมิน", "เพิ่มรอบการประเมิน"]),
        ("central", ["ภาพรวมทุกหน่วยงาน", "กรอบการประเมิน"]),
    ],
)
def test_list_leads_to_the_pages_of_no_single_round(
    key: str, labels: list[str], cast: Cast, client_as: ClientAs
) -> None:
    shown = client_as(cast[key]).get(reverse("assessments:round-list"))

    assert [action["label"] for action in shown.context["actions"]] == labels


def test_list_of_a_year_without_rounds_leads_to_all_years(client: Client, of_round: Round) -> None:
    shown = client.get(reverse("assessments:round-list"), {"organisation": "MEDICINE", "year": "2566"})

    assert list(shown.context["page"]) == []
    followed = client.get(reverse("assessments:round-list") + shown.context["all_years_url"])
    assert list(followed.context["page"]) == [of_round]
    assert followed.context["all_years_url"] == ""


def typed_into(page: Any) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    form = page.context["form"]
    words = page.content.decode()
    sent = {name: form[name].value() for name in form.fields if f'name="{name}"' in words}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def test_pages_of_a_round_send_all_that_the_form_asks_for(
    cast: Cast, client: Client, of_round: Round
) -> None:
    new = reverse("assessments:round-new")
    client.post(
        new, typed_into(client.get(new)) | {"framework": str(of_round.framework_id), "kind": "months9"}
    )
    made = Round.objects.get(kind="months9")
    assert made.organisation == cast.organisation("medicine")

    edit = address("round-edit", made)
    client.post(edit, typed_into(client.get(edit)) | {"confirmer": "กองตัวอย่าง"})
    made.refresh_from_db()
    assert made.confirmer == "กองตัวอย่าง"
