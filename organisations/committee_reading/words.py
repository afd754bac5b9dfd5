"""Words that say what somebody does in a committee, in the many ways in which they are written."""

import re
from dataclasses import dataclass

from ita_portal.thai.plain_text import closed_up

_SARA_AM_IN_TWO = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_SARA_AM_WITH_TONE_BEHIND = re.compile("\u0e33([\u0e48-\u0e4b])")

_MEMBER = r"(?:คณะอนุกรรมการ|คณะกรรมการ|คณะทำงาน|อนุกรรมการ|กรรมการ|ผู้ร่วมคณะทำงาน|ผู้ทำงาน)"
_AND = r"(?:และ|/|,|\(|-|&)?"
_ASSISTANT = r"(?:ผู้ช่วย|ผู้ช่วยฯ|ผช\.?|ผ\.|รอง)เลขา(?:นุการ|ฯ|ธิการ)?\)?"
_SECRETARY = r"(?:ฝ่าย)?เลขา(?:นุการ|ฯ)?\)?"
_OF_BODY = r"(?:คณะ)?(?:อนุกรรมการ|กรรมการ|ทำงาน)?ฯ?"
_OTHER_OFFICE = r"(?:และ|/)(?:เหรัญญิก|ประชาสัมพันธ์|นายทะเบียน|ปฏิคม|ผู้ประสานงาน)"

_DUTIES = (
    ("adviser", re.compile(rf"(?:ประธาน)?(?:คณะ)?ที่ปรึกษา{_OF_BODY}")),
    ("vice_chair", re.compile(rf"(?:รองประธาน|รองหัวหน้า){_OF_BODY}(?:คนที่[0-9]+|ลำดับที่[0-9]+)?")),
    ("chair", re.compile(rf"(?:ประธาน|หัวหน้า(?=คณะ)){_OF_BODY}")),
    ("assistant_secretary", re.compile(rf"(?P<member>{_MEMBER}{_AND})?{_ASSISTANT}{_OF_BODY}")),
    ("secretary", re.compile(rf"(?P<member>{_MEMBER}{_AND})?{_SECRETARY}{_OF_BODY}")),
    ("member", re.compile(rf"{_MEMBER}(?:{_OTHER_OFFICE}|ฯ|โดยตำแหน่ง|ผู้ทรงคุณวุฒิ)?")),
)


@dataclass(frozen=True, slots=True)
class ReadDuty:
    """A duty (a value of CommitteeMember.Duty), and whether whoever has it counts for the quorum."""

    duty: str
    counts_for_quorum: bool


def mended(text: str) -> str:
    """The text with SARA AM as the one character that it is, however it was typed or copied."""
    whole = _SARA_AM_IN_TWO.sub("\\1\u0e33", text)
    return _SARA_AM_WITH_TONE_BEHIND.sub("\\1\u0e33", whole)


def read_duty(text: str) -> ReadDuty | None:
    """The duty that a cell names and nothing else; None for any other text.

    A secretary counts for the quorum where the words say that this is a member as well; an adviser never.
    """
    written = closed_up(mended(text))
    for duty, pattern in _DUTIES:
        match = pattern.fullmatch(written)
        if match is None:
            continue
        if "secretary" in duty:
            return ReadDuty(duty, match["member"] is not None)
        return ReadDuty(duty, duty != "adviser")
    return None


def read_kind(texts: list[str]) -> str:
    """The kind of body (a value of Committee.Kind) of which title and duties speak."""
    written = closed_up("\n".join(texts))
    if "อนุกรรมการ" in written:
        return "subcommittee"
    return "working_group" if "คณะทำงาน" in written and "กรรมการ" not in written else "committee"
