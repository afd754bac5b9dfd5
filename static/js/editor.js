// Comforts of the plan editor: rows opened by a click, keys, drafts. Everything here also works on plain pages.

const DRAFT_DELAY = 1000;
const PHONE = matchMedia("(max-width: 47.99rem)");
const forms = new Map(); // form → {timer, sent, pending, closed}
let focusAfterSwap = null; // where the click was: {row, field}

const rowOf = (element) => element.closest?.("tr[data-row]");
const rows = () => [...document.querySelectorAll(".editor-table tr[data-row]")];
const formOf = (element) => element.form?.matches("[data-row-form]") ? element.form : null;
const draftUrl = (form) => form.dataset.draftUrl ?? rowOf(form)?.dataset.draftUrl;

// --- messages -------------------------------------------------------------------------------------------------

function show(id, words) {
  const toasts = document.getElementById("toasts");
  const content = document.getElementById(id)?.content.cloneNode(true);
  if (!toasts || !content) return;
  const notice = content.firstElementChild;
  notice.dataset.from = id;
  if (words) notice.querySelector("[data-words]").textContent = words;
  toasts.querySelectorAll(`[data-from="${id}"]`).forEach((old) => old.remove());
  toasts.append(notice);
}

function setStatus(state, at) {
  document.dispatchEvent(new CustomEvent("save-status", { detail: { state, at } }));
  if (state === "draft") document.querySelector("#save-status [data-draft-at]").textContent = at;
}

// --- drafts ---------------------------------------------------------------------------------------------------

const cookie = (name) => document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.split("=")[1];
const freshToken = () => cookie("__Host-csrftoken") ?? cookie("csrftoken");
const typed = (form) => new URLSearchParams(new FormData(form));

function stateOf(form) {
  if (!forms.has(form)) forms.set(form, { sent: null, timer: 0, request: null, closed: false });
  return forms.get(form);
}

function isDirty(form) {
  return forms.has(form) && !stateOf(form).closed;
}

async function keepDraft(form, { leaving = false } = {}) {
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
    return await draftAnswered(form, state, answer, typed(form).toString());
  } catch (error) {
    if (error.name !== "AbortError") setStatus("error");
    return false;
  }
}

async function draftAnswered(form, state, answer, sent) {
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

function close(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.request?.abort();
  state.closed = true;
}

document.addEventListener("input", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  chooseMine(event.target);
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keepDraft(form), DRAFT_DELAY);
});

addEventListener("pagehide", () => {
  for (const [form, state] of forms) if (form.isConnected && !state.closed) keepDraft(form, { leaving: true });
});

// In a form that asks about two texts, changing one's own text chooses it.
function chooseMine(control) {
  const mine = control.closest(".conflict-side")?.querySelector("input[value='mine']");
  if (mine && control.matches("textarea")) mine.checked = true;
}

// --- sending --------------------------------------------------------------------------------------------------

// A form on a page of its own is sent when its draft is safe, so that an ended session costs nothing.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-row-form]:not([hx-post])") || !draftUrl(form)) return;
  event.preventDefault();
  if (!(await keepDraft(form))) return;
  close(form);
  HTMLFormElement.prototype.submit.call(form);
});

document.addEventListener("htmx:configRequest", (event) => {
  const token = freshToken(); // signing in again has changed it
  if (!token) return;
  event.detail.headers["X-CSRFToken"] = token;
  event.detail.parameters.delete?.("csrfmiddlewaretoken");
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  const link = elt.closest("a[hx-get]");
  if (link && PHONE.matches) {
    event.preventDefault();
    location.assign(link.href);
    return;
  }
  if (elt.matches("[data-row-form]")) {
    close(elt);
    setStatus("saving");
    return;
  }
  // The whole table is about to be replaced: what is typed elsewhere in it stays as a draft.
  if (event.detail.target?.id === "part") for (const form of forms.keys()) if (form.isConnected) keepDraft(form, { leaving: true });
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const form = requestConfig.elt;
  const ended = new URL(xhr.responseURL, location).pathname.startsWith("/accounts/");
  if (ended) {
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    setStatus("error");
    show("session-ended");
  }
  if (form.matches("[data-row-form]") && (ended || xhr.status >= 400)) {
    stateOf(form).closed = false;
    setStatus(xhr.status === 409 ? "conflict" : "error");
    if (!ended && rowOf(form)) focusAfterSwap = { row: rowOf(form).dataset.row };
  }
});

document.addEventListener("htmx:sendError", (event) => {
  if (event.target.matches("[data-row-form]")) {
    stateOf(event.target).closed = false;
    setStatus("error");
  }
});

// --- focus ----------------------------------------------------------------------------------------------------

document.addEventListener("htmx:afterSettle", () => {
  for (const form of forms.keys()) if (!form.isConnected) forms.delete(form);
  makeRowsReachable();
  const opened = focusAfterSwap && document.querySelector(`tr.editing[data-row="${focusAfterSwap.row}"]`);
  if (opened) {
    focusControl(opened, focusAfterSwap.field);
    focusAfterSwap = null;
  }
});

function focusControl(row, field) {
  const wrong = row.querySelector(".has-error textarea, .has-error input, .conflict input[type='radio']");
  const wanted = field && row.querySelector(`td.${CSS.escape(field)} :is(textarea, input:not([type="hidden"]))`);
  const title = row.querySelector("[name='title']");
  const control = wrong ?? (field === "field-title" ? title : wanted) ?? title ?? row.querySelector("textarea, input:not([type='hidden'])");
  control?.focus();
  if (control?.matches("textarea")) control.setSelectionRange(control.value.length, control.value.length);
}

document.addEventListener("row-changed", (event) => {
  const row = document.getElementById(`row-${event.detail.row}`);
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
});

// One row of the table is reached by Tab, the others from it by arrows.
function makeRowsReachable() {
  const all = rows().filter((row) => !row.classList.contains("editing"));
  const current = all.find((row) => row === document.activeElement) ?? all[0];
  for (const row of all) row.tabIndex = row === current ? 0 : -1;
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("tr[data-row]")) {
    for (const row of rows()) if (!row.classList.contains("editing")) row.tabIndex = row === event.target ? 0 : -1;
  }
});

// --- opening a row --------------------------------------------------------------------------------------------

function openRow(row, field = null) {
  const link = row.querySelector("a[data-edit]");
  if (!link) return;
  focusAfterSwap = { row: row.dataset.row, field };
  link.click();
}

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-cancel]");
  if (cancel) close(cancel.form);
  const link = event.target.closest("a[data-edit], a[hx-get*='/activities/new/']");
  if (link && !focusAfterSwap) focusAfterSwap = { row: link.matches("[data-edit]") ? rowOf(link).dataset.row : "0" };
  if (event.target.closest("a, button, summary, input, textarea, select, label, .menu")) return;
  const row = event.target.closest(".editor-table tr[data-row]:not(.editing)");
  if (!row || PHONE.matches || String(getSelection())) return;
  const cell = event.target.closest("td, th");
  openRow(row, [...cell.classList].find((name) => name.startsWith("field-")));
});

// --- keys -----------------------------------------------------------------------------------------------------

document.addEventListener(
  "keydown",
  (event) => {
    const editing = event.target.closest?.("tr.editing");
    if (editing) return keyInForm(event, editing);
    const row = event.target.matches?.(".editor-table tr[data-row]") ? event.target : null;
    if (row) keyOnRow(event, row);
  },
  true,
);

function keyInForm(event, row) {
  const form = row.querySelector("[data-row-form]");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    event.stopImmediatePropagation();
    form.requestSubmit();
  } else if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    leave(form);
  } else if (event.target.matches("[data-tick-cell]")) {
    typeIntoTick(event);
  }
}

function leave(form) {
  const warned = document.querySelector('#toasts [data-from="leave-typing"]');
  if (isDirty(form) && !warned) return show("leave-typing");
  warned?.remove();
  const row = rowOf(form).dataset.row;
  form.querySelector("[data-cancel]").click();
  focusAfterSwap = { row, field: null };
}

// A box that says only "yes" becomes a text as soon as one types a count into it.
function typeIntoTick(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9๐-๙ก-ฮ]$/.test(event.key)) return;
  const box = event.target;
  const text = Object.assign(document.createElement("input"), { type: "text", name: box.name, id: box.id });
  text.className = "form-control";
  text.setAttribute("form", box.getAttribute("form") ?? "");
  box.replaceWith(text);
  text.focus();
}

function keyOnRow(event, row) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    openRow(row);
  } else if (step && event.altKey) {
    event.preventDefault();
    row.querySelector(`button[name="step"][value="${step}"]`)?.click();
  } else if (step) {
    event.preventDefault();
    const all = rows();
    all[all.indexOf(row) + step]?.focus();
  }
}

document.querySelector("#keys .keys")?.append(document.getElementById("editor-keys")?.content ?? "");
makeRowsReachable();
if (PHONE.matches) document.querySelector("#outline details")?.removeAttribute("open");
if (location.hash.startsWith("#row-")) document.querySelector(location.hash)?.focus({ preventScroll: true });
