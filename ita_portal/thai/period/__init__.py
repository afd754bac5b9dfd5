"""What a period column says: months, quarters, parts of the year, or how often; one module for each."""

from ita_portal.thai.period.model import Period
from ita_portal.thai.period.reader import read_period

__all__ = ["Period", "read_period"]
