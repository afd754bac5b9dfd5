"""Rounds of assessment in the invented ministry.

The institute answers the two surveys every half-year, as a unit of its department; three rounds of it lead
to gaps, measures and a plan. The public organisation has its yearly results. Frameworks are of fixed years,
so these rounds are too, whatever the year is today.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assessments.models import Framework, Gap, Item, Round
from assessments.services.gaps import Raised, raise_gaps
from assessments.services.measures import adopt_rows, update_measure, words_of
from assessments.services.measures_plan import link_heading
from assessments.services.respondents import save_respondents
from assessments.services.rounds import close_round, create_round
from assessments.services.scores import save_scores
from assessments.services.suggestions import save_suggestions
from assessments.services.swoc import add_swoc
from organisations.models import Organisation, User
from plans.models import ActionPlan

PLAN_YEAR = 2569
_LEAST = Decimal("0.000000000001")
_SOURCE = "สรุปผลการประเมินที่กองการเจ้าหน้าที่ตัวอย่างแจ้ง"

# By round: its framework, who answered IIT and EIT, and the points of all answers to each item in order.
_INSTITUTE = {
    2567: (
        "nacc-ita-2567",
        (11, 5),
        (1080, 1080, 1100, 1080, 1100, 1100, 1100, 1100, 1100, 1080, 1100, 1100, 1060, 1060, 1080),
        (480, 480, 480, 440, 450, 450, 340, 350, 350),
    ),
    2568: (
        "nacc-ita-2568",
        (11, 4),
        (1020, 1020, 1040, 1080, 1100, 1100, 1100, 1100, 1100, 1040, 1060, 1100, 1080, 1080, 1080),
        (360, 380, 380, 360, 370, 370, 340, 360, 360),
    ),
    2569: (
        "nacc-ita-2568",
        (11, 6),
        (1100, 1100, 1100, 1080, 1100, 1100, 1100, 1100, 1100, 1000, 1100, 1100, 1100, 1100, 1100),
        (560, 580, 580, 540, 560, 560, 520, 560, 560),
    ),
}
# The yearly results: scores of indicators 1 to 10, and what was announced of them.
_YEARLY = {
    ("DEMO", 2566): ("86.20 88.10 90.45 84.30 87.75", "86.60 84.15 81.40", "93.33 87.50", "87.59", "ผ่าน"),
    ("DEMO", 2567): ("89.40 90.75 92.10 88.60 91.35", "91.20 88.65 86.10", "95.83 92.86", "91.46", "ผ่านดี"),
    ("DEMO", 2568): ("92.80 93.45 94.60 91.15 93.70", "93.05 91.40 89.95", "100 93.75", "94.13", "ผ่านดี"),
    ("DEPT", 2567): ("90.10 91.35 93.40 89.95 92.20", "88.40 86.75 81.30", "97.62 94.44", "91.48", "ผ่านดี"),
    ("DEPT", 2568): ("93.15 94.20 95.05 92.60 94.40", "90.25 88.10 84.95", "100 100", "94.50", "ผ่านดี"),
}
# The units below the department, beside the institute: IIT and EIT of each half-year, by indicator.
_UNITS = {
    "DEPT-PLAN": {
        2568: ("94.50 95.20 97.00 93.40 94.80", "90.10 88.40 85.60"),
        2569: ("96.10 95.80 97.50 94.90 96.20", "92.30 90.75 88.20"),
    },
    "DEPT-HR": {
        2568: ("91.30 90.80 94.20 89.75 90.60", "87.50 86.10 80.40"),
        2569: ("93.60 92.10 95.40 90.25 93.10", "89.90 88.00 84.75"),
    },
}
_GAPS = {
    "i10": (
        "ความเข้าใจเรื่องการขอใช้ทรัพย์สินของสถาบัน",
        "ขั้นตอนมีอยู่ แต่สื่อสารไม่ทั่วถึง ผู้ตอบบางส่วนจึงสับสนกับคำถาม",
    ),
    "e7": (
        "โอกาสที่บุคคลภายนอกจะร่วมปรับปรุงงาน",
        "สถาบันเป็นหน่วยสนับสนุน ช่องทางให้ผู้รับบริการเสนอความเห็นจึงยังมีน้อย",
    ),
}
_SWOC = {
    "strength": ("ผู้บริหารติดตามเรื่องความโปร่งใสด้วยตนเอง", "มีคณะทำงานที่ประชุมกันทุกเดือน"),
    "weakness": ("เกณฑ์การประเมินเปลี่ยนบ่อย ผู้ปฏิบัติต้องศึกษาใหม่", "ข้อมูลบริการบนเว็บไซต์ยังเข้าใจยาก"),
    "opportunity": ("กรมให้คำปรึกษาและมีแนวทางที่ชัดเจน",),
    "challenge": ("ผู้รับบริการมีความคาดหวังสูงขึ้น", "ผู้ตอบแบบวัดภายนอกมีจำนวนน้อย"),
}


def assess(institutes_plan: ActionPlan, secretary: User) -> None:
    """All of it; the plan is that in which the institute's measures stand."""
    rounds = [_half_year(secretary, year) for year in _INSTITUTE]
    for code, years in _UNITS.items():
        for year, scores in years.items():
            _by_indicator(Organisation.objects.get(code=code), year, Round.Kind.FIRST5, scores)
    for code, year in _YEARLY:
        _year(code, year)
    *earlier, last = rounds
    for of_round in earlier:
        close_round(by=secretary, of_round=of_round)
    _close_gaps(secretary, last, institutes_plan)


def _half_year(secretary: User, year: int) -> Round:
    code, respondents, internal, external = _INSTITUTE[year]
    framework = Framework.objects.get(code=code)
    of_round = create_round(
        by=secretary,
        organisation=Organisation.objects.get(code="INST"),
        values={
            "framework": framework,
            "fiscal_year": year,
            "kind": Round.Kind.FIRST5,
            "source": _SOURCE,
            "confirmer": "กองการเจ้าหน้าที่ตัวอย่าง",
            "target_total": Decimal(95),
        },
    )
    values = {
        f"item-{item.pk}": (Decimal(points) / count).quantize(_LEAST, ROUND_HALF_UP)
        for instrument, count, sums in zip(("IIT", "EIT"), respondents, (internal, external), strict=True)
        for item, points in zip(_items(framework, instrument), sums, strict=True)
    }
    save_scores(by=secretary, of_round=of_round, values=values)
    _say_who_answered(secretary, of_round, dict(zip(("IIT", "EIT"), respondents, strict=True)))
    return of_round


def _items(framework: Framework, instrument: str) -> Iterator[Item]:
    yield from framework.items.filter(indicator__instrument__code=instrument)


def _say_who_answered(secretary: User, of_round: Round, respondents: Mapping[str, int]) -> None:
    instruments = {one.code: one for one in of_round.framework.instruments.all()}
    save_respondents(
        by=secretary,
        of_round=of_round,
        values={
            (instruments[code].pk, None): {
                "respondents": count,
                "population": 11 if code == "IIT" else None,
                "target_score": Decimal(95),
            }
            for code, count in respondents.items()
        },
    )
    for code in respondents:
        save_suggestions(
            by=secretary,
            of_round=of_round,
            instrument=instruments[code],
            said=(),
            none_source=f"{_SOURCE} และช่องทางรับข้อร้องเรียน",
        )


def _by_indicator(
    organisation: Organisation,
    year: int,
    kind: str,
    scores: Sequence[str],
    announced: Mapping[str, Any] | None = None,
) -> None:
    framework = Framework.objects.get(code=f"nacc-ita-{min(year, 2568)}")
    values = {"framework": framework, "fiscal_year": year, "kind": kind, "target_total": Decimal(95)}
    of_round = create_round(by=None, organisation=organisation, values={**values, **(announced or {})})
    indicators = framework.indicators.filter(parent=None).order_by("instrument__position", "position")
    typed = zip(indicators, " ".join(scores).split(), strict=False)
    save_scores(
        by=None,
        of_round=of_round,
        values={f"indicator-{indicator.pk}": Decimal(score) for indicator, score in typed},
    )


def _year(code: str, year: int) -> None:
    *scores, total, rating = _YEARLY[code, year]
    announced = {"official_total": Decimal(total), "official_rating": rating}
    _by_indicator(Organisation.objects.get(code=code), year, Round.Kind.ANNUAL, scores, announced)


def _close_gaps(secretary: User, of_round: Round, plan: ActionPlan) -> None:
    """Gaps of the lowest items; the plan's measures against them; strengths and weaknesses."""
    of_round.plan = plan
    of_round.save(update_fields=["plan"])
    items = {item.code: item for item in of_round.framework.items.filter(code__in=_GAPS)}
    raised = [Raised(issue, cause, items[code]) for code, (issue, cause) in _GAPS.items()]
    first, second = raise_gaps(by=secretary, of_round=of_round, raised=raised)
    rows = plan.parts.get(layout="pirab").activities.select_related("part", "heading")
    measures = adopt_rows(by=secretary, of_round=of_round, adopted=list(rows))
    against: dict[int, tuple[Gap, ...]] = {0: (second,), 1: (second,), 3: (first,), 4: (first,)}
    for place, gaps in against.items():
        measure = measures[place]
        update_measure(
            by=secretary,
            measure=measure,
            words=words_of(measure.row),
            gaps=gaps,
            standing=measure.standing,
            base_version=None,
            row_version=None,
        )
    # The plan says the third in other words, which the page of the round points out.
    heading = plan.parts.get(layout="measure_quarters").headings.get(text__startswith="3.")
    link_heading(by=secretary, measure=measures[2], heading=heading)
    for kind, texts in _SWOC.items():
        add_swoc(by=secretary, of_round=of_round, kind=kind, texts=texts)
