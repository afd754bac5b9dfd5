from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def document_cache(settings: Settings, tmp_path: Path) -> Path:
    """Documents are kept in a folder of the test's own."""
    settings.DOCUMENT_CACHE = tmp_path / "documents"
    return tmp_path / "documents"
