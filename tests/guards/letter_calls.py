"""What `test_services.py` calls the services of letters with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from organisations.models import Letter
from organisations.services import letters, letters_marks, letters_numbers, letters_scans
from organisations.services.letters_keeping import Reference
from tests.cast import Cast
from tests.factories import LetterFactory, LetterMarkFactory, LetterScanFactory

SERVICES = (letters, letters_marks, letters_numbers, letters_scans)
KEEPER = "secretary@medicine"
_PDF = b"%PDF-1.7\n%%EOF\n"


def _letter(cast: Cast) -> Letter:
    return LetterFactory(organisation=cast.organisation("medicine"))


# The service, what it is called with beside `by`, and how many entries it writes.
CALLS: dict[str, tuple[Callable[..., Any], Callable[[Cast], dict[str, Any]], int]] = {
    "draft_letter": (
        letters.draft_letter,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "values": {"subject": "ใหม่"},
            "references": [Reference("หนังสืออื่น")],
        },
        1,
    ),
    "update_letter": (
        letters.update_letter,
        lambda cast: {
            "letter": _letter(cast),
            "values": {"subject": "ใหม่"},
            "references": [],
            "base_version": 1,
        },
        1,
    ),
    "cancel_letter": (
        letters.cancel_letter,
        lambda cast: {"letter": _letter(cast), "reason": "ออกซ้ำ"},
        1,
    ),
    "issue_letter": (
        letters_numbers.issue_letter,
        lambda cast: {"letter": _letter(cast), "numbering": "next", "dated_on": date(2026, 3, 2)},
        1,
    ),
    "receive_letter": (
        letters_marks.receive_letter,
        lambda cast: {
            "organisation": cast.organisation("medicine"),
            "values": {"subject": "เข้า"},
            "received": {"number": "1", "on": date(2026, 3, 2)},
        },
        2,
    ),
    "add_mark": (
        letters_marks.add_mark,
        lambda cast: {"letter": _letter(cast), "values": {"kind": "remark", "text": "ทราบ"}},
        1,
    ),
    "remove_mark": (
        letters_marks.remove_mark,
        lambda cast: {"mark": LetterMarkFactory(letter=_letter(cast))},
        1,
    ),
    "add_scan": (
        letters_scans.add_scan,
        lambda cast: {"letter": _letter(cast), "name": "scan.pdf", "content": _PDF},
        1,
    ),
    "delete_scan": (
        letters_scans.delete_scan,
        lambda cast: {"scan": LetterScanFactory(letter=_letter(cast))},
        1,
    ),
}
