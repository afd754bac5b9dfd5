"""One cell about a person: a title with a name, a post, or both."""

import re
from dataclasses import dataclass

from organisations.personal_names import split_name

# Posts that begin like a title before a name.
_LIKE_A_TITLE = re.compile(
    r"นาย(?:กเทศมนตรี|กองค์การ|กสภา|กสมาคม|กเหล่ากาชาด|กเมือง|กรัฐมนตรี|อำเภอ|ทะเบียน|ช่าง|ด่าน|ตรวจ|ตำรวจ|ทหาร)"
    r"|(?:นาย|ทันต|สัตว)แพทย์(?:สาธารณสุข|เชี่ยวชาญ|ชำนาญการ|ทรงคุณวุฒิ|ปฏิบัติการ|ใหญ่)"
    r"|เภสัชกร(?:เชี่ยวชาญ|ชำนาญการ|ทรงคุณวุฒิ|ปฏิบัติการ)"
    r"|อาจารย์(?:ประจำ|ใหญ่|พิเศษ)"
)
_POST = re.compile(
    r"(?:รอง|ผู้ช่วย|รักษาการ(?:ใน)?(?:ตำแหน่ง)?|รักษาราชการแทน|ว่าที่)*(?:ตำแหน่ง\s*)?"
    r"(?:ผู้อำนวยการ|ผอ\.|ผู้แทน|ผู้บริหาร|ผู้ว่า|ผู้บัญชาการ|ผู้บังคับ|ผู้จัดการ|ผู้ตรวจ|ผู้กำกับ|ผู้เชี่ยวชาญ|ผู้ทรงคุณวุฒิ"
    r"|ผู้ปฏิบัติงาน|ผู้ประสานงาน|ผู้รับผิดชอบ|อธิบดี|อธิการบดี|คณบดี|ปลัด|เลขาธิการ|เลขานุการ|หัวหน้า|ประธาน|กรรมการ"
    r"|เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|ข้าราชการ|บุคลากร|ลูกจ้าง|นัก[ก-ฮเแโใไ]|นิติกร|รัฐมนตรี|ท้องถิ่น|สาธารณสุข|สรรพากร"
    r"|พยาบาล|ครู|วิศวกร|สถาปนิก|วิทยากร|บรรณารักษ์|ที่ปรึกษา|รองฯ|ผู้ช่วยฯ|ศึกษาธิการ|เกษตร|พัฒนาการ|คลังจังหวัด|อัยการ|ผู้พิพากษา)"
)
_RUNNING_NUMBER = re.compile(r"(?:[0-9]{1,3}|[๐-๙]{1,3})(?:\.(?:[0-9]{1,3}|[๐-๙]{1,3}))*(?:[.)]\s*|\s+)")
_BETWEEN = re.compile(r"\s*(?:\n+|\t+|/|,|\s{2,})\s*(?:ตำแหน่ง\s*:?\s*)?|\s+ตำแหน่ง\s*:?\s*")
_IN_BRACKETS = re.compile(r"(?P<before>[^()]+?)\s*\((?P<within>[^()]+)\)\s*")
_NAME_PARTS = 2  # first name and surname


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """Who a cell names; ``is_sure`` is False where a name and a post cannot be told apart."""

    prefix: str = ""
    name: str = ""
    post: str = ""
    is_sure: bool = True


def read_person(text: str) -> ReadPerson:
    """The person, the post, or both that a cell names; its running number falls away."""
    written = without_number(text)
    if not written:
        return ReadPerson()
    bracketed = _IN_BRACKETS.fullmatch(written)
    if bracketed:
        return _two(bracketed["before"], bracketed["within"]) or _one(written)
    parts = _BETWEEN.split(written, maxsplit=1)
    if len(parts) == 2 and all(parts) and (both := _two(*parts)):
        return both
    return _one(written)


def without_number(text: str) -> str:
    """The text without the running number before it."""
    return (
        _RUNNING_NUMBER.sub("", text.strip(), count=1)
        if _RUNNING_NUMBER.match(text.strip())
        else text.strip()
    )


def is_post(text: str) -> bool:
    """Whether the text begins as posts do."""
    return bool(_LIKE_A_TITLE.match(text) or _POST.match(text))


def is_named(text: str) -> bool:
    """Whether the text is a name with its title."""
    return not is_post(text) and bool(split_name(text)[0])


def _two(first: str, second: str) -> ReadPerson | None:
    """A name and a post, in whichever order they stand; None where the texts are not one of each."""
    if is_named(first) and not is_named(second):
        prefix, name = split_name(first)
        return ReadPerson(prefix, name, _line(second))
    if is_post(first) and is_named(second):
        prefix, name = split_name(second)
        return ReadPerson(prefix, name, _line(first))
    return None


def _one(text: str) -> ReadPerson:
    line = _line(text)
    if is_post(line):
        return ReadPerson(post=line)
    prefix, name = split_name(line)
    if not prefix:
        return ReadPerson(name=name, is_sure=len(name.split()) == _NAME_PARTS)
    words = name.split(" ")
    # "นายสมมติ ตัวอย่าง ผู้อำนวยการกอง": behind name and surname a post may follow.
    rest = " ".join(words[_NAME_PARTS:])
    if rest and is_post(rest):
        return ReadPerson(prefix, " ".join(words[:_NAME_PARTS]), rest)
    return ReadPerson(prefix, name)


def _line(text: str) -> str:
    return " ".join(text.split())
