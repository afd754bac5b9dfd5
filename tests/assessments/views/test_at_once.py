"""Two who write at the same moment: the later one is told, and nothing fails."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from assessments.models import IndicatorStatement, RoundNarrative
from assessments.services import statements as statement_services
from assessments.services.narratives import write_narrative
from assessments.statements import statements_of
from assessments.views import improvement_narratives
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import RoundFactory
from tests.factories.assessments import AssessmentIndicatorFactory, IndicatorStatementFactory

KEEPER = "secretary@medicine"


def told(response: Any) -> str:
    return " ".join(str(one) for one in get_messages(response.wsgi_request))


def test_text_that_is_written_anew_while_somebody_writes_it_stays(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_round = RoundFactory(organisation=cast.organisation("medicine"))
    write_narrative(by=None, of_round=of_round, place="total", body="ครั้งแรก", base_version=0)

    def meanwhile(*_: Any) -> str:
        write_narrative(by=None, of_round=of_round, place="total", body="ของผู้อื่น", base_version=1)
        return "เขียนใหม่"

    monkeypatch.setattr(improvement_narratives, "written", meanwhile)
    url = reverse("assessments:narrative-again", args=[of_round.pk, "total"])

    response = client_as(cast[KEEPER]).post(url)

    assert response.status_code == 302
    assert told(response).startswith("มีผู้แก้ไขข้อความนี้พร้อมกัน")
    assert RoundNarrative.objects.get().body == "ของผู้อื่น"


def test_statements_that_are_copied_twice_at_once_are_there_once(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    medicine = cast.organisation("medicine")
    old, new = AssessmentIndicatorFactory(number="1"), AssessmentIndicatorFactory(number="1")
    IndicatorStatementFactory(organisation=medicine, indicator=old, body="ของปีก่อน")
    known = statements_of

    def meanwhile(organisation: Any, framework: Any) -> Any:
        found = list(known(organisation, framework))
        if framework == new.framework:
            IndicatorStatementFactory(organisation=medicine, indicator=new, body="ของผู้อื่น")
        return found

    monkeypatch.setattr(statement_services, "statements_of", meanwhile)
    url = reverse("assessments:statement-copy", args=[medicine.pk])
    data = {"source": old.framework.code, "target": new.framework.code}

    response = client_as(cast[KEEPER]).post(url, data)

    assert response.status_code == 302
    assert told(response).startswith("มีผู้เขียนแนวปฏิบัติหรือคำอธิบายพร้อมกัน")
    assert not IndicatorStatement.objects.filter(body="ของปีก่อน", indicator=new).exists()
