"""``demo`` before there is anything: it writes to nobody, and over nobody's work."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError
from pytest_django import Settings

from organisations.models import Organisation, User
from reports.demo.people import PEOPLE
from tests.commands.test_demo import run
from tests.factories import OrganisationFactory


def test_loading_writes_to_nobody(
    db: None, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.PRODUCTION = True  # where it is forced, and letters would leave
    with django_capture_on_commit_callbacks(execute=True):
        run(force=True)

    assert (mail.outbox, User.objects.filter(email="").count()) == ([], 0)
    assert User.objects.count() == len(PEOPLE)


def test_organisation_of_somebody_elses_is_left_alone(db: None) -> None:
    OrganisationFactory(code="demo", name="ของผู้อื่น")

    with pytest.raises(CommandError, match="มีหน่วยงานที่ใช้รหัส DEMO อยู่แล้ว"):
        run()
    assert (Organisation.objects.count(), User.objects.count()) == (1, 0)


def test_system_in_production_is_refused_unless_forced(db: None, settings: Settings) -> None:
    settings.PRODUCTION = True

    OrganisationFactory(code="demo", name="ของผู้อื่น")

    with pytest.raises(CommandError, match="ไม่ทำงานบนระบบที่ใช้งานจริง"):
        run()
    with pytest.raises(CommandError, match="มีหน่วยงานที่ใช้รหัส DEMO อยู่แล้ว"):
        run(force=True)  # comes to the next door
    assert not User.objects.exists()
