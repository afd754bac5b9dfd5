"""The database itself keeps the trail, revisions, signed steps, scans and closings from being changed."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from organisations import append_only
from organisations.models import AuditEntry
from plans import frozen
from plans.models import Revision, RoundClosing, SignedScan, SignOffStep
from tests.factories import (
    AuditEntryFactory,
    CommitteeFactory,
    MonitoringRoundFactory,
    RevisionFactory,
    RoundClosingFactory,
    SignedScanFactory,
    SignOffStepFactory,
    UserFactory,
)

TRAIL_REFUSAL = "entries of the trail are never changed"
REVISION_REFUSAL = "a frozen revision is never changed"
STEP_REFUSAL = "a step that is done is never changed"
SCAN_REFUSAL = "a signed scan is never changed"
CLOSING_REFUSAL = "a closing of a round is never changed"
EVERYTHING = (*append_only.TRAIL, *frozen.FROZEN, *frozen.CLOSINGS)
# A migration that made one of these tables anew has lost them: it is to call append_only.protect.
ALL_THERE: list[str] = []


# Something that a column does not hold yet.
OTHER: dict[str, Any] = {
    "adjustment_number": 1,
    "adjustment_year": 2570,
    "approved_paper": "revisions/other.pdf",
    "approved_version": 9,
    "content": {"other": 1},
    "decided_at": "2026-01-01T00:00Z",
    "is_sealed": False,
    "made_at": "2026-01-01T00:00Z",
    "number": 900,
    "paper": "revisions/other.pdf",
    "paper_size": 1,
    "plan_version": 900,
    "position": 900,
    "signed_on": "2026-10-06",
    "state": "withdrawn",
}


def changed(row: models.Model, column: str, value: Any) -> None:
    """The column set by an UPDATE of its own, which no model and no service sees."""
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**{column: value})


def signed_step(**fields: Any) -> SignOffStep:
    return SignOffStepFactory(
        state="signed", acted_at=timezone.now(), signed_on="2026-10-05", signed_name="นายตัวอย่าง", **fields
    )


@pytest.mark.django_db
def test_triggers_are_there_after_migrate() -> None:
    assert append_only.missing(connection, EVERYTHING) == ALL_THERE


@pytest.mark.django_db
def test_trail_refuses_update() -> None:
    entry = AuditEntryFactory(reason="เดิม")

    with pytest.raises(DatabaseError, match=TRAIL_REFUSAL), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(reason="แก้แล้ว")

    entry.refresh_from_db()
    assert entry.reason == "เดิม"


@pytest.mark.django_db
def test_trail_refuses_delete() -> None:
    entry = AuditEntryFactory()

    with pytest.raises(DatabaseError, match=TRAIL_REFUSAL), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()

    assert AuditEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    ("model", "listed"),
    [
        (Revision, {*frozen.REVISION_FROZEN, *frozen.REVISION_ONCE, *frozen.REVISION_OPEN}),
        (SignOffStep, {*frozen.STEP_FROZEN, *frozen.STEP_LET_GO}),
        (SignedScan, {*frozen.SCAN_FROZEN, *frozen.SCAN_OPEN}),
        (RoundClosing, {*frozen.CLOSING_FROZEN, *frozen.CLOSING_ONCE, *frozen.CLOSING_LET_GO}),
    ],
)
def test_every_column_is_said_to_be_frozen_or_not(model: type[models.Model], listed: set[str]) -> None:
    assert {field.column for field in model._meta.concrete_fields} == listed


@pytest.mark.django_db
def test_revision_refuses_what_was_submitted_to_change() -> None:
    revision = RevisionFactory()

    for column in frozen.REVISION_FROZEN[2:]:
        with pytest.raises(DatabaseError, match=REVISION_REFUSAL):
            changed(revision, column, OTHER.get(column, "other"))
    with pytest.raises(DatabaseError, match=REVISION_REFUSAL):
        changed(revision, "plan_id", RevisionFactory().plan_id)


@pytest.mark.django_db
def test_revision_takes_its_decision_once() -> None:
    revision = RevisionFactory()
    decision = {
        "state": "approved",
        "decided_at": timezone.now(),
        "approved_version": 2,
        "approved_paper": "revisions/approved.pdf",
        "approved_sha256": "a" * 64,
        "is_sealed": True,
    }
    Revision.objects.filter(pk=revision.pk).update(**decision)

    for column in decision:
        with pytest.raises(DatabaseError, match=REVISION_REFUSAL):
            changed(revision, column, OTHER.get(column, "other"))
    assert Revision.objects.filter(pk=revision.pk).update(state="replaced") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["returned", "withdrawn", "replaced"])
def test_decided_revision_never_waits_again(state: str) -> None:
    approved = {"approved_version": 1} if state == "replaced" else {}
    revision = RevisionFactory(state=state, decided_at=timezone.now(), **approved)

    with pytest.raises(DatabaseError, match=REVISION_REFUSAL), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(
            state="waiting", decided_at=None, approved_version=None
        )


@pytest.mark.django_db
def test_signed_step_refuses_to_change_but_lets_people_go() -> None:
    step = signed_step(user=UserFactory(), acted_by=UserFactory(), committee=CommitteeFactory())

    for column in ("position", "post", "signed_name", "signed_post", "acting_words", "note", "signed_on"):
        with pytest.raises(DatabaseError, match=STEP_REFUSAL):
            changed(step, column, OTHER.get(column, "other"))
    for column in ("acted_by", "user"):
        with pytest.raises(DatabaseError, match=STEP_REFUSAL):
            changed(step, column, UserFactory().pk)
        changed(step, column, None)

    step.refresh_from_db()
    assert (step.acted_by, step.user, step.signed_name) == (None, None, "นายตัวอย่าง")


@pytest.mark.django_db
def test_waiting_step_may_be_signed() -> None:
    step = SignOffStepFactory(note="")

    changed(step, "note", "เห็นชอบ")

    step.refresh_from_db()
    assert step.note == "เห็นชอบ"


@pytest.mark.django_db
def test_scan_refuses_another_file_but_is_filed() -> None:
    scan = SignedScanFactory()

    for column, value in {"file": "signed_scans/other.png", "sha256": "b" * 64, "size": 1}.items():
        with pytest.raises(DatabaseError, match=SCAN_REFUSAL):
            changed(scan, column, value)
    changed(scan, "revision", RevisionFactory().pk)
    changed(scan, "note", "จัดเก็บเอง")


@pytest.mark.django_db
def test_closing_refuses_other_figures_but_lets_people_go() -> None:
    closing = RoundClosingFactory()
    figures = closing.figures

    others = {"figures": {"other": 1}, "sha256": "b" * 64, "missing": 900, "number": 900}
    others |= {
        "closed_at": "2026-01-01T00:00Z",
        "round": MonitoringRoundFactory().pk,
        "closed_by": UserFactory().pk,
    }
    for column, value in others.items():
        with pytest.raises(DatabaseError, match=CLOSING_REFUSAL):
            changed(closing, column, value)
    changed(closing, "closed_by", None)

    closing.refresh_from_db()
    assert (closing.figures, closing.closed_by) == (figures, None)


@pytest.mark.django_db
def test_closing_is_said_to_be_opened_again_once() -> None:
    closing = RoundClosingFactory()
    said = {"reopened_at": timezone.now(), "reopen_reason": "แก้ไขตัวเลข", "reopened_by": UserFactory()}
    RoundClosing.objects.filter(pk=closing.pk).update(**said)

    others = {"reopened_at": None, "reopen_reason": "เหตุผลอื่น", "reopened_by": UserFactory().pk}
    for column, value in others.items():
        with pytest.raises(DatabaseError, match=CLOSING_REFUSAL):
            changed(closing, column, value)
    changed(closing, "reopened_by", None)

    closing.refresh_from_db()
    assert closing.reopen_reason == "แก้ไขตัวเลข"


@pytest.mark.django_db
def test_nothing_of_them_is_deleted() -> None:
    rows = [RevisionFactory(), signed_step(), SignedScanFactory(), RoundClosingFactory()]

    for row in rows:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")

    assert [type(row)._base_manager.filter(pk=row.pk).exists() for row in rows] == [True] * 4


@pytest.mark.django_db(transaction=True)
def test_flushing_test_leaves_an_entry_and_a_revision() -> None:
    AuditEntryFactory()
    RevisionFactory()
    RoundClosingFactory()

    assert (AuditEntry.objects.count(), Revision.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_flush_has_emptied_them_and_put_the_triggers_back() -> None:
    assert (AuditEntry.objects.count(), Revision.objects.count()) == (0, 0)
    assert append_only.missing(connection, EVERYTHING) == ALL_THERE
