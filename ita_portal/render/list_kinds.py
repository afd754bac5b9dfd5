"""How a list of rich text counts: by which letters or figures, and from where."""

POINTS = "disc"
KINDS = frozenset(
    {
        POINTS,
        "decimal",
        "thai",
        "thai-letters",
        "lower-alpha",
        "upper-alpha",
        "lower-roman",
        "upper-roman",
    }
)
_OLD_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_MOST_DIGITS = 5


def list_kind(tag: str, given: dict[str, str | None]) -> str:
    """The kind of a ``<ul>`` or ``<ol>`` with these attributes, one of KINDS.

    The editor names it by ``data-type``, HTML itself by ``type``.
    """
    if tag == "ul":
        return POINTS
    named = given.get("data-type") or ""
    return named if named in KINDS else _OLD_TYPES.get(given.get("type") or "", "decimal")


def first_number(given: dict[str, str | None]) -> int:
    """The number of the first item: ``start``, else 1."""
    start = given.get("start") or ""
    is_number = start.isascii() and start.isdecimal() and len(start) <= _MOST_DIGITS
    return int(start) if is_number else 1
