"""A portal of the benchmark's own: a temporary database and folder, one secretary, one plan."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment
from django.utils import timezone

from ita_portal.thai.fiscal import first_day, fiscal_year_of
from organisations.access import Role
from organisations.models import Organisation, User
from organisations.services.organisations import create_organisation
from organisations.services.users import create_user
from plans.models import ActionPlan
from plans.services.imports import import_plan
from tests.render.sample_plans import sample_plan


@dataclass(frozen=True)
class Portal:
    """A plan of 60 activities, and two people's browsers: its secretary's, and one who has nothing to do."""

    plan: ActionPlan
    secretary: Client
    idle: Client
