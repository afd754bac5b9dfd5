"""What a year taught, and who reports, carried to the plan that is made of the year's plan.

Lessons of accepted reports become comments on the copied rows, those of the year's rounds comments on the
plan: next year's writers read them where they write, and no document prints them. Nothing is said twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from organisations.models import Membership, User
from plans.models import ActionPlan, Activity, ActivityReporter, Comment, Progress

LONGEST: int = Comment._meta.get_field("text").max_length or 0


def carry_lessons(*, by: User | None, source: ActionPlan, copies: Mapping[int, Activity]) -> int:
    """The lessons of accepted reports as comments of the person on the copies, by the key of what was copied.

    Inside the transaction that copies; how many comments. Without a person there is nobody to say them.
    """
    if by is None or not copies:
        return 0
    accepted = Progress.objects.filter(state=Progress.State.ACCEPTED, period__plan=source).exclude(lesson="")
    found: dict[int, list[str]] = defaultdict(list)
    for activity, lesson in accepted.order_by("period__position", "pk").values_list("activity", "lesson"):
        if activity in copies:
            found[activity].append(lesson)
    comments = [
        Comment(plan_id=copies[pk].part.plan_id, activity=copies[pk], author=by, text=text)
        for pk, lessons in found.items()
        for text in _texts(source, lessons)
    ]
    return len(Comment.objects.bulk_create(comments))


def carry_lessons_of_rounds(*, by: User | None, source: ActionPlan, plan: ActionPlan) -> int:
    """The lessons of the year's rounds as comments of the person on the plan; how many."""
    if by is None:
        return 0
    lessons = source.monitoring_rounds.exclude(lessons="").values_list("lessons", flat=True)
    comments = [Comment(plan=plan, author=by, text=text) for text in _texts(source, lessons)]
    return len(Comment.objects.bulk_create(comments))


def carry_reporters(source: ActionPlan, copies: Mapping[int, Activity]) -> int:
    """Who reported a row reports its copy: people who are members still, and units in use; how many."""
    of_plan = ActivityReporter.objects.filter(activity__part__plan=source).select_related("unit")
    reporters = [reporter for reporter in of_plan.order_by("pk") if reporter.activity_id in copies]
    people = [reporter.user_id for reporter in reporters if reporter.user_id]
    members = Membership.objects.active().filter(user__in=people, user__is_active=True)
    staying = set(members.values_list("user", flat=True))
    made = [
        ActivityReporter(activity=copies[one.activity_id], user_id=one.user_id, unit_id=one.unit_id)
        for one in reporters
        if one.user_id in staying or (one.unit and one.unit.is_active)
    ]
    return len(ActivityReporter.objects.bulk_create(made))


def _texts(source: ActionPlan, lessons: Iterable[str]) -> Iterator[str]:
    """Each lesson once, with its year; what is longer than a comment goes on in the next one."""
    for lesson in dict.fromkeys(lesson.strip() for lesson in lessons):
        whole = f"บทเรียนจากปี {source.fiscal_year}: {lesson}"
        yield from (whole[start : start + LONGEST] for start in range(0, len(whole), LONGEST))
