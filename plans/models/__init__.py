"""What is to be done: plans with what they state, their sections, tables, headings and activities."""

from plans.models.activity import Activity, ActivityOwner, CostLine, Indicator, PlanCell
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
from plans.models.part import Heading, PlanPart
from plans.models.picture import PlanPicture
from plans.models.plan import ActionPlan, PlanSection, PlanSight
from plans.models.revision import Revision, SignedScan
from plans.models.signing import Act, Chain, ChainStep, Delegation, SignOffStep
from plans.models.statement import Charter, HigherPlan, PlanStatement
from plans.models.version import PlanVersion

__all__ = [
    "Act",
    "ActionPlan",
    "Activity",
    "ActivityOwner",
    "Adjustment",
    "AdjustmentLine",
    "AdjustmentRule",
    "Aspect",
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
    "PlanCell",
    "PlanLetter",
    "PlanPart",
    "PlanPicture",
    "PlanSection",
    "PlanSight",
    "PlanStatement",
    "PlanVersion",
    "ProposedRow",
    "Reopening",
    "Revision",
    "SignOffStep",
    "SignedScan",
]
