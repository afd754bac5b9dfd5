"""How many answered a round against how many should: by instrument and by group of respondents."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from assessments.models import Instrument, InstrumentPart, Round, RoundInstrument, SurveyRule
from assessments.rounds.survey_size import minimum_for
from assessments.services.respondents import places_of
from assessments.small_numbers import CONCLUSION_WARNING, is_small

DEFAULT_TARGET = Decimal(95)


@dataclass(frozen=True)
class Answering:
    """Who answered an instrument, or one part of it; ``row`` is None where nobody wrote anything down."""

    instrument: Instrument
    part: InstrumentPart | None
    row: RoundInstrument | None
    rules: tuple[SurveyRule, ...] = ()

    @property
    def name(self) -> str:
        return (
            f"{self.instrument.code} {self.part.name}"
            if self.part
            else f"{self.instrument.code} {self.instrument.name}"
        )

    @property
    def asks_people(self) -> bool:
        return self.instrument.asks_people

    @property
    def population(self) -> int | None:
        return self.row.population if self.row else None

    @property
    def respondents(self) -> int | None:
        return self.row.respondents if self.row else None

    @property
    def minimum(self) -> int | None:
        """The number that the office goes by, else that of the framework's rule; None: not established."""
        if self.row and self.row.minimum is not None:
            return self.row.minimum
        return self.rule_minimum

    @property
    def rule_minimum(self) -> int | None:
        """By the framework's rule for the group of agencies that was chosen, else by that for all."""
        return minimum_for(self.rules, self.population, self.group)

    @property
    def group(self) -> str:
        return self.row.group if self.row else ""

    @property
    def groups(self) -> list[str]:
        """The groups of agencies that the framework has rules for, and the one that was chosen."""
        return list(
            dict.fromkeys(group for group in (*(rule.group for rule in self.rules), self.group) if group)
        )

    @property
    def rule_words(self) -> str:
        """The rules for all, and for the group that was chosen; for every group while none was."""
        fitting = [rule for rule in self.rules if not self.group or rule.group in ("", self.group)]
        return " · ".join(rule.words for rule in fitting if rule.words)

    @property
    def target_percent(self) -> Decimal:
        """The share of the least number that is aimed at."""
        target = self.row.answers_target if self.row else None
        return DEFAULT_TARGET if target is None else target

    @property
    def target(self) -> int | None:
        """How many answers are aimed at, rounded up; of all who may answer where no least number is known."""
        base = self.minimum or self.population
        if base is None:
            return None
        return int((base * self.target_percent / 100).to_integral_value(ROUND_CEILING))

    @property
    def percent(self) -> int | None:
        """The share of the least number, or of all, that answered; whole, never rounded up to 100."""
        base = self.minimum or self.population
        return None if not base or self.respondents is None else self.respondents * 100 // base

    @property
    def meter_value(self) -> int:
        return min(self.percent or 0, 100)

    @property
    def meter_target(self) -> int:
        return min(int(self.target_percent), 100)

    @property
    def answers_text(self) -> str:
        """ "30 จาก 35 คน (ร้อยละ 85)"."""
        return f"{self.respondents:,} จาก {self.minimum or self.population:,} คน (ร้อยละ {self.percent})"

    @property
    def state(self) -> str:
        """In Thai, where the number of answers stands against minimum and target."""
        if self.respondents is None or self.target is None:
            return ""
        if self.minimum is not None and self.respondents < self.minimum:
            return f"ต่ำกว่าขั้นต่ำ ขาดอีก {self.minimum - self.respondents:,} คน"
        if self.respondents < self.target:
            return f"ต่ำกว่าเป้าหมาย ขาดอีก {self.target - self.respondents:,} คน"
        return "ครบตามเป้าหมาย"

    @property
    def tone(self) -> str:
        if not self.state:
            return ""
        return "good" if self.state == "ครบตามเป้าหมาย" else "warn"

    @property
    def warning(self) -> str:
        """What to keep in mind where so few answered that conclusions are unsafe."""
        return CONCLUSION_WARNING if is_small(self.respondents) else ""


def answering(of_round: Round) -> list[Answering]:
    """Every instrument of the round, each followed by its parts, in four queries."""
    rows = {(row.instrument_id, row.part_id): row for row in of_round.instruments.all()}
    rules: dict[tuple[int, int | None], list[SurveyRule]] = {}
    for rule in of_round.framework.survey_rules.all():
        rules.setdefault((rule.instrument_id, rule.part_id), []).append(rule)
    return [
        Answering(instrument, part, rows.get(place), tuple(rules.get(place, ())))
        for place, (instrument, part) in places_of(of_round).items()
    ]


def asked(all_of_them: Iterable[Answering]) -> list[Answering]:
    """Those of whom something about people is known."""
    return [
        one for one in all_of_them if one.respondents is not None or one.population is not None or one.rules
    ]
