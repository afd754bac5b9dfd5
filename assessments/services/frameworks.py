"""Loading a framework from the facts of a file, again and again, without losing a score."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from assessments.loading.comparing import Change, changes, scores_would_change
from assessments.loading.crosswalk import crosswalk_of
from assessments.loading.entries import FactsError, is_storable
from assessments.loading.files import CROSSWALK, read_file, shipped
from assessments.loading.plan import FrameworkPlan
from assessments.loading.reading import plan_of
from assessments.loading.stored import stored_plan
from assessments.models import Framework, FrameworkVersion, Item, Round, Score, Topic
from assessments.reading.cells import score_text
from assessments.services.frameworks_links import give_topics, refuse_unknown_links, relink
from assessments.services.frameworks_rows import write_rows
from assessments.services.results import recompute
from assessments.services.rounds_keeping import trail
from organisations.access import require_central
from organisations.models import AuditEntry, User
from organisations.services import audit

MOST_CHANGES_KEPT = 200


@dataclass(frozen=True)
class Loading:
    """What a file does to a framework: ``framework`` is None where it is not there yet.

    ``counts_otherwise``: the same scores could come to other results. ``scored`` are the rounds with scores
    of which that is true; loading is then refused unless forced.
    """

    plan: FrameworkPlan
    framework: Framework | None
    changes: list[Change]
    counts_otherwise: bool
    scored: list[Round]


def preview(*, facts: Any) -> Loading:
    """What loading the facts would do; nothing is written. Raises ValidationError with all that is wrong."""
    plan = _plan(facts)
    framework = Framework.objects.filter(code=plan.code).first()
    old = stored_plan(framework) if framework else None
    plan = _with_known_topics(plan, old)
    refuse_unknown_links(plan)
    otherwise = old is not None and scores_would_change(old, plan)
    scored = _scored(framework) if framework and otherwise else []
    return Loading(plan, framework, changes(old, plan), otherwise, scored)


@transaction.atomic
def load_framework(*, by: User | None, facts: Any, source_name: str = "", force: bool = False) -> Framework:
    """The framework of the facts, new or brought up to date in place; ``by`` None: the system itself.

    A new version only where something changed. Raises ValidationError with every reason in Thai: what is
    wrong with the facts, or that rounds have scores which would count otherwise and ``force`` is not set.
    """
    if by is not None:
        require_central(by)
    framework = _loaded(by, facts, source_name, force=force)
    relink()
    return framework


@transaction.atomic
def load_crosswalk(*, by: User | None, facts: Any) -> int:
    """Give the items that are loaded the topics of the facts, and link the years; how many items have one."""
    if by is not None:
        require_central(by)
    try:
        crosswalk = crosswalk_of(facts)
    except FactsError as error:
        raise ValidationError([str(problem) for problem in error.problems]) from error
    changed = give_topics(crosswalk)
    relink()
    if changed:
        audit.record(
            by=by,
            action=AuditEntry.Action.IMPORT,
            target=Topic(label="หัวเรื่องประจำของกรอบการประเมิน"),
            organisation_id=None,
            after={"topics": len(crosswalk.labels), "items": changed},
        )
    return Item.objects.filter(topics__isnull=False).distinct().count()


@transaction.atomic
def load_shipped() -> list[Framework]:
    """Every framework that the project ships, by the system; those that are there and unchanged stay."""
    loaded = [_loaded(None, read_file(path), path.name, force=False) for path in shipped()]
    load_crosswalk(by=None, facts=read_file(CROSSWALK))
    return loaded


def _loaded(by: User | None, facts: Any, source_name: str, *, force: bool) -> Framework:
    """The framework written, if anything changed; the links between years are left to the caller."""
    loading = preview(facts=facts)
    if loading.scored and not force:
        raise ValidationError(_refusal(loading.scored))
    if loading.framework is not None and not loading.changes:
        return loading.framework
    framework = _written(by, loading, facts, source_name, force=bool(loading.scored))
    if loading.counts_otherwise:
        _recompute(framework)
    return framework


def _plan(facts: Any) -> FrameworkPlan:
    try:
        plan = plan_of(facts)
    except FactsError as error:
        raise ValidationError([str(problem) for problem in error.problems]) from error
    # The file is kept whole, with what nobody reads.
    if not is_storable(facts):
        raise ValidationError("ไฟล์มีอักขระหรือค่าที่เก็บไม่ได้ หรือซ้อนกันลึกเกินไป")
    return plan


def _with_known_topics(plan: FrameworkPlan, old: FrameworkPlan | None) -> FrameworkPlan:
    """Items of which the file says no topics keep theirs, or have those of the crosswalk that is shipped."""
    shipped_topics = crosswalk_of(read_file(CROSSWALK)).topics.get(plan.code, {})
    stored: Mapping[str, tuple[str, ...]] = (
        {item.code: item.topics or () for item in old.items} if old else {}
    )
    return plan.with_topics({**shipped_topics, **stored})


def _scored(framework: Framework) -> list[Round]:
    has_scores = Q(scores__isnull=False) | Q(result_lines__value__isnull=False)
    return list(framework.rounds.filter(has_scores).select_related("organisation").distinct().order_by("pk"))


def _refusal(scored: list[Round]) -> str:
    named = ", ".join(f"{one.organisation} {one}" for one in scored[:3])
    more = f" และอีก {len(scored) - 3} รอบ" if len(scored) > 3 else ""
    return (
        f"ไฟล์นี้เปลี่ยนวิธีคิดคะแนน และมีรอบการประเมินที่บันทึกคะแนนแล้ว {len(scored)} รอบ ({named}{more}) "
        "จึงยังไม่นำเข้า หากต้องการให้คำนวณผลของรอบที่ยังไม่ปิดใหม่ โปรดยืนยันการบังคับนำเข้า"
    )


def _written(by: User | None, loading: Loading, facts: Any, source_name: str, *, force: bool) -> Framework:
    plan = loading.plan
    before = {"version": loading.framework.version} if loading.framework else None
    framework = loading.framework or Framework(code=plan.code, version=0)
    framework.version += 1
    framework.family, framework.fiscal_year = plan.family, plan.fiscal_year
    framework.name, framework.owner_name = plan.name, plan.owner_name
    framework.facts = {**plan.facts, "links": [vars(link).copy() for link in plan.links]}
    framework.full_clean(exclude=["facts"])
    framework.save()
    lost = write_rows(framework, plan)
    source = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    FrameworkVersion.objects.create(
        framework=framework,
        number=framework.version,
        source=json.loads(source),
        digest=hashlib.sha256(source.encode()).hexdigest(),
        forced=force,
        loaded_by=by,
    )
    audit.record(
        by=by,
        action=AuditEntry.Action.IMPORT,
        target=framework,
        organisation_id=None,
        before=before,
        after={
            "version": framework.version,
            "file": source_name[:300],
            "forced": force,
            "changes": [str(change) for change in loading.changes[:MOST_CHANGES_KEPT]],
        },
    )
    _tell_lost(by, lost, framework)
    return framework


def _tell_lost(by: User | None, lost: Iterable[Score], framework: Framework) -> None:
    """An entry in each round that lost scores, so that nobody has to guess what they were."""
    of_rounds: dict[Round, dict[str, str]] = defaultdict(dict)
    for score in lost:
        code = score.item.code if score.item else score.indicator.key if score.indicator else ""
        of_rounds[score.round][f"{code} {score.part.code}" if score.part else code] = score_text(score.value)
    for of_round, scores in of_rounds.items():
        reason = f"นำเข้ากรอบการประเมิน {framework.code} ฉบับที่ {framework.version}"
        after = dict.fromkeys(scores)
        trail(by, AuditEntry.Action.UPDATE, of_round, before=dict(scores), after=after, reason=reason)


def _recompute(framework: Framework) -> None:
    """Results of open rounds by the new rules; closed ones are frozen."""
    for one in framework.rounds.filter(closed_at=None):
        recompute(one)
