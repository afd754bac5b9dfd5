"""Documents of rounds as files: kept until anything they say changes, for those who may see the round."""

import pytest
from django.test import Client

from assessments.models import Round, Score
from assessments.services.results import recompute
from ita_portal.render.arrangement import EntryKind
from ita_portal.render.kinds import kind_for
from organisations.models import Job
from plans.models import ActionPlan
from reports import files
from reports.background import file_of
from reports.documents import wanted
from reports.formats import Format
from reports.rounds.files import RoundFile, RoundKind
from reports.sources import sources_of
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import PlanPartFactory
from tests.reports.rounds.sample_rounds import rounds_of_the_figures, with_everything

pytestmark = pytest.mark.django_db


def current(made: Round) -> Round:
    related = ("organisation", "framework", "plan__organisation", "result")
    return Round.objects.select_related(*related).get(pk=made.pk)


def made_of(made: Round) -> RoundFile:
    return RoundFile(current(made), Format.PDF, RoundKind.SHEET)


def test_file_is_kept_until_a_score_changes() -> None:
    made = rounds_of_the_figures()[-1]
    first = made_of(made).make()
    assert made_of(made).kept() == first

    Score.objects.filter(round=made, item__code="i10").update(value="88")
    recompute(made)

    assert made_of(made).kept() is None


def test_files_of_a_round_do_not_take_each_others_place() -> None:
    made = rounds_of_the_figures()[-1]
    sheet = made_of(made).make()
    RoundFile(current(made), Format.PDF, RoundKind.STRIP).make()

    assert made_of(made).kept() == sheet


def test_pages_and_files_answer_with_their_types(cast: Cast, client_as: ClientAs) -> None:
    made = with_everything(rounds_of_the_figures()[-1])
    made.organisation = cast.organisation("medicine")
    made.save()
    client: Client = client_as(cast["auditor@medicine"])

    types = {
        path: client.get(f"/rounds/{made.pk}/{path}")["Content-Type"].partition(";")[0]
        for path in ("documents/", "report/", "report.docx", "score-sheet.pdf", "strip.pdf")
    }

    assert types == {
        "documents/": "text/html",
        "report/": "text/html",
        "report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "score-sheet.pdf": "application/pdf",
        "strip.pdf": "application/pdf",
    }


def test_long_report_is_made_in_the_background(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.worded.MOST_AT_ONCE", {Format.PDF: 1})
    assert files.MOST_AT_ONCE[Format.PDF] > 1
    made = rounds_of_the_figures()[-1]
    made.organisation = cast.organisation("medicine")
    made.save()
    client = client_as(cast["secretary@medicine"])

    page = client.get(client.get(f"/rounds/{made.pk}/report.pdf?cover=1")["Location"])

    file = file_of(Job.objects.get())
    assert "กำลังจัดทำเอกสาร" in page.content.decode()
    assert f"/rounds/{made.pk}/documents/" in page.content.decode()
    assert file.address == f"/rounds/{made.pk}/report.pdf?cover=1"


# What a round brings to documents of its plan


def brought(plan: ActionPlan | None) -> dict[EntryKind, list[str]]:
    assert plan
    found = sources_of(plan, kind_for("indicator_plan").entries).brought
    return {kind: [part.title for part in parts] for kind, parts in found.items()}


def test_latest_round_brings_scores_and_swoc_to_documents_of_its_plan() -> None:
    rounds = rounds_of_the_figures()
    plan = with_everything(rounds[-1]).plan
    rounds[0].plan = plan
    rounds[0].save()

    titles = brought(plan)

    name = "ของสำนักงานตัวอย่าง ประจำปี 2567–2569"
    assert titles[EntryKind.SCORES] == [f"ผลการประเมิน IIT {name}", f"ผลการประเมิน EIT {name}"]
    assert len(titles[EntryKind.SWOC]) == 1


def test_plan_that_has_scores_in_a_table_of_its_own_gets_no_others() -> None:
    plan = with_everything(rounds_of_the_figures()[-1]).plan
    PlanPartFactory(plan=plan, layout="score_years")

    assert list(brought(plan)) == [EntryKind.SWOC]


def test_document_of_a_plan_is_made_anew_when_scores_of_its_round_change() -> None:
    made = with_everything(rounds_of_the_figures()[-1])
    assert made.plan
    places = [wanted(made.plan, Format.PDF, document=kind).place for kind in ("indicator_plan", "plain")]

    Score.objects.filter(round=made, indicator__number="1").update(value="88")
    recompute(made)

    after = [wanted(made.plan, Format.PDF, document=kind).place for kind in ("indicator_plan", "plain")]
    assert [before == now for before, now in zip(places, after, strict=True)] == [False, True]
