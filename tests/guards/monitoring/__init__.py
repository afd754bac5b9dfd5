"""The addresses and services of monitoring, a file for each part."""

from tests.guards import sign_off  # noqa: F401 (its parts make the stage, which the parts below take)
from tests.guards.monitoring import documents, evidence, money, notices, owners, progress, rounds

PARTS = (progress, owners, evidence, money, notices, rounds, documents)

ROWS = [row for part in PARTS for row in part.ROWS]
# The addresses among them that answer people who are not signed in, each with the reason.
PUBLIC = {name: reason for part in PARTS for name, reason in part.PUBLIC.items()}
CALLS = {name: call for part in PARTS for name, call in part.CALLS.items()}
