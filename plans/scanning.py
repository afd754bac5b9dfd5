"""The texts of QR codes on scanned paper and on photos of it."""


def tokens_in(content: bytes, ending: str) -> list[str]:
    """The texts of the QR codes found, each once; ``ending`` is that of ``scans.ending_of``."""
    return []
