import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.loading.files import facts_in
from assessments.loading.reading import plan_of
from assessments.loading.stored import stored_plan
from assessments.loading.workbook_writing import workbook_of
from assessments.models import Framework
from assessments.services.frameworks import load_framework
from tests.assessments.framework_facts import facts
from tests.cast import CENTRAL, Cast
from tests.conftest import ClientAs
from tests.factories import FrameworkFactory, ItemFactory, ScoreFactory

pytestmark = pytest.mark.django_db

LOAD = "/assessments/frameworks/load/"
SECRETARY = "secretary@medicine"


def load(given: dict[str, Any] | None = None) -> Framework:
    return load_framework(by=None, facts=given or facts())


def upload(content: bytes, name: str = "sample.json") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def as_json(given: dict[str, Any]) -> bytes:
    return json.dumps(given, ensure_ascii=False).encode()


def test_list_has_every_framework_and_its_filter(client_as: ClientAs, cast: Cast) -> None:
    load()
    FrameworkFactory(family="other", fiscal_year=2568)
    client = client_as(cast[SECRETARY])
    address = reverse("assessments:framework-list")
    assert [one.code for one in client.get(address).context["page"]] == ["sample-2569", "other-2568"]
    assert [one.code for one in client.get(address, {"family": "other"}).context["page"]] == ["other-2568"]
    assert [
        one.code for one in client.get(address, {"q": "กรอบตัวอย่าง", "fiscal_year": "2569"}).context["page"]
    ] == ["sample-2569"]


def test_detail_says_what_is_not_established(client_as: ClientAs, cast: Cast) -> None:
    page = client_as(cast[SECRETARY]).get(load().get_absolute_url())
    blocks = page.context["blocks"]
    assert [(block.known, block.named, block.lacks, block.percent) for block in blocks] == [
        (2, 1, 2, 40),
        (2, 2, 0, 60),
    ]
    text = page.content.decode()
    assert "ขาด 2 ข้อ" in text
    assert "จำนวนข้อที่ประกาศ: ยังไม่มีข้อมูลยืนยัน" in text
    assert "1 พ.ค. 69" in text


def test_detail_asks_as_often_for_many_items_as_for_few(client_as: ClientAs, cast: Cast) -> None:
    framework = load()
    client = client_as(cast[SECRETARY])
    client.get(framework.get_absolute_url())
    few = _queries(client, framework)
    indicator = framework.indicators.get(number="1")
    for number in range(30):
        ItemFactory(framework=framework, indicator=indicator, code=f"x{number}")
    assert _queries(client, framework) == few


def _queries(client: Client, framework: Framework) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(framework.get_absolute_url())
    return len(queries)


def test_topic_has_its_items_of_every_year(client_as: ClientAs, cast: Cast) -> None:
    load()
    load(facts(framework_id="sample-2568", fiscal_year_be=2568))
    page = client_as(cast[SECRETARY]).get("/assessments/frameworks/topics/sample_topic/")
    assert [(one.framework.fiscal_year, one.code) for one in page.context["items"]] == [
        (2569, "O1"),
        (2568, "O1"),
    ]


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_file_reads_back_as_the_framework(client_as: ClientAs, cast: Cast, kind: str) -> None:
    framework = load()
    answer = client_as(cast[SECRETARY]).get(f"/assessments/frameworks/sample-2569/{kind}/")
    assert plan_of(facts_in(answer.content)) == stored_plan(framework)
    assert f"sample-2569.{kind}" in answer["Content-Disposition"]


def test_file_of_another_kind_is_not_found(client_as: ClientAs, cast: Cast) -> None:
    load()
    assert client_as(cast[SECRETARY]).get("/assessments/frameworks/sample-2569/exe/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name"), [(as_json(facts()), "a.json"), (workbook_of(plan_of(facts())), "a.xlsx")]
)
def test_load_shows_then_writes(client_as: ClientAs, cast: Cast, content: bytes, name: str) -> None:
    client = client_as(cast[CENTRAL])
    shown = client.post(LOAD, upload(content, name))
    assert (shown.status_code, Framework.objects.count()) == (200, 0)
    confirm = shown.context["confirm"].initial
    done = client.post(LOAD, {**confirm, "confirm": "1"})
    assert (done.status_code, done["Location"]) == (302, "/assessments/frameworks/sample-2569/")
    assert Framework.objects.get().items.count() == 4


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "โปรดเลือกไฟล์กรอบการประเมิน"),
        (upload(b"{"), "ไฟล์ไม่ใช่ JSON หรือ Excel (.xlsx) ที่อ่านได้"),
        (upload(as_json(facts(instruments__0__weight=0.3))), "น้ำหนักของเครื่องมือรวมกันได้ 0.9"),
        ({"confirm": "1", "facts": "{"}, "ไม่พบไฟล์ที่ตรวจสอบไว้ โปรดเลือกไฟล์อีกครั้ง"),
        ({"confirm": "1", "facts": "[]"}, "ต้องมีข้อมูลของกรอบการประเมินหนึ่งกรอบ"),
    ],
)
def test_load_refuses_in_words(client_as: ClientAs, cast: Cast, data: dict[str, Any], words: str) -> None:
    answer = client_as(cast[CENTRAL]).post(LOAD, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Framework.objects.count() == 0


def test_load_that_changes_results_asks_for_more_than_the_button(client_as: ClientAs, cast: Cast) -> None:
    framework = load()
    ScoreFactory(round__framework=framework, item=framework.items.get(code="i1"))
    client = client_as(cast[CENTRAL])
    confirm = {"facts": as_json(facts(rating_bands=[])).decode(), "confirm": "1"}
    refused = client.post(LOAD, confirm)
    assert refused.status_code == 422
    assert "ผลคะแนนของรอบที่มีอยู่จะเปลี่ยน" in refused.content.decode()
    assert client.post(LOAD, {**confirm, "force": "on"}).status_code == 302
    assert framework.rating_rules.count() == 0
