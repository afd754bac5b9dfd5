// Sending a row and what comes back: nothing typed is lost by an ended session or a lost answer.

import { close, draftUrl, freshToken, keepDraft, keepOpenDrafts, open } from "./drafts.js";
import { openNext } from "./focus.js";
import { dropOldSuccess, setStatus, show } from "./messages.js";
import { PHONE, rowOf } from "./table.js";

// A form on a page of its own is sent when its draft is safe, so that an ended session costs nothing.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-row-form]:not([hx-post])") || !draftUrl(form)) return;
  event.preventDefault();
  const { submitter } = event;
  if (!(await keepDraft(form))) return;
  close(form);
  if (submitter?.name) form.append(hidden(submitter.name, submitter.value));
  HTMLFormElement.prototype.submit.call(form);
});

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

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
  if (event.detail.target?.id === "part") keepOpenDrafts();
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
    open(form);
    setStatus(xhr.status === 409 ? "conflict" : xhr.status >= 500 ? "unknown" : "error");
    if (!ended && rowOf(form)) openNext(rowOf(form).dataset.row);
  }
});

document.addEventListener("htmx:sendError", (event) => {
  dropOldSuccess();
  if (event.target.matches("[data-row-form]")) {
    open(event.target);
    setStatus("unknown");
  }
});
