"""Whether what was frozen is still what it was: revisions with their papers and scans, closings of rounds.

What ``verify_revisions`` finds.

Everything is computed anew, from the rows and from the files on disk, and held against the hashes kept with
the rows, against the chain of fingerprints, and against what the trail noted, which nothing changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from django.core.files.storage import Storage, default_storage
from django.db.models import Model
from django.db.models.fields.files import FieldFile

from organisations.models import AuditEntry
from plans.models import MonitoringRound, Revision, RoundClosing, SignedScan, SignOffStep
from plans.revisions import fingerprint, sha256_of

Noted = dict[str, Any]

_FOLDERS = ("revisions", "signed_scans")
_CONTENT = "ข้อมูลของแผนไม่ตรงกับค่าตรวจสอบ"
_CHAIN = "ค่าตรวจสอบของฉบับก่อนหน้าไม่ตรงกับที่บันทึกไว้"
_NUMBER = "ลำดับเลขฉบับไม่ต่อเนื่อง ไม่พบฉบับที่ {}"
_GONE = "ไม่พบฉบับนี้ในระบบ แต่มีบันทึกการเสนอในประวัติการดำเนินการ"
_UNTOLD = "ไม่พบบันทึกในประวัติการดำเนินการ"
_TOLD_OTHERWISE = "ไม่ตรงกับที่บันทึกไว้ในประวัติการดำเนินการ"
_UNSIGNED = "อนุมัติแล้ว แต่มีขั้นตอนที่ยังไม่ได้ดำเนินการ"
_NO_PAPER = "ไม่มีเอกสารที่ได้รับอนุมัติ"
_LOST = "ไม่พบไฟล์"
_OTHER_SIZE = "ขนาดไฟล์ไม่ตรงกับที่บันทึกไว้"
_OTHER_FILE = "ไฟล์ไม่ตรงกับค่าตรวจสอบ"
_FIGURES = "ตัวเลขของรอบที่ปิดไม่ตรงกับค่าตรวจสอบ"
_CLOSING_NUMBER = "ลำดับการปิดรอบไม่ต่อเนื่อง ไม่พบการปิดครั้งที่ {}"
_CLOSING_GONE = "ไม่พบการปิดรอบครั้งที่ {} ในระบบ แต่มีบันทึกในประวัติการดำเนินการ"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was: of which plan and revision (ids and words), and what, in Thai.

    A closing of a round has its words in place of a revision's.
    """

    plan_id: int | None
    plan: str
    revision_id: int | None
    revision: str
    what: str


def revision_faults() -> Iterator[Fault]:
    """What is wrong with revisions, plan by plan; one content is in memory at a time."""
    noted = _noted()
    rows = Revision.objects.order_by("plan", "number").select_related("plan").iterator(chunk_size=1)
    for _, revisions in groupby(rows, attrgetter("plan_id")):
        before: Revision | None = None
        for revision in revisions:
            faults = (
                _row_faults(revision, before),
                _paper_faults(revision),
                _trail_faults(revision, noted.pop(revision.pk, {})),
            )
            yield from (_fault(revision, text) for text in chain(*faults))
            before = revision
    for pk, told in noted.items():
        yield Fault(told["plan"], "", pk, told["number"], _GONE)


def scan_faults() -> Iterator[Fault]:
    """What is wrong with the files of signed scans, those among them that are filed nowhere."""
    scans = SignedScan.objects.select_related("revision__plan").defer("revision__content").order_by("pk")
    for scan in scans.iterator():
        for text in _file_faults(f"สำเนาที่ลงนาม “{scan.name}”", scan.file, scan.sha256, scan.size):
            yield _fault(scan.revision, text)


def closing_faults() -> Iterator[Fault]:
    """What is wrong with the figures of closed rounds, round by round; one closing is in memory at a time."""
    noted = _noted_closings()
    rows = (
        RoundClosing.objects.order_by("round", "number").select_related("round__plan").iterator(chunk_size=1)
    )
    for pk, closings in groupby(rows, attrgetter("round_id")):
        told, expected = noted.pop(pk, {}), 1
        for closing in closings:
            for number in range(expected, closing.number):
                yield _closing_fault(closing, _CLOSING_NUMBER.format(number))
            yield from (_closing_fault(closing, text) for text in _closing_texts(closing, told))
            told.pop(closing.number, None)
            expected = closing.number + 1
        for number in told:
            yield _closing_fault(closing, _CLOSING_GONE.format(number))
    for told in noted.values():
        for number, said in told.items():
            yield Fault(said["plan"], "", None, said["round"], _CLOSING_GONE.format(number))


def stray_files(storage: Storage = default_storage) -> list[str]:
    """Files beside those of revisions and scans that no row names; left by an act that was not finished."""
    known = set(Revision.objects.values_list("paper", flat=True))
    known |= set(Revision.objects.exclude(approved_paper="").values_list("approved_paper", flat=True))
    known |= set(SignedScan.objects.values_list("file", flat=True))
    return sorted(name for folder in _FOLDERS for name in _files(storage, folder) if name not in known)


def _fault(revision: Revision | None, what: str) -> Fault:
    if revision is None:
        return Fault(None, "", None, "", what)
    return Fault(revision.plan_id, revision.plan.title, revision.pk, str(revision), what)


def _closing_fault(closing: RoundClosing, what: str) -> Fault:
    plan = closing.round.plan
    return Fault(plan.pk, plan.title, None, str(closing), what)


def _closing_texts(closing: RoundClosing, told: dict[int, Noted]) -> Iterator[str]:
    """What the figures come to against their hash, and the hash against what was noted at the closing."""
    if sha256_of(closing.figures) != closing.sha256:
        yield _FIGURES
    if closing.number not in told:
        yield _UNTOLD
    elif told[closing.number]["sha256"] != closing.sha256:
        yield _TOLD_OTHERWISE


def _row_faults(revision: Revision, before: Revision | None) -> Iterator[str]:
    if sha256_of(revision.content) != revision.content_sha256:
        yield _CONTENT
    expected = before.number + 1 if before else 1
    for number in range(expected, revision.number):
        yield _NUMBER.format(number)
    if revision.previous_sha256 != (fingerprint(before) if before else ""):
        yield _CHAIN


def _paper_faults(revision: Revision) -> Iterator[str]:
    yield from _file_faults("เอกสารเสนอลงนาม", revision.paper, revision.paper_sha256, revision.paper_size)
    if revision.approved_paper:
        yield from _file_faults("เอกสารที่ได้รับอนุมัติ", revision.approved_paper, revision.approved_sha256)
    elif revision.was_approved:
        yield _NO_PAPER
    if revision.was_approved and revision.steps.exclude(state=SignOffStep.State.SIGNED).exists():
        yield _UNSIGNED


def _file_faults(name: str, file: FieldFile, digest: str, size: int | None = None) -> Iterator[str]:
    try:
        with file.open("rb") as opened:
            found = file_digest(opened, "sha256").hexdigest()
            actual = opened.size
    except (OSError, ValueError):
        yield f"{name}: {_LOST}"
        return
    if size is not None and actual != size:
        yield f"{name}: {_OTHER_SIZE}"
    if found != digest:
        yield f"{name}: {_OTHER_FILE}"


def _trail_faults(revision: Revision, told: Noted) -> Iterator[str]:
    """What the row says against what was noted when it was submitted, and when it was approved."""
    hashes: dict[str, tuple[str, ...]] = {"การเสนอ": ("content_sha256", "paper_sha256")}
    if revision.was_approved:
        hashes["การอนุมัติ"] = ("approved_sha256",)
    for act, names in hashes.items():
        if not all(name in told for name in names):
            yield f"{act}: {_UNTOLD}"
        elif any(told[name] != getattr(revision, name) for name in names):
            yield f"{act}: {_TOLD_OTHERWISE}"


def _noted() -> dict[int, Noted]:
    """What the trail noted of each revision by its id: its plan, its number, its hashes."""
    noted: dict[int, Noted] = {}
    for entry in _entries(Revision, "content_sha256"):
        noted[entry.object_id] = {"plan": entry.subject_id, "number": entry.object_text} | entry.after
    of_steps = dict(SignOffStep.objects.values_list("pk", "revision"))
    for entry in _entries(SignOffStep, "approved_sha256"):
        if (revision := of_steps.get(entry.object_id)) in noted:
            noted[revision]["approved_sha256"] = entry.after["approved_sha256"]
    return noted


def _noted_closings() -> dict[int, dict[int, Noted]]:
    """What the trail noted of each round's closings, by the round's id and the number of the closing."""
    noted: dict[int, dict[int, Noted]] = {}
    for entry in _entries(MonitoringRound, "sha256"):
        said = {"plan": entry.subject_id, "round": entry.object_text, "sha256": entry.after["sha256"]}
        noted.setdefault(entry.object_id, {})[entry.after["number"]] = said
    return noted


def _entries(model: type[Model], name: str) -> Iterable[Any]:
    entries = AuditEntry.objects.filter(object_type=model._meta.label_lower, after__has_key=name)
    return entries.order_by("pk").iterator()


def _files(storage: Storage, folder: str) -> Iterator[str]:
    """The names of all files below a folder, as rows keep them."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(storage, f"{folder}/{inner}")
