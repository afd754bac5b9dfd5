"""Addresses of the register, what its form posts, and letters that have left."""

from datetime import date
from typing import Any

from django.urls import reverse

from organisations.models import Letter, Organisation
from tests.factories import (
    LetterFactory,
)

LIST = reverse("organisations:letter-list")
NEW = reverse("organisations:letter-new")
RECEIVE = reverse("organisations:letter-receive")


def typed(references: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    """What the form of a letter posts."""
    references = references or []
    usual = {"kind": "memo", "urgency": "normal", "subject": "เรื่องทดสอบ", "base_version": "0"}
    lines = {f"references-{at}-text": text for at, text in enumerate(references)}
    counts = {"references-TOTAL_FORMS": str(len(references)), "references-INITIAL_FORMS": "0"}
    return usual | counts | lines | fields


def issued(organisation: Organisation, number: int, **values: Any) -> Letter:
    usual = {"dated_on": date(2026, 3, 2), "number_text": f"ตย 1/{number}", "state": "issued"}
    numbered = {"running_number": number, "calendar_year": 2569}
    return LetterFactory(organisation=organisation, **usual | numbered | values)
