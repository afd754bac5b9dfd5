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
  if (ended || xhr.status >= 400) dropOldSuccess();
  if (form.matches("[data-row-form]") && (ended || xhr.status >= 400)) {
    stateOf(form).closed = false;
    setStatus(xhr.status === 409 ? "conflict" : xhr.status >= 500 ? "unknown" : "error");
    if (!ended && rowOf(form)) focusAfterSwap = { row: rowOf(form).dataset.row };
  }
});

document.addEventListener("htmx:sendError", (event) => {
  dropOldSuccess();
  if (event.target.matches("[data-row-form]")) {
    stateOf(event.target).closed = false;
    setStatus("unknown");
  }
});

// What went well before must not stand beside what went wrong now.
function dropOldSuccess() {
  document.querySelectorAll("#toasts .notice-success").forEach((old) => old.remove());
}

// --- focus ----------------------------------------------------------------------------------------------------

document.addEventListener("htmx:afterSettle", () => {
  for (const form of forms.keys()) if (!form.isConnected) forms.delete(form);
  makeRowsReachable();
  const opened = focusAfterSwap && document.querySelector(`tr.editing[data-row="${focusAfterSwap.row}"]`);
  if (opened) {
    focusControl(opened, focusAfterSwap.field);
    if (opened.querySelector(".conflict-cell, .has-error")) showBelowHeader(opened);
    focusAfterSwap = null;
  }
});

function focusControl(row, field) {
  const wrong =
    row.querySelector(".has-error textarea, .has-error input:not([type='hidden'])") ??
    row.querySelector(".conflict input[type='radio']");
  const wanted = field && row.querySelector(`td.${CSS.escape(field)} :is(textarea, input:not([type="hidden"]))`);
  const title = row.querySelector("[name='title']");
  const control = wrong ?? (field === "field-title" ? title : wanted) ?? title ?? row.querySelector("textarea, input:not([type='hidden'])");
  control?.focus();
  if (control?.matches("textarea")) control.setSelectionRange(control.value.length, control.value.length);
}

// The table's header stays in sight and must not lie over what is new in the row.
function showBelowHeader(row) {
  const header = row.closest("table").tHead.getBoundingClientRect();
  const hidden = Math.max(header.bottom, 0) - row.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, -hidden);
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
    if (isCommand(event, "Z") && !event.target.closest?.("input, textarea, select, [contenteditable]")) return undo(event);
    if (editing) return keyInForm(event, editing);
    const row = event.target.matches?.(".editor-table tr[data-row]") ? event.target : null;
    if (row) keyOnRow(event, row);
  },
  true,
);

// With a Thai keyboard the key says another letter, its place stays the same.
const isCommand = (event, letter) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === `Key${letter}`;

function keyInForm(event, row) {
  const form = row.querySelector("[data-row-form]");
  if (isCommand(event, "S")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    form.requestSubmit();
  } else if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    leave(form);
  } else if (event.key === " " && event.target.matches("[data-tick-cell]") && isTick(event.target)) {
    event.preventDefault();
    toggleTick(event.target);
  }
}

function undo(event) {
  const button = document.querySelector("#undo button:enabled");
  if (!button) return;
  event.preventDefault();
  button.click();
}

function leave(form) {
  const warned = document.querySelector('#toasts [data-from="leave-typing"]');
  if (isDirty(form) && !warned) return show("leave-typing");
  warned?.remove();
  const row = rowOf(form).dataset.row;
  form.querySelector("[data-cancel]").click();
  focusAfterSwap = { row, field: null };
}

// A quarter's cell that holds no more than a tick is ticked like a box; what is typed takes the tick's place.
const isTick = (cell) => ["", cell.dataset.tickCell].includes(cell.value.trim());

function toggleTick(cell) {
  cell.value = cell.value.trim() ? "" : cell.dataset.tickCell;
  cell.select();
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  if (event.target.matches("[data-tick-cell]") && isTick(event.target)) toggleTick(event.target);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-tick-cell]")) event.target.select();
});

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
