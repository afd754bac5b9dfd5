"""Files of evidence where they lie: put there, with a small picture beside each photo, and taken away."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, cast
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from ita_portal.render.pictures import UNREADABLE
from organisations.evidence_ready import ReadyFile
from organisations.models import EvidenceVersion
from organisations.models.evidence import evidence_storage
from organisations.scans import IMAGES

SIDE = 240  # pixels: twice what a list shows, for finer screens
_FORMATS = ("JPEG", "PNG")
_QUALITY = 80


@contextmanager
def stored(ready: ReadyFile) -> Iterator[str]:
    """The name under which the file lies in the storage; away with it if what is done with it fails."""
    storage = evidence_storage()
    folder, name = "evidence", uuid4().hex
    kept = storage.save(f"{folder}/{name[:2]}/{name}.{ready.ending}", ready.content)
    try:
        if ready.ending in IMAGES and (small := _small(cast(BinaryIO, ready.content))):
            storage.save(thumbnail_name(kept), ContentFile(small))
        yield kept
    except BaseException:
        _forget(kept)
        raise


def thumbnail_name(name: str) -> str:
    """Where the small picture of a photo lies."""
    return f"{name.rpartition('.')[0]}.small.jpg"


def thumbnail_of(version: EvidenceVersion) -> bytes | None:
    """The small picture of a photo as JPEG, made now where it was not before; None for anything else."""
    if version.ending not in IMAGES:
        return None
    storage, name = evidence_storage(), str(version.file.name)
    try:
        with storage.open(thumbnail_name(name)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        pass
    try:
        with storage.open(name) as file:
            return _small(cast(BinaryIO, file))
    except FileNotFoundError:
        return None


def forget_files(versions: Iterable[EvidenceVersion]) -> None:
    """Take the files of versions away that are being deleted, once that has happened."""
    for name in [str(version.file.name) for version in versions if version.file]:
        transaction.on_commit(partial(_forget, name), robust=True)


def _forget(name: str) -> None:
    storage = evidence_storage()
    for one in (name, thumbnail_name(name)):
        storage.delete(one)


def _small(file: BinaryIO) -> bytes | None:
    target = io.BytesIO()
    try:
        file.seek(0)
        with Image.open(file, formats=_FORMATS) as image:
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE))
            small = Image.new("RGB", image.size, "white")
            shown = image.convert("RGBA")
            small.paste(shown, mask=shown)
        small.save(target, "JPEG", quality=_QUALITY)
    except UNREADABLE:
        return None
    return target.getvalue()
