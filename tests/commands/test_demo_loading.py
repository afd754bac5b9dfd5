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


def test_loading_writes_to_nobody(db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run()

    assert (mail.outbox, User.objects.filter(email="").count()) == ([], 0)


def test_organisation_of_somebody_elses_is_left_alone(db: None) -> None:
    OrganisationFactory(code="demo", name="ของผู้อื่น")

    with pytest.raises(CommandError, match="มีหน่วยงานที่ใช้รหัส DEMO อยู่แล้ว"):
        run()
    assert (Organisation.objects.count(), User.objects.count()) == (1, 0)


def test_system_in_production_is_refused_unless_forced(db: None, settings: Settings) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="ไม่ทำงานบนระบบที่ใช้งานจริง"):
        run()
    assert not User.objects.exists()
    run(force=True)
    assert User.objects.count() == len(PEOPLE)
