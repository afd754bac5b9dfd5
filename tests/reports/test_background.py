"""Long documents: made in a process that ends, on a page that shows how far it is."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoCaptureOnCommitCallbacks

from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from organisations.models import Job, User
from organisations.services.jobs import WorkFailedError
from plans.models import ActionPlan
from reports import apart, documents
from reports.apart import MakingFailedError, made_apart
from reports.background import file_of, make_document, queue_document
from reports.documents import Wanted, wanted
from reports.formats import Format
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    JobFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
)
from tests.render.sample_plans import sample_plan

MEGABYTE = 1024  # in kilobytes, as getrusage counts
State = Job.State


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def client(secretary: User, client_as: ClientAs) -> Client:
    return client_as(secretary)


@pytest.fixture
def plan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> ActionPlan:
    """A plan of three rows, which is long here."""
    monkeypatch.setattr(documents, "MOST_AT_ONCE", {Format.PDF: 2})
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    ActivityFactory.create_batch(3, part=PlanPartFactory(plan=plan))
    return plan


def test_document_with_much_prose_is_long_work_whatever_its_rows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_PROSE_AT_ONCE", 30)
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    part = PlanPartFactory(plan=plan)
    PlanSectionFactory(plan=plan, html="<p>ก</p>" * 2)
    short = documents.wanted(plan, Format.PDF).is_long_work
    PlanSectionFactory(plan=plan, html="<p>ก</p>" * 2)

    assert (short, documents.wanted(plan, Format.PDF).is_long_work) == (False, True)
    assert not documents.wanted(plan, Format.PDF, part).is_long_work
    assert not documents.wanted(plan, Format.CSV).is_long_work


def nothing(done: int, total: int) -> None:
    """Nobody asks how far it is."""


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


# In a process of its own


MEMORY = """
import resource
from ita_portal.render.arrangement import plan_document
from reports.apart import made_apart
from reports.formats import Format
from tests.render.sample_plans import sample_plan

made_apart(plan_document(sample_plan("component", 300)), Format.PDF, progress=lambda done, total: None)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_three_hundred_rows_take_less_than_400_megabytes_in_a_process_that_ends() -> None:
    # Asked in a fresh process: other tests start programs that take more.
    asked = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)

    assert int(asked.stdout) < 400 * MEGABYTE


def test_progress_is_told_while_a_document_is_made_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS_BETWEEN_LOOKS", 0.01)
    document = plan_document(sample_plan("component", 60))
    heard: list[tuple[int, int]] = []

    content = made_apart(document, Format.PDF, progress=lambda done, total: heard.append((done, total)))

    pages = len(PdfReader(io.BytesIO(content)).pages)
    assert pages > 10
    # Told while it was made, and ever further.
    assert len(heard) > 1
    assert heard == sorted(heard)
    assert heard[-1][1] >= heard[-1][0] > 0


@pytest.mark.parametrize("format", [Format.PDF, Format.XLSX, Format.DOCX])
def test_file_made_apart_is_that_made_here(format: Format) -> None:
    document = plan_document(sample_plan("component", 3))
    beginning = {Format.PDF: b"%PDF-", Format.XLSX: b"PK", Format.DOCX: b"PK"}[format]

    assert made_apart(document, format, progress=nothing).startswith(beginning)


def test_pictures_are_taken_along(cast: Cast) -> None:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    PlanPictureFactory(section=PlanSectionFactory(plan=plan, title="หัวข้อ"), caption="ภาพของการทดสอบ")
    file = wanted(plan, Format.PDF)

    content = made_apart(file.document(), Format.PDF, progress=nothing)

    reader = PdfReader(io.BytesIO(content))
    assert [len(page.images) for page in reader.pages] == [1]


def test_process_that_fails_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "__name__", "reports.no_such_module")

    with pytest.raises(MakingFailedError, match="no_such_module"):
        made_apart(Document("แผน"), Format.PDF, progress=nothing)


def test_process_ends_when_nobody_wants_the_document_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    monkeypatch.setattr(subprocess, "Popen", Seen)
    monkeypatch.setattr(apart, "SECONDS_BETWEEN_LOOKS", 0.01)
    with pytest.raises(InterruptedError):
        made_apart(Document("แผน"), Format.PDF, progress=stop)

    assert [process.returncode for process in started] == [-9]


def test_process_knows_nothing_of_the_database() -> None:
    code = "import sys, reports.apart; print(sorted(m for m in sys.modules if m.startswith('django.db')))"
    root = Path(apart.__file__).parent.parent

    said = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


# The job


def test_same_file_asked_for_twice_is_one_job(plan: ActionPlan, secretary: User) -> None:
    first, again = (queue_document(by=secretary, file=wanted(plan, Format.PDF)) for _ in range(2))
    other = queue_document(by=secretary, file=wanted(plan, Format.PDF, document="plan_book"))

    assert first == again != other


def test_job_makes_the_file_and_keeps_it(plan: ActionPlan, secretary: User) -> None:
    job = queue_document(by=secretary, file=wanted(plan, Format.PDF))

    result = make_document(job, nothing)

    kept = wanted(plan, Format.PDF).kept()
    assert kept is not None
    assert text_of(kept.content).count("กิจกรรมตัวอย่าง") == 3
    assert result == {"file": wanted(plan, Format.PDF).place.name}


def test_right_is_asked_again_when_the_work_begins(plan: ActionPlan, secretary: User) -> None:
    job = queue_document(by=secretary, file=wanted(plan, Format.PDF))
    secretary.memberships.all().delete()
    job = Job.objects.select_related("by").get(pk=job.pk)

    with pytest.raises(WorkFailedError, match="ท่านไม่มีสิทธิ์ดูแผนนี้แล้ว"):
        make_document(job, nothing)


def test_part_that_was_deleted_meanwhile_fails_in_thai(plan: ActionPlan, secretary: User) -> None:
    part = plan.parts.get()
    job = queue_document(by=secretary, file=wanted(plan, Format.PDF, part))
    file = file_of(job)
    assert isinstance(file, Wanted)
    assert file.part == part
    type(part).objects.filter(pk=part.pk).update(deleted_at="2026-01-01T00:00Z", deleted_by=secretary)

    with pytest.raises(WorkFailedError, match="ตารางนี้ถูกลบแล้ว"):
        file_of(job)


# The page


def test_long_document_leads_to_the_page_of_its_job(plan: ActionPlan, client: Client) -> None:
    response = client.get(f"/plans/{plan.pk}/plan.pdf")
    job = Job.objects.get()

    page = client.get(response["Location"])
    assert response["Location"] == f"/jobs/{job.pk}/"
    assert "กำลังจัดทำเอกสาร" in page.content.decode()
    assert 'hx-trigger="every 1s"' in page.content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page.content.decode()


def test_short_part_of_a_long_plan_is_made_at_once(plan: ActionPlan, client: Client) -> None:
    short = PlanPartFactory(plan=plan)

    response = client.get(f"/plans/{plan.pk}/plan.pdf", {"part": short.pk})

    assert (response.status_code, Job.objects.count()) == (200, 0)


def test_long_document_is_made_in_the_background_and_then_served(
    plan: ActionPlan,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job_page = client.get(f"/plans/{plan.pk}/plan.pdf")["Location"]

    led = client.get(job_page)
    file = client.get(led["Location"])
    assert (led.status_code, led["Location"]) == (302, f"{job_page}file/")
    assert file["Content-Type"] == "application/pdf"
    assert text_of(file.content).count("กิจกรรมตัวอย่าง") == 3
    # From now on it is there.
    assert client.get(f"/plans/{plan.pk}/plan.pdf").content == file.content


def job_for(plan: ActionPlan, by: User, **values: Any) -> Job:
    payload = {"plan": plan.pk, "document": "plain", "format": "pdf", "part": None} | values.pop(
        "payload", {}
    )
    return JobFactory(by=by, organisation=plan.organisation, payload=payload, **values)


def test_page_shows_how_far_the_work_is(plan: ActionPlan, client: Client, secretary: User) -> None:
    job = job_for(plan, secretary, state=State.RUNNING, done=3, total=12)

    page = client.get(f"/jobs/{job.pk}/").content.decode()

    assert 'aria-label="ความคืบหน้า 25%"' in page


def test_fragment_of_a_finished_pdf_leads_to_it(plan: ActionPlan, client: Client, secretary: User) -> None:
    job = job_for(plan, secretary, state=State.DONE, ended_at="2026-01-01T00:00Z")

    response = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == f"/jobs/{job.pk}/file/"
    assert "<html" not in response.content.decode()


def test_finished_download_is_offered_and_asks_no_more(
    plan: ActionPlan, client: Client, secretary: User
) -> None:
    payload = {"format": "docx"}
    job = job_for(plan, secretary, state=State.DONE, ended_at="2026-01-01T00:00Z", payload=payload)

    page = client.get(f"/jobs/{job.pk}/").content.decode()

    assert "ดาวน์โหลดเอกสาร" in page
    assert "hx-trigger" not in page
    assert "http-equiv" not in page


def test_failure_is_told_and_offered_again(plan: ActionPlan, client: Client, secretary: User) -> None:
    ended = {"state": State.FAILED, "ended_at": "2026-01-01T00:00Z", "error": "เครื่องขัดข้อง"}
    job = job_for(plan, secretary, **ended)

    page = client.get(f"/jobs/{job.pk}/").content.decode()
    again = client.post(f"/jobs/{job.pk}/again/")

    latest = Job.objects.order_by("-pk").first()
    assert latest is not None
    assert "เครื่องขัดข้อง" in page
    assert (latest.state, again["Location"]) == (State.WAITING, f"/jobs/{latest.pk}/")
    assert latest.pk != job.pk


def test_look_at_the_page_takes_up_a_lost_job(
    plan: ActionPlan,
    client: Client,
    secretary: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    lost = job_for(plan, secretary, state=State.RUNNING, attempts=1, alive_at="2026-01-01T00:00Z")

    with django_capture_on_commit_callbacks(execute=True):
        client.get(f"/jobs/{lost.pk}/")

    lost.refresh_from_db()
    assert (lost.state, lost.attempts) == (State.DONE, 2)


def test_file_that_is_no_longer_kept_leads_to_the_document(
    plan: ActionPlan, client: Client, secretary: User
) -> None:
    ended = {"state": State.DONE, "ended_at": "2026-01-01T00:00Z", "result": {"file": "gone.pdf"}}
    job = job_for(plan, secretary, payload={"document": "plan_book"}, **ended)

    response = client.get(f"/jobs/{job.pk}/file/")

    assert response["Location"] == f"/plans/{plan.pk}/plan.pdf?document=plan_book"


def test_job_whose_plan_is_no_longer_seen_gives_no_file(
    plan: ActionPlan, client_as: ClientAs, cast: Cast
) -> None:
    stranger = cast["secretary@revenue"]
    job = job_for(plan, stranger, state=State.DONE, ended_at="2026-01-01T00:00Z", result={"file": "x"})

    assert client_as(stranger).get(f"/jobs/{job.pk}/file/").status_code == 404
