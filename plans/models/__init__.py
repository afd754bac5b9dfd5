"""What is to be done: plans with what they state, their sections, tables, headings and activities."""

from plans.models.activity import Activity, ActivityOwner, CostLine, Indicator, PlanCell
from plans.models.address import CalendarFeed, ReportLink
from plans.models.adjustment import (
    Adjustment,
    AdjustmentLine,
    AdjustmentRule,
    Aspect,
    Correction,
    Reopening,
)
from plans.models.call import Call, CallAnswer, ProposedRow
from plans.models.comment import Comment, CommentMention
from plans.models.letter import PlanLetter
from plans.models.money import BudgetLine, MoneyEntry
from plans.models.monitoring import (
    ActivityReporter,
    Monitoring,
    MonitoringRound,
    ReportingPeriod,
    RoundClosing,
    RoundEvidence,
)
from plans.models.part import Heading, PlanPart
from plans.models.picture import PlanPicture
from plans.models.plan import ActionPlan, PlanSection, PlanSight
from plans.models.progress import IndicatorResult, Progress, ProgressEvidence
from plans.models.reminder import Reminder
from plans.models.revision import Revision, SignedScan
from plans.models.signing import Act, Chain, ChainStep, Delegation, SignOffStep
from plans.models.statement import Charter, HigherPlan, PlanStatement
from plans.models.version import PlanVersion

__all__ = [
    "Act",
    "ActionPlan",
    "Activity",
    "ActivityOwner",
    "ActivityReporter",
    "Adjustment",
    "AdjustmentLine",
    "AdjustmentRule",
    "Aspect",
    "BudgetLine",
    "CalendarFeed",
    "Call",
    "CallAnswer",
    "Chain",
    "ChainStep",
    "Charter",
    "Comment",
    "CommentMention",
    "Correction",
    "CostLine",
    "Delegation",
    "Heading",
    "HigherPlan",
    "Indicator",
    "IndicatorResult",
    "MoneyEntry",
    "Monitoring",
    "MonitoringRound",
    "PlanCell",
    "PlanLetter",
    "PlanPart",
    "PlanPicture",
    "PlanSection",
    "PlanSight",
    "PlanStatement",
    "PlanVersion",
    "Progress",
    "ProgressEvidence",
    "ProposedRow",
    "Reminder",
    "Reopening",
    "ReportLink",
    "ReportingPeriod",
    "Revision",
    "RoundClosing",
    "RoundEvidence",
    "SignOffStep",
    "SignedScan",
]
