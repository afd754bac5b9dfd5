"""Putting the demonstration data into the database, once and whole."""

from django.db import transaction
from django.utils import timezone

from assessments.services.frameworks import load_shipped
from ita_portal.tables.content import PlanContent
from ita_portal.thai.fiscal import first_day, fiscal_year_of
from organisations.models import AuditEntry, Organisation, User
from organisations.services.audit import record
from organisations.services.memberships import add_membership
from organisations.services.organisations import create_organisation
from organisations.services.users import create_user
from plans.models import ActionPlan
from plans.services.imports import import_plan
from reports.demo import (
    assessed,
    department,
    gap_plan,
    indicators,
    institute,
    letters,
    organisation_years,
    papers,
    project,
    public_organisation,
    together,
)
from reports.demo.people import (
    DEPARTMENT_SECRETARY,
    INSTITUTE_SECRETARY,
    OWNER,
    PASSWORD,
    PEOPLE,
    SECRETARY,
    UNIT_SECRETARY,
    UNITS,
    Person,
    Unit,
)

State = ActionPlan.State


def is_loaded() -> bool:
    """Whether the data was loaded before; what people did with it since is theirs."""
    return User.objects.filter(username=SECRETARY).exists()


def taken_codes() -> list[str]:
    """Codes of ours that organisations of somebody else's already have."""
    return [unit.code for unit in UNITS if Organisation.objects.filter(code__iexact=unit.code).exists()]


@transaction.atomic
def load() -> None:
    """The organisations, their people, and plans of this fiscal year and the one before."""
    load_shipped()
    this_year = fiscal_year_of(timezone.localdate())
    for unit in UNITS:
        _add_unit(unit)
    for person in PEOPLE:
        _add_person(person, this_year)
    last_year = this_year - 1
    for year in (last_year, this_year):
        organisation_years.say_of_year(year)
    approved = _add_plan(SECRETARY, public_organisation.whole_plan(last_year), State.APPROVED)
    letters.exchange(approved, User.objects.get(username=SECRETARY))
    plan = _add_plan(SECRETARY, public_organisation.whole_plan(this_year), State.DRAFT)
    _add_plan(SECRETARY, public_organisation.ethics_plan(this_year), State.WAITING)
    _add_plan(SECRETARY, project.plan(this_year), State.DRAFT)
    institutes = _add_plan(INSTITUTE_SECRETARY, institute.plan(last_year), State.APPROVED)
    secretary = User.objects.get(username=INSTITUTE_SECRETARY)
    _put_into(State.RETURNED, together.copy_into_next_year(secretary, institutes), secretary)
    _add_plan(INSTITUTE_SECRETARY, indicators.plan(this_year), State.DRAFT)
    _add_plan(DEPARTMENT_SECRETARY, department.plan(this_year), State.DRAFT)
    gaps = _add_plan(INSTITUTE_SECRETARY, gap_plan.plan(assessed.PLAN_YEAR), State.DRAFT)
    assessed.assess(gaps, secretary)
    papers.set_papers(plan, User.objects.get(username=SECRETARY))
    _work_together(plan)
    for person in PEOPLE:
        # Last, so that what the people did above writes to nobody.
        User.objects.filter(username=person.username).update(email=f"{person.username}@example.go.th")


def _work_together(plan: ActionPlan) -> None:
    secretary, owner, unit = (User.objects.get(username=name) for name in (SECRETARY, OWNER, UNIT_SECRETARY))
    together.discuss(plan, secretary, owner)
    together.collect(plan, secretary, unit, Organisation.objects.get(code="DEMO-NET"))


def _add_unit(unit: Unit) -> None:
    # Read anew each time: adding below a node changes it.
    parent = Organisation.objects.get(code=unit.parent) if unit.parent else None
    address, website = organisation_years.ADDRESSES.get(unit.code, ("", ""))
    values = {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "agency_type": unit.agency_type,
        "scoring": unit.scoring,
        "letter_prefix": unit.letter_prefix,
        "address": address,
        "website": website,
        "phone": "0 0000 0000",
        "email": f"{unit.code.lower()}@example.go.th",
    }
    create_organisation(by=None, parent=parent, values=values)


def _add_person(person: Person, fiscal_year: int) -> None:
    values = {
        "username": person.username,
        "prefix": person.prefix,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "position": person.position,
    }
    if person.is_central_admin:
        # Also Django's own administration, so that everything can be looked at.
        User.objects.create_superuser(**values, password=PASSWORD, is_central_admin=True)
        return
    organisation = Organisation.objects.get(code=person.organisation)
    since = first_day(fiscal_year - 1)
    first, *others = person.roles
    user = create_user(by=None, values=values, organisation=organisation, role=first, starts_on=since)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    for role in others:
        add_membership(by=None, user=user, organisation=organisation, role=role, starts_on=since)


def _add_plan(username: str, content: PlanContent, state: State) -> ActionPlan:
    secretary = User.objects.get(username=username)
    organisation = secretary.active_memberships[0].organisation
    plan = import_plan(by=secretary, organisation=organisation, content=content)
    if state != State.DRAFT:
        _put_into(state, plan, secretary)
    return plan


def _put_into(state: State, plan: ActionPlan, secretary: User) -> None:
    ActionPlan.objects.filter(pk=plan.pk).update(state=state)
    record(
        by=secretary,
        action=AuditEntry.Action.STATE,
        target=plan,
        organisation_id=plan.organisation_id,
        subject=plan,
        before={"state": plan.state},
        after={"state": state.value},
    )
