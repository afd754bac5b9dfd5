"""Nobody sees what is not theirs: every model belongs to an organisation, and whole sets are compared."""

import pytest
from django.apps import apps
from django.db import models

from organisations.access import Permission, Role
from organisations.models import (
    AuditEntry,
    Letter,
    LetterMark,
    LetterReference,
    LetterScan,
    Membership,
    Organisation,
    User,
)
from plans.models import ActionPlan, Activity, Heading, PlanLetter, PlanPart, PlanSection
from tests.cast import CENTRAL, FORMER, OUTSIDER, TREE, Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AuditEntryFactory,
    HeadingFactory,
    LetterFactory,
    LetterMarkFactory,
    LetterReferenceFactory,
    LetterScanFactory,
    PlanLetterFactory,
    PlanSectionFactory,
    PlanSightFactory,
)
from tests.guards.test_constraints import OUR_APPS

# From each model to its organisation; "" is the organisation itself.
PATHS: dict[str, str] = {
    "organisations.Organisation": "",
    "organisations.Membership": "organisation",
    "organisations.OrganisationYear": "organisation",
    "organisations.StaffNumber": "year__organisation",
    "organisations.AuditEntry": "organisation",
    "organisations.Letter": "organisation",
    "organisations.LetterReference": "letter__organisation",
    "organisations.LetterMark": "letter__organisation",
    "organisations.LetterScan": "letter__organisation",
    "organisations.Committee": "organisation",
    "organisations.CommitteeOrder": "committee__organisation",
    "organisations.CommitteeMember": "committee__organisation",
    "organisations.Meeting": "committee__organisation",
    "organisations.AgendaItem": "meeting__committee__organisation",
    "organisations.Attendance": "meeting__committee__organisation",
    "organisations.Resolution": "meeting__committee__organisation",
    "organisations.Job": "organisation",
    "organisations.Evidence": "organisation",
    "organisations.EvidenceVersion": "evidence__organisation",
    "organisations.Webhook": "organisation",
    "organisations.WebhookDelivery": "webhook__organisation",
    "plans.ActionPlan": "organisation",
    "plans.PlanSection": "plan__organisation",
    "plans.PlanStatement": "plan__organisation",
    "plans.HigherPlan": "plan__organisation",
    "plans.Charter": "plan__organisation",
    "plans.PlanPicture": "plan__organisation",
    "plans.PlanSight": "plan__organisation",
    "plans.PlanVersion": "plan__organisation",
    "plans.PlanLetter": "plan__organisation",
    "plans.PlanPart": "plan__organisation",
    "plans.Heading": "part__plan__organisation",
    "plans.Activity": "part__plan__organisation",
    "plans.ActivityOwner": "activity__part__plan__organisation",
    "plans.Indicator": "activity__part__plan__organisation",
    "plans.CostLine": "activity__part__plan__organisation",
    "plans.PlanCell": "activity__part__plan__organisation",
    "plans.Comment": "plan__organisation",
    "plans.CommentMention": "comment__plan__organisation",
    "plans.Call": "plan__organisation",
    "plans.CallAnswer": "unit",
    "plans.ProposedRow": "answer__unit",
    "plans.Chain": "organisation",
    "plans.ChainStep": "chain__organisation",
    "plans.Revision": "plan__organisation",
    "plans.SignOffStep": "revision__plan__organisation",
    "plans.SignedScan": "organisation",
    "plans.Delegation": "organisation",
    "plans.AdjustmentRule": "organisation",
    "plans.Adjustment": "plan__organisation",
    "plans.AdjustmentLine": "adjustment__plan__organisation",
    "plans.Correction": "plan__organisation",
    "plans.Reopening": "plan__organisation",
    "plans.Monitoring": "plan__organisation",
    "plans.ReportingPeriod": "plan__organisation",
    "plans.ActivityReporter": "activity__part__plan__organisation",
    "plans.MonitoringRound": "plan__organisation",
    "plans.RoundClosing": "round__plan__organisation",
    "plans.RoundEvidence": "round__plan__organisation",
    "plans.Progress": "activity__part__plan__organisation",
    "plans.IndicatorResult": "progress__activity__part__plan__organisation",
    "plans.ProgressEvidence": "progress__activity__part__plan__organisation",
    "plans.BudgetLine": "plan__organisation",
    "plans.MoneyEntry": "line__plan__organisation",
    "plans.Reminder": "progress__activity__part__plan__organisation",
    "plans.ReportLink": "progress__activity__part__plan__organisation",
    "assessments.Round": "organisation",
    "assessments.ItemEvidence": "round__organisation",
    "assessments.RoundInstrument": "round__organisation",
    "assessments.Score": "round__organisation",
    "assessments.DailyCount": "round__organisation",
    "assessments.Suggestion": "round__organisation",
    "assessments.RoundResult": "round__organisation",
    "assessments.ResultLine": "round__organisation",
    "assessments.RoundNarrative": "round__organisation",
    "assessments.SwocEntry": "round__organisation",
    "assessments.Gap": "round__organisation",
    "assessments.Measure": "round__organisation",
    "assessments.IndicatorStatement": "organisation",
    "assessments.IndicatorControl": "statement__organisation",
    "assessments.QuestionNote": "organisation",
    "assessments.Survey": "round__organisation",
    "assessments.SurveyGroup": "survey__round__organisation",
    "assessments.SurveyLink": "group__survey__round__organisation",
    "assessments.SurveyAnswer": "group__survey__round__organisation",
    "assessments.SurveyRemark": "survey__round__organisation",
    "reports.DocumentTemplate": "organisation",
    "reports.PlanDocument": "plan__organisation",
}
OF_NO_ORGANISATION: dict[str, str] = {
    "organisations.User": "a person may belong to several; visible through memberships",
    "organisations.Draft": "belongs to the person who types",
    "organisations.NoticeOptOut": "belongs to the person who chose",
    "organisations.Digest": "belongs to the person to whom it goes",
    "plans.CalendarFeed": "belongs to the person whose calendar it is",
    "organisations.AuditPerson": "a name in the trail, read only through its entries",
    **dict.fromkeys(
        (
            "assessments.Framework",
            "assessments.FrameworkVersion",
            "assessments.Instrument",
            "assessments.InstrumentPart",
            "assessments.RatingRule",
            "assessments.SurveyRule",
            "assessments.AssessmentIndicator",
            "assessments.AnswerScale",
            "assessments.Topic",
            "assessments.Item",
            "assessments.ItemLink",
        ),
        "frameworks are published facts, the same for everybody",
    ),
}
# Models that no page reads but through another: their own `visible_to` would be one more to keep.
READ_THROUGH_ANOTHER = {
    "organisations.StaffNumber",
    "plans.PlanSight",
    "plans.ActivityOwner",
    "plans.Indicator",
    "plans.CostLine",
    "plans.PlanCell",
    "plans.CommentMention",
    "plans.ProposedRow",
    "plans.AdjustmentRule",
    "assessments.IndicatorControl",
    "assessments.SurveyGroup",
    "assessments.SurveyLink",
    "assessments.SurveyAnswer",
    "assessments.SurveyRemark",
}

EVERYTHING = set(TREE)
BELOW = {
    "medicine": {"medicine", "planning", "institute", "laboratory"},
    "revenue": {"revenue", "audit_office", "academy", "library"},
}
DOWN = ("executive", "auditor", "unit_admin")
ONLY_THERE = ("secretary", "activity_owner", "approver")


def reach(*, down: tuple[str, ...] = (), own: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """For everybody of the cast: all of the department, it alone, or nothing."""
    expected: dict[str, set[str]] = {OUTSIDER: set(), FORMER: set()}
    for department, below in BELOW.items():
        for role in Role:
            reached = below if role in down else {department} if role in own else set()
            expected[f"{role.value}@{department}"] = reached
    return expected


SEEING = reach(down=DOWN, own=ONLY_THERE) | {CENTRAL: EVERYTHING}
TEMPLATES = reach(down=("unit_admin",), own=("secretary",)) | {CENTRAL: set()}
MANAGING = reach(down=("unit_admin",)) | {CENTRAL: EVERYTHING}
AUDITING = reach(down=("auditor",), own=("secretary",)) | {CENTRAL: EVERYTHING}
WRITING = reach(own=("secretary",)) | {CENTRAL: set()}


def our_models() -> dict[str, type[models.Model]]:
    return {model._meta.label: model for model in apps.get_models() if model._meta.app_label in OUR_APPS}


def test_every_model_belongs_to_an_organisation_or_says_why_not() -> None:
    assert set(PATHS).isdisjoint(OF_NO_ORGANISATION)
    assert set(PATHS) | set(OF_NO_ORGANISATION) == set(our_models())


@pytest.mark.parametrize("label", [label for label, path in PATHS.items() if path])
def test_path_leads_to_an_organisation_that_is_always_there(label: str) -> None:
    model: type[models.Model] = our_models()[label]
    for name in PATHS[label].split("__"):
        field = model._meta.get_field(name)
        # The trail also keeps what the system does of no organisation; nobody but its keepers sees that.
        assert not field.null or label == "organisations.AuditEntry"
        model = field.related_model  # type: ignore[assignment]

    assert model is Organisation


@pytest.mark.parametrize("label", sorted(set(PATHS) - READ_THROUGH_ANOTHER))
def test_model_is_read_through_the_door(label: str) -> None:
    assert hasattr(our_models()[label]._default_manager.all(), "visible_to")


REACHED: dict[Permission, dict[str, set[str]]] = {
    Permission.ORGANISATION_VIEW: SEEING,
    Permission.LETTER_VIEW: SEEING,
    Permission.LETTER_EDIT: WRITING,
    Permission.TEMPLATE_EDIT: TEMPLATES,
    Permission.ORGANISATION_EDIT: MANAGING,
    Permission.ORGANISATION_ADD: MANAGING,
    Permission.USER_MANAGE: MANAGING,
    Permission.ACCOUNT_EDIT: MANAGING,
    Permission.PLAN_VIEW: SEEING,
    Permission.PLAN_EDIT: WRITING,
    Permission.ANSWER_CONFIRM: reach(own=("approver", "executive")) | {CENTRAL: set()},
    Permission.TRAIL_VIEW: AUDITING,
    Permission.ASSESSMENT_VIEW: SEEING,
    Permission.ASSESSMENT_EDIT: WRITING,
    Permission.ASSESSMENT_REOPEN: reach(own=("approver", "executive")) | {CENTRAL: set()},
    Permission.COMMITTEE_VIEW: SEEING,
    Permission.COMMITTEE_EDIT: WRITING,
    Permission.CHAIN_EDIT: TEMPLATES,
    Permission.PLAN_SUBMIT: WRITING,
    Permission.PLAN_SIGN: reach() | {CENTRAL: set()},
    Permission.PLAN_REOPEN: reach(own=("approver", "executive")) | {CENTRAL: set()},
    Permission.MONITORING_EDIT: WRITING,
    Permission.MONITORING_REOPEN: reach(own=("approver", "executive")) | {CENTRAL: set()},
    Permission.PROGRESS_REPORT: WRITING,
    Permission.PROGRESS_ACCEPT: WRITING,
    Permission.MONEY_EDIT: WRITING,
    Permission.EVIDENCE_VIEW: SEEING,
    Permission.EVIDENCE_EDIT: reach(own=("secretary", "activity_owner")) | {CENTRAL: set()},
    Permission.EVIDENCE_ALL: reach(down=("executive", "auditor"), own=("secretary", "approver"))
    | {CENTRAL: set()},
}


@pytest.mark.parametrize("permission", REACHED)
def test_permission_reaches_exactly_these_organisations(cast: Cast, permission: Permission) -> None:
    found = {
        key: cast.keys_of(Organisation.objects.visible_to(person, permission))
        for key, person in cast.people.items()
    }

    assert found == REACHED[permission]


def test_every_permission_is_looked_at() -> None:
    assert set(REACHED) == set(Permission)


@pytest.mark.parametrize("model", [ActionPlan, PlanSection, PlanPart, Heading, Activity], ids=str)
def test_plans_and_what_is_in_them_are_seen_with_their_organisation(
    cast: Cast, model: type[models.Model]
) -> None:
    for organisation in cast.organisations.values():
        plan = ActionPlanFactory(organisation=organisation)
        PlanSectionFactory(plan=plan)
        ActivityFactory(heading=HeadingFactory(part__plan=plan))

    found = {
        key: cast.keys_of(row.organisation for row in model._default_manager.visible_to(person))  # type: ignore[attr-defined]
        for key, person in cast.people.items()
    }

    assert found == SEEING


@pytest.mark.parametrize("model", [ActionPlan, PlanSection, PlanPart, Heading, Activity], ids=str)
def test_sight_of_a_plan_shows_that_plan_and_no_other(cast: Cast, model: type[models.Model]) -> None:
    shown, hidden = (ActionPlanFactory(organisation=cast.organisation("library")) for _ in range(2))
    for plan in (shown, hidden):
        PlanSectionFactory(plan=plan)
        ActivityFactory(heading=HeadingFactory(part__plan=plan))
    PlanSightFactory(plan=shown, user=cast[OUTSIDER])
    PlanSightFactory(plan=hidden, user=cast[OUTSIDER], ends_on="2026-01-01")

    found = model._default_manager.visible_to(cast[OUTSIDER])  # type: ignore[attr-defined]

    assert {
        getattr(row, "plan", None) or (row if model is ActionPlan else row.part.plan) for row in found
    } == {shown}


@pytest.mark.parametrize(
    "model", [Letter, LetterReference, LetterMark, LetterScan, PlanLetter], ids=lambda model: model.__name__
)
def test_letters_and_what_is_on_them_are_seen_with_their_organisation(
    cast: Cast, model: type[models.Model]
) -> None:
    for organisation in cast.organisations.values():
        letter = LetterFactory(organisation=organisation)
        LetterReferenceFactory(letter=letter)
        LetterMarkFactory(letter=letter)
        LetterScanFactory(letter=letter)
        PlanLetterFactory(letter=letter, plan__organisation=organisation)

    found = {
        key: cast.keys_of(row.organisation for row in model._default_manager.visible_to(person))  # type: ignore[attr-defined]
        for key, person in cast.people.items()
    }

    assert found == SEEING


def test_plan_in_the_bin_shows_nothing_of_itself(cast: Cast) -> None:
    secretary = cast["secretary@medicine"]
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    PlanSectionFactory(plan=plan)
    ActivityFactory(heading=HeadingFactory(part__plan=plan))
    ActionPlan.objects.filter(pk=plan.pk).update(deleted_at="2026-01-01T00:00Z", deleted_by=secretary)

    for model in (ActionPlan, PlanSection, PlanPart, Heading, Activity):
        assert list(model._default_manager.visible_to(secretary)) == []


def test_trail_is_read_by_those_who_keep_watch(cast: Cast) -> None:
    for organisation in cast.organisations.values():
        AuditEntryFactory(organisation=organisation)

    found = {
        key: cast.keys_of(e.organisation for e in AuditEntry.objects.visible_to(person) if e.organisation)
        for key, person in cast.people.items()
    }

    assert found == AUDITING


def test_people_are_seen_by_those_who_manage_them(cast: Cast) -> None:
    of_medicine = {key for key in cast.people if key.endswith("@medicine")} | {FORMER}
    of_revenue = {key for key in cast.people if key.endswith("@revenue")}
    nobody: dict[str, set[str]] = {key: set() for key in cast.people}

    found = {key: keys(cast, User.objects.visible_to(person)) for key, person in cast.people.items()}

    assert found == nobody | {
        CENTRAL: set(cast.people),
        "unit_admin@medicine": of_medicine,
        "unit_admin@revenue": of_revenue,
    }


def test_roles_are_seen_by_those_who_manage_them(cast: Cast) -> None:
    found = {
        key: cast.keys_of(membership.organisation for membership in Membership.objects.visible_to(person))
        for key, person in cast.people.items()
    }

    expected = {key: reached & {"medicine", "revenue"} for key, reached in MANAGING.items()}
    assert found == expected


def keys(cast: Cast, people: models.QuerySet[User]) -> set[str]:
    names = {person.pk: key for key, person in cast.people.items()}
    return {names[person.pk] for person in people}
