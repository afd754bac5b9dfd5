// What the editor says about saving: the status beside the title, and notices kept as templates on the page.

export function show(id, words) {
  const toasts = document.getElementById("toasts");
  const content = document.getElementById(id)?.content.cloneNode(true);
  if (!toasts || !content) return;
  const notice = content.firstElementChild;
  notice.dataset.from = id;
  if (words) notice.querySelector("[data-words]").textContent = words;
  hide(id);
  toasts.append(notice);
}

export const shown = (id) => document.querySelector(`#toasts [data-from="${id}"]`);
export const hide = (id) => document.querySelectorAll(`#toasts [data-from="${id}"]`).forEach((old) => old.remove());

// What went well before must not stand beside what went wrong now.
export function dropOldSuccess() {
  document.querySelectorAll("#toasts .notice-success").forEach((old) => old.remove());
}

export function setStatus(state, at) {
  document.dispatchEvent(new CustomEvent("save-status", { detail: { state, at } }));
  if (state === "draft") document.querySelector("#save-status [data-draft-at]").textContent = at;
}
