"""The resolution of a meeting, recorded in place of a signature."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans.models import Revision, SignOffStep
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import CommitteeFactory, MeetingFactory, RevisionFactory, SignOffStepFactory
from tests.render.reading import pdfium, without_space


@pytest.fixture
def waiting(cast: Cast) -> SignOffStep:
    """The only step of a revision."""
    revision = RevisionFactory(plan__organisation=cast.organisation("medicine"))
    step: SignOffStep = SignOffStepFactory(revision=revision)
    return step


@pytest.fixture
def secretary(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


def test_resolution_is_recorded(waiting: SignOffStep, secretary: Client) -> None:
    waiting.who, waiting.role, waiting.name = "meeting", "", "ที่ประชุมผู้บริหาร"
    waiting.save()
    page = reverse("reports:step-meeting", args=[waiting.pk])
    day = timezone.localdate().strftime("%d/%m/%Y")

    empty = secretary.post(page, {"base_version": 1, "note": "แจ้งเวียน"})
    given = {"base_version": 1, "resolution_text": "เห็นชอบ ครั้งที่ 3/2569", "agenda": "4.1", "signed_on": day}
    done = secretary.post(page, given)

    assert empty.status_code == 422
    assert "แจ้งเวียน" in empty.content.decode()
    assert done.status_code == 302
    revision = Revision.objects.get()
    with revision.approved_paper.open("rb") as file:
        paper = without_space(pdfium(file.read()))
    assert revision.state == "approved"
    assert without_space("เห็นชอบ ครั้งที่ 3/2569 ระเบียบวาระที่ 4.1") in paper


def test_chosen_meeting_says_the_resolution_with_its_agenda(waiting: SignOffStep, secretary: Client) -> None:
    body = CommitteeFactory(organisation=waiting.organisation, name="คณะทำงานตัวอย่าง")
    held = MeetingFactory(committee=body, number=9, state="held")
    waiting.who, waiting.role, waiting.committee = "meeting", "", body
    waiting.save()

    given = {"base_version": 1, "meeting": held.pk, "agenda": "4.2"}
    secretary.post(reverse("reports:step-meeting", args=[waiting.pk]), given)

    waiting.refresh_from_db()
    assert waiting.resolution_text == (
        f"{waiting.get_act_display()}โดยมติที่ประชุมคณะทำงานตัวอย่าง ครั้งที่ 9/2569 "
        "เมื่อวันที่ 15 มกราคม 2569 ระเบียบวาระที่ 4.2"
    )
