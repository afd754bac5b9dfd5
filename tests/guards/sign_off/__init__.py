"""The addresses and services of committees, sign-off and revisions, a file for each part."""

from tests.guards.sign_off import (
    adjustments,
    chains,
    committee_papers,
    committees,
    meetings,
    papers,
    revisions,
    scans,
    signing,
    trails,
)

PARTS = (
    committees,
    meetings,
    committee_papers,
    chains,
    signing,
    papers,
    revisions,
    adjustments,
    scans,
    trails,
)

ROWS = [row for part in PARTS for row in part.ROWS]
# The addresses among them that answer people who are not signed in, each with the reason.
PUBLIC = {name: reason for part in PARTS for name, reason in part.PUBLIC.items()}
CALLS = {name: call for part in PARTS for name, call in part.CALLS.items()}
