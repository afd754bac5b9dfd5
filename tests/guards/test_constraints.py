"""Each constraint of each model, violated once: the form's answer is Thai and the database refuses."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from plans.models import PlanCell
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    CallAnswerFactory,
    CallFactory,
    CharterFactory,
    CommentFactory,
    CommentMentionFactory,
    CostLineFactory,
    DocumentTemplateFactory,
    DraftFactory,
    HeadingFactory,
    HigherPlanFactory,
    IndicatorFactory,
    JobFactory,
    LetterFactory,
    LetterMarkFactory,
    LetterReferenceFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationYearFactory,
    PlanCellFactory,
    PlanDocumentFactory,
    PlanLetterFactory,
    PlanPartFactory,
    PlanSightFactory,
    PlanStatementFactory,
    PlanVersionFactory,
    ProposedRowFactory,
    StaffNumberFactory,
    UserFactory,
)
from tests.guards.assessments.violations import OF_ASSESSMENTS
from tests.guards.breaking import having, second
from tests.guards.monitoring.violations import OF_MONITORING
from tests.guards.sign_off.violations import OF_SIGN_OFF

OUR_APPS = ("organisations", "plans", "assessments", "reports")


def reference_to_itself() -> models.Model:
    reference = LetterReferenceFactory()
    reference.referred = reference.letter
    return reference


# The constraint's name, and an object that breaks it and no other.
VIOLATIONS: dict[str, Callable[[], models.Model]] = {
    "organisations_organisation_code_once": second(OrganisationFactory, "code", change=str.lower),
    "organisations_organisation_named": having(OrganisationFactory, name=""),
    "organisations_draft_once": second(DraftFactory, "user", "form", "key"),
    "organisations_membership_once": second(MembershipFactory, "user", "organisation", "role", "starts_on"),
    "organisations_membership_ends_after_start": having(MembershipFactory, ends_on=date(2024, 9, 30)),
    "organisations_membership_role_known": having(MembershipFactory, role="king"),
    "organisations_organisationyear_once": second(OrganisationYearFactory, "organisation", "fiscal_year"),
    "organisations_organisationyear_range": having(OrganisationYearFactory, fiscal_year=2026),
    "organisations_staffnumber_count_range": having(StaffNumberFactory, count=1_000_001),
    "organisations_letter_number_once": second(
        partial(LetterFactory, running_number=1, calendar_year=2569), "organisation"
    ),
    "organisations_letter_number_with_year": having(LetterFactory, running_number=1),
    "organisations_letter_year_range": having(LetterFactory, running_number=1, calendar_year=2026),
    "organisations_letter_state_of_direction": having(LetterFactory, state="received"),
    "organisations_letter_has_subject": having(LetterFactory, subject=""),
    "organisations_letterreference_not_itself": reference_to_itself,
    "organisations_lettermark_says_something": having(LetterMarkFactory, text=""),
    "organisations_user_email_once": second(UserFactory, "email", change=str.upper),
    "organisations_job_done_of_total": having(JobFactory, done=2, total=1),
    "organisations_job_ended": having(JobFactory, state="done"),
    "organisations_job_in_hand_once": second(JobFactory, "by", "kind", "key"),
    "reports_documenttemplate_named_once": second(
        DocumentTemplateFactory, "organisation", "document", "name"
    ),
    "reports_documenttemplate_one_usual": second(
        partial(DocumentTemplateFactory, is_usual=True), "organisation", "document"
    ),
    "reports_documenttemplate_named": having(DocumentTemplateFactory, name=""),
    "reports_plandocument_once": second(PlanDocumentFactory, "plan", "document"),
    "plans_actionplan_deleted_pair": having(ActionPlanFactory, deleted_at=timezone.now()),
    "plans_actionplan_fiscal_year_range": having(ActionPlanFactory, fiscal_year=2026),
    "plans_actionplan_state_known": having(ActionPlanFactory, state="lost"),
    "plans_actionplan_kind_known": having(ActionPlanFactory, kind="wish"),
    "plans_actionplan_period_in_order": having(
        ActionPlanFactory, starts_on=date(2026, 9, 30), ends_on=date(2025, 10, 1)
    ),
    "plans_planstatement_kind_known": having(PlanStatementFactory, kind="dream"),
    "plans_planstatement_level_range": having(PlanStatementFactory, level=6),
    "plans_planstatement_target_range": having(PlanStatementFactory, instrument="iit", target=101),
    "plans_planstatement_target_of_instrument": having(PlanStatementFactory, target=90),
    "plans_higherplan_years_range": having(HigherPlanFactory, from_year=2023),
    "plans_higherplan_years_in_order": having(HigherPlanFactory, from_year=2570, to_year=2569),
    "plans_charter_budget_not_negative": having(CharterFactory, budget=-1),
    "plans_call_purpose_known": having(CallFactory, purpose="party"),
    "plans_callanswer_once": second(CallAnswerFactory, "call", "unit"),
    "plans_callanswer_state_known": having(CallAnswerFactory, state="lost"),
    "plans_callanswer_sent_pair": having(CallAnswerFactory, sent_at=timezone.now()),
    "plans_callanswer_confirmed_pair": having(CallAnswerFactory, confirmed_at=timezone.now()),
    "plans_proposedrow_state_known": having(ProposedRowFactory, state="lost"),
    "plans_proposedrow_reason": having(ProposedRowFactory, state="returned"),
    "plans_planletter_once": second(PlanLetterFactory, "plan", "letter"),
    "plans_planpart_not_own_rows": having(PlanPartFactory, rows_of="itself"),
    "plans_comment_resolved_pair": having(CommentFactory, resolved_at=timezone.now()),
    "plans_comment_text": having(CommentFactory, text=""),
    "plans_commentmention_once": second(CommentMentionFactory, "comment", "user"),
    "plans_planversion_name_once": second(PlanVersionFactory, "plan", "name"),
    "plans_plansight_once": second(PlanSightFactory, "plan", "user", "purpose"),
    "plans_planpart_deleted_pair": having(PlanPartFactory, deleted_at=timezone.now()),
    "plans_heading_deleted_pair": having(HeadingFactory, deleted_at=timezone.now()),
    "plans_heading_not_own_parent": having(HeadingFactory, parent="itself"),
    "plans_activity_deleted_pair": having(ActivityFactory, deleted_at=timezone.now()),
    "plans_activity_budget_amount_iff_kind": having(ActivityFactory, budget_amount=None),
    "plans_activity_budget_kind_known": having(ActivityFactory, budget_kind="gold", budget_amount=None),
    "plans_activity_period_in_order": having(
        ActivityFactory, period_start=date(2026, 3, 1), period_end=date(2026, 2, 28)
    ),
    "plans_activity_quarters_range": having(ActivityFactory, period_quarters=16),
    "plans_activity_weight_range": having(ActivityFactory, weight=101),
    "plans_activity_level_range": having(ActivityFactory, level=10),
    "plans_activityowner_text": having(ActivityOwnerFactory, text=""),
    "plans_indicator_aspect_known": having(IndicatorFactory, aspect="hopeful"),
    "plans_costline_amount_not_negative": having(CostLineFactory, amount=-1),
    "plans_plancell_once": second(PlanCellFactory, "activity", "span", "number"),
    "plans_plancell_number_range": having(PlanCellFactory, span=PlanCell.Span.QUARTER, number=5),
    "plans_plancell_count_not_negative": having(PlanCellFactory, count=-1),
    "plans_plancell_amount_not_negative": having(PlanCellFactory, amount=-1),
    **OF_ASSESSMENTS,
    **OF_SIGN_OFF,
    **OF_MONITORING,
}


def constraints() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_violated_here() -> None:
    assert set(VIOLATIONS) == set(constraints())


@pytest.mark.django_db
@pytest.mark.parametrize("name", VIOLATIONS)
def test_violation_is_answered_in_thai_and_refused_by_the_database(name: str) -> None:
    broken = VIOLATIONS[name]()

    with pytest.raises(ValidationError) as answered:
        broken.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        broken.save()

    assert answered.value.messages == [constraints()[name].violation_error_message]
    assert re.search("[ก-๙]", answered.value.messages[0])
