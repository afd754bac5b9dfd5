"""The register of letters: its list, the page of a letter, and the chain in which it stands."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ita_portal.render.signing import acting_words
from ita_portal.thai.amounts_in_text import stated_amounts
from ita_portal.thai.dates import format_long
from organisations.access import Permission, check, has_anywhere, require
from organisations.context import selected_organisation
from organisations.forms.letters_acts import LetterFilter
from organisations.letters import citation
from organisations.letters_chain import chain_of
from organisations.models import Letter
from organisations.pages.lists import Columns, page_of
from organisations.querysets import LetterQuerySet
from organisations.requests import SignedInRequest, asked_organisation
from organisations.views.facts import Facts

Direction = Letter.Direction
OUT_COLUMNS: Columns = [
    {"key": "dated_on", "label": "วันที่", "narrow": True},
    {"key": "number", "label": "ที่", "narrow": True},
    {"key": "subject", "label": "เรื่อง"},
    {"key": "addressee", "label": "เรียน"},
    {"key": "received", "label": "เลขที่รับ", "narrow": True},
    {"key": "state", "label": "สถานะ", "narrow": True},
    {"key": "chain", "label": "สายเรื่อง", "narrow": True},
]
IN_COLUMNS: Columns = [
    {"key": "received", "label": "เลขที่รับ", "narrow": True},
    {"key": "received_on", "label": "รับเมื่อ", "narrow": True},
    {"key": "number", "label": "ที่", "narrow": True},
    {"key": "dated_on", "label": "ลงวันที่", "narrow": True},
    {"key": "subject", "label": "เรื่อง"},
    {"key": "office", "label": "จาก"},
    {"key": "chain", "label": "สายเรื่อง", "narrow": True},
]


@require_safe
def letter_list(request: SignedInRequest) -> HttpResponse:
    """The letters of the organisation that the bar on top says: those that left, or those that came in."""
    direction = Direction.IN if request.GET.get("direction") == Direction.IN else Direction.OUT
    seen = Letter.objects.visible_to(request.user).below(selected_organisation(request))
    counts = seen.aggregate(
        out=Count("pk", filter=Q(direction="out")), came=Count("pk", filter=Q(direction="in"))
    )
    register = seen.filter(direction=direction).with_stamp()
    filters = LetterFilter(request.GET, years=register.register_years(), direction=direction)
    conditions = filters.conditions()
    may_write = has_anywhere(request.user, Permission.LETTER_EDIT)
    context = {
        "page": page_of(request, _found(register, conditions)),
        "columns": IN_COLUMNS if direction == Direction.IN else OUT_COLUMNS,
        "direction": direction,
        "tabs": _tabs(request, direction, counts),
        "filters": filters,
        "filtered": bool(conditions),
        "total": counts["came" if direction == Direction.IN else "out"] if conditions else None,
        "all_url": f"?direction={direction}",
        "actions": _list_actions() if may_write else [],
        "empty": _empty(direction, may_write),
    }
    return render(request, "organisations/letter_list.html", context)


@require_safe
def letter_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A letter with what was put on it, its scans, what it refers to and what refers to it."""
    letter = visible_letter(request, pk)
    seen = Letter.objects.visible_to(request.user).select_related("organisation")
    context = {
        "letter": letter,
        "facts": letter_facts(letter),
        "paragraphs": [line for line in letter.body.splitlines() if line.strip()],
        "crumbs": crumbs(letter),
        "marks": letter.marks.all(),
        "scans": letter.scans.select_related("created_by"),
        "references": letter.references.select_related("referred"),
        "seen": set(seen.filter(pk__in=letter.references.values("referred")).values_list("pk", flat=True)),
        "referred_by": seen.filter(references__referred=letter).distinct(),
        "citation": citation(letter),
        "disagreeing": [amount for amount in stated_amounts(letter.body) if not amount.agrees],
        "may_edit": bool(check(request.user, Permission.LETTER_EDIT, letter)),
        "may_write": has_anywhere(request.user, Permission.LETTER_EDIT),
    }
    return render(request, "organisations/letter_detail.html", context)


@require_safe
def letter_chain(request: SignedInRequest, pk: int) -> HttpResponse:
    """All letters that hang together with this one, by date, so that an approval can be followed."""
    letter = visible_letter(request, pk)
    context = {
        "letter": letter,
        "chain": chain_of(letter, request.user),
        "crumbs": crumbs(letter, "สายเรื่อง"),
    }
    return render(request, "organisations/letter_chain.html", context)


def visible_letter(request: SignedInRequest, pk: int) -> Letter:
    """A letter that the person may see; the page is of its organisation."""
    letters = Letter.objects.visible_to(request.user).select_related("organisation", "created_by")
    letter = get_object_or_404(letters, pk=pk)
    request.current_organisation = letter.organisation  # type: ignore[attr-defined]
    return letter


def editable_letter(request: SignedInRequest, pk: int) -> Letter:
    """A letter that the person may see and change now."""
    letter = visible_letter(request, pk)
    require(request.user, Permission.LETTER_EDIT, letter)
    return letter


def crumbs(letter: Letter, here: str = "") -> list[dict[str, str]]:
    """The way from the register to the letter, and to a page of it."""
    query = urlencode({"direction": letter.direction, "organisation": letter.organisation.code})
    register = {
        "label": Letter.Direction(letter.direction).label,
        "url": f"{reverse('organisations:letter-list')}?{query}",
    }
    name = letter.number_text or letter.subject[:60]
    if not here:
        return [register, {"label": name}]
    return [register, {"label": name, "url": letter.get_absolute_url()}, {"label": here}]


def letter_facts(letter: Letter) -> Facts:
    """Label and value as on paper; "" where nothing was said."""
    came_in = letter.direction == Direction.IN
    office = f"{letter.office} โทร. {letter.phone}" if letter.phone else letter.office
    return [
        ("ชนิดหนังสือ", letter.get_kind_display()),
        ("ชั้นความเร็ว", letter.get_urgency_display()),
        ("จาก" if came_in else "ส่วนราชการ", office),
        ("ที่", letter.number_text or _open_number(letter)),
        ("วันที่", format_long(letter.dated_on) if letter.dated_on else ""),
        ("เรื่อง", letter.subject),
        ("เรียน", letter.addressee),
        *([] if came_in else [("ผ่าน", letter.through)]),
        ("สิ่งที่ส่งมาด้วย", "\n".join(letter.enclosures)),
        ("ผู้ลงนาม", "\n".join(line for line in _signer(letter) if line)),
    ]


def _signer(letter: Letter) -> tuple[str, str, str]:
    return letter.signer_name, letter.signer_position, acting_words(letter.signer_acting_for)


def _open_number(letter: Letter) -> str:
    if letter.direction == Direction.IN:
        return ""
    prefix = f"{letter.number_prefix}/" if letter.number_prefix else ""
    return f"{prefix} (ยังไม่ออกเลข)" if letter.state == Letter.State.DRAFT else f"{prefix} (เว้นเลขไว้)"


def _found(letters: LetterQuerySet, conditions: dict[str, Any]) -> LetterQuerySet:
    if "q" in conditions:
        letters = letters.search(conditions["q"])
    if "calendar_year" in conditions:
        letters = letters.of_register_year(conditions["calendar_year"])
    letters = letters.filter(**{name: conditions[name] for name in ("kind", "state") if name in conditions})
    return letters.with_company().in_register().select_related("organisation")


def _tabs(request: SignedInRequest, direction: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    code = asked_organisation(request)
    kept = {"organisation": code} if code else {}
    return [
        {
            "label": f"{one.label} ({counts['came' if one == Direction.IN else 'out']})",
            "url": f"?{urlencode({'direction': one.value} | kept)}",
            "current": one == direction,
        }
        for one in Direction
    ]


def _list_actions() -> list[dict[str, str]]:
    return [
        {
            "label": "จัดทำหนังสือ",
            "url": reverse("organisations:letter-new"),
            "icon": "pencil-line",
            "kind": "primary",
        },
        {"label": "ลงรับหนังสือ", "url": reverse("organisations:letter-receive"), "icon": "inbox"},
    ]


def _empty(direction: str, may_write: bool) -> dict[str, str]:
    came_in = direction == Direction.IN
    empty = {"icon": "mail", "title": "ยังไม่มีหนังสือเข้า" if came_in else "ยังไม่มีหนังสือออก"}
    if not may_write:
        return empty | {"text": "เมื่อเลขานุการคณะทำงานลงทะเบียนแล้ว หนังสือจะปรากฏที่นี่"}
    if came_in:
        return empty | {
            "text": "ลงรับหนังสือที่ส่งถึงหน่วยงาน พร้อมเลขที่รับ วันที่ และเวลา",
            "action_url": reverse("organisations:letter-receive"),
            "action_label": "ลงรับหนังสือ",
        }
    return empty | {
        "text": "เริ่มจากจัดทำหนังสือ แล้วออกเลขเมื่อพร้อมลงนาม",
        "action_url": reverse("organisations:letter-new"),
        "action_label": "จัดทำหนังสือ",
    }
