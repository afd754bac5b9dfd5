"""Cells that name a person, a post, or both."""

import pytest

from organisations.committee_reading.people import ReadPerson, read_person


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("ผู้อำนวยการสถาบันตัวอย่าง", ReadPerson(post="ผู้อำนวยการสถาบันตัวอย่าง")),
        ("นายแพทย์เชี่ยวชาญ", ReadPerson(post="นายแพทย์เชี่ยวชาญ")),
        ("นายกเทศมนตรีเมืองตัวอย่าง", ReadPerson(post="นายกเทศมนตรีเมืองตัวอย่าง")),
        ("นายกมล ตัวอย่าง", ReadPerson("นาย", "กมล ตัวอย่าง")),
        ("๑. นายทดลอง ระบบ\nหัวหน้าฝ่าย", ReadPerson("นาย", "ทดลอง ระบบ", "หัวหน้าฝ่าย")),
        ("ปลัดกระทรวง (นางทดลอง ระบบ)", ReadPerson("นาง", "ทดลอง ระบบ", "ปลัดกระทรวง")),
        ("นายทดลอง ระบบ (หัวหน้าฝ่าย)", ReadPerson("นาย", "ทดลอง ระบบ", "หัวหน้าฝ่าย")),
        ("นายทดลอง ระบบ ผู้อำนวยการกอง", ReadPerson("นาย", "ทดลอง ระบบ", "ผู้อำนวยการกอง")),
        ("นายทดลอง/หัวหน้างาน", ReadPerson("นาย", "ทดลอง", "หัวหน้างาน")),
        ("ทดลอง ระบบ", ReadPerson(name="ทดลอง ระบบ")),
        ("ทดลอง", ReadPerson(name="ทดลอง", is_sure=False)),
        ("", ReadPerson()),
    ],
)
def test_name_and_post_are_told_apart(text: str, person: ReadPerson) -> None:
    assert read_person(text) == person
