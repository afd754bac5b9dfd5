"""What makes a frozen revision certain: its fingerprints, and the token by which its paper is known again.

Pure: nothing here asks the database.
"""

import json
import re
import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from ita_portal.tables.json_values import Json
from plans.models.revision import Revision

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TOKEN_LENGTH = 20  # of 32 letters: 100 bits, which nobody guesses
TOKEN = re.compile(rf"[{_LETTERS}]{{{_TOKEN_LENGTH}}}")


def canonical(content: Json) -> bytes:
    """The one way in which the content is written to be hashed, whichever database it was read from.

    UTF-8 without spaces, the names of each object in order; whole numbers without a fraction.
    """
    whole = _plain_numbers(content)
    return json.dumps(
        whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _plain_numbers(value: Any) -> Any:
    """PostgreSQL gives 1e3 back as 1000, SQLite as 1000.0."""
    if isinstance(value, dict):
        return {name: _plain_numbers(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def sha256_of(content: Json) -> str:
    """The SHA-256 of the content, in hexadecimal."""
    return sha256(canonical(content)).hexdigest()


def fingerprint(revision: Revision) -> str:
    """What the next revision of the plan keeps as ``previous_sha256``: no revision can be exchanged alone."""
    said = {
        "plan": revision.plan_id,
        "number": revision.number,
        "content": revision.content_sha256,
        "paper": revision.paper_sha256,
        "previous": revision.previous_sha256,
    }
    return sha256_of(said)


def new_token() -> str:
    """A token that nobody can guess, in letters that a QR packs closely and people can type."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_TOKEN_LENGTH))


def check_address(token: str) -> str:
    """Where anybody asks about the revision of that token: the whole address, for its QR."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('reports:revision-check', args=[token])}"
