"""``demo``: an invented ministry to sign in to, loaded once."""

import io
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.utils import timezone

from assessments.improvement.strip import strip_of
from assessments.improvement.strip_shape import FlagKind
from assessments.models import Framework, Gap, Measure, ResultLine, Round
from ita_portal.tables.layouts import offered_layouts
from ita_portal.thai.amounts import AmountKind
from ita_portal.thai.fiscal import fiscal_year_of
from organisations.access import Role
from organisations.letters_chain import chain_of
from organisations.models import Membership, Organisation, OrganisationYear, User
from plans.last_year import Since, since_copied
from plans.models import ActionPlan, Activity, Call, CallAnswer, PlanPart, PlanSection, PlanVersion
from reports.demo.assessed import PLAN_YEAR
from reports.demo.people import PASSWORD, PEOPLE, UNITS
from reports.models import DocumentTemplate, PlanDocument

State = ActionPlan.State
# Whose rows are activities alone, each with a budget of some kind.
_KINDS_OF_ACTIVITIES = (ActionPlan.Kind.INTEGRITY, ActionPlan.Kind.ETHICS)


def run(**options: Any) -> str:
    output = io.StringIO()
    call_command("demo", stdout=output, **options)
    return output.getvalue()


def everything() -> list[Any]:
    models: tuple[Any, ...] = (Organisation, User, Membership, ActionPlan, PlanSection, PlanPart, Activity)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.fixture(scope="module")
def loaded(database_of_module: None) -> str:
    return run()


@pytest.fixture
def demo(loaded: str, db: None) -> str:
    return loaded


def test_every_sign_in_that_is_printed_works(demo: str, client: Any) -> None:
    printed = re.findall(r"^  (\S+) +(\S+)  ", demo, flags=re.MULTILINE)

    assert [username for username, _ in printed] == [person.username for person in PEOPLE]
    signed_in = [authenticate(None, username=username, password=password) for username, password in printed]
    assert [str(user.username) for user in signed_in if user] == [person.username for person in PEOPLE]
    response = client.post("/accounts/login/", {"login": "secretary", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_everybody_has_the_role_that_is_printed(demo: str) -> None:
    assert set(Membership.objects.active().values_list("role", flat=True)) == set(Role)
    assert [user.username for user in User.objects.filter(is_central_admin=True)] == ["central"]


def test_organisations_stand_in_their_tree(demo: str) -> None:
    parents = {node.code: Organisation.objects.get_parent(node) for node in Organisation.objects.all()}

    found = {code: parent.code if parent else "" for code, parent in parents.items()}
    assert found == {unit.code: unit.parent for unit in UNITS}


def test_organisations_with_a_plan_book_say_who_they_are_this_year(demo: str) -> None:
    this_year = fiscal_year_of(timezone.localdate())
    years = OrganisationYear.objects.filter(fiscal_year=this_year).order_by("organisation__code")

    assert [year.organisation.code for year in years] == ["DEMO", "DEPT"]
    for year in years:
        said = (year.vision, year.mission, year.core_values, year.strategy)
        assert all(said)
        assert year.staff_total > 0
        assert year.organisation.address
        assert year.organisation.website.endswith(".example.go.th")


def test_secretary_opens_this_years_plan_and_may_edit_it(demo: str, client: Any) -> None:
    this_year = fiscal_year_of(timezone.localdate())
    plan = ActionPlan.objects.get(
        organisation__code="DEMO", fiscal_year=this_year, kind=ActionPlan.Kind.INTEGRITY
    )
    client.login(username="secretary", password=PASSWORD)

    assert plan.state == State.DRAFT
    assert client.get(f"/plans/{plan.pk}/").status_code == 200
    assert client.get(f"/plans/{plan.pk}/editor/").status_code == 200


def test_plans_are_of_every_layout_and_state_and_of_two_years(demo: str) -> None:
    this_year = fiscal_year_of(timezone.localdate())

    assert set(PlanPart.objects.values_list("layout", flat=True)) == {
        layout.key for layout in offered_layouts()
    }
    assert set(ActionPlan.objects.values_list("state", flat=True)) == set(State.values)
    own = ActionPlan.objects.filter(rounds=None)
    assert set(own.values_list("fiscal_year", flat=True)) == {this_year - 1, this_year}
    assert {plan.state for plan in own.filter(fiscal_year=this_year - 1)} == {State.APPROVED}
    assert Activity.objects.filter(part__plan__organisation__code="DEPT").count() == 60


def test_plans_show_what_can_be_done_with_them(demo: str) -> None:
    this_year = fiscal_year_of(timezone.localdate())
    project = ActionPlan.objects.get(kind=ActionPlan.Kind.PROJECT)
    copied = ActionPlan.objects.get(copied_from__isnull=False)
    call = Call.objects.get()

    charter = project.charters.get()
    assert charter.sections.count() == 14
    assert [part.layout for part in charter.parts.order_by("position")] == ["gantt_months", "budget_months"]
    assert project.parts.get(layout="budget_months").rows_of.layout == "gantt_months"
    assert (copied.fiscal_year, copied.copied_from.fiscal_year) == (this_year, this_year - 1)
    assert set(since_copied(copied.parts.get()).values()) == set(Since)
    assert {answer.unit.code: answer.state for answer in call.answers.all()} == {
        "DEMO-HR": CallAnswer.State.SENT,
        "DEMO-NET": CallAnswer.State.WAITING,
    }
    assert call.due_on > timezone.localdate()
    assert [named.plan.comments.count() for named in PlanVersion.objects.all()] == [2]


def test_rows_have_the_quirks_of_real_ones(demo: str) -> None:
    this_year = fiscal_year_of(timezone.localdate())
    plans = ActionPlan.objects.filter(fiscal_year=this_year, kind__in=_KINDS_OF_ACTIVITIES)
    rows = Activity.objects.filter(part__plan__in=plans)
    yy = this_year % 100

    kinds = {AmountKind.AMOUNT, AmountKind.NONE, AmountKind.DASH, AmountKind.BLANK, AmountKind.ELSEWHERE}
    assert set(rows.values_list("budget_kind", flat=True)) == kinds
    assert rows.filter(budget_amount=0).exists()
    periods = {
        text: (start, open)
        for text, start, open in rows.values_list("period_text", "period_start", "period_open")
    }
    assert periods["ปีละ 2 ครั้ง"] == (None, True)
    assert periods[f"พย..{yy - 1}"][0].month == 11
    # Work after the year's end is kept, not clipped.
    assert fiscal_year_of(periods[f"ต.ค. {yy}"][0]) == this_year + 1
    assert rows.filter(owners=None).exists()
    assert rows.filter(owners__position=2).exists()
    assert rows.filter(indicators__statement__contains="≥").exists()
    assert rows.filter(indicators__statement__contains="๘๐").exists()


def test_running_again_keeps_what_people_did(demo: str) -> None:
    ActionPlan.objects.filter(organisation__code="DEMO").update(title="แก้ไขแล้ว")
    Activity.objects.first().delete()
    before = everything()

    again = run()

    assert everything() == before
    assert again.splitlines()[0] == "มีข้อมูลสมมติอยู่แล้ว ข้อมูลเดิมยังอยู่ครบ"
    assert again.splitlines()[1:] == demo.splitlines()[1:]


def test_approval_of_last_years_plan_can_be_followed_through_its_letters(demo: str) -> None:
    plan = ActionPlan.objects.get(
        organisation__code="DEMO",
        fiscal_year=fiscal_year_of(timezone.localdate()) - 1,
        kind=ActionPlan.Kind.INTEGRITY,
    )
    secretary = User.objects.get(username="secretary")
    answer = plan.letters.get(letter__kind="result").letter

    chain = chain_of(answer, secretary)

    assert [link.letter.kind for link in chain.links] == ["circular", "propose", "check", "result"]
    assert (chain.offices, chain.took) == (3, "8 สัปดาห์")
    assert all(link.letter.number_text and link.letter.marks.exists() for link in chain.links)


def test_organisation_sets_its_documents(demo: str) -> None:
    organisation = Organisation.objects.get(code="DEMO")
    template = DocumentTemplate.objects.get()
    arranged = PlanDocument.objects.get()

    assert bool(organisation.logo) is True
    assert (template.organisation, template.is_usual) == (organisation, True)
    assert arranged.plan.organisation == organisation
    assert [signer["label"] for signer in arranged.signatures] == ["ผู้เห็นชอบแผน"]


# Rounds of assessment


def shown(value: Decimal | None) -> str:
    return "" if value is None else str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def scores_of_institute(fiscal_year: int, instrument: str) -> list[str]:
    """The instrument's own score and those of its indicators, as printed."""
    lines = ResultLine.objects.filter(
        round__organisation__code="INST", round__fiscal_year=fiscal_year, instrument__code=instrument
    )
    own = lines.get(indicator=None)
    return [shown(line.value) for line in (own, *lines.exclude(indicator=None))]


@pytest.mark.parametrize(
    ("fiscal_year", "internal", "external"),
    [
        (2567, "98.91 98.79 99.39 100.00 99.39 96.97", "84.89 96.00 89.33 69.33"),
        (2568, "97.58 93.33 99.39 100.00 96.97 98.18", "91.11 93.33 91.67 88.33"),
        (2569, "99.27 100.00 99.39 100.00 96.97 100.00", "92.96 95.56 92.22 91.11"),
    ],
)
def test_half_years_have_the_known_arithmetic(
    demo: str, fiscal_year: int, internal: str, external: str
) -> None:
    assert scores_of_institute(fiscal_year, "IIT") == internal.split()
    assert scores_of_institute(fiscal_year, "EIT") == external.split()


def test_lowest_items_are_gaps_with_measures_in_a_plan(demo: str) -> None:
    of_round = Round.objects.get(organisation__code="INST", fiscal_year=PLAN_YEAR)
    scored = of_round.scores.exclude(item=None).order_by("-value")
    lowest = {
        score.item.indicator.instrument.code: (score.item.code, shown(score.value))
        for score in scored
        if score.item
    }

    gaps = {gap.item.code: gap.measures.count() for gap in Gap.objects.filter(round=of_round) if gap.item}

    assert (lowest, gaps) == (
        {"IIT": ("i10", "90.91"), "EIT": ("e7", "86.67")},
        {"e7": 2, "i10": 2},
    )
    assert {flag.kind for flag in strip_of(of_round).flags} == {
        FlagKind.MEASURE_WITHOUT_GAP,
        FlagKind.ACTIVITY_WITHOUT_GAP,
        FlagKind.WORDS_DIFFER,
    }
    assert {measure.row.part.plan for measure in Measure.objects.all()} == {of_round.plan}


def test_yearly_results_are_rated_beside_what_was_announced(demo: str) -> None:
    rounds = Round.objects.filter(kind=Round.Kind.ANNUAL, organisation__code="DEMO").order_by("fiscal_year")

    assert [(one.official_rating, one.result.rating) for one in rounds] == [
        ("ผ่าน", "ผ่าน"),
        ("ผ่านดี", "ผ่านดี"),
        ("ผ่านดี", "ผ่านดี"),
    ]
    assert Framework.objects.count() == 10
