"""Writing a letter down, out or in: its form with the draft that waits, its checks, and saving it."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.render.text import printable
from ita_portal.thai.amounts_in_text import stated_amounts
from ita_portal.thai.fiscal import buddhist_year
from organisations.access import Permission, require_anywhere
from organisations.context import selected_organisation
from organisations.form_errors import show_errors
from organisations.forms.letters import IncomingForm, LetterForm, OutgoingForm, reference_forms
from organisations.letters import citation, next_receiving_number
from organisations.models import Draft, Letter, Organisation
from organisations.requests import SignedInRequest, asked_id
from organisations.services.drafts import MAX_CHARACTERS, drop_draft, keep_draft
from organisations.services.errors import StaleError
from organisations.services.letters import draft_letter, update_letter
from organisations.services.letters_keeping import Reference
from organisations.services.letters_marks import receive_letter
from organisations.views.letters import crumbs, editable_letter

DRAFT_FORM = "letter"
CHECK = "check"  # the button that checks the text and saves nothing
MOST_KNOWN = 200  # letters offered to refer to; an older one is referred to from its own page
STALE = "มีผู้แก้ไขหนังสือนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความล่าสุดด้านล่าง แล้วบันทึกอีกครั้งหากต้องการใช้แทน"
TOO_LONG = "ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ"


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: SignedInRequest) -> HttpResponse:
    """A letter that is to leave; the address may name its kind, and the letter it answers."""
    return Writing(request, Letter.Direction.OUT).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def letter_receive(request: SignedInRequest) -> HttpResponse:
    """A letter that came in; the address may name the letter that it answers."""
    return Writing(request, Letter.Direction.IN).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    letter = editable_letter(request, pk)
    return Writing(request, letter.direction, letter).answer()


@require_POST
def letter_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far."""
    letter = editable_letter(request, pk)
    return Writing(request, letter.direction, letter).keep()


@require_POST
def letter_new_draft(request: SignedInRequest, direction: str) -> HttpResponse:
    return Writing(request, direction).keep()


@require_POST
def letter_draft_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the draft aside; the form shows the letter as it is stored."""
    letter = editable_letter(request, pk)
    return Writing(request, letter.direction, letter).drop()


@require_POST
def letter_new_draft_drop(request: SignedInRequest, direction: str) -> HttpResponse:
    return Writing(request, direction).drop()


@dataclass
class Writing:
    """One letter opened for typing; without a ``letter`` a new one."""

    request: SignedInRequest
    direction: str
    letter: Letter | None = None
    current: Letter | None = field(default=None, init=False)  # as somebody else wrote it meanwhile

    def __post_init__(self) -> None:
        if self.direction not in Letter.Direction.values:
            raise Http404
        if self.letter is None:
            require_anywhere(self.request.user, Permission.LETTER_EDIT)

    # What is known

    @cached_property
    def answered(self) -> Letter | None:
        """The letter of the register that the address names to be referred to."""
        asked = asked_id(self.request.GET.get("refer", ""))
        return (
            Letter.objects.visible_to(self.request.user)
            .select_related("organisation")
            .filter(pk=asked)
            .first()
        )

    @cached_property
    def known(self) -> dict[str, Letter]:
        """The letters that may be referred to, by how they are cited."""
        letters = (
            Letter.objects.visible_to(self.request.user).exclude(number_text="").exclude(state="cancelled")
        )
        letters = letters.exclude(pk=self.letter.pk) if self.letter else letters
        latest = list(letters.select_related("organisation").order_by("-dated_on", "-pk")[:MOST_KNOWN])
        if self.answered:
            latest.append(self.answered)
        return {citation(letter): letter for letter in reversed(latest)}

    @property
    def draft_key(self) -> str:
        if self.letter:
            return str(self.letter.pk)
        return f"new:{self.direction}:{self.answered.pk if self.answered else ''}"

    @cached_property
    def draft(self) -> Draft | None:
        return self.request.user.drafts.filter(form=DRAFT_FORM, key=self.draft_key).first()

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Those whose register the person keeps."""
        return list(Organisation.objects.visible_to(self.request.user, Permission.LETTER_EDIT).active()[:2])

    # Forms

    @cached_property
    def form(self) -> LetterForm:
        kind = OutgoingForm if self.direction == Letter.Direction.OUT else IncomingForm
        return kind(self._data, user=self.request.user, letter=self.letter, initial=self._initial())

    @cached_property
    def references(self) -> Any:
        draft = self.draft.data.get("references") if self.draft else None
        stored = [reference.text for reference in self.letter.references.all()] if self.letter else []
        asked = [citation(self.answered)] if self.answered else []
        return reference_forms(self._data, stored + asked if draft is None else draft)

    @property
    def _data(self) -> Any:
        return self.request.POST if self.request.method == "POST" else None

    def _initial(self) -> dict[str, Any]:
        draft = self.draft.data.get("fields", {}) if self.draft else {}
        if self.letter:
            return draft | ({"base_version": self.draft.base_version} if self.draft else {})
        return self._usual() | draft

    def _usual(self) -> dict[str, Any]:
        """What a new letter begins with."""
        here = selected_organisation(self.request)
        place = next((one for one in self.organisations if one == here), None)
        place = place or (self.organisations[0] if len(self.organisations) == 1 else here)
        kind = self.request.GET.get("kind", "")
        usual: dict[str, Any] = {
            "organisation": place,
            "kind": kind if kind in Letter.Kind.values else "memo",
        }
        if self.direction == Letter.Direction.IN:
            stamp = IncomingForm.now()
            year = buddhist_year(stamp["received_on"].year)
            number = str(next_receiving_number(place, year)) if place else ""
            return usual | stamp | {"received_number": number, "addressee": ""}
        if place is None:
            return usual
        return usual | {"office": place.name, "phone": place.phone, "number_prefix": place.letter_prefix}

    # Answers

    def answer(self) -> HttpResponse:
        if self._data is None:
            return self._page(200)
        if not all([self.form.is_valid(), self.references.is_valid()]):
            return self._page(422)
        if CHECK in self.request.POST:
            return self._page(200)
        saved = self._saved()
        if saved is None:
            return self._page(422)
        drop_draft(by=self.request.user, form=DRAFT_FORM, key=self.draft_key)
        messages.success(self.request, "บันทึกหนังสือแล้ว" if self.letter else self._added)
        return redirect(saved)

    @property
    def _added(self) -> str:
        came_in = self.direction == Letter.Direction.IN
        return "ลงรับหนังสือแล้ว" if came_in else "จัดทำร่างหนังสือแล้ว ออกเลขได้เมื่อพร้อมลงนาม"

    def _saved(self) -> Letter | None:
        try:
            return self._update(self.letter) if self.letter else self._add()
        except StaleError as stale:
            self.current = stale.current
            self.form.begin_again(stale.current.version)
            self.form.add_error(None, STALE)
        except ValidationError as error:
            show_errors(self.form, error)
        return None

    def _add(self) -> Letter:
        given: dict[str, Any] = {
            "by": self.request.user,
            "organisation": self.form.cleaned_data["organisation"],
            "values": self.form.values(),
            "references": self._referred(),
        }
        if isinstance(self.form, IncomingForm):
            return receive_letter(**given, received=self.form.received())
        return draft_letter(**given)

    def _update(self, letter: Letter) -> Letter:
        return update_letter(
            by=self.request.user,
            letter=letter,
            values=self.form.values(),
            references=self._referred(),
            base_version=self.form.cleaned_data["base_version"],
        )

    def _referred(self) -> list[Reference]:
        """What is referred to: the letter of the register where one is cited so, or was before."""
        stored = {}
        if self.letter:
            stored = {one.text: one.referred for one in self.letter.references.select_related("referred")}
        return [Reference(text, self.known.get(text) or stored.get(text)) for text in self.references.texts()]

    def _page(self, status: int) -> HttpResponse:
        checked = status == 200 and self._data is not None
        context = {
            "writing": self,
            "form": self.form,
            "references": self.references,
            "amounts": stated_amounts(self.form.cleaned_data["body"]) if checked else [],
            "checked": checked,
            "differences": self.form.differences(self.current) if self.current else [],
            "crumbs": crumbs(self.letter, "แก้ไข") if self.letter else [],
        }
        return render(self.request, "organisations/letter_form.html", context, status=status)

    def keep(self) -> HttpResponse:
        fields = {
            name: printable(self.form[name].data or "") for name in self.form.fields if name != "base_version"
        }
        lines = [printable(one["text"].data or "") for one in self.references.forms]
        data = {"fields": fields, "references": [line for line in lines if line]}
        if len(json.dumps(data, ensure_ascii=False)) > MAX_CHARACTERS:
            return JsonResponse({"error": TOO_LONG}, status=422)
        version = asked_id(self.form["base_version"].data or "")
        keep_draft(by=self.request.user, form=DRAFT_FORM, key=self.draft_key, data=data, base_version=version)
        return JsonResponse({"at": f"{timezone.localtime():%H.%M}", "understood": {}})

    def drop(self) -> HttpResponse:
        drop_draft(by=self.request.user, form=DRAFT_FORM, key=self.draft_key)
        messages.success(self.request, "ละทิ้งร่างแล้ว")
        if self.letter:
            return redirect("organisations:letter-edit", self.letter.pk)
        came_in = self.direction == Letter.Direction.IN
        return redirect("organisations:letter-receive" if came_in else "organisations:letter-new")
