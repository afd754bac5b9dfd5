"""Documents of a round: figures as they are or as they were frozen, pictures for who may see, one page."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from ita_portal.render.blocks import Prose, SignaturePage, TableBlock
from ita_portal.render.document import Document
from organisations.models import Job
from plans.models import MonitoringRound, Progress
from plans.services.rounds import close_round
from reports import worded
from reports.background import file_of
from reports.formats import Format, printed
from reports.monitoring.facts import USUAL, rounds_of
from reports.monitoring.files import ProgressFile, ProgressKind
from reports.monitoring.meeting import meeting_document
from reports.monitoring.photos import LONGEST_SIDE, photos_document
from reports.monitoring.report import report_document
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import ActivityFactory, IndicatorResultFactory, MonitoringRoundFactory
from tests.reports.monitoring.followed import (
    SINCE,
    UNTIL,
    Followed,
    followed_plan,
    pictured,
    report,
    reported,
)
from tests.tables.tables import texts

pytestmark = pytest.mark.django_db


def half(of: Followed) -> MonitoringRound:
    return rounds_of(of.again())[USUAL]


def table(document: Document, heading: str) -> list[list[str]]:
    """The body of the table below that heading or title."""
    [found] = [
        block.table
        for block in document.blocks
        if isinstance(block, TableBlock) and heading in (block.heading, block.table.title)
    ]
    return texts(found)


def prose(document: Document) -> str:
    return "".join(block.html for block in document.blocks if isinstance(block, Prose))


def test_report_tells_figures_indicators_money_activities_and_what_is_missing() -> None:
    made = reported(followed_plan())
    report(made.survey, made.quarters[0], state="waiting", work="", submitted_at=None, decided_at=None)

    document = report_document(half(made))

    assert table(document, "จำนวนรายงานตามสถานะ")[-1] == ["รวม", "5", "100.00"]
    assert table(document, "2. ผลตามตัวชี้วัดเทียบกับค่าเป้าหมาย") == [
        ["แผน", "ตัวชี้วัดของแผน", "ร้อยละความพึงพอใจ", "ร้อยละ 80", "ร้อยละ 85", "บรรลุ"],
        ["กิจกรรม", "สำรวจ", "ร้อยละของผู้ตอบ", "ร้อยละ 50", "ร้อยละ 40", "ไม่บรรลุ"],
    ]
    assert table(document, "3. ผลการใช้จ่ายงบประมาณ")[0] == [
        *("อบรม", "10,000.00", "10,000.00", "0.00", "2,500.50", "7,499.50", "25.01")
    ]
    assert [row[0] for row in table(document, "4. ผลการดำเนินงานรายกิจกรรม")] == ["1. อบรม", "2. สำรวจ"]
    assert [row[1:3] for row in table(document, "5. รายงานที่ยังไม่ได้รับ")] == [["สำรวจ", "ไตรมาสที่ 1"]]
    assert isinstance(document.blocks[-1], SignaturePage)
    assert "ข้อมูล ณ วันที่" in prose(document)


def test_report_of_a_closed_round_prints_its_frozen_figures(cast: Cast) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))
    Progress.objects.filter(state="submitted").update(state="accepted")
    round = MonitoringRoundFactory(plan=made.plan, kind="half", starts_on=SINCE, ends_on=UNTIL)
    close_round(by=cast["secretary@medicine"], round=round, base_version=round.version)
    before = table(report_document(half(made)), "3. ผลการใช้จ่ายงบประมาณ")
    made.training.budget_lines.get().entries.update(amount=1)

    document = report_document(half(made))

    assert half(made) == round
    assert table(document, "3. ผลการใช้จ่ายงบประมาณ") == before
    assert table(document, "4. ผลการดำเนินงานรายกิจกรรม")[0][4].startswith("เบิกจ่าย 2,500.50 บาท")
    assert "ปิดรอบการรายงานแล้วเมื่อวันที่" in prose(document)


def test_pictures_are_turned_made_small_and_shown_to_those_who_may_see_them(cast: Cast) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))
    wide = io.BytesIO()
    lying = Image.new("RGB", (2400, 1200), "teal")
    lying.getexif()[0x0112] = 6
    lying.save(wide, "JPEG", exif=lying.getexif())
    pictured(made, wide.getvalue())
    pictured(made, wide.getvalue(), sight="keepers")

    shown = {
        key: [figure for block in photos_document(half(made), cast[key]).sections for figure in block.figures]
        for key in ("secretary@medicine", "activity_owner@medicine", "secretary@revenue")
    }

    assert {key: len(figures) for key, figures in shown.items()} == {
        "secretary@medicine": 2,
        "activity_owner@medicine": 1,
        "secretary@revenue": 0,
    }
    first = shown["secretary@medicine"][0]
    assert first.caption == "ภาพที่ 1 ผู้เข้าอบรมลงทะเบียน (20 พฤศจิกายน 2568)"
    with Image.open(io.BytesIO(first.picture.read())) as image:
        assert image.size == (LONGEST_SIDE // 2, LONGEST_SIDE)


def test_lost_picture_leaves_its_caption(cast: Cast) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))
    version = pictured(made, b"no picture").newest
    version.file.delete(save=False)

    [figure] = photos_document(half(made), cast["secretary@medicine"]).sections[1].figures

    assert (figure.picture.read(), figure.caption[:8]) == (b"", "ภาพที่ 1")


def test_summary_for_a_meeting_is_one_page_however_long_the_texts_are() -> None:
    long = "กิจกรรมส่งเสริมความรู้ความเข้าใจเกี่ยวกับมาตรฐานทางจริยธรรมของเจ้าหน้าที่ " * 20
    made = reported(followed_plan())
    MonitoringRoundFactory(
        plan=made.plan, kind="half", starts_on=SINCE, ends_on=UNTIL, suggestions="\n".join([long] * 12)
    )
    type(made.training).objects.filter(pk=made.training.pk).update(title=long)
    Progress.objects.filter(activity=made.training).update(work="behind")
    waiting = {"state": "waiting", "work": "", "submitted_at": None, "decided_at": None}
    for at in range(15):
        row = type(made.training).objects.create(part=made.training.part, title=long, position=20 + at)
        row.owners.create(text=long[:500])
        report(row, made.quarters[0], **waiting)
    type(made.plan).objects.filter(pk=made.plan.pk).update(title=long[:300])

    document = meeting_document(half(made))

    assert len(PdfReader(io.BytesIO(printed(document, Format.PDF))).pages) == 1
    late = document.tables[1]
    assert (len(late.body), late.body[0].cells[3].text) == (8, "เกินกำหนด")
    assert "และอีก 8 รายการ" in prose(document)
    assert "พิจารณาแนวทางแก้ไขกิจกรรมที่ล่าช้ากว่าแผน 1 รายการ" in prose(document)


@pytest.fixture
def client(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def test_page_offers_every_round_and_document(cast: Cast, client: Client) -> None:
    made = followed_plan(organisation=cast.organisation("medicine"))
    own = MonitoringRoundFactory(plan=made.plan, kind="other", name="รอบพิเศษ", ends_on=UNTIL, starts_on=UNTIL)
    address = f"/plans/{made.plan.pk}/progress-report"

    page = client.get(f"{address}/", {"of": f"round-{own.pk}", "internal": "on"}).content.decode()

    half = MonitoringRoundFactory(plan=made.plan, kind="half", starts_on=SINCE, ends_on=UNTIL)
    by_id = client.get(f"{address}/", {"of": f"round-{half.pk}"}).content.decode()

    assert f"{address}.pdf?of={USUAL}&amp;document=report" in by_id
    assert page.count("<h3") == len(ProgressKind)
    assert f"{address}.xlsx?of=round-{own.pk}&amp;document=report&amp;internal=1" in page
    assert f"{address}.pdf?of=round-{own.pk}&amp;document=meeting" in page
    assert client.get(f"{address}/", {"of": "nothing"}).status_code == 200
    assert client.get(f"{address}.pdf", {"of": "nothing"}).status_code == 404
    assert client.get(f"{address}.pdf", {"document": "nothing"}).status_code == 404


def test_page_and_report_ask_as_often_for_many_as_for_one(cast: Cast, client: Client) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as of_page:
            client.get(f"/plans/{made.plan.pk}/progress-report/")
        round = half(made)
        with CaptureQueriesContext(connection) as of_report:
            report_document(round)
        return len(of_page), len(of_report)

    before = queries()
    for at in range(5):
        row = ActivityFactory(part=made.training.part, position=20 + at)
        IndicatorResultFactory(progress=report(row, made.quarters[0]))
        MonitoringRoundFactory(plan=made.plan, kind="other", ends_on=date(2026, 4, 1 + at))

    assert queries() == before
    assert before[0] <= 15


def test_internal_notes_stand_in_the_file_that_was_asked_for_with_them(cast: Cast, client: Client) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))
    asked = f"/plans/{made.plan.pk}/progress-report.xlsx?of={USUAL}"

    with_notes, without = (client.get(f"{asked}&internal={mark}").content for mark in ("1", ""))

    assert [words_of(file).count("วิทยากรมาสาย") for file in (with_notes, without)] == [1, 0]


def words_of(workbook: bytes) -> list[object]:
    return [
        cell
        for sheet in load_workbook(io.BytesIO(workbook))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]


def test_long_report_is_made_in_the_background(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reported(followed_plan(organisation=cast.organisation("medicine")))
    monkeypatch.setattr(worded, "MOST_AT_ONCE", {Format.DOCX: 1})

    answer = client.get(f"/plans/{made.plan.pk}/progress-report.docx?of={USUAL}&submitted=1")

    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    found = file_of(job)
    assert isinstance(found, ProgressFile)
    assert (found.key, found.submitted, found.internal, found.kind) == (
        USUAL,
        True,
        False,
        ProgressKind.REPORT,
    )
    assert f"/plans/{made.plan.pk}/progress-report/" in client.get(answer["Location"]).content.decode()
