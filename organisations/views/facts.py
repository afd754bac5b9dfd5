"""What the pages of this room print of an organisation and of an account, and the columns of their lists."""

from django.utils.timezone import localtime

from ita_portal.thai.dates import format_long, format_time
from organisations.models import Organisation, User
from organisations.pages.lists import Columns

Facts = list[tuple[str, str]]

ORGANISATION_COLUMNS: Columns = [
    {"key": "name", "label": "หน่วยงาน"},
    {"key": "code", "label": "รหัส", "narrow": True},
    {"key": "kind", "label": "ประเภท", "narrow": True},
    {"key": "is_active", "label": "สถานะ", "narrow": True},
]
PEOPLE_COLUMNS: Columns = [
    {"key": "user", "label": "ชื่อ"},
    {"key": "position", "label": "ตำแหน่ง"},
    {"key": "role", "label": "บทบาท"},
    {"key": "starts_on", "label": "ตั้งแต่วันที่", "narrow": True},
    {"key": "ends_on", "label": "ถึงวันที่", "narrow": True},
]
USER_COLUMNS: Columns = [
    {"key": "sort_key", "label": "ชื่อ", "sortable": True},
    {"key": "username", "label": "ชื่อผู้ใช้งาน", "sortable": True, "narrow": True},
    {"key": "roles", "label": "บทบาทและหน่วยงาน"},
    {"key": "last_login", "label": "เข้าใช้ล่าสุด", "sortable": True, "narrow": True},
    {"key": "is_active", "label": "สถานะ", "narrow": True},
]
ROLE_COLUMNS: Columns = [
    {"key": "role", "label": "บทบาท"},
    {"key": "organisation", "label": "หน่วยงาน"},
    {"key": "starts_on", "label": "ตั้งแต่วันที่", "narrow": True},
    {"key": "ends_on", "label": "ถึงวันที่", "narrow": True},
    {"key": "acts", "label": "ดำเนินการ", "narrow": True},
]


def organisation_facts(organisation: Organisation) -> Facts:
    """Label and value in the order of the form; "" where nothing was said."""
    return [
        ("ชื่อย่อ", organisation.short_name),
        ("รหัสหน่วยงาน", organisation.code),
        ("ประเภทหน่วยงาน", organisation.get_kind_display()),
        ("กลุ่มหน่วยงานตามการประเมิน", organisation.get_agency_type_display()),
        ("การประเมิน ITA", organisation.get_scoring_display()),
        ("เลขประจำของเจ้าของเรื่อง", organisation.letter_prefix),
        ("ที่อยู่", organisation.address),
        ("โทรศัพท์", organisation.phone),
        ("อีเมล", organisation.email),
        ("เว็บไซต์", organisation.website),
        ("สื่อสังคมออนไลน์", organisation.social_links),
    ]


def account_facts(person: User) -> Facts:
    """Label and value; "" where nothing was said."""
    return [
        ("ชื่อผู้ใช้งาน", person.username),
        ("อีเมล", person.email),
        ("โทรศัพท์", person.phone),
        ("สิทธิ์ส่วนกลาง", "ผู้ดูแลระบบส่วนกลาง" if person.is_central_admin else "ไม่มี"),
        ("รหัสผ่าน", "ตั้งแล้ว" if person.has_usable_password() else "ยังไม่ได้ตั้ง"),
        ("เข้าใช้ล่าสุด", _moment(person) or "ยังไม่เคยเข้าใช้"),
    ]


def _moment(person: User) -> str:
    if person.last_login is None:
        return ""
    local = localtime(person.last_login)
    return f"{format_long(local)} เวลา {format_time(local.time())}"
