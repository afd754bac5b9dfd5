// Small comforts. Every page works without this file.

const TOAST_SECONDS = 8;
const FIELD = "input, textarea, select, [contenteditable]";

// --- keys -----------------------------------------------------------------------------------------------------

function saveFocusedForm() {
  const form = document.activeElement?.closest("form[method='post']") ?? document.querySelector("form[data-save]");
  if (!form || "noCtrlS" in form.dataset) return false;
  form.requestSubmit();
  return true;
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
    if (saveFocusedForm()) event.preventDefault();
    return;
  }
  if (event.key === "Escape") closeMenus();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELD)) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "?") document.getElementById("keys")?.showModal();
});

// --- menus ----------------------------------------------------------------------------------------------------

function closeMenus(except = null) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu === except) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  if (event.target.closest("[data-open-keys]")) document.getElementById("keys")?.showModal();
  if (event.target.closest("[data-dismiss]")) event.target.closest(".notice").remove();
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("change", (event) => {
  const contextForm = event.target.closest(".context-bar form");
  if (contextForm) contextForm.classList.add("is-changed");
  if (event.target.matches("[data-tick-all], [data-tick]")) updateTicks(event.target);
});

// --- ticking many rows ----------------------------------------------------------------------------------------

function updateTicks(changed) {
  const list = changed.closest("[data-list]");
  const all = list.querySelector("[data-tick-all]");
  const ticks = [...list.querySelectorAll("[data-tick]")];
  if (changed === all) ticks.forEach((tick) => (tick.checked = all.checked));
  const count = ticks.filter((tick) => tick.checked).length;
  all.checked = count > 0 && count === ticks.length;
  all.indeterminate = count > 0 && count < ticks.length;
  const bar = list.querySelector(".bulk-bar"); // a list within a form has none: the form is sent as a whole
  if (!bar) return;
  bar.classList.toggle("has-ticks", count > 0);
  bar.querySelector("[data-tick-count]").textContent = count;
}

// --- toasts ---------------------------------------------------------------------------------------------------

const toasts = document.getElementById("toasts");

function fadeLater(toast) {
  if ("stays" in toast.dataset) return;
  const start = () => setTimeout(() => toast.remove(), TOAST_SECONDS * 1000);
  let timer = start();
  const hold = () => clearTimeout(timer);
  const release = () => (timer = start());
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", release);
  toast.addEventListener("focusout", release);
}

if (toasts) {
  toasts.querySelectorAll(".notice").forEach(fadeLater);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.(".notice")) fadeLater(node);
    }
  }).observe(toasts, { childList: true });
}

function showTemplate(id) {
  const template = document.getElementById(id);
  if (toasts && template) toasts.append(template.content.cloneNode(true));
}

document.addEventListener("htmx:sendError", () => showTemplate("toast-offline"));
document.addEventListener("htmx:responseError", () => showTemplate("toast-failed"));

// --- save status ----------------------------------------------------------------------------------------------

document.addEventListener("save-status", (event) => {
  const status = document.getElementById("save-status");
  if (!status) return;
  status.dataset.now = event.detail.state;
  if (event.detail.at) status.querySelector("[data-at]").textContent = event.detail.at;
});

// --- fields ---------------------------------------------------------------------------------------------------

// Browsers without field-sizing get the same growing textareas by measuring.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  document.querySelectorAll("textarea.form-control").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea.form-control")) grow(event.target);
  });
}

// --- copying --------------------------------------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("[data-copy-word]").textContent = "คัดลอกแล้ว";
  } catch {
    // Not allowed, or no HTTPS: what is selected can be copied by hand.
  }
});

document.querySelector(".error-summary")?.focus();
