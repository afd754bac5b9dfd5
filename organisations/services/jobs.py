"""Background work: in hand once, done by one worker, taken up again where its worker was lost.

An app declares what it can do with ``@work`` in a module that the ``ready`` of its AppConfig imports. The
queue of tasks only wakes a worker: what counts is the Job, whose state changes in one statement each, so
that of two workers only one goes on.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task

from organisations.models import Job, Organisation, User

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
Work = Callable[[Job, Progress], dict[str, Any]]

SILENCE = timedelta(minutes=2)  # a worker that says nothing for longer is lost
MOST_ATTEMPTS = 3
SECONDS_BETWEEN_BEATS = 1.0
IN_HAND = (Job.State.WAITING, Job.State.RUNNING)
_FAILED = "ระบบดำเนินการไม่สำเร็จ โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ"
_LOST = "ระบบหยุดทำงานระหว่างดำเนินการหลายครั้ง โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ"

_WORKS: dict[str, Work] = {}


class WorkFailedError(Exception):
    """The work cannot be done; the text says in Thai why and what to do."""


class LostJobError(Exception):
    """Another worker has taken the job up meanwhile: this one leaves it alone."""


def work(kind: str) -> Callable[[Work], Work]:
    """Declare the function that does work of this kind.

    It is given the job and a function that tells how far it is, and returns the job's ``result``. It raises
    WorkFailedError for what the person should know.
    """

    def declare(function: Work) -> Work:
        _WORKS[kind] = function
        return function

    return declare


@transaction.atomic
def queue_job(
    *, by: User, organisation: Organisation, kind: str, key: str, title: str, payload: dict[str, Any]
) -> Job:
    """The person's job for exactly this work: the one in hand, else a new one that a worker will take."""
    in_hand = Job.objects.filter(by=by, kind=kind, key=key, state__in=IN_HAND)
    if found := in_hand.first():
        return found
    try:
        with transaction.atomic():
            job = Job.objects.create(
                by=by,
                organisation=organisation,
                kind=kind,
                key=key,
                title=title[:500],
                payload=payload,
                alive_at=timezone.now(),
            )
    except IntegrityError:
        # Asked for twice at the same moment: the other was faster.
        return in_hand.get()
    _wake_worker(job)
    return job


def claim(*, pk: int) -> Job | None:
    """The waiting job, now this worker's; None where it is another's or over."""
    waiting = Job.objects.filter(pk=pk, state=Job.State.WAITING)
    taken = waiting.update(state=Job.State.RUNNING, attempts=F("attempts") + 1, alive_at=timezone.now())
    return Job.objects.select_related("by", "organisation").get(pk=pk) if taken else None


def beat(*, job: Job, done: int, total: int) -> None:
    """Say that the worker lives and how far it is. Raises LostJobError."""
    if not _own(job).update(alive_at=timezone.now(), done=min(done, total), total=total):
        raise LostJobError


def finish(*, job: Job, result: dict[str, Any]) -> None:
    """The work is done. A worker that has lost the job writes nothing."""
    _own(job).update(state=Job.State.DONE, result=result, done=F("total"), error="", ended_at=timezone.now())


def fail(*, job: Job, error: str) -> None:
    """The work could not be done, and why, in Thai. A worker that has lost the job writes nothing."""
    _own(job).update(state=Job.State.FAILED, error=error, ended_at=timezone.now())


def take_up_lost() -> int:
    """Give jobs whose worker has been silent too long to another worker; how many.

    A waiting job of which no worker was woken in that time is asked for again too: the claim lets one in.
    """
    now = timezone.now()
    lost = Job.objects.filter(state__in=IN_HAND, alive_at__lt=now - SILENCE)
    return sum(_taken_up(job) for job in lost)


def _taken_up(job: Job) -> bool:
    same = Job.objects.filter(pk=job.pk, state=job.state, alive_at=job.alive_at)
    if job.attempts >= MOST_ATTEMPTS:
        return bool(same.update(state=Job.State.FAILED, error=_LOST, ended_at=timezone.now()))
    if not same.update(state=Job.State.WAITING, alive_at=timezone.now()):
        return False
    _wake_worker(job)
    return True


@task()
def run_job(pk: int) -> None:
    """What a worker does: the job, if it still waits, and before it whatever others have left lying."""
    take_up_lost()
    job = claim(pk=pk)
    if job is None:
        return
    try:
        result = _WORKS[job.kind](job, _Beats(job))
    except LostJobError:
        logger.warning("job %s was taken up by another worker", job.pk)
    except WorkFailedError as error:
        fail(job=job, error=str(error))
    except Exception:
        logger.exception("job %s failed", job.pk)
        fail(job=job, error=_FAILED)
    else:
        finish(job=job, result=result)


class _Beats:
    """Tells how far a job is, at most once in a while."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + SECONDS_BETWEEN_BEATS
            beat(job=self._job, done=done, total=total)


def _own(job: Job) -> QuerySet[Job]:
    """The job, if the worker that claimed it this time still has it."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _wake_worker(job: Job) -> None:
    transaction.on_commit(partial(run_job.enqueue, job.pk))
