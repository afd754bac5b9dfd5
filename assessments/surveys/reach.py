"""From the address that somebody opens to the group they answer for, or the reason why not."""

from enum import StrEnum, auto

from assessments.models import Survey, SurveyGroup, SurveyLink
from assessments.surveys.tokens import digest_of, key_of_visit

_WITH_SURVEY = "survey__round__organisation"


class Why(StrEnum):
    """Why a link cannot be answered by."""

    UNKNOWN = auto()
    USED = auto()
    EARLY = auto()
    LATE = auto()


class RefusedError(Exception):
    """The link cannot be answered by now; ``survey`` is the one it is of, if any."""

    def __init__(self, why: Why, survey: Survey | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.survey = survey


def group_of_token(token: str) -> SurveyGroup:
    """The group that may be answered for now by this token, with its survey. Raises RefusedError."""
    links = SurveyLink.objects.filter(digest=digest_of(token)).select_related(f"group__{_WITH_SURVEY}")
    link = links.first()
    group = link.group if link else group_of_key(key_of_visit(token))
    if link and link.is_used:
        raise RefusedError(Why.USED, group.survey)
    require_open(group.survey)
    return group


def group_of_key(key: str) -> SurveyGroup:
    """The group whose QR has this key, with its survey. Raises RefusedError where there is none."""
    groups = SurveyGroup.objects.select_related(_WITH_SURVEY)
    group = groups.filter(key=key).first() if key else None
    if group is None:
        raise RefusedError(Why.UNKNOWN)
    return group


def require_open(survey: Survey) -> None:
    """Raise RefusedError where the survey is not open now, nor the round that its results would go to."""
    if survey.state == Survey.State.WAITING:
        raise RefusedError(Why.EARLY, survey)
    if survey.state != Survey.State.OPEN or survey.round.is_closed:
        raise RefusedError(Why.LATE, survey)
