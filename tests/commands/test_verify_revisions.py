"""``verify_revisions``: whatever is changed behind the portal's back is found and named."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from organisations import append_only
from plans.frozen import CLOSINGS, FROZEN
from plans.models import Revision, RoundClosing, SignedScan, SignOffStep
from plans.revisions import sha256_of
from plans.services.rounds import close_round, reopen_round
from plans.services.sign_off import withdraw_revision
from tests.cast import Cast
from tests.factories import RoundClosingFactory, SignedScanFactory
from tests.plans.monitoring.year import year_of
from tests.plans.sign_off_desk import Desk

FINE = "ตรวจแล้ว 2 ฉบับ\nทุกฉบับตรงกับที่บันทึกไว้"


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def revisions(cast: Cast) -> list[Revision]:
    """A plan's first revision, withdrawn, and its second, in force with a scan."""
    desk = Desk(cast)
    first = desk.submit()
    withdraw_revision(by=desk.secretary, revision=first, reason="แก้ไขเพิ่มเติม")
    second = desk.submit()
    for person in (desk.approver, desk.executive):
        second = desk.sign(second, person)
    SignedScanFactory(organisation=desk.organisation, revision=second)
    return list(Revision.objects.order_by("number"))


def report() -> str:
    output = io.StringIO()
    call_command("verify_revisions", stdout=output)
    return output.getvalue().strip()


def found() -> list[tuple[str, str]]:
    """The revision and the words of each fault."""
    output = io.StringIO()
    with pytest.raises(CommandError, match="พบสิ่งที่ไม่ตรงกับที่บันทึกไว้"):
        call_command("verify_revisions", "--json", stdout=output)
    return [(fault["revision"], fault["what"]) for fault in json.loads(output.getvalue())["faults"]]


@contextmanager
def behind_the_back() -> Iterator[Any]:
    """A cursor of somebody who owns the database and takes the triggers off."""
    refusals = (*append_only.TRAIL, *FROZEN, *CLOSINGS)
    append_only.unprotect(connection, refusals)
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        append_only.protect(connection, refusals)


def stored(name: str | None) -> bytes:
    assert name
    with default_storage.open(name) as opened:
        return bytes(opened.read())


def overwrite(name: str | None, content: bytes) -> None:
    assert name
    default_storage.delete(name)
    assert default_storage.save(name, ContentFile(content)) == name


def test_untouched_revisions_are_fine(revisions: list[Revision]) -> None:
    assert report() == FINE


def test_paper_edited_on_disk_is_found_and_named(revisions: list[Revision]) -> None:
    paper = revisions[1].paper.name
    overwrite(paper, stored(paper).replace(b"sign", b"SIGN"))

    output = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_revisions", stdout=output)

    assert error.value.returncode == 1
    plan = revisions[1].plan
    assert output.getvalue().splitlines() == [
        "ตรวจแล้ว 2 ฉบับ",
        f"- แผน “{plan.title}” (รหัส {plan.pk}) ฉบับที่ 2: เอกสารเสนอลงนาม: ไฟล์ไม่ตรงกับค่าตรวจสอบ",
    ]


def test_older_file_put_back_in_place_of_the_approved_one_is_found(revisions: list[Revision]) -> None:
    overwrite(revisions[1].approved_paper.name, stored(revisions[0].paper.name))

    assert found() == [("ฉบับที่ 2", "เอกสารที่ได้รับอนุมัติ: ไฟล์ไม่ตรงกับค่าตรวจสอบ")]


def test_lost_and_shortened_files_are_found(revisions: list[Revision]) -> None:
    default_storage.delete(str(revisions[0].paper.name))
    scan = SignedScan.objects.get()
    overwrite(scan.file.name, b"x")

    assert found() == [
        ("ฉบับที่ 1", "เอกสารเสนอลงนาม: ไม่พบไฟล์"),
        ("ฉบับที่ 2", f"สำเนาที่ลงนาม “{scan.name}”: ขนาดไฟล์ไม่ตรงกับที่บันทึกไว้"),
        ("ฉบับที่ 2", f"สำเนาที่ลงนาม “{scan.name}”: ไฟล์ไม่ตรงกับค่าตรวจสอบ"),
    ]


def test_content_changed_in_the_database_is_found(revisions: list[Revision]) -> None:
    content = revisions[1].content
    content["plan"]["title"] = "แผนอื่น"
    with behind_the_back() as cursor:
        cursor.execute(
            "UPDATE plans_revision SET content = %s WHERE id = %s", [json.dumps(content), revisions[1].pk]
        )

    assert found() == [("ฉบับที่ 2", "ข้อมูลของแผนไม่ตรงกับค่าตรวจสอบ")]


def test_content_exchanged_with_its_hash_is_found_by_chain_and_trail(revisions: list[Revision]) -> None:
    content = revisions[0].content
    content["plan"]["title"] = "แผนอื่น"
    with behind_the_back() as cursor:
        cursor.execute(
            "UPDATE plans_revision SET content = %s, content_sha256 = %s WHERE id = %s",
            [json.dumps(content), sha256_of(content), revisions[0].pk],
        )

    assert found() == [
        ("ฉบับที่ 1", "การเสนอ: ไม่ตรงกับที่บันทึกไว้ในประวัติการดำเนินการ"),
        ("ฉบับที่ 2", "ค่าตรวจสอบของฉบับก่อนหน้าไม่ตรงกับที่บันทึกไว้"),
    ]


def test_deleted_first_revision_leaves_a_gap(revisions: list[Revision]) -> None:
    _delete(revisions[0])

    assert found() == [
        ("ฉบับที่ 2", "ลำดับเลขฉบับไม่ต่อเนื่อง ไม่พบฉบับที่ 1"),
        ("ฉบับที่ 2", "ค่าตรวจสอบของฉบับก่อนหน้าไม่ตรงกับที่บันทึกไว้"),
        ("ฉบับที่ 1", "ไม่พบฉบับนี้ในระบบ แต่มีบันทึกการเสนอในประวัติการดำเนินการ"),
    ]


def test_deleted_last_revision_is_missed_by_the_trail(revisions: list[Revision]) -> None:
    with behind_the_back() as cursor:
        cursor.execute("UPDATE plans_signedscan SET revision_id = NULL")
    _delete(revisions[1])

    assert found() == [("ฉบับที่ 2", "ไม่พบฉบับนี้ในระบบ แต่มีบันทึกการเสนอในประวัติการดำเนินการ")]


def _delete(revision: Revision) -> None:
    with behind_the_back() as cursor:
        cursor.execute("DELETE FROM plans_signoffstep WHERE revision_id = %s", [revision.pk])
        cursor.execute("DELETE FROM plans_revision WHERE id = %s", [revision.pk])


def test_approval_without_its_signatures_and_without_a_paper_is_found(revisions: list[Revision]) -> None:
    step = SignOffStep.objects.filter(revision=revisions[1]).last()
    assert step is not None
    with behind_the_back() as cursor:
        cursor.execute(
            "UPDATE plans_signoffstep SET state = 'waiting', acted_at = NULL WHERE id = %s", [step.pk]
        )
        cursor.execute("UPDATE plans_revision SET approved_paper = '', approved_sha256 = ''")

    assert found() == [
        ("ฉบับที่ 2", "ไม่มีเอกสารที่ได้รับอนุมัติ"),
        ("ฉบับที่ 2", "อนุมัติแล้ว แต่มีขั้นตอนที่ยังไม่ได้ดำเนินการ"),
        ("ฉบับที่ 2", "การอนุมัติ: ไม่ตรงกับที่บันทึกไว้ในประวัติการดำเนินการ"),
    ]


def test_file_without_a_row_is_told_and_is_no_fault(revisions: list[Revision]) -> None:
    name = default_storage.save("revisions/2026/11/left.pdf", ContentFile(b"left"))

    assert report() == (
        f"ตรวจแล้ว 2 ฉบับ\nไฟล์ที่ไม่ได้เป็นของฉบับใด 1 ไฟล์ (เหลือจากการบันทึกที่ไม่สำเร็จ)\n  {name}\nทุกฉบับตรงกับที่บันทึกไว้"
    )


@pytest.fixture
def closings(cast: Cast) -> list[RoundClosing]:
    """A round closed, opened again, and closed a second time."""
    year = year_of(cast)
    round = year.round("quarter-10")
    first = close_round(by=year.secretary, round=round, base_version=1, missing_confirmed=1)
    reopen_round(by=year.approver, round=round, reason="แก้ไขจำนวน")
    second = close_round(by=year.secretary, round=round, base_version=round.version, missing_confirmed=1)
    return [first, second]


def test_untouched_closings_are_fine(closings: list[RoundClosing]) -> None:
    assert report() == "ตรวจแล้ว 0 ฉบับ และการปิดรอบ 2 ครั้ง\nทุกฉบับตรงกับที่บันทึกไว้"


def test_changed_figures_of_a_round_are_found(closings: list[RoundClosing]) -> None:
    with behind_the_back():
        changed = closings[0].figures | {"as_of": "2026-01-01"}
        RoundClosing.objects.filter(pk=closings[0].pk).update(figures=changed)
    assert found() == [("ไตรมาสที่ 1 ปิดครั้งที่ 1", "ตัวเลขของรอบที่ปิดไม่ตรงกับค่าตรวจสอบ")]

    with behind_the_back():
        RoundClosing.objects.filter(pk=closings[0].pk).update(sha256=sha256_of(changed))
    assert found() == [("ไตรมาสที่ 1 ปิดครั้งที่ 1", "ไม่ตรงกับที่บันทึกไว้ในประวัติการดำเนินการ")]


def test_closings_that_went_are_found(closings: list[RoundClosing]) -> None:
    with behind_the_back():
        RoundClosing.objects.filter(pk=closings[0].pk).delete()
    assert found() == [
        ("ไตรมาสที่ 1 ปิดครั้งที่ 2", "ลำดับการปิดรอบไม่ต่อเนื่อง ไม่พบการปิดครั้งที่ 1"),
        (
            "ไตรมาสที่ 1 ปิดครั้งที่ 2",
            "ไม่พบการปิดรอบครั้งที่ 1 ในระบบ แต่มีบันทึกในประวัติการดำเนินการ",
        ),
    ]

    with behind_the_back():
        RoundClosing.objects.all().delete()
    assert found() == [
        ("ไตรมาสที่ 1", f"ไม่พบการปิดรอบครั้งที่ {number} ในระบบ แต่มีบันทึกในประวัติการดำเนินการ") for number in (1, 2)
    ]


def test_closing_that_nobody_noted_is_found(cast: Cast) -> None:
    RoundClosingFactory(number=1)

    assert [what for _, what in found()] == ["ไม่พบบันทึกในประวัติการดำเนินการ"]
