"""The title or rank before a person's name: taken apart as people write it, put together for print."""

import re

# Longer ones first: "นางสาว" begins with "นาง". Sources: common official usage; ranks of the forces, the
# police and the volunteer defence corps, in words and in letters.
_CIVIL = r"นางสาว|น\.\s?ส\.|นาง|นาย|เด็กหญิง|เด็กชาย"
_NOBLE = (
    r"ท่านผู้หญิง|คุณหญิง|คุณ|หม่อมราชวงศ์|หม่อมหลวง|หม่อมเจ้า|ม\.\s?ร\.\s?ว\.|ม\.\s?ล\.|ม\.\s?จ\."
    r"|พระครู|พระมหา"
)
_LEARNED = (
    r"(?:ผู้ช่วย|รอง)?ศาสตราจารย์(?:เกียรติคุณ|พิเศษ|คลินิก)?(?:\s?\(พิเศษ\))?|อาจารย์"
    r"|(?:ผศ|รศ|ศ)\.(?:\s?\(พิเศษ\))?|ดร\.|ดร(?=\s)|Dr\.|Mrs\.|Mr\.|Ms\.|Miss"
)
_HEALING = (
    r"นายแพทย์|แพทย์หญิง|(?:ทันต|สัตว)แพทย์(?:หญิง)?|เภสัชกร(?:หญิง)?"
    r"|นพ\.|พญ\.|ทพญ\.|ทพ\.|น\.\s?สพ\.|สพ\.\s?ญ\.|สพญ\.|ภก\.|ภญ\."
)
_RANK_IN_WORDS = (
    r"(?:พลเรือ|พลอากาศ|พลตำรวจ|นาวาอากาศ|เรืออากาศ|พันจ่าอากาศ|จ่าอากาศ|พันตำรวจ|ร้อยตำรวจ|สิบตำรวจ"
    r"|พันจ่า|จ่าสิบ|นายกอง|นายหมวด|นาวา|เรือ|จ่า|พล|พัน|ร้อย|สิบ)(?:เอก|โท|ตรี)(?:พิเศษ)?"
    r"|พลจัตวา|ดาบตำรวจ|จ่าสิบตำรวจ"
)
_RANK_IN_LETTERS = r"(?:พล|พ|ร|จ|ส|น|ด)\.\s?(?:[สรจอต]\.\s?)?[อทต]\."
_RANK = rf"(?:ว่าที่\s?)?(?:{_RANK_IN_WORDS}|{_RANK_IN_LETTERS})(?:\s?\(พิเศษ\))?(?:\s?หญิง)?"
_BEFORE_NAME = r"\s*(?=[ก-ฮเแโใไA-Za-z])"
_ONE = re.compile(rf"(?:{_RANK}|{_HEALING}|{_LEARNED}|{_NOBLE}|{_CIVIL}){_BEFORE_NAME}")
_ENDS_IT = re.compile(rf"(?:{_CIVIL})\s*")  # after these, a word that looks like a rank is a name
_DOCTOR = re.compile(rf"ดร\.{_BEFORE_NAME}")
_STANDS_APART = re.compile(rf"(?:{_RANK_IN_WORDS}|หญิง|ศาสตราจารย์\S*|[A-Za-z]+\.?)$")
_MOST = 5  # titles before one name


def split_name(text: str) -> tuple[str, str]:
    """Title or rank, and the name: ("ว่าที่ร้อยตรี ดร.", "สมมติ ตัวอย่าง"); ("", text) without one."""
    typed = " ".join(text.split())
    end = 0
    pattern = _ONE
    for _ in range(_MOST):
        match = pattern.match(typed, end)
        if match is None:
            break
        end = match.end()
        if _ENDS_IT.fullmatch(match[0]):
            pattern = _DOCTOR
    return typed[:end].strip(), typed[end:]


def full_name(prefix: str, name: str) -> str:
    """As printed: "นายสมมติ ตัวอย่าง", but a rank in words stands apart: "เรืออากาศเอก สมมติ ตัวอย่าง"."""
    space = " " if _STANDS_APART.search(prefix) else ""
    return f"{prefix}{space}{name}"
