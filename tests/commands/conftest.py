from tests.reports.conftest import document_cache

__all__ = ["document_cache"]
