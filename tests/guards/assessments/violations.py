"""An object for each constraint of assessments that breaks it and no other."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from tests.factories import (
    AnswerScaleFactory,
    AssessmentIndicatorFactory,
    DailyCountFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    GapFactory,
    IndicatorControlFactory,
    IndicatorStatementFactory,
    InstrumentFactory,
    InstrumentPartFactory,
    ItemFactory,
    ItemLinkFactory,
    MeasureFactory,
    QuestionNoteFactory,
    RatingRuleFactory,
    ResultLineFactory,
    RoundFactory,
    RoundInstrumentFactory,
    RoundNarrativeFactory,
    ScoreFactory,
    SurveyFactory,
    SurveyGroupFactory,
    SurveyRuleFactory,
    SwocEntryFactory,
)
from tests.guards.breaking import having, second


def score_of_indicator() -> models.Model:
    return ScoreFactory(item=None, indicator=AssessmentIndicatorFactory())


def score_of_part() -> models.Model:
    return ScoreFactory(part=InstrumentPartFactory())


def score_of_indicator_of_part() -> models.Model:
    return ScoreFactory(item=None, indicator=AssessmentIndicatorFactory(), part=InstrumentPartFactory())


def instrument_of_part() -> models.Model:
    return RoundInstrumentFactory(part=InstrumentPartFactory())


def count_of_part() -> models.Model:
    return DailyCountFactory(part=InstrumentPartFactory())


def line_of_indicator() -> models.Model:
    return ResultLineFactory(indicator=AssessmentIndicatorFactory())


def survey_of_part() -> models.Model:
    return SurveyFactory(part=InstrumentPartFactory())


def link_to_itself() -> models.Model:
    link = ItemLinkFactory()
    link.earlier = link.later
    return link


def gap_of_item() -> models.Model:
    return GapFactory(item=ItemFactory())


OF_ASSESSMENTS: dict[str, Callable[[], models.Model]] = {
    "assessments_framework_once_a_year": second(FrameworkFactory, "family", "fiscal_year"),
    "assessments_framework_year_range": having(FrameworkFactory, fiscal_year=2026),
    "assessments_version_number_once": second(FrameworkVersionFactory, "framework", "number"),
    "assessments_instrument_code_once": second(InstrumentFactory, "framework", "code"),
    "assessments_instrument_weight_range": having(InstrumentFactory, weight=2),
    "assessments_part_code_once": second(InstrumentPartFactory, "instrument", "code"),
    "assessments_part_weight_range": having(InstrumentPartFactory, weight=0),
    "assessments_rating_code_once": second(RatingRuleFactory, "framework", "code"),
    "assessments_rating_range": having(RatingRuleFactory, each_instrument_min=101),
    "assessments_survey_rule_percent_range": having(SurveyRuleFactory, percent=101),
    "assessments_indicator_number_once": second(AssessmentIndicatorFactory, "framework", "number"),
    "assessments_scale_key_once": second(AnswerScaleFactory, "framework", "key"),
    "assessments_item_code_once": second(ItemFactory, "framework", "code"),
    "assessments_link_once": second(ItemLinkFactory, "earlier", "later"),
    "assessments_link_not_itself": link_to_itself,
    "assessments_round_once": second(RoundFactory, "organisation", "family", "fiscal_year", "kind", "label"),
    "assessments_round_year_range": having(RoundFactory, fiscal_year=2026),
    "assessments_round_months_in_order": having(
        RoundFactory, first_month=date(2026, 3, 1), last_month=date(2026, 2, 1)
    ),
    "assessments_round_closed_by_somebody": having(RoundFactory, closed_at=timezone.now()),
    "assessments_round_score_range": having(RoundFactory, target_total=101),
    "assessments_round_instrument_once": second(RoundInstrumentFactory, "round", "instrument"),
    "assessments_round_part_once": second(instrument_of_part, "round", "part"),
    "assessments_round_instrument_range": having(RoundInstrumentFactory, target_score=-1),
    "assessments_score_of_one_thing": having(ScoreFactory, item=None),
    "assessments_score_range": having(ScoreFactory, value=101),
    "assessments_score_item_once": second(ScoreFactory, "round", "item"),
    "assessments_score_indicator_once": second(score_of_indicator, "round", "indicator"),
    "assessments_score_part_item_once": second(score_of_part, "round", "part", "item"),
    "assessments_score_part_indicator_once": second(score_of_indicator_of_part, "round", "part", "indicator"),
    "assessments_daily_count_once": second(
        DailyCountFactory, "round", "instrument", "unit_name", "counted_on"
    ),
    "assessments_daily_count_of_part_once": second(count_of_part, "round", "part", "unit_name", "counted_on"),
    "assessments_result_instrument_once": second(ResultLineFactory, "round", "instrument"),
    "assessments_result_indicator_once": second(line_of_indicator, "round", "indicator"),
    "assessments_narrative_once": second(RoundNarrativeFactory, "round", "place"),
    "assessments_swoc_kind_known": having(SwocEntryFactory, kind="wish"),
    "assessments_gap_of_one_thing": lambda: having(gap_of_item, indicator=AssessmentIndicatorFactory())(),
    "assessments_gap_item_once": second(gap_of_item, "round", "item"),
    "assessments_measure_row_once": second(MeasureFactory, "round", "row"),
    "assessments_measure_standing_known": having(MeasureFactory, standing="lost"),
    "assessments_statement_once": second(IndicatorStatementFactory, "organisation", "indicator"),
    "assessments_control_kind_known": having(IndicatorControlFactory, kind="wish"),
    "assessments_question_note_once": second(QuestionNoteFactory, "organisation", "item"),
    "assessments_survey_opens_before_it_closes": lambda: having(
        SurveyFactory, closes_at=timezone.now() - timedelta(days=9)
    )(),
    "assessments_survey_instrument_once": second(SurveyFactory, "round", "instrument"),
    "assessments_survey_part_once": second(survey_of_part, "round", "part"),
    "assessments_survey_group_once": second(SurveyGroupFactory, "survey", "name"),
}
