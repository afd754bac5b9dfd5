"""The database itself keeps the trail from being changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from organisations import append_only
from organisations.models import AuditEntry
from tests.factories import AuditEntryFactory

REFUSAL = "entries of the trail are never changed"


@pytest.mark.django_db
def test_triggers_are_there_after_migrate() -> None:
    assert append_only.is_protected(connection)


@pytest.mark.django_db
def test_trail_refuses_update() -> None:
    entry = AuditEntryFactory(reason="เดิม")

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(reason="แก้แล้ว")

    entry.refresh_from_db()
    assert entry.reason == "เดิม"


@pytest.mark.django_db
def test_trail_refuses_delete() -> None:
    entry = AuditEntryFactory()

    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()

    assert AuditEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_flushing_test_leaves_an_entry() -> None:
    AuditEntryFactory()

    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_flush_has_emptied_the_trail_and_put_the_triggers_back() -> None:
    assert (AuditEntry.objects.count(), append_only.is_protected(connection)) == (0, True)
