"""Evidence in a bucket: kept, served and taken away as on disk, by a server that speaks S3."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organisations.evidence_thumbnails import forget_files
from organisations.models import EvidenceVersion
from organisations.services.evidence import keep_file
from tests.cast import Cast
from tests.factories.base import FISCAL_YEAR
from tests.organisations.files_of_evidence import PDF, photo
from tests.organisations.s3_server import BUCKET, S3Server, s3_server

_ASK = """
import json, os
os.environ.pop("PYTEST_VERSION", None)
from ita_portal import settings
print(json.dumps(settings.STORAGES["evidence"]))
"""


def storage_by_environment(**environment: str) -> dict[str, Any]:
    """What the settings make of EVIDENCE_S3_*, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVIDENCE_")}
    ran = subprocess.run(
        [sys.executable, "-c", _ASK], env=kept | environment, capture_output=True, check=True, text=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.fixture
def bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    with s3_server() as server:
        storage = storage_by_environment(
            EVIDENCE_S3_BUCKET=BUCKET,
            EVIDENCE_S3_ENDPOINT=server.address,
            EVIDENCE_S3_REGION="th-1",
            EVIDENCE_S3_ACCESS_KEY="key",
            EVIDENCE_S3_SECRET_KEY="secret",
            EVIDENCE_S3_PREFIX="portal",
        )
        settings.STORAGES = {**settings.STORAGES, "evidence": storage}
        # A field asks for its storage once, when the portal starts.
        monkeypatch.setattr(EvidenceVersion._meta.get_field("file"), "storage", storages["evidence"])
        yield server


def test_evidence_lies_on_disk_unless_a_bucket_is_named() -> None:
    assert storage_by_environment() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_evidence_lives_in_a_bucket(
    bucket: S3Server, cast: Cast, client_as: Any, django_capture_on_commit_callbacks: Any
) -> None:
    secretary, medicine = cast["secretary@medicine"], cast.organisation("medicine")
    browser: Client = client_as(secretary)
    # More than goes in one piece.
    large = PDF + b"%" + b"0" * (9 * 1024 * 1024) + PDF
    made = [
        keep_file(
            by=secretary,
            organisation=medicine,
            fiscal_year=FISCAL_YEAR,
            upload=SimpleUploadedFile(name, content),
        ).newest
        for content, name in ((large, "a.pdf"), (photo(), "b.jpg"))
    ]

    assert sorted(bucket.objects.values(), key=len)[-1] == large
    # The photo has a small picture beside it.
    assert {name.partition("/")[0] for name in bucket.objects} == {"portal"}
    assert len(bucket.objects) == 3
    served = [browser.get(reverse("organisations:evidence-file", args=[one.pk])) for one in made]
    assert [answer.getvalue() for answer in served] == [large, photo()]
    small = reverse("organisations:evidence-thumbnail", args=[made[1].pk])
    assert browser.get(small).content.startswith(b"\xff\xd8")

    with django_capture_on_commit_callbacks(execute=True):
        forget_files(made)

    assert bucket.objects == {}
    gone = reverse("organisations:evidence-file", args=[made[0].pk])
    assert browser.get(gone).status_code == 404
