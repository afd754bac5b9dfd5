"""Letters are written, changed and cancelled, and nobody's change is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from organisations.models import AuditEntry, Letter
from organisations.services.errors import StaleError
from organisations.services.letters import cancel_letter, draft_letter, update_letter
from organisations.services.letters_keeping import MOST_REFERENCES, Reference
from tests.cast import Cast
from tests.factories import LetterFactory, LetterReferenceFactory


def test_draft_keeps_its_fields_and_what_it_refers_to_in_order(cast: Cast) -> None:
    earlier = LetterFactory(organisation=cast.organisation("medicine"))

    letter = draft_letter(
        by=cast["secretary@medicine"],
        organisation=cast.organisation("medicine"),
        values={"kind": "circular", "subject": "เวียนแจ้ง", "enclosures": ["แผน", "ปฏิทิน"]},
        references=[Reference("หนังสือกรม ที่ 1"), Reference("หนังสือกอง ที่ 2", earlier)],
    )

    letter.refresh_from_db()
    assert (letter.state, letter.direction, letter.series) == ("draft", "out", "circulars")
    assert letter.enclosures == ["แผน", "ปฏิทิน"]
    assert [(one.text, one.referred) for one in letter.references.all()] == [
        ("หนังสือกรม ที่ 1", None),
        ("หนังสือกอง ที่ 2", earlier),
    ]


def test_change_has_before_and_after_in_the_trail(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"), subject="เดิม")
    LetterReferenceFactory(letter=letter, text="ฉบับเดิม")

    update_letter(
        by=cast["secretary@medicine"],
        letter=letter,
        values={"subject": "ใหม่"},
        references=[Reference("ฉบับใหม่")],
        base_version=1,
    )

    entry = AuditEntry.objects.get()
    assert entry.before
    assert entry.after
    assert (entry.before["subject"], entry.before["references"]) == ("เดิม", ["ฉบับเดิม"])
    assert (entry.after["subject"], entry.after["references"]) == ("ใหม่", ["ฉบับใหม่"])
    assert Letter.objects.get().version == 2


def test_later_of_two_writers_is_told_and_shown_the_letter_as_it_is(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))
    write: dict[str, Any] = {"by": cast["secretary@medicine"], "letter": letter, "references": []}
    update_letter(**write, values={"subject": "คนแรก"}, base_version=1)

    with pytest.raises(StaleError) as stale:
        update_letter(**write, values={"subject": "คนหลัง"}, base_version=1)

    assert stale.value.current.subject == "คนแรก"
    assert Letter.objects.get().subject == "คนแรก"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "order"}, "kind"),
        ({"dated_on": date(2027, 1, 4)}, "dated_on"),
        ({"dated_on": None}, "dated_on"),
    ],
)
def test_numbered_letter_stays_in_its_register_and_year(
    values: dict[str, Any], field: str, cast: Cast
) -> None:
    letter = LetterFactory(
        organisation=cast.organisation("medicine"),
        state="issued",
        running_number=1,
        calendar_year=2569,
        dated_on=date(2026, 3, 2),
        number_text="1",
    )

    with pytest.raises(ValidationError) as refused:
        update_letter(
            by=cast["secretary@medicine"], letter=letter, values=values, references=[], base_version=1
        )

    assert list(refused.value.error_dict) == [field]
    assert Letter.objects.get().version == 1


def test_cancelled_letter_keeps_its_number_says_why_and_is_closed(cast: Cast) -> None:
    letter = LetterFactory(
        organisation=cast.organisation("medicine"), state="issued", running_number=7, calendar_year=2569
    )

    cancel_letter(by=cast["secretary@medicine"], letter=letter, reason="ออกซ้ำ")

    letter = Letter.objects.get()
    assert (letter.state, letter.running_number) == ("cancelled", 7)
    assert [mark.text for mark in letter.marks.all()] == ["ยกเลิก: ออกซ้ำ"]
    with pytest.raises(PermissionDenied, match="หนังสือนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้"):
        cancel_letter(by=cast["secretary@medicine"], letter=letter, reason="อีกครั้ง")


def test_nobody_cancels_without_a_reason_or_twice_at_once(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))
    same = Letter.objects.get()

    with pytest.raises(ValidationError, match="โปรดระบุเหตุผลที่ยกเลิก"):
        cancel_letter(by=cast["secretary@medicine"], letter=letter, reason=" ")
    cancel_letter(by=cast["secretary@medicine"], letter=letter, reason="ออกซ้ำ")
    with pytest.raises(ValidationError, match="หนังสือนี้ยกเลิกไปแล้ว"):
        cancel_letter(by=cast["secretary@medicine"], letter=same, reason="ออกซ้ำ")


def test_letter_refers_neither_to_itself_nor_to_too_many(cast: Cast) -> None:
    letter = LetterFactory(organisation=cast.organisation("medicine"))
    write: dict[str, Any] = {
        "by": cast["secretary@medicine"],
        "letter": letter,
        "values": {},
        "base_version": None,
    }

    with pytest.raises(ValidationError, match="หนังสืออ้างถึงตัวเองไม่ได้"):
        update_letter(**write, references=[Reference("ตัวเอง", letter)])
    with pytest.raises(ValidationError, match="อ้างถึงหนังสือได้ไม่เกิน 30 ฉบับ"):
        update_letter(**write, references=[Reference("ฉบับ")] * (MOST_REFERENCES + 1))
    assert letter.references.count() == 0


def test_too_many_enclosures_are_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ได้ไม่เกิน 50 รายการ"):
        draft_letter(
            by=cast["secretary@medicine"],
            organisation=cast.organisation("medicine"),
            values={"subject": "เรื่อง", "enclosures": ["แผน"] * 51},
        )
