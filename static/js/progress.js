// Comforts of the form of a report: drafts, words at one tap, photos sent when they are chosen.

import { close, freshToken, keepDraft } from "./editor/drafts.js";

const form = document.querySelector("[data-report-form]");

// Sent when its draft is safe, so that an ended session or a lost answer costs nothing.
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const submitter = event.submitter ?? form.querySelector("[name=act]");
  if (!(await keepDraft(form))) return;
  close(form);
  form.append(hidden(submitter.name, submitter.value));
  const token = form.elements.csrfmiddlewaretoken;
  if (token && freshToken()) token.value = freshToken();
  HTMLFormElement.prototype.submit.call(form);
});

form?.addEventListener("click", (event) => {
  const tap = event.target.closest("[data-fill]");
  if (!tap) return;
  const area = document.getElementById(tap.dataset.for);
  area.value = tap.dataset.fill;
  area.dispatchEvent(new Event("input", { bubbles: true }));
});

form?.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file]") && event.target.files.length) {
    form.requestSubmit(form.querySelector("[name=act][value=attach]"));
  }
});

function hidden(name, value) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}
