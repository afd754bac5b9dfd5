"""How far a survey has come, and what a closed one came to: numbers of groups, never of people."""

from dataclasses import dataclass

from django.db.models import Count, Q

from assessments.models import Survey, SurveyAnswer, SurveyGroup, SurveyLink
from assessments.scoring.shown import shown
from assessments.surveys.results import means, shown_apart


@dataclass(frozen=True, slots=True)
class Line:
    """A group: links made for it and used, and sheets that came in."""

    group: SurveyGroup
    links: int = 0
    used: int = 0
    answers: int = 0

    @property
    def reached(self) -> int | None:
        """The sheets in percent of those asked, not above 100; None where it is not known who was asked."""
        return min(100, round(100 * self.answers / self.group.asked)) if self.group.asked else None


def meter(survey: Survey) -> list[Line]:
    """A line for each group in order; three queries."""
    links = SurveyLink.objects.filter(group__survey=survey).order_by().values("group")
    made = {row["group"]: row for row in links.annotate(links=Count("pk"), used=Count("pk", Q(is_used=True)))}
    sheets = SurveyAnswer.objects.filter(group__survey=survey).order_by().values("group")
    answers = {row["group"]: row["answers"] for row in sheets.annotate(answers=Count("pk"))}
    none = {"links": 0, "used": 0}
    return [
        Line(
            group=group,
            links=made.get(group.pk, none)["links"],
            used=made.get(group.pk, none)["used"],
            answers=answers.get(group.pk, 0),
        )
        for group in survey.groups.all()
    ]


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Results of a closed survey: groups that may be shown, and for each question its means, printed."""

    groups: list[SurveyGroup]
    rows: list[tuple[str, str, list[str]]]  # code, words, of all and then of each group
    hides_some: bool


def result_table(survey: Survey, lines: list[Line]) -> ResultTable:
    """The mean of each question, of all who answered and of each group of which enough did; one query."""
    sheets: dict[int, list[dict[str, int]]] = {}
    for group, answers in SurveyAnswer.objects.filter(group__survey=survey).values_list("group", "answers"):
        sheets.setdefault(group, []).append(answers)
    apart = shown_apart({line.group.pk: line.answers for line in lines})
    every = [sheet for of_group in sheets.values() for sheet in of_group]
    columns = [means(survey.questions, every)]
    columns += [means(survey.questions, sheets[key]) for key in apart]
    rows = [
        (
            question["code"],
            question["words"],
            [shown(column[question["item"]]) if question["item"] in column else "" for column in columns],
        )
        for question in survey.questions
    ]
    groups = {line.group.pk: line.group for line in lines}
    answered = sum(1 for line in lines if line.answers)
    return ResultTable([groups[key] for key in apart], rows, hides_some=len(apart) < answered)
