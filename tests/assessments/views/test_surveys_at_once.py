"""One link, several who send it at the same moment: exactly one answer, and nobody gets a 500."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import SurveyAnswer, SurveyLink
from tests.assessments.asked import address, group_of, link, sheet, survey_of
from tests.cast import gather

PEOPLE = 4


@pytest.mark.django_db(transaction=True)
def test_link_is_answered_once_by_those_who_send_it_at_once() -> None:
    cache.clear()
    survey = survey_of(gather().organisation("medicine"))
    group = group_of(survey, key="poster")
    visit = Client().get(reverse("assessments:survey-group", args=["poster"]))["Location"]
    ready = Barrier(PEOPLE)

    def send(token: str) -> int:
        browser = Client(raise_request_exception=False)
        ready.wait()
        try:
            return browser.post(address(token), sheet(survey, token, 0, 0)).status_code
        finally:
            connection.close()

    for token in (link(group), visit.rstrip("/").rpartition("/")[2]):
        with ThreadPoolExecutor(PEOPLE) as pool:
            assert sorted(pool.map(send, [token] * PEOPLE)) == [302, 410, 410, 410]
    assert SurveyAnswer.objects.count() == 2
    assert SurveyLink.objects.filter(is_used=True).count() == 2
