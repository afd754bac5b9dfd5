"""The one who writes letters in most tests of pages, and the organisation written for."""

import pytest
from django.test import Client

from organisations.models import Organisation
from tests.cast import Cast
from tests.conftest import ClientAs


@pytest.fixture
def browser(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast["secretary@medicine"])


@pytest.fixture
def medicine(cast: Cast) -> Organisation:
    return cast.organisation("medicine")
