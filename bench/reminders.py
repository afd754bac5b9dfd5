"""A run of reminders over 100,000 activities, each with a late report: how much memory it takes at most.

The run is a process of its own, whose memory is nobody else's; letters are made whole and sent nowhere.
"""

import os
import subprocess
import sys
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from bench.measure import Measure
from organisations.access import Role
from organisations.models import Digest, Membership, Organisation, User
from plans.models import (
    ActionPlan,
    Activity,
    ActivityReporter,
    Monitoring,
    PlanPart,
    Progress,
    ReportingPeriod,
)

PLANS, ACTIVITIES, PEOPLE = 250, 400, 1_000  # 400 activities of each plan, 100 for each person
MOST_MEGABYTES = 300
YEAR = 2569
DUE_ON, DAY = date(2026, 1, 5), date(2026, 1, 6)


# What the run does, and then says of itself; what a parent is told of a child has the parent's memory in it.
_CHILD = f"""
import re
from pathlib import Path
import django
from django.core.management import call_command
django.setup()
call_command("send_reminders", "--day={DAY}")
print(re.search("VmHWM:\\\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


def measure() -> list[Measure]:
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        _fill()
        connection.close()
        megabytes = _peak_of_a_run()
        written_to = Digest.objects.filter(
            state=Digest.State.SENT, lines=PLANS * ACTIVITIES // PEOPLE
        ).count()
        assert written_to == PEOPLE, written_to
    finally:
        teardown_databases(databases, verbosity=0)
    name = f"reminders over {PLANS * ACTIVITIES:,} activities: memory to the {MOST_MEGABYTES} MB allowed"
    return [Measure(name, megabytes / MOST_MEGABYTES, 1)]


def _peak_of_a_run() -> float:
    """The most memory of ``manage.py send_reminders`` in a process of its own, in megabytes."""
    child = [sys.executable, "-c", _CHILD]
    run_in = {"DATABASE_URL": _address(), "EMAIL_URL": "dummymail://", "LOG_LEVEL": "WARNING"}
    done = subprocess.run(child, env=os.environ | run_in, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def _address() -> str:
    """The address of the database that was made for this."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _fill() -> None:
    """Everybody reports a hundred activities of one department, all late since yesterday."""
    department = Organisation.add_root(name="หน่วยงานทดสอบความเร็ว", code="BENCH", kind="department")
    people = User.objects.bulk_create(
        User(username=f"bench-{n}", first_name=f"ผู้รายงาน {n}", email=f"bench-{n}@example.org")
        for n in range(PEOPLE)
    )
    Membership.objects.bulk_create(
        Membership(
            user=person,
            organisation=department,
            role=Role.ACTIVITY_OWNER,
            starts_on=DAY - timedelta(days=100),
        )
        for person in people
    )
    for n in range(PLANS):
        _fill_plan(department, n, people)


def _fill_plan(department: Organisation, n: int, people: list[User]) -> None:
    plan = ActionPlan.objects.create(
        organisation=department, title=f"แผนที่ {n}", fiscal_year=YEAR, kind="integrity", state="approved"
    )
    Monitoring.objects.create(plan=plan)
    period = ReportingPeriod.objects.create(
        plan=plan, position=1, name="ไตรมาสที่ 1", starts_on="2025-10-01", ends_on="2025-12-31", due_on=DUE_ON
    )
    part = PlanPart.objects.create(plan=plan, title="กิจกรรม", layout="strategy_quarters")
    rows = Activity.objects.bulk_create(
        Activity(part=part, position=at, title=f"กิจกรรมที่ {at} ของแผนที่ {n} เพื่อวัดหน่วยความจำ")
        for at in range(ACTIVITIES)
    )
    first = n * ACTIVITIES
    ActivityReporter.objects.bulk_create(
        ActivityReporter(activity=row, user=people[(first + at) % PEOPLE]) for at, row in enumerate(rows)
    )
    Progress.objects.bulk_create(Progress(activity=row, period=period) for row in rows)
