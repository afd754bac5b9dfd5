"""Hypothesis strategies for anything a plan may hold."""

from datetime import date

from hypothesis import strategies as st

from ita_portal.tables.content import (
    ColumnChoice,
    Digits,
    LabelAt,
    Numbering,
    Options,
    PartContent,
    PlanContent,
    SectionContent,
    Signature,
)
from ita_portal.tables.facts import Charter, HigherPlan, Instrument, Statement, StatementKind
from ita_portal.tables.layouts import all_layouts
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period

FISCAL_YEAR = 2569

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
decimals = st.decimals(0, 10**12, places=2)
months = st.none() | st.builds("{:04}-{:02}".format, st.integers(2000, 2100), st.integers(1, 12))


def tuples(items: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=most).map(tuple)


periods = st.builds(
    Period,
    text=texts,
    start=months,
    end=months,
    quarters=st.sets(st.integers(1, 4)).map(lambda quarters: tuple(sorted(quarters))),
    open=st.booleans(),
)
cells = st.builds(
    PeriodCell,
    marked=st.booleans(),
    count=st.none() | decimals,
    unit=texts,
    amount=st.none() | decimals,
    text=texts,
)
amounts = st.builds(Amount, text=texts, amount=st.none() | decimals, kind=st.sampled_from(AmountKind))
rows = st.builds(
    Row,
    title=texts,
    number=texts,
    headings=tuples(texts),
    objective=texts,
    target_group=texts,
    owners=tuples(texts.filter(bool)),
    indicators=tuples(st.builds(Indicator, texts, st.sampled_from(Aspect))),
    budget=st.none() | amounts,
    period=st.none() | periods,
    quarters=st.dictionaries(st.integers(1, 4), cells, max_size=4),
    months=st.dictionaries(st.integers(1, 12), cells, max_size=3),
    weight=st.none() | decimals,
    level=st.none() | st.integers(1, 9),
    target=texts,
    reason=texts,
    knowledge=texts,
    cost_lines=tuples(st.builds(CostLine, texts, st.none() | decimals)),
    source_of_funds=texts,
    other=st.dictionaries(texts, texts, max_size=2),
)
options = st.builds(
    Options,
    digits=st.sampled_from(Digits),
    numbering=st.none() | st.sampled_from(Numbering),
    empty=st.dictionaries(texts, texts, max_size=2),
)
columns = st.builds(
    ColumnChoice,
    texts,
    st.lists(texts, min_size=1, max_size=3).map(tuple),
    st.none() | st.integers(1, 100).map(float),
)
signatures = st.builds(Signature, texts, texts, texts, texts, st.sampled_from(LabelAt), texts, st.booleans())
parts = st.builds(
    PartContent,
    title=texts,
    layout=st.sampled_from(sorted(all_layouts())),
    fiscal_year=st.just(FISCAL_YEAR),
    rows=tuples(rows),
    columns=st.none() | st.lists(columns, min_size=1, max_size=3).map(tuple),
    options=options,
    lines=tuples(texts),
    notes=tuples(texts),
    signatures=tuples(signatures, 2),
)
points = st.none() | st.decimals(0, 100, places=2)
years = st.none() | st.integers(2500, 2600)
days = st.none() | st.dates(date(1957, 1, 1), date(2157, 12, 31))
sections = st.builds(SectionContent, texts, texts)
statements = st.builds(
    Statement,
    kind=st.sampled_from(StatementKind),
    text=texts,
    level=st.integers(1, 5),
    number=texts,
    instrument=st.none() | st.sampled_from(Instrument),
    target=points,
)
charters = st.builds(
    Charter,
    title=texts,
    code=texts,
    sequence=texts,
    output=texts,
    budget=st.none() | decimals,
    budget_words=texts,
    averages_costs=st.booleans(),
    sections=tuples(sections, 2),
)
plans = st.builds(
    PlanContent,
    title=texts,
    fiscal_year=st.just(FISCAL_YEAR),
    organisation=texts,
    kind=texts,
    sections=tuples(sections, 2),
    parts=tuples(parts, 2),
    starts_on=days,
    ends_on=days,
    statements=tuples(statements),
    higher_plans=tuples(st.builds(HigherPlan, texts, years, years)),
    charters=tuples(charters, 2),
)
