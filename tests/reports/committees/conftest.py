from tests.reports.committees.sample_committees import made, meeting

__all__ = ["made", "meeting"]
