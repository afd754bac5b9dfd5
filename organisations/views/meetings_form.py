"""A form of meetings with the draft that waits: shown, kept while it is typed, saved."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ita_portal.render.text import printable
from organisations.forms.meetings import WrittenForm
from organisations.models import Draft
from organisations.pages.outcome import carried_out
from organisations.requests import SignedInRequest, asked_id
from organisations.services.drafts import MAX_CHARACTERS, drop_draft, keep_draft
from organisations.services.errors import StaleError

STALE = "มีผู้แก้ไขรายการนี้ก่อนท่าน ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความล่าสุดด้านล่าง แล้วบันทึกอีกครั้งหากต้องการใช้แทน"
TOO_LONG = "ข้อความยาวเกินกว่าที่จะเก็บเป็นร่างได้ โปรดบันทึกหรือย่อข้อความ"
# The page's own address keeps the draft, or puts it aside.
KEEP, DROP = "draft", "drop"


@dataclass
class Writing:
    """One thing opened for typing. ``key`` names its draft; ``make`` makes the form of it.

    ``save`` takes the valid form and says where to go on; ``page`` is the words of the page: title, lead,
    crumbs, submit, done (the message), back (an address).
    """

    request: SignedInRequest
    key: str
    make: Callable[..., WrittenForm]
    save: Callable[[WrittenForm], str]
    page: dict[str, Any]
    row: Any = None
    current: Any = field(default=None, init=False)  # as somebody else wrote it meanwhile

    @property
    def kind(self) -> str:
        """Of drafts: what stands before the colon of the key."""
        return self.key.partition(":")[0]

    @cached_property
    def draft(self) -> Draft | None:
        return self.request.user.drafts.filter(form=self.kind, key=self.key).first()

    @cached_property
    def form(self) -> WrittenForm:
        initial: dict[str, Any] = {}
        if self.draft:
            initial = self.draft.data | ({"base_version": self.draft.base_version} if self.row else {})
        data = self.request.POST if self.request.method == "POST" else None
        return self.make(data, row=self.row, initial=initial)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._shown(200)
        if KEEP in self.request.GET:
            return self._keep()
        if DROP in self.request.POST:
            self._forget()
            messages.success(self.request, "ละทิ้งร่างแล้ว")
            return redirect(self.request.get_full_path())
        target = self._saved()
        if target is None:
            return self._shown(422)
        self._forget()
        messages.success(self.request, self.page["done"])
        return redirect(target)

    def _saved(self) -> str | None:
        try:
            return carried_out(self.form, lambda: self.save(self.form))
        except StaleError as stale:
            self.current = stale.current
            self.form.begin_again(stale.current.version)
            self.form.add_error(None, STALE)
            return None

    def _shown(self, status: int) -> HttpResponse:
        context = {
            **self.page,
            "form": self.form,
            "draft": None if self.form.is_bound else self.draft,
            "differences": self.form.differences(self.current) if self.current else [],
        }
        return render(self.request, "organisations/meeting_form.html", context, status=status)

    def _keep(self) -> HttpResponse:
        posted = {bound.name: self.request.POST.getlist(bound.name) for bound in self.form.visible_fields()}
        data: dict[str, Any] = {name: [printable(text) for text in texts] for name, texts in posted.items()}
        data |= {name: "".join(texts[:1]) for name, texts in data.items() if name not in self.form.MANY}
        if len(json.dumps(data, ensure_ascii=False)) > MAX_CHARACTERS:
            return JsonResponse({"error": TOO_LONG}, status=422)
        version = asked_id(self.request.POST.get("base_version", ""))
        keep_draft(by=self.request.user, form=self.kind, key=self.key, data=data, base_version=version)
        return JsonResponse({"at": f"{timezone.localtime():%H.%M}", "understood": {}})

    def _forget(self) -> None:
        drop_draft(by=self.request.user, form=self.kind, key=self.key)
