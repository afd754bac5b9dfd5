"""The page over all organisations, of 8,300 of them with three rounds each, beside a page without rows.

Queries are counted beside what is allowed; the workbook holds all 8,300 rows of a year.
"""

from collections.abc import Iterator
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from assessments.models import Framework, Instrument, ResultLine, Round, RoundInstrument, RoundResult
from bench.measure import Measure, ratio
from bench.pages import WITHOUT_ROWS, opening, queries, secretary_at_work
from organisations.models import Organisation, User

ORGANISATIONS, MINISTRIES = 8_300, 20
YEARS = (2567, 2568, 2569)
TURNS = 3
PAGE_QUERIES, SHEET_QUERIES = 24, 12
BATCH = 2_000


def measure() -> list[Measure]:
    with secretary_at_work():
        _assess(_organisations())
        client = _central()
        page = opening(client, reverse("assessments:comparison-national"))
        sheet = opening(client, reverse("assessments:comparison-national-sheet"))
        layout = opening(client, WITHOUT_ROWS)
        named = f"of {ORGANISATIONS:,} organisations, {len(YEARS)} rounds each"
        return [
            Measure(f"national page {named}: to a page without rows", ratio(page, layout, rounds=TURNS), 12),
            Measure(f"its workbook {named}: to a page without rows", ratio(sheet, layout, rounds=1), 200),
            queries(f"national page {named}", page, PAGE_QUERIES),
            queries(f"workbook {named}", sheet, SHEET_QUERIES),
        ]


def _central() -> Client:
    client = Client()
    user = User.objects.filter(is_central_admin=True).first()
    assert user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _organisations() -> list[Organisation]:
    """Ministries beside those of the demonstration, and departments under them, all at once."""
    first = Organisation.objects.filter(depth=1).count() + 1
    departments = ORGANISATIONS // MINISTRIES
    tree: list[Organisation] = []
    for number in range(first, first + MINISTRIES):
        path = Organisation._get_path("", 1, number)
        tree.append(_organisation(f"B{number}", path, Organisation.Kind.MINISTRY, departments))
        tree += [
            _organisation(
                f"B{number}-{at}", Organisation._get_path(path, 2, at), Organisation.Kind.DEPARTMENT
            )
            for at in range(1, departments + 1)
        ]
    made = Organisation.objects.bulk_create(tree, batch_size=BATCH)
    return [organisation for organisation in made if organisation.depth == 2]


def _organisation(code: str, path: str, kind: str, units: int = 0) -> Organisation:
    name = f"หน่วยงานทดสอบความเร็ว {code}"
    depth = len(path) // Organisation.steplen
    return Organisation(
        name=name, sort_key=name, code=code, kind=kind, path=path, depth=depth, numchild=units
    )


def _assess(organisations: list[Organisation]) -> None:
    for year in YEARS:
        framework = Framework.objects.create(
            family="speed", fiscal_year=year, code=f"speed-{year}", name=f"กรอบทดสอบความเร็ว {year}"
        )
        instruments = [
            Instrument.objects.create(framework=framework, code=code, name=code, position=at)
            for at, code in enumerate(("IIT", "EIT", "OIT"))
        ]
        rounds = Round.objects.bulk_create(
            (
                Round(organisation=one, framework=framework, family="speed", fiscal_year=year)
                for one in organisations
            ),
            batch_size=BATCH,
        )
        RoundResult.objects.bulk_create(_results(rounds), batch_size=BATCH)
        ResultLine.objects.bulk_create(
            (
                ResultLine(round=one, instrument=instrument, value=_score(at))
                for at, one in enumerate(rounds)
                for instrument in instruments
            ),
            batch_size=BATCH,
        )
        RoundInstrument.objects.bulk_create(
            (
                RoundInstrument(round=one, instrument=instrument, respondents=at % 60)
                for at, one in enumerate(rounds)
                for instrument in instruments[:2]
            ),
            batch_size=BATCH,
        )


def _results(rounds: list[Round]) -> Iterator[RoundResult]:
    for at, one in enumerate(rounds):
        total = _score(at)
        yield RoundResult(round=one, total=total, rating="ผ่าน" if total >= 85 else "ต้องปรับปรุง")


def _score(at: int) -> Decimal:
    """Between 40 and 100, never twice the same in a row."""
    return Decimal(4000 + at * 7919 % 6001) / 100
