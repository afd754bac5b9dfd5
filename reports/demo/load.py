"""Putting the demonstration data into the database, once and whole."""

from django.db import transaction
from django.utils import timezone

from assessments.services.frameworks import load_shipped
from ita_portal.tables.content import PlanContent
from ita_portal.thai.fiscal import first_day, fiscal_year_of
from organisations.models import Organisation, User
from organisations.services.memberships import add_membership
from organisations.services.organisations import create_organisation
from organisations.services.users import create_user
from plans.models import ActionPlan, Chain, Monitoring
from plans.services.imports import import_plan
from reports.demo import (
    assessed,
    committees,
    department,
    gap_plan,
    indicators,
    institute,
    letters,
    meetings,
    money,
    monitoring,
    organisation_years,
    papers,
    project,
    public_organisation,
    signing,
    together,
)
from reports.demo.people import (
    APPROVER,
    CHECKER,
    DEPARTMENT_SECRETARY,
    EXECUTIVE,
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
    secretary = User.objects.get(username=SECRETARY)
    committee = committees.appoint(secretary.active_memberships[0].organisation, secretary, this_year)
    meetings.meet(committee, secretary)
    approved = _add_plan(SECRETARY, public_organisation.whole_plan(last_year))
    letters.exchange(approved, secretary)
    plan = _add_plan(SECRETARY, public_organisation.whole_plan(this_year))
    waiting = _add_plan(SECRETARY, public_organisation.ethics_plan(this_year))
    begun = _add_plan(SECRETARY, project.plan(this_year))
    ActionPlan.objects.filter(pk__in=[approved.pk, plan.pk]).update(committee=committee)
    _sign_off(approved, waiting, begun, secretary)
    _follow(approved, begun, secretary)
    _add_plans_of_institute(last_year)
    _add_plan(DEPARTMENT_SECRETARY, department.plan(this_year))
    papers.set_papers(plan, secretary)
    _work_together(plan)
    for person in PEOPLE:
        # Last, so that what the people did above writes to nobody.
        User.objects.filter(username=person.username).update(email=f"{person.username}@example.go.th")


def _sign_off(approved: ActionPlan, waiting: ActionPlan, begun: ActionPlan, secretary: User) -> None:
    """Last year's plan approved and since adjusted, a project of this year; the ethics plan waits."""
    chain = signing.lay_chain(approved.organisation, secretary, Chain.Subject.PLAN)
    for_requests = signing.lay_chain(approved.organisation, secretary, Chain.Subject.ADJUSTMENT)
    revision = signing.propose(approved, secretary, chain)
    signing.sign(revision, APPROVER, "ตรวจสอบแล้ว เห็นควรอนุมัติ")
    signing.sign(revision, EXECUTIVE)
    adjusted = signing.adjust(approved, secretary, for_requests)
    signing.sign(adjusted, APPROVER)
    signing.sign(adjusted, EXECUTIVE)
    signing.sign(signing.propose(waiting, secretary, chain), APPROVER)
    of_project = signing.propose(begun, secretary, chain)
    signing.sign(of_project, APPROVER)
    signing.sign(of_project, EXECUTIVE)


def _follow(approved: ActionPlan, begun: ActionPlan, secretary: User) -> None:
    """Last year's plan by quarters to its end, this year's project by months from its beginning."""
    owner = User.objects.get(username=OWNER)
    for plan, basis in ((approved, Monitoring.Basis.QUARTER), (begun, Monitoring.Basis.MONTH)):
        plan.refresh_from_db()
        monitoring.follow(plan, secretary, owner, basis)
    monitoring.report_whole_year(approved, secretary)
    money.spend(approved, secretary)
    monitoring.report_beginning(begun, secretary)


def _add_plans_of_institute(last_year: int) -> None:
    """Last year's plan signed on paper; this year's returned by the division that checks the money."""
    secretary = User.objects.get(username=INSTITUTE_SECRETARY)
    checking = Organisation.objects.get(code="DEPT-PLAN")
    approved = _add_plan(INSTITUTE_SECRETARY, institute.plan(last_year))
    chain = signing.lay_chain_with_check(approved.organisation, secretary, checking)
    revision = signing.propose(approved, secretary, chain)
    signing.sign(revision, CHECKER)
    signing.sign_on_paper(revision, secretary, "นางนำทาง สิบหก", "ผู้อำนวยการสถาบันพัฒนาเมืองน่าอยู่ตัวอย่าง")
    copied = together.copy_into_next_year(secretary, approved)
    returned = signing.propose(copied, secretary, chain)
    signing.send_back(returned, CHECKER, "โปรดตรวจสอบวงเงินของกิจกรรมให้อยู่ในกรอบที่ได้รับ")
    _add_plan(INSTITUTE_SECRETARY, indicators.plan(last_year + 1))
    gaps = _add_plan(INSTITUTE_SECRETARY, gap_plan.plan(assessed.PLAN_YEAR))
    assessed.assess(gaps, secretary)


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


def _add_plan(username: str, content: PlanContent) -> ActionPlan:
    secretary = User.objects.get(username=username)
    organisation = secretary.active_memberships[0].organisation
    return import_plan(by=secretary, organisation=organisation, content=content)
