"""The words of duties in the ways in which they are written."""

import pytest

from organisations.committee_reading.words import ReadDuty, mended, read_duty, read_kind


@pytest.mark.parametrize(
    ("text", "duty", "counts"),
    [
        ("ที่ปรึกษา", "adviser", False),
        ("ที่ปรึกษาคณะทำงาน", "adviser", False),
        ("ประธาน", "chair", True),
        ("ประธานอนุกรรมการ", "chair", True),
        ("หัวหน้าคณะทำงาน", "chair", True),
        ("รองประธานกรรมการ คนที่ ๑", "vice_chair", True),
        ("คณะกรรมการ", "member", True),
        ("อนุกรรมการ", "member", True),
        ("กรรมการและเหรัญญิก", "member", True),
        ("คณะทำงานและเลขานุการ", "secretary", True),
        ("กรรมการ / เลขานุการ", "secretary", True),
        ("เลขานุการ", "secretary", False),
        ("เลขาฯ", "secretary", False),
        ("คณะกรรมการและผ.เลขานุการ", "assistant_secretary", True),
        ("อนุกรรมการ และ ผู้ช่วยเลขานุการ", "assistant_secretary", True),
        ("ผช.เลขานุการ", "assistant_secretary", False),
    ],
)
def test_duty_is_known_in_many_writings(text: str, duty: str, counts: bool) -> None:
    assert read_duty(text) == ReadDuty(duty, counts)


@pytest.mark.parametrize(
    "text", ["กรรมการผู้จัดการ", "เลขานุการกรม", "หัวหน้ากลุ่มงาน", "ผู้จดบันทึก", "นายสมมติ กรรมการ", ""]
)
def test_post_is_no_duty(text: str) -> None:
    assert read_duty(text) is None


def test_sara_am_in_pieces_is_put_together() -> None:
    assert mended("ผู\u0e49อ\u0e4d\u0e32นวยการ น\u0e4d\u0e49\u0e32") == "ผู้อำนวยการ น้ำ"
    assert read_duty("คณะท\u0e4d\u0e32งาน") == ReadDuty("member", True)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["แต่งตั้งคณะอนุกรรมการ", "กรรมการ"], "subcommittee"),
        (["คณะทำงานตัวอย่าง", "คณะทำงาน"], "working_group"),
        (["ตามแผน", "คณะทำงานและกรรมการ"], "committee"),
        ([], "committee"),
    ],
)
def test_kind_of_body_follows_its_words(texts: list[str], kind: str) -> None:
    assert read_kind(texts) == kind
