"""Text that a spreadsheet may take for a formula."""

# Full-width signs too, and what stands behind white space. An apostrophe at the front it takes for its own.
_STARTS = frozenset("=+-@＝＋－＠\t\n\r'")


def is_risky(text: str) -> bool:
    """Whether a program that opens or edits the text may make a formula of it, or drop its first letter."""
    return text[:1] in _STARTS
