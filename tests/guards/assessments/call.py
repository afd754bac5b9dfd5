"""A call of a service of assessments, as the guards make it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast

KEEPER = "secretary@medicine"
REFUSED = frozenset({"auditor@medicine", "unit_admin@revenue", "outsider", "former"})


@dataclass(frozen=True)
class Call:
    """The service, what it is called with beside ``by``, and how many entries it writes.

    ``doer`` is somebody with the right; each of ``refused`` has it not.
    """

    service: Callable[..., Any]
    arguments: Callable[[Cast], dict[str, Any]]
    entries: int = 1
    doer: str = KEEPER
    refused: frozenset[str] = REFUSED
