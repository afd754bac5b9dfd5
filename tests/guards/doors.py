"""The words in which the tables of addresses are written: who there is, and what a door says.

The objects belong to the department "medicine" unless said otherwise, so that everybody of "revenue" is
an outsider to them. A row says for GET and for POST who gets through and with which status, and who is
a member and yet refused (403). Everybody else who is signed in finds nothing (404), and who is not
signed in is sent to the sign-in page.
"""

from dataclasses import dataclass, field

from organisations.access import Role
from tests.cast import CENTRAL, DEPARTMENTS, FORMER, OUTSIDER

# Sees one plan of medicine and belongs nowhere: a step of a chain, or a call.
SIGHTED = "sighted"

MEDICINE = frozenset(f"{role.value}@medicine" for role in Role)
REVENUE = frozenset(f"{role.value}@revenue" for role in Role)
SECRETARY = frozenset({"secretary@medicine"})
SECRETARIES = frozenset(f"secretary@{department}" for department in DEPARTMENTS)
UNIT_ADMIN = frozenset({"unit_admin@medicine"})
UNIT_ADMINS = frozenset(f"unit_admin@{department}" for department in DEPARTMENTS)
REACHING_DOWN = frozenset({"executive@medicine", "auditor@medicine", "unit_admin@medicine"})
ADMINISTRATORS = UNIT_ADMIN | {CENTRAL}
SIGNED_IN = MEDICINE | REVENUE | {CENTRAL, OUTSIDER, FORMER, SIGHTED}
SEEING = MEDICINE | {CENTRAL}  # an organisation
READING = SEEING | {SIGHTED}  # a plan


@dataclass(frozen=True)
class Door:
    """One method of one address: `through` get `status`, `refused` get 403, the others 404."""

    status: int
    through: frozenset[str]
    refused: frozenset[str] = frozenset()

    def expected(self) -> dict[str, int]:
        """The status for everybody who is signed in."""
        answers = dict.fromkeys(SIGNED_IN, 404)
        return answers | dict.fromkeys(self.refused, 403) | dict.fromkeys(self.through, self.status)


# The address knows no such method, whoever asks.
NO_SUCH_METHOD = Door(405, SIGNED_IN)


@dataclass(frozen=True)
class Row:
    """An address: its name, the object that its key names ("" for none), and its two doors.

    `data` is what POST sends; without it something that no form knows.
    """

    name: str
    target: str
    get: Door
    post: Door = NO_SUCH_METHOD
    data: dict[str, str] = field(default_factory=lambda: {"unknown": "1"})

    def __str__(self) -> str:
        return self.name


def form(name: str, target: str, through: frozenset[str], refused: frozenset[str] = frozenset()) -> Row:
    """A page with a form that answers 422 to what it does not know."""
    return Row(name, target, Door(200, through, refused), Door(422, through, refused))


def question(name: str, target: str, through: frozenset[str], refused: frozenset[str] = frozenset()) -> Row:
    """A page that asks before it acts and leads elsewhere."""
    return Row(name, target, Door(200, through, refused), Door(302, through, refused))


def page(name: str, target: str, through: frozenset[str], refused: frozenset[str] = frozenset()) -> Row:
    """A page to read."""
    return Row(name, target, Door(200, through, refused))


def act(
    name: str,
    target: str,
    through: frozenset[str],
    refused: frozenset[str] = frozenset(),
    status: int = 302,
    **data: str,
) -> Row:
    """An address to which a button posts."""
    return Row(name, target, NO_SUCH_METHOD, Door(status, through, refused), data or {"unknown": "1"})
