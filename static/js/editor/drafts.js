// What is typed into a row is kept as a draft while it is typed.

import { setStatus, show } from "./messages.js";
import { rowOf } from "./table.js";

const DRAFT_DELAY = 1000;
const forms = new Map(); // form → {timer, sent, request, closed}

const formOf = (element) => (element.form?.matches("[data-row-form]") ? element.form : null);
const cookie = (name) => document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.split("=")[1];
const typed = (form) => new URLSearchParams(new FormData(form));

export const draftUrl = (form) => form.dataset.draftUrl ?? rowOf(form)?.dataset.draftUrl;
export const freshToken = () => cookie("__Host-csrftoken") ?? cookie("csrftoken");
export const isDirty = (form) => forms.has(form) && !stateOf(form).closed;

function stateOf(form) {
  if (!forms.has(form)) forms.set(form, { sent: null, timer: 0, request: null, closed: false });
  return forms.get(form);
}

export async function keepDraft(form, { leaving = false } = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  const body = typed(form);
  const url = draftUrl(form);
  if (!url || state.closed || body.toString() === state.sent) return true;
  state.request?.abort();
  state.request = new AbortController();
  const headers = freshToken() ? { "X-CSRFToken": freshToken() } : {};
  if (freshToken()) body.delete("csrfmiddlewaretoken");
  setStatus("saving");
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers,
      keepalive: leaving,
      signal: leaving ? undefined : state.request.signal,
    });
    return await answered(form, state, answer, typed(form).toString());
  } catch (error) {
    if (error.name !== "AbortError") setStatus("error");
    return false;
  }
}

// Of all rows that are open: the table around them is about to be replaced, or the page left.
export function keepOpenDrafts() {
  for (const [form, state] of forms) if (form.isConnected && !state.closed) keepDraft(form, { leaving: true });
}

async function answered(form, state, answer, sent) {
  if (answer.redirected || answer.status === 403) {
    setStatus("error");
    show("session-ended");
    return false;
  }
  const data = await answer.json();
  if (!answer.ok) {
    setStatus("error");
    show("too-long", data.error);
    return false;
  }
  state.sent = sent;
  setStatus("draft", data.at);
  showUnderstood(form, data.understood);
  return true;
}

function showUnderstood(form, understood) {
  const place = rowOf(form) ?? form;
  for (const [field, said] of Object.entries(understood)) {
    const line = place.querySelector(`[data-understood="${field}"]`);
    if (!line) continue;
    line.textContent = said?.words ?? "";
    line.classList.toggle("is-doubtful", said?.doubtful ?? false);
  }
}

export function close(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.request?.abort();
  state.closed = true;
}

export const open = (form) => (stateOf(form).closed = false);

export function forgetGone() {
  for (const form of forms.keys()) if (!form.isConnected) forms.delete(form);
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  chooseMine(event.target);
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keepDraft(form), DRAFT_DELAY);
});

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-cancel]");
  if (cancel) close(cancel.form);
});

addEventListener("pagehide", keepOpenDrafts);

// In a form that asks about two texts, changing one's own text chooses it.
function chooseMine(control) {
  const mine = control.closest(".conflict-side")?.querySelector("input[value='mine']");
  if (mine && control.matches("textarea")) mine.checked = true;
}
