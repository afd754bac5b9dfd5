"""The pages of a committee's papers, and their files."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.access import Role
from organisations.models import Letter, Meeting
from reports.committees.files import RosterFile
from reports.formats import Format
from reports.services.committee_letters import draft_invitation
from tests.factories import CommitteeMemberFactory, MembershipFactory
from tests.reports.committees.sample_committees import AMENDED, Sample


@pytest.fixture
def secretary(made: Sample, client: Client) -> Client:
    role = MembershipFactory(organisation=made.committee.organisation, role=Role.SECRETARY)
    client.force_login(role.user)
    return client


def test_roster_page_shows_the_day_asked_for(secretary: Client, made: Sample) -> None:
    address = reverse("reports:committee-roster", args=[made.committee.pk])

    page = secretary.get(address, {"on": "๑๙/๑๐/๖๘"})

    assert page.status_code == 200
    assert "นางสอง ลาออก" in page.text
    assert "นายสี่ มาใหม่" not in page.text
    assert (
        f'href="{reverse("reports:committee-roster-pdf", args=[made.committee.pk])}?on=2025-10-19"'
        in page.text
    )


@pytest.mark.parametrize("name", ["committee-roster", "committee-roster-pdf"])
@pytest.mark.parametrize("typed", ["31/2/69", "เมื่อวาน", "0000-00-00"])
def test_day_that_cannot_be_read_is_answered_at_its_field(
    secretary: Client, made: Sample, name: str, typed: str
) -> None:
    page = secretary.get(reverse(f"reports:{name}", args=[made.committee.pk]), {"on": typed})

    assert page.status_code == 422
    assert f'value="{typed}"' in page.text


def test_roster_file_is_kept_until_its_words_change(secretary: Client, made: Sample) -> None:
    file = RosterFile(made.committee, AMENDED, Format.XLSX)
    assert file.kept() is None

    answer = secretary.get(file.address)

    assert answer["Content-Disposition"].startswith("attachment")
    kept = RosterFile(made.committee, AMENDED, Format.XLSX).kept()
    assert kept is not None
    assert kept.content == answer.content


def test_order_goes_into_the_register_and_is_then_found_there(secretary: Client, made: Sample) -> None:
    address = reverse("reports:committee-order", args=[made.appoint.pk])
    assert "นำเข้าทะเบียนด้วยเลขที่ 102/2568" in secretary.get(address).text

    answer = secretary.post(address, {"numbering": "own"})

    letter = Letter.objects.get()
    assert answer.url == reverse("organisations:letter-edit", args=[letter.pk])  # type: ignore[attr-defined]
    page = secretary.get(address).text
    assert reverse("reports:letter-pdf", args=[letter.pk]) in page
    assert "นำเข้าทะเบียนด้วย" not in page


def test_order_of_a_number_that_is_taken_says_so_on_its_page(secretary: Client, made: Sample) -> None:
    address = reverse("reports:committee-order", args=[made.appoint.pk])
    secretary.post(address, {"numbering": "own"})

    page = secretary.post(address, {"numbering": "own"}, follow=True)

    assert (page.status_code, Letter.objects.count()) == (200, 1)
    assert "คำสั่งนี้อยู่ในทะเบียนหนังสือแล้ว" in page.text


def test_invitation_page_shows_the_letter_once_it_is_there(secretary: Client, meeting: Meeting) -> None:
    address = reverse("reports:meeting-invitation", args=[meeting.pk])
    assert "เตรียมร่างในทะเบียนหนังสือ" in secretary.get(address).text

    secretary.post(address)

    page = secretary.get(address).text
    assert reverse("reports:letter-docx", args=[Letter.objects.get().pk]) in page
    assert "เตรียมร่างในทะเบียนหนังสือ" not in page


def test_reader_sees_papers_and_no_buttons(made: Sample, meeting: Meeting, client: Client) -> None:
    role = MembershipFactory(organisation=made.committee.organisation, role=Role.AUDITOR)
    client.force_login(role.user)

    for name, of in (("committee-order", made.appoint), ("meeting-invitation", meeting)):
        page = client.get(reverse(f"reports:{name}", args=[of.pk]))
        assert page.status_code == 200
        assert 'class="cluster no-print" method="post"' not in page.text


def test_papers_of_a_meeting_lead_to_each_file(secretary: Client, meeting: Meeting) -> None:
    page = secretary.get(reverse("reports:meeting-papers", args=[meeting.pk])).text

    for name in ("minutes-pdf", "minutes-docx", "agenda-pdf", "agenda-docx", "sign-in", "sign-in-docx"):
        assert f'href="{reverse(f"reports:meeting-{name}", args=[meeting.pk])}"' in page


@pytest.mark.parametrize("more", [0, 30])
def test_queries_of_the_roster_page_do_not_grow(
    secretary: Client, made: Sample, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(more):
        CommitteeMemberFactory(joined_by=made.appoint, position=10 + at)
    address = reverse("reports:committee-roster", args=[made.committee.pk])
    secretary.get(address)

    with django_assert_num_queries(7):
        secretary.get(address)


def test_cancelled_invitation_makes_room_for_another(secretary: Client, meeting: Meeting) -> None:
    by = MembershipFactory(organisation=meeting.organisation, role=Role.SECRETARY).user
    first = draft_invitation(by=by, meeting=meeting)
    Letter.objects.filter(pk=first.pk).update(state=Letter.State.CANCELLED)

    secretary.post(reverse("reports:meeting-invitation", args=[meeting.pk]))

    meeting.refresh_from_db()
    assert meeting.invitation != first
