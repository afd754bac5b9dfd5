"""Rounds as pages reach them: through the door, with the bar on top set to where one is."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.models import Round
from organisations.access import Permission, require
from organisations.requests import SignedInRequest, asked_id
from organisations.services.errors import StaleError

STALE = "มีผู้แก้ไขรอบการประเมินนี้ก่อนท่าน ข้อมูลที่ท่านกรอกยังอยู่ครบ โปรดตรวจสอบแล้วบันทึกอีกครั้งหากต้องการใช้แทน"


def visible_round(request: SignedInRequest, pk: int) -> Round:
    """A round that the person may see, with its organisation and framework."""
    rounds = Round.objects.visible_to(request.user).select_related("organisation", "framework")
    found = get_object_or_404(rounds, pk=pk)
    request.current_organisation = found.organisation  # type: ignore[attr-defined]
    request.current_year = found.fiscal_year  # type: ignore[attr-defined]
    return found


def editable_round(request: SignedInRequest, pk: int) -> Round:
    """A round that the person may see and change now."""
    found = visible_round(request, pk)
    require(request.user, Permission.ASSESSMENT_EDIT, found)
    return found


def opened_version(request: SignedInRequest, of_round: Round) -> int:
    """The version of the round that a form was opened with; 0 where it does not say.

    A page that is shown again goes on from there, not from what somebody else has written meanwhile: that
    would be overwritten by the next click, and nobody told.
    """
    version = asked_id(request.POST.get("base_version", ""))
    of_round.version = version or of_round.version
    return version


def refusal(of_round: Round, act: Callable[[], Any]) -> str:
    """Carry the act on the round out; why not, in Thai, or "" where it was.

    Where somebody was faster, the page begins again from the round as it is, with what was typed.
    """
    try:
        act()
    except StaleError as stale:
        of_round.version = stale.current.version
        return STALE
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def crumbs(of_round: Round, here: str = "") -> list[dict[str, str]]:
    """The way from the list of rounds to the round, and to a page of it."""
    query = urlencode({"organisation": of_round.organisation.code, "year": of_round.fiscal_year})
    rounds = {"label": "การประเมิน ITA", "url": f"{reverse('assessments:round-list')}?{query}"}
    if not here:
        return [rounds, {"label": str(of_round)}]
    return [rounds, {"label": str(of_round), "url": of_round.get_absolute_url()}, {"label": here}]
