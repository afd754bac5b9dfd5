"""Background work: in hand once, done by one worker, taken up again where its worker was lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from organisations.models import Job
from organisations.services import jobs
from organisations.services.jobs import (
    SILENCE,
    LostJobError,
    WorkFailedError,
    beat,
    claim,
    fail,
    finish,
    queue_job,
    run_job,
    take_up_lost,
)
from tests.cast import Cast
from tests.factories import JobFactory

State = Job.State
LONG_AGO = timedelta(minutes=3)


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> dict[str, jobs.Work]:
    """The kinds of work that there are for the time of a test."""
    there: dict[str, jobs.Work] = {}
    monkeypatch.setattr(jobs, "_WORKS", there)
    return there


def asked(cast: Cast, key: str = "one", person: str = "secretary@medicine") -> Job:
    return queue_job(
        by=cast[person],
        organisation=cast.organisation("medicine"),
        kind="count",
        key=key,
        title="นับ",
        payload={"to": 3},
    )


def state_of(job: Job) -> tuple[str, str]:
    found = Job.objects.get(pk=job.pk)
    return found.state, found.error


def test_work_asked_for_is_done_when_it_is_sure_to_stay(
    cast: Cast,
    works: dict[str, jobs.Work],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def count(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        progress(2, job.payload["to"])
        return {"counted": Job.objects.get(pk=job.pk).done}

    works["count"] = count
    with django_capture_on_commit_callbacks() as woken:
        job = asked(cast)
    before = state_of(job)
    woken[0]()

    done = Job.objects.get(pk=job.pk)
    assert before == (State.WAITING, "")
    assert (done.state, done.result, done.done, done.total, done.attempts) == (
        State.DONE,
        {"counted": 2},
        3,
        3,
        1,
    )
    assert done.ended_at is not None


def test_same_work_is_in_hand_once_for_a_person(cast: Cast) -> None:
    first, again, other = asked(cast), asked(cast), asked(cast, key="two")
    others = asked(cast, person="auditor@medicine")

    assert first == again
    assert len({first.pk, other.pk, others.pk}) == 3
    assert Job.objects.count() == 3


def test_work_that_is_over_is_done_anew(cast: Cast) -> None:
    first = asked(cast)
    Job.objects.filter(pk=first.pk).update(state=State.FAILED, ended_at=timezone.now())

    assert asked(cast) != first


def test_one_of_two_workers_gets_the_job(cast: Cast) -> None:
    job = asked(cast)

    assert (claim(pk=job.pk), claim(pk=job.pk)) == (job, None)


def test_progress_is_kept_and_shows_life(cast: Cast) -> None:
    job = claim(pk=JobFactory().pk)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(alive_at=timezone.now() - LONG_AGO)

    beat(job=job, done=5, total=4)  # an estimate was too low

    now = Job.objects.get(pk=job.pk)
    assert (now.done, now.total, now.percent_text) == (4, 4, "100%")
    assert now.alive_at is not None
    assert now.alive_at > timezone.now() - SILENCE


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING])
def test_silent_job_is_taken_up_again_once(
    state: State, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    silent = JobFactory(state=state, attempts=1, alive_at=timezone.now() - LONG_AGO)
    alive = JobFactory(state=state, attempts=1, alive_at=timezone.now() - SILENCE / 2)

    with django_capture_on_commit_callbacks() as woken:
        found = [take_up_lost(), take_up_lost()]

    assert (found, len(woken)) == ([1, 0], 1)
    assert (state_of(silent), state_of(alive)) == ((State.WAITING, ""), (state, ""))


def test_job_that_was_lost_too_often_fails(db: None) -> None:
    job = JobFactory(state=State.RUNNING, attempts=3, alive_at=timezone.now() - LONG_AGO)

    take_up_lost()

    state, error = state_of(job)
    assert state == State.FAILED
    assert error.startswith("ระบบหยุดทำงานระหว่างดำเนินการหลายครั้ง")


def test_worker_that_lost_its_job_writes_nothing(db: None) -> None:
    slow = claim(pk=JobFactory().pk)
    assert slow is not None
    Job.objects.filter(pk=slow.pk).update(alive_at=timezone.now() - LONG_AGO)
    take_up_lost()
    other = claim(pk=slow.pk)
    assert other is not None

    finish(job=slow, result={"by": "slow"})
    fail(job=slow, error="ช้า")
    with pytest.raises(LostJobError):
        beat(job=slow, done=1, total=1)
    still = state_of(slow)
    finish(job=other, result={"by": "other"})

    assert still == (State.RUNNING, "")
    assert Job.objects.get(pk=slow.pk).result == {"by": "other"}


def test_worker_ends_its_work_when_another_has_taken_it_up(db: None, works: dict[str, jobs.Work]) -> None:
    job = JobFactory()
    ended = []

    def work(mine: Job, progress: jobs.Progress) -> dict[str, Any]:
        Job.objects.filter(pk=mine.pk).update(attempts=2)
        try:
            progress(1, 2)
        except LostJobError:
            ended.append(True)
            raise
        return {}

    works["plan_document"] = work
    run_job.call(job.pk)

    assert ended == [True]
    assert state_of(job) == (State.RUNNING, "")


def test_reason_of_a_failure_is_told(db: None, works: dict[str, jobs.Work]) -> None:
    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        raise WorkFailedError("แผนนี้ถูกลบแล้ว")

    works["plan_document"] = work
    job = JobFactory()
    run_job.call(job.pk)

    assert state_of(job) == (State.FAILED, "แผนนี้ถูกลบแล้ว")


def test_unknown_failure_is_logged_and_told_in_thai(
    db: None, works: dict[str, jobs.Work], caplog: pytest.LogCaptureFixture
) -> None:
    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        raise MemoryError("secret of the machine")

    works["plan_document"] = work
    job = JobFactory()
    run_job.call(job.pk)

    state, error = state_of(job)
    assert (state, error) == (
        State.FAILED,
        "ระบบดำเนินการไม่สำเร็จ โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
    )
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_job_is_seen_by_who_asked_for_it_alone(cast: Cast) -> None:
    job = asked(cast)

    seeing = {key for key, person in cast.people.items() if job in Job.objects.visible_to(person)}

    assert seeing == {"secretary@medicine"}


def test_two_who_ask_at_the_same_moment_get_one_job(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(cast)
    found = Job.objects.filter(pk=first.pk)
    looked: list[bool] = []
    look = type(found).first

    def blind_at_first(self: Any) -> Any:
        looked.append(True)
        return None if len(looked) == 1 else look(self)

    monkeypatch.setattr(type(found), "first", blind_at_first)

    assert asked(cast) == first
