"""What is to be compared: rounds of an organisation, and the filters of the pages over many organisations."""

from collections.abc import Sequence
from typing import Any

from django import forms

from assessments.comparison.many import CountedRounds, of_organisations_named
from assessments.comparison.national import BANDS, NO_TOTAL
from assessments.models import Round
from ita_portal.thai.digits import to_arabic
from organisations.fields import Line
from organisations.models import Organisation

MOST_ROUNDS = 8
BY_DEFAULT = 3


class RoundChoice(forms.Form):
    """Rounds by ticking; without ticks, those of a kind or of some years; without anything, the latest three
    of the kind that came last.

    All of one family of frameworks: what different families call alike is not the same.
    """

    round = forms.MultipleChoiceField(
        label="รอบที่นำมาเปรียบเทียบ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ไม่พบรอบที่เลือกไว้ โปรดเลือกจากรายการ"},
    )
    kind = forms.ChoiceField(
        label="รอบ",
        required=False,
        choices=[("", "ทุกรอบ"), *Round.Kind.choices],
        error_messages={"invalid_choice": "โปรดเลือกรอบจากรายการ"},
    )
    family = forms.ChoiceField(
        label="ชุดการประเมิน",
        required=False,
        error_messages={"invalid_choice": "โปรดเลือกชุดการประเมินจากรายการ"},
    )
    first = forms.CharField(label="ตั้งแต่ปีงบประมาณ พ.ศ.", required=False, max_length=10)
    last = forms.CharField(label="ถึงปีงบประมาณ พ.ศ.", required=False, max_length=10)

    def __init__(self, data: Any, *, rounds: Sequence[Round]) -> None:
        """``rounds`` are all that the person may see of the organisation, the latest first."""
        super().__init__(data)
        self.rounds = rounds
        self.fields["round"].choices = [(str(one.pk), str(one)) for one in rounds]  # type: ignore[attr-defined]
        names: dict[str, str] = {}
        for one in rounds:
            names.setdefault(one.family, one.framework.name)
        self.has_families = len(names) > 1
        self.fields["family"].choices = list(names.items())  # type: ignore[attr-defined]

    def clean_round(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["round"]
        if len(ticked) > MOST_ROUNDS:
            raise forms.ValidationError(f"เปรียบเทียบได้ครั้งละไม่เกิน {MOST_ROUNDS} รอบ โปรดเลือกให้น้อยลง")
        if len({one.family for one in self.rounds if str(one.pk) in ticked}) > 1:
            raise forms.ValidationError("รอบที่เลือกใช้กรอบการประเมินคนละชุด โปรดเลือกรอบของชุดเดียวกัน")
        return ticked

    def clean_first(self) -> int | None:
        return _year(self.cleaned_data["first"])

    def clean_last(self) -> int | None:
        return _year(self.cleaned_data["last"])

    def chosen(self) -> list[Round]:
        """The rounds to compare, the latest first, at most eight; a hand-made address counts for nothing."""
        self.is_valid()
        said = self.cleaned_data
        if ticked := said.get("round"):
            return [one for one in self.rounds if str(one.pk) in ticked]
        kind, first, last = said.get("kind"), said.get("first"), said.get("last")
        of_family = self._of_family(said.get("family"))
        if not (kind or first or last):
            return [one for one in of_family if one.kind == of_family[0].kind][:BY_DEFAULT]
        found = (one for one in of_family if not kind or one.kind == kind)
        found = (one for one in found if (first or 0) <= one.fiscal_year <= (last or one.fiscal_year))
        return list(found)[:MOST_ROUNDS]

    def _of_family(self, family: str | None) -> list[Round]:
        """The rounds of a family, else of that of the latest round."""
        return [one for one in self.rounds if one.family == (family or self.rounds[0].family)]


def _year(typed: str) -> int | None:
    written = to_arabic(typed).strip()
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and len(written) == 4):
        raise forms.ValidationError("โปรดระบุปี พ.ศ. เป็นตัวเลขสี่หลัก เช่น 2569")
    return int(written)


class ManyFilter(forms.Form):
    """The filters above a list of many organisations' rounds, within what ``of`` says: a year, a family and a
    kind of round.
    """

    q = Line(label="ค้นหา", required=False, max_length=200)
    of = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    agency = forms.ChoiceField(
        label="ประเภทหน่วยงาน", required=False, choices=[("", "ทุกประเภท"), *Organisation.Kind.choices]
    )
    band = forms.ChoiceField(
        label="ช่วงคะแนนรวม",
        required=False,
        choices=[("", "ทุกช่วง"), *((band.key, band.label) for band in BANDS)],
    )
    rating = forms.ChoiceField(label="ระดับผลการประเมิน", required=False)

    def __init__(self, data: Any, *, ratings: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["rating"].choices = [("", "ทุกระดับ"), *ratings]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What narrows the list; what cannot be understood counts for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "of"}

    def narrowed(self, rounds: CountedRounds) -> CountedRounds:
        """The rounds that fit what was chosen."""
        asked = self.asked()
        if "q" in asked:
            rounds = of_organisations_named(rounds, asked["q"])
        if "agency" in asked:
            rounds = rounds.filter(organisation__kind=asked["agency"])
        if "band" in asked:
            rounds = rounds.filter(next(band.condition for band in BANDS if band.key == asked["band"]))
        if "rating" in asked:
            rating = "" if asked["rating"] == NO_TOTAL else asked["rating"]
            rounds = rounds.filter(counted_rating=rating)
        return rounds
