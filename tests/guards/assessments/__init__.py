"""The addresses and services of assessments, a file for each part of the room."""

from tests.guards.assessments import (
    comparison,
    documents,
    frameworks,
    improvement,
    rounds,
    statements,
    surveys,
)

PARTS = (frameworks, rounds, comparison, improvement, surveys, statements, documents)

ROWS = [row for part in PARTS for row in part.ROWS]
# The addresses among them that answer people who are not signed in, each with the reason.
PUBLIC = {name: reason for part in PARTS for name, reason in part.PUBLIC.items()}
CALLS = {name: call for part in PARTS for name, call in part.CALLS.items()}
