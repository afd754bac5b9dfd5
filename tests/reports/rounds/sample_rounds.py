"""Three rounds of an invented office with the figures of a committee's report, and a plan against gaps."""

from decimal import Decimal

from assessments.models import Framework, Round, SwocEntry
from assessments.services.results import recompute
from plans.models import ActionPlan
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    GapFactory,
    HeadingFactory,
    InstrumentFactory,
    ItemFactory,
    ItemLinkFactory,
    MeasureFactory,
    OrganisationFactory,
    PlanPartFactory,
    RatingRuleFactory,
    RoundFactory,
    RoundInstrumentFactory,
    ScoreFactory,
    SwocEntryFactory,
)

YEARS = (2567, 2568, 2569)
# By instrument: indicators with their scores, and the announced totals.
FIGURES = {
    "IIT": (
        {
            "1": ("การปฏิบัติหน้าที่", "98.79", "93.33", "100"),
            "2": ("การใช้งบประมาณ", "99.39", "99.39", "99.39"),
            "3": ("การใช้อำนาจ", "100", "100", "100"),
            "4": ("การใช้ทรัพย์สินของราชการ", "99.39", "96.97", "96.97"),
            "5": ("การแก้ไขปัญหาการทุจริต", "96.97", "98.18", "100"),
        },
        ("98.91", "97.58", "99.27"),
    ),
    "EIT": (
        {
            "6": ("คุณภาพการดำเนินงาน", "96", "93.33", "95.56"),
            "7": ("ประสิทธิภาพการสื่อสาร", "89.33", "91.67", "92.22"),
            "8": ("การปรับปรุงระบบการทำงาน", "69.33", "88.33", "91.11"),
        },
        ("84.89", "91.11", "92.96"),
    ),
}
ITEMS = {"4": ("i10", "มีการขอยืมทรัพย์สินถูกต้องหรือไม่", "90.91"), "8": ("e7", "เปิดให้คนภายนอกมีส่วนร่วมหรือไม่", "86.67")}
GAP = "การขอยืมทรัพย์สินของหน่วยงาน"
MEASURE = "อบรมการสื่อสารเรื่องทรัพย์สิน"
ACTIVITY = "ฝึกสวมบทบาทเรื่องการยืมทรัพย์สิน"
STRENGTH = "ผู้บริหารให้การสนับสนุน"
NO_SUGGESTIONS = "สรุปผลของกองบริหารงานบุคคลตัวอย่าง"


def framework_of_the_figures(fiscal_year: int = 2568) -> Framework:
    framework = FrameworkFactory(
        family="sample-ita",
        fiscal_year=fiscal_year,
        name=f"การประเมินตัวอย่าง (ITA) ปีงบประมาณ พ.ศ. {fiscal_year}",
    )
    for place, (code, (indicators, _)) in enumerate(FIGURES.items()):
        instrument = InstrumentFactory(
            framework=framework, code=code, name=f"แบบวัดตัวอย่าง {code}", position=place, weight=Decimal("0.5")
        )
        for at, (number, (name, *_)) in enumerate(indicators.items()):
            indicator = AssessmentIndicatorFactory(
                framework=framework, instrument=instrument, number=number, name=name, position=10 * place + at
            )
            if number in ITEMS:
                item, label, _ = ITEMS[number]
                ItemFactory(framework=framework, indicator=indicator, code=item, label=label, position=at)
                # One that nobody scored: the indicator's own score counts.
                ItemFactory(framework=framework, indicator=indicator, code=f"{item}x", position=at + 1)
    RatingRuleFactory(
        framework=framework, code="good", label="ผ่านดี", total_min=97, each_instrument_min=95, position=0
    )
    RatingRuleFactory(framework=framework, code="pass", label="ผ่าน", total_min=85, position=1)
    return framework


def rounds_of_the_figures(framework: Framework | None = None) -> list[Round]:
    """The rounds of the first five months in three years, each with its scores and results."""
    framework = framework or framework_of_the_figures()
    organisation = OrganisationFactory(name="สำนักงานตัวอย่าง", code="SAMPLE")
    return [_round(framework, organisation, at, year) for at, year in enumerate(YEARS)]


def _round(framework: Framework, organisation: object, at: int, year: int) -> Round:
    made: Round = RoundFactory(organisation=organisation, framework=framework, fiscal_year=year)
    indicators = {one.number: one for one in framework.indicators.all()}
    instruments = {one.code: one for one in framework.instruments.all()}
    items = {one.code: one for one in framework.items.all()}
    for code, (lines, totals) in FIGURES.items():
        RoundInstrumentFactory(
            round=made,
            instrument=instruments[code],
            official_score=Decimal(totals[at]),
            target_score=95,
            respondents=33 if code == "IIT" else 6,
            no_suggestions_source=NO_SUGGESTIONS if code == "IIT" else "",
        )
        for number, (_, *scores) in lines.items():
            ScoreFactory(round=made, item=None, indicator=indicators[number], value=Decimal(scores[at]))
    for number, (item, _, score) in ITEMS.items():
        if year == YEARS[-1]:
            ScoreFactory(round=made, item=items[item], value=Decimal(score))
        assert number in indicators
    recompute(made)
    return made


def with_everything(made: Round) -> Round:
    """The round with SWOC, a gap whose question changed, and a plan with a measure and an activity."""
    SwocEntryFactory(round=made, kind=SwocEntry.Kind.STRENGTH, text=STRENGTH)
    item = made.framework.items.get(code="i10")
    later = ItemFactory(
        framework=framework_of_the_figures(2569), code="i13", label="หน่วยงานมีคู่มือการใช้ทรัพย์สินหรือไม่"
    )
    ItemLinkFactory(earlier=item, later=later, kind="split")
    gap = GapFactory(round=made, item=item, issue=GAP, cause="คำถามเข้าใจยาก")
    made.plan = plan_of_measures(made)
    made.save(update_fields=["plan"])
    row = made.plan.parts.get(layout="pirab").activities.get(title=MEASURE)
    heading = made.plan.parts.get(layout="measure_quarters").headings.get()
    measure = MeasureFactory(round=made, row=row, heading=heading, standing="kept")
    measure.gaps.add(gap)
    return made


def plan_of_measures(made: Round) -> ActionPlan:
    """A plan with two rows of measures, of which the round will have one, and their table by quarters."""
    plan: ActionPlan = ActionPlanFactory(
        organisation=made.organisation,
        fiscal_year=made.fiscal_year,
        kind="indicator",
        title="แผนปิดช่องว่างตัวอย่าง",
    )
    pirab = PlanPartFactory(plan=plan, layout="pirab", title="ตารางที่ 9 มาตรการ")
    letter = HeadingFactory(part=pirab, text="B : Build Capacity")
    ActivityFactory(part=pirab, heading=letter, title=MEASURE, reason="ให้เข้าใจตรงกัน")
    ActivityFactory(part=pirab, heading=letter, title="มาตรการของรอบอื่น")
    quarters = PlanPartFactory(plan=plan, layout="measure_quarters", title="แผนขับเคลื่อนตัวอย่าง")
    ActivityFactory(part=quarters, heading=HeadingFactory(part=quarters, text=MEASURE), title=ACTIVITY)
    return plan
