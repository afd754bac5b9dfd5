"""What every page needs to know beside its own content: the menu, the bar on top, the person's roles.

The bar says where one is. Its choice stands in the address (`?organisation=CODE&year=2569`); a view
whose page belongs to one organisation and year sets `request.current_organisation` and
`request.current_year` instead. A view that knows in which years there is something sets
`request.years_offered`, and `request.has_all_years` where its page can show them all at once
(`?year=all`). Everything is worked out only when the page prints it.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR, fiscal_year_of
from organisations.access import REACHES_DOWN, Permission, has_anywhere
from organisations.models import Organisation
from organisations.requests import asked_organisation

MOST_CHOICES = 300
ALL_LABEL = "ทุกหน่วยงานที่ท่านดูได้"
ALL_YEARS = "all"
YEARS_BACK = 3
# Managing who, and one's own account, is of no organisation and year in particular.
APPS_WITHOUT_BAR = ("", "organisations")
# The register of letters is of an organisation, but not of fiscal years: its numbers run by calendar years.
REGISTER = "letter-"
# Committees are of an organisation, and in force in fiscal years.
COMMITTEES = ("committee-", "meeting-", "agenda-", "resolution-")
# Frameworks hold for all organisations, and say their years themselves.
FRAMEWORKS = "framework-"


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the main menu, for everybody or for those with a permission somewhere.

    It is shown as current on every page whose address begins with its own, or with one of `also`.
    """

    label: str
    icon: str
    url_name: str
    permission: Permission | None = None
    also: tuple[str, ...] = ()


MENU = (
    MenuEntry("หน้าหลัก", "house", "reports:home"),
    MenuEntry("แผนปฏิบัติการ", "clipboard-list", "plans:plan-list", Permission.PLAN_VIEW),
    MenuEntry(
        "ติดตามผล",
        "activity",
        "plans:followed-list",
        Permission.PLAN_VIEW,
        also=("/plans/reports/", "/plans/rounds/", "/plans/budget-lines/", "/evidence/"),
    ),
    MenuEntry(
        "การประเมิน",
        "gauge",
        "assessments:round-list",
        Permission.ASSESSMENT_VIEW,
        also=("/assessments/", "/rounds/"),
    ),
    MenuEntry(
        "คณะกรรมการ",
        "users-round",
        "organisations:committee-list",
        Permission.COMMITTEE_VIEW,
        also=("/committees/", "/meetings/"),
    ),
    MenuEntry("คำขอข้อมูล", "send", "plans:call-answer-list", Permission.PLAN_VIEW),
    MenuEntry("ทะเบียนหนังสือ", "mail", "organisations:letter-list", Permission.LETTER_VIEW),
    MenuEntry("หน่วยงาน", "building-2", "organisations:organisation-list", Permission.ORGANISATION_EDIT),
    MenuEntry("ผู้ใช้งาน", "users", "organisations:user-list", Permission.USER_MANAGE),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Two queries at most: the person's memberships, and the bar's choices."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "context_bar": SimpleLazyObject(lambda: _context_bar(request)),
        "user_roles": SimpleLazyObject(lambda: _roles(request.user)),
    }


def selected_year(request: HttpRequest) -> int:
    """The fiscal year that the view set or the address asks for; today's when that is none."""
    today = fiscal_year_of(timezone.localdate())
    fixed = getattr(request, "current_year", None)
    typed = to_arabic(request.GET.get("year", "")).strip()
    asked = fixed or (int(typed) if typed.isdecimal() and len(typed) == 4 else today)
    return asked if MIN_FISCAL_YEAR <= asked <= MAX_FISCAL_YEAR else today


def asks_for_all_years(request: HttpRequest) -> bool:
    """Whether the address asks for every fiscal year; only some lists can answer that."""
    return request.GET.get("year") == ALL_YEARS


def selected_organisation(request: HttpRequest) -> Organisation | None:
    """The organisation that the view set or the address asks for, if the person may see it."""
    fixed = getattr(request, "current_organisation", None)
    if fixed:
        return fixed
    code = asked_organisation(request)
    found = next((choice for choice in _choices(request) if choice.code == code), None)
    if found is None and code and len(_choices(request)) == MOST_CHOICES:
        found = Organisation.objects.visible_to(request.user, Permission.PLAN_VIEW).filter(code=code).first()
    return found


def shown_organisation(request: HttpRequest) -> Organisation | None:
    """The organisation that the bar shows: the selected one, or the only one there is to choose."""
    choices = _choices(request)
    return selected_organisation(request) or (choices[0] if len(choices) == 1 else None)


def _choices(request: Any) -> list[Organisation]:
    """The organisations of the bar in the order of the tree; read once for a request."""
    if not hasattr(request, "_context_bar_choices"):
        request._context_bar_choices = _read_choices(request.user)
    return request._context_bar_choices


def _read_choices(user: Any) -> list[Organisation]:
    reaches_down = any(membership.role in REACHES_DOWN for membership in user.active_memberships)
    if user.is_central_admin or reaches_down:
        return list(Organisation.objects.visible_to(user, Permission.PLAN_VIEW).active()[:MOST_CHOICES])
    own = {membership.organisation.pk: membership.organisation for membership in user.active_memberships}
    return sorted(own.values(), key=lambda organisation: organisation.path)


def _context_bar(request: HttpRequest) -> dict[str, Any] | None:
    match = request.resolver_match
    if match is None:
        return None
    name = match.url_name or ""
    in_register = match.app_name == "organisations" and name.startswith(REGISTER)
    of_committees = match.app_name == "organisations" and name.startswith(COMMITTEES)
    of_frameworks = match.app_name == "assessments" and name.startswith(FRAMEWORKS)
    if of_frameworks or (match.app_name in APPS_WITHOUT_BAR and not (in_register or of_committees)):
        return None
    choices = _choices(request)
    organisation = shown_organisation(request)
    if organisation and organisation not in choices:
        choices = [organisation, *choices]
    year = selected_year(request)
    has_all_years = getattr(request, "has_all_years", False)
    return {
        "organisation": organisation,
        "organisations": _labels(choices),
        "fiscal_year": year,
        "fiscal_years": [] if in_register else _years(request, year),
        "has_all_years": has_all_years,
        "all_years": has_all_years and asks_for_all_years(request),
        "all_label": ALL_LABEL if len(choices) > 1 else "",
        "action": _list_of_choice(request, "letter" if in_register else "committee" if of_committees else ""),
    }


def _list_of_choice(request: HttpRequest, of_organisations: str) -> str:
    """A page that is fixed to its plan, letter or round cannot change in place: it leads to the list."""
    if not hasattr(request, "current_organisation"):
        return ""
    if of_organisations:
        return _url(f"organisations:{of_organisations}-list")
    in_assessments = request.resolver_match and request.resolver_match.app_name == "assessments"
    return _url("assessments:round-list" if in_assessments else "plans:plan-list")


def _years(request: HttpRequest, year: int) -> list[int]:
    """The year asked for, those around today's, and those of which the view knows; the latest first."""
    today = fiscal_year_of(timezone.localdate())
    around = range(today - YEARS_BACK, today + 2)
    return sorted({year, *around, *getattr(request, "years_offered", ())}, reverse=True)


def _labels(choices: list[Organisation]) -> list[tuple[str, str]]:
    """Code and name of each, set in as deep as it lies below the highest of them."""
    top = min((choice.depth for choice in choices), default=0)
    return [(choice.code, "– " * (choice.depth - top) + choice.name) for choice in choices]


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for entry in MENU:
        url = _url(entry.url_name)
        if not url or (entry.permission and not has_anywhere(request.user, entry.permission)):
            continue
        fits = [start for start in (url, *entry.also) if _is_at_or_below(request.path, start)]
        nearness = max(map(len, fits), default=0)
        entries.append({"url": url, "label": entry.label, "icon": entry.icon, "nearness": nearness})
    # Of two addresses that fit, one lies in the other's room, and is the nearer.
    nearest = max((entry["nearness"] for entry in entries), default=0)
    return [{**entry, "active": 0 < entry["nearness"] == nearest} for entry in entries]


def _is_at_or_below(path: str, start: str) -> bool:
    return path == start or (start != "/" and path.startswith(start))


def _roles(user: Any) -> list[str]:
    roles = [
        f"{membership.get_role_display()} – {membership.organisation.label}"
        for membership in user.active_memberships
    ]
    return ["ผู้ดูแลระบบส่วนกลาง", *roles] if user.is_central_admin else roles


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # a room that is not open yet
        return ""
