"""What an address of a survey holds, and the stamp that tells a person's pace from a robot's.

A link that is handed out holds a random token, of which only the digest is kept. The QR of a group holds the
group's key; each visit gets a token of its own that is the key and a random word, signed: nothing is written
until it is answered by, and so opening a QR leaves no trace. None of these say who or when.
"""

import secrets
from hashlib import sha256

from django.core import signing

LEAST_SECONDS = 4  # in which nobody reads and answers a questionnaire
_SEPARATOR = "~"  # of which neither a key, a random word nor a signature has any


def new_token() -> str:
    """192 random bits for an address."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return sha256(token.encode()).hexdigest()


def visit_token(key: str) -> str:
    """A token for one visit to the group with this key."""
    return _visits().sign(f"{key}{_SEPARATOR}{secrets.token_urlsafe(12)}")


def key_of_visit(token: str) -> str:
    """The key of the group that a visit's token was made for; "" where we made no such token."""
    try:
        return _visits().unsign(token).partition(_SEPARATOR)[0]
    except signing.BadSignature:
        return ""


def stamp(token: str) -> str:
    """When the questionnaire of a token was opened, signed; the page carries it, nothing keeps it."""
    return _stamps(token).sign("")


def is_unhurried(given: str, token: str) -> bool:
    """Whether the stamp is ours, of this token, and old enough for somebody to have read the questions."""
    try:
        _stamps(token).unsign(given, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature:
        return False
    return False


def _visits() -> signing.Signer:
    return signing.Signer(sep=_SEPARATOR, salt="assessments.surveys.visit")


def _stamps(token: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"assessments.surveys.stamp.{digest_of(token)}")
