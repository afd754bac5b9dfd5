"""Several ask for the same thing at the same moment: one gets it, the others are told, nobody gets a 500."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from organisations.models import Letter
from plans.models import ActionPlan, PlanLetter
from reports.models import DocumentTemplate
from tests.cast import Cast, gather
from tests.conftest import ClientAs
from tests.factories import ActionPlanFactory, LetterFactory

PEOPLE = 4
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(organisation=cast.organisation("medicine"))


@pytest.fixture
def browsers(cast: Cast, client_as: ClientAs) -> list[Client]:
    found = [client_as(cast["secretary@medicine"]) for _ in range(PEOPLE)]
    for browser in found:
        browser.raise_request_exception = False
    return found


def statuses(browsers: list[Client], post: Callable[[Client, int], int]) -> list[int]:
    """What all are answered, who ask at the same moment."""
    ready = Barrier(len(browsers))

    def ask(browser: Client, at: int) -> int:
        ready.wait()
        try:
            return post(browser, at)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        return sorted(pool.map(ask, browsers, range(len(browsers))))


def test_number_of_a_letter_is_given_once(plan: ActionPlan, browsers: list[Client]) -> None:
    letters = [LetterFactory(organisation=plan.organisation) for _ in browsers]

    def issue(browser: Client, at: int) -> int:
        data = {"base_version": letters[at].version, "numbering": "next", "dated_on": "15/3/2569"}
        return browser.post(reverse("organisations:letter-issue", args=[letters[at].pk]), data).status_code

    assert statuses(browsers, issue) == [302] * PEOPLE
    numbers = Letter.objects.order_by("running_number").values_list("running_number", flat=True)
    assert list(numbers) == list(range(1, PEOPLE + 1))


def test_letter_is_numbered_once(plan: ActionPlan, browsers: list[Client]) -> None:
    letter = LetterFactory(organisation=plan.organisation)
    data = {"base_version": letter.version, "numbering": "next", "dated_on": "15/3/2569"}
    url = reverse("organisations:letter-issue", args=[letter.pk])

    assert statuses(browsers, lambda browser, _: browser.post(url, data).status_code) == [302, 422, 422, 422]
    assert Letter.objects.get().running_number == 1


def test_letter_is_added_to_a_plan_once(plan: ActionPlan, browsers: list[Client]) -> None:
    letter = LetterFactory(organisation=plan.organisation)
    url = reverse("plans:plan-letters", args=[plan.pk])

    found = statuses(browsers, lambda browser, _: browser.post(url, {"letter": letter.pk}).status_code)

    assert found == [302, 422, 422, 422]
    assert PlanLetter.objects.count() == 1


def test_name_of_a_template_is_taken_once(plan: ActionPlan, browsers: list[Client]) -> None:
    data = {"organisation": plan.organisation_id, "document": "plan_book", "name": "เล่มของกรม"}
    url = reverse("reports:template-new")

    assert statuses(browsers, lambda browser, _: browser.post(url, data).status_code) == [302, 422, 422, 422]
    assert DocumentTemplate.objects.count() == 1
