"""How well it went: frameworks as data, rounds with scores and results, gaps and measures, own surveys."""

from assessments.models.evidence import ItemEvidence
from assessments.models.framework import (
    Framework,
    FrameworkVersion,
    Instrument,
    InstrumentPart,
    RatingRule,
    SurveyRule,
)
from assessments.models.improvement import (
    Gap,
    IndicatorControl,
    IndicatorStatement,
    Measure,
    QuestionNote,
    RoundNarrative,
    SwocEntry,
)
from assessments.models.item import AnswerScale, AssessmentIndicator, Item, ItemLink, Topic
from assessments.models.round import (
    DailyCount,
    ResultLine,
    Round,
    RoundInstrument,
    RoundResult,
    Score,
    Suggestion,
)
from assessments.models.survey import Survey, SurveyAnswer, SurveyGroup, SurveyLink, SurveyRemark

__all__ = [
    "AnswerScale",
    "AssessmentIndicator",
    "DailyCount",
    "Framework",
    "FrameworkVersion",
    "Gap",
    "IndicatorControl",
    "IndicatorStatement",
    "Instrument",
    "InstrumentPart",
    "Item",
    "ItemEvidence",
    "ItemLink",
    "Measure",
    "QuestionNote",
    "RatingRule",
    "ResultLine",
    "Round",
    "RoundInstrument",
    "RoundNarrative",
    "RoundResult",
    "Score",
    "Suggestion",
    "Survey",
    "SurveyAnswer",
    "SurveyGroup",
    "SurveyLink",
    "SurveyRemark",
    "SurveyRule",
    "SwocEntry",
    "Topic",
]
