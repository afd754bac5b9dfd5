"""Who may sign a step, as conditions on steps: whom it names, and who acts for them by order.

One rule, asked from both sides: which steps wait for a person, and who may sign a step. A person is given
as a function of how many subqueries below the steps the key is asked for.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from organisations.access import Role
from organisations.models import CommitteeOrder, Membership

Person = Callable[[int], Any]
Orders = Callable[[int], QuerySet[Any]]

# Who may sign for a unit that a step names.
HEADS = (Role.APPROVER, Role.EXECUTIVE)


def this(pk: int) -> Person:
    """One person, by the key."""
    return lambda depth: pk


def outer(depth: int) -> Any:
    """Each person of a query of people around the steps."""
    return _reference("pk", depth + 1)


def in_own_right(organisation: str, person: Person) -> Q:
    """Steps that name the person; ``organisation`` is the path from a step to the organisation of its plan.

    Whoever is named signs only while a membership in force connects the two: with that organisation, with
    one above it, or with the unit of the step; a member of a committee while no order has ended it.
    """
    return _named(organisation, Membership.objects.active().filter(user=person(1)))


def by_order(organisation: str, orders: Orders) -> Q:
    """Steps of those for whom somebody acts by one of the orders, each asked at a depth below the steps."""
    holders = _reaching(orders(2), organisation, 2).filter(step=None).order_by().values("holder")
    of_holders = Membership.objects.active().filter(user__is_active=True, user__in=holders)
    vacant = _reaching(orders(1), organisation, 1).filter(step=None, holder=None, post=OuterRef("post"))
    at_step = orders(1).filter(step=OuterRef("pk"))
    # An order for a post without a holder gives nobody's step away: only where nobody is named.
    signed = Q(Exists(vacant), who="post", user=None) | _named(organisation, of_holders)
    if organisation.startswith("revision"):
        signed |= ~Q(who="meeting") & Q(Exists(at_step))
    return signed


def orders_held_by(person: Person) -> Orders:
    """The orders in force today by which the person signs for others, while a member of any organisation."""
    return lambda depth: orders_in_force().filter(substitute=person(depth))


def orders_of(person: Person) -> Orders:
    """``orders_held_by`` a person of whom it is known that a membership is in force."""
    return lambda depth: _orders().filter(substitute=person(depth))


def orders_in_force() -> QuerySet[Any]:
    """Orders in force today whose substitute is still a member of an organisation."""
    there = Membership.objects.active().filter(user=OuterRef("substitute"))
    return _orders().filter(Exists(there))


def _orders() -> QuerySet[Any]:
    delegations: Any = apps.get_model("plans", "Delegation")
    found: QuerySet[Any] = delegations.objects.in_force()
    return found


def _named(organisation: str, memberships: QuerySet[Membership]) -> Q:
    """Steps that name somebody by one of the memberships."""
    place = Coalesce(OuterRef("unit_id"), OuterRef(f"{organisation}_id"))
    by_role = memberships.filter(role=OuterRef("role"), organisation_id=place)
    by_unit = memberships.filter(role__in=HEADS, organisation_id=OuterRef("unit_id"))
    on_line = memberships.alias(line=_path(f"{organisation}__path", 1)).filter(
        Q(line__startswith=F("organisation__path")) | Q(organisation_id=OuterRef("unit_id"))
    )
    in_body = memberships.alias(body=_path("member__committee__organisation__path", 1)).filter(
        Q(body__startswith=F("organisation__path")) | Q(organisation__path__startswith=F("body")),
        user=OuterRef("member__user"),
    )
    by_name = Q(who="post") | Q(who="person", member=None)
    return (
        Q(Exists(by_role), who="role")
        | Q(Exists(by_unit), who="unit")
        | (by_name & Q(Exists(on_line.filter(user=OuterRef("user")))))
        | (_is_member() & Q(Exists(in_body), who="person"))
    )


def _is_member() -> Q:
    """Steps whose member of a roster no order has ended by today, nor the committee itself."""
    day = timezone.localdate()
    revoked = CommitteeOrder.objects.filter(
        kind=CommitteeOrder.Kind.REVOKE, effective_on__lte=day, committee=OuterRef("member__committee")
    )
    staying = Q(member__left_by=None) | Q(member__left_by__effective_on__gt=day)
    return staying & Q(~Exists(revoked), member__joined_by__effective_on__lte=day)


def _reaching(orders: QuerySet[Any], organisation: str, depth: int) -> QuerySet[Any]:
    """Orders of the organisation of the plan, of one above it, or of the unit of the step."""
    reaching = Q(line__startswith=F("organisation__path")) | Q(organisation_id=_reference("unit_id", depth))
    return orders.alias(line=_path(f"{organisation}__path", depth)).filter(reaching)


def _path(name: str, depth: int) -> ExpressionWrapper:
    return ExpressionWrapper(_reference(name, depth), output_field=CharField())


def _reference(name: str, depth: int) -> Any:
    """The column of a query so many levels further out."""
    found: Any = name
    for _ in range(depth):
        found = OuterRef(found)
    return found
