"""The shape of a framework in the database is that of its file, in a fixed number of queries."""

from typing import Any

import pytest

from assessments.loading.files import read_file, shipped
from assessments.models import Framework
from assessments.scoring.from_facts import shape_from_facts
from assessments.services.frameworks import load_framework
from assessments.shapes import shape_of
from tests.factories.assessments import (
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    ItemFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["ita-2562", "ita-2567", "ita-2568", "ita-2569", "moph-moit-2569"])
def test_shape_of_the_database_is_that_of_the_file(name: str) -> None:
    facts = read_file(next(path for path in shipped() if path.stem == name))

    load_framework(by=None, facts=facts)

    assert shape_of(Framework.objects.get()) == shape_from_facts(facts)


@pytest.mark.parametrize("size", [1, 30])
def test_shape_takes_five_queries_whatever_its_size(size: int, django_assert_num_queries: Any) -> None:
    framework = FrameworkFactory()
    for _ in range(size):
        indicator = AssessmentIndicatorFactory(
            framework=framework, instrument=InstrumentFactory(framework=framework)
        )
        ItemFactory(framework=framework, indicator=indicator)

    with django_assert_num_queries(5):
        shape = shape_of(framework)

    assert len(shape.items) == size
