"""The owner's page, the form of a report, and the link that opens it."""

from typing import Any

from plans.models import Progress
from plans.monitoring.written import Caption, Report, Written
from plans.services import progress_evidence, progress_writing, report_links
from tests.cast import Cast
from tests.factories import EvidenceFactory, EvidenceVersionFactory, ProgressEvidenceFactory
from tests.guards.assessments.call import Call
from tests.guards.doors import READING, SECRETARY, SIGNED_IN, Row, act, form, page, question
from tests.guards.stage import Stage

_OTHERS = READING - SECRETARY

ROWS: list[Row] = [
    page("plans:own-reports", "", SIGNED_IN),
    form("plans:progress-edit", "progress", SECRETARY, _OTHERS),
    act("plans:progress-draft", "progress", SECRETARY, _OTHERS, status=200),
    act("plans:progress-draft-drop", "progress", SECRETARY, _OTHERS),
    form("plans:progress-evidence-choose", "progress", SECRETARY, _OTHERS),
    question("plans:report-link-revoke", "report_link", SECRETARY, _OTHERS),
]
PUBLIC: dict[str, str] = {
    "plans:report-link": "the form of one report, for whoever was sent its secret address",
    "plans:report-link-draft": "keeps what is typed into that form",
}


def _progress(cast: Cast) -> Progress:
    return Progress.objects.get(pk=Stage(cast).progress.pk)


def _evidence(cast: Cast) -> dict[str, Any]:
    progress = _progress(cast)
    evidence = EvidenceVersionFactory(evidence__organisation=progress.organisation).evidence
    return {"progress": progress, "evidence": evidence}


def _used(cast: Cast) -> dict[str, Any]:
    return {"use": ProgressEvidenceFactory(progress=_progress(cast), position=1)}


def _second(cast: Cast) -> dict[str, Any]:
    first = _used(cast)["use"]
    evidence = EvidenceFactory(organisation=first.organisation)
    return {
        "use": ProgressEvidenceFactory(progress=first.progress, evidence=evidence, position=2),
        "step": -1,
    }


def _captions(cast: Cast) -> dict[str, Any]:
    use = _used(cast)["use"]
    return {"progress": use.progress, "captions": {use.pk: Caption("ผู้เข้าร่วมประชุม")}}


def _written(cast: Cast) -> dict[str, Any]:
    progress = _progress(cast)
    report = Report(work="ongoing", narrative="จัดประชุมชี้แจงแล้ว 1 ครั้ง")
    written = Written(report)
    return {"progress": progress, "base_version": progress.version, "written": written}


CALLS: dict[str, Call] = {
    "revoke_link": Call(report_links.revoke_link, lambda cast: {"link": Stage(cast).report_link}),
    "attach_to_report": Call(progress_evidence.attach_to_report, _evidence),
    "detach_from_report": Call(progress_evidence.detach_from_report, _used),
    "caption_of_report": Call(progress_evidence.caption_of_report, _captions),
    "move_in_report": Call(progress_evidence.move_in_report, _second),
    "write_report": Call(progress_writing.write_report, _written),
}
