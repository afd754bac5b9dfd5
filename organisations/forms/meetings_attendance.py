"""The form in which all members' attendance is recorded at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from organisations.fields import Line
from organisations.meetings import Mark, Place
from organisations.models import Attendance

State = Attendance.State
SHORT = ((State.PRESENT, "มา"), (State.SUBSTITUTE, "ผู้แทน"), (State.LEAVE, "ลา"), (State.ABSENT, "ไม่มา"))


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member with the fields of the form."""

    place: Place
    state: BoundField
    substitute: BoundField
    was: BoundField

    @property
    def errors(self) -> list[str]:
        return [*self.state.errors, *self.substitute.errors]


class AttendanceForm(forms.Form):
    """For each place a state, a substitute's name, and hidden what the writer saw."""

    def __init__(self, data: Any, *, places: Sequence[Place]) -> None:
        super().__init__(data)
        self.places = places
        for place in places:
            pk = place.member.pk
            self.fields[f"state-{pk}"] = forms.ChoiceField(
                label="การเข้าประชุม",
                choices=SHORT,
                widget=forms.RadioSelect,
                required=False,
                initial=place.state,
                error_messages={"invalid_choice": "โปรดเลือก มา ผู้แทน ลา หรือไม่มา"},
            )
            self.fields[f"substitute-{pk}"] = Line(
                label="ชื่อผู้แทน", max_length=300, required=False, initial=place.substitute
            )
            self.fields[f"was-{pk}"] = forms.CharField(
                max_length=400, required=False, widget=forms.HiddenInput, initial=_written(place)
            )

    def lines(self) -> Iterator[MemberLine]:
        for place in self.places:
            pk = place.member.pk
            yield MemberLine(place, self[f"state-{pk}"], self[f"substitute-{pk}"], self[f"was-{pk}"])

    def clean(self) -> None:
        for place in self.places:
            name = f"substitute-{place.member.pk}"
            mark = self._mark(place)
            if mark.state == State.SUBSTITUTE and not mark.substitute and name not in self.errors:
                self.add_error(name, "โปรดระบุชื่อผู้แทน")
            if mark.substitute and mark.state != State.SUBSTITUTE:
                self.add_error(name, "ระบุชื่อผู้แทนได้เฉพาะเมื่อเลือก “ผู้แทน”")

    def marks(self) -> dict[int, Mark]:
        return {place.member.pk: self._mark(place) for place in self.places}

    def known(self) -> dict[int, Mark]:
        """What the writer saw."""
        return {place.member.pk: self._known(place) for place in self.places}

    def with_everybody_present(self) -> "AttendanceForm":
        """The same as typed, where nobody is left out: who has no mark came."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for place in self.places:
            name = f"state-{place.member.pk}"
            data[name] = data.get(name) or State.PRESENT.value
        return AttendanceForm(data, places=self.places)

    def begin_again(self, places: Sequence[Place]) -> None:
        """Somebody was faster: what was typed stays, and where that is otherwise the form says so."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for place in places:
            pk = place.member.pk
            if place.mark not in (self.marks().get(pk), self.known().get(pk)):
                self.add_error(f"state-{pk}", f"มีผู้บันทึกไว้ก่อนท่านว่า “{_said(place)}”")
            data[f"was-{pk}"] = _written(place)
        self.data = data

    def _mark(self, place: Place) -> Mark:
        pk = place.member.pk
        return Mark(self.cleaned_data.get(f"state-{pk}", ""), self.cleaned_data.get(f"substitute-{pk}", ""))

    def _known(self, place: Place) -> Mark:
        state, _, substitute = self.cleaned_data.get(f"was-{place.member.pk}", "").partition(":")
        return Mark(state, substitute)


def _written(place: Place) -> str:
    return f"{place.state}:{place.substitute}"


def _said(place: Place) -> str:
    words = dict(SHORT).get(State(place.state), "") if place.state else "ยังไม่บันทึก"
    return f"{words} ({place.substitute})" if place.substitute else words
