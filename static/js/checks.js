// The panel of checks: read again after every save, its links open the very cell, found cells are marked.

import { openRow } from "./editor/focus.js";
import { rowOfId } from "./editor/table.js";

const list = document.getElementById("checks-list");
const currentPart = new URL(list.getAttribute("hx-get"), location).searchParams.get("part");

// --- reading again ----------------------------------------------------------------------------------------------

const checkAgain = () => htmx.trigger(list, "check");

document.addEventListener("row-changed", checkAgain);
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target === list) markCells();
  else if (event.detail.target.id === "part") checkAgain();
});

// --- marks ------------------------------------------------------------------------------------------------------

function markCells() {
  document.querySelectorAll(".cell-found").forEach((cell) => cell.classList.remove("cell-found", "cell-found-error"));
  for (const found of list.querySelectorAll("[data-found][data-field]")) {
    const { row, field, severity } = found.dataset;
    if (!row || !field || severity === "note") continue;
    const cell = rowOfId(row)?.querySelector(`:scope > .field-${CSS.escape(field)}`);
    cell?.classList.add("cell-found");
    if (severity === "error") cell?.classList.add("cell-found-error");
  }
}

// --- links ------------------------------------------------------------------------------------------------------

// In the table that is open the row opens in place; elsewhere the link leads to its table first.
list.addEventListener("click", (event) => {
  const found = event.target.closest("a")?.closest("[data-found]");
  const row = found && found.dataset.part === currentPart && rowOfId(found.dataset.row);
  if (!row) return;
  event.preventDefault();
  openAt(row, found.dataset.field);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("a[data-checks]")) return;
  event.preventDefault();
  const panel = document.getElementById("checks");
  panel.open = true;
  panel.scrollIntoView();
  panel.querySelector("summary").focus();
});

function openAt(row, field) {
  row.scrollIntoView({ block: "center" });
  if (field) openRow(row, `field-${field}`);
  else row.focus();
}

// An address that names a cell opens it once: going back to it shows the table.
const address = new URL(location);
const field = address.searchParams.get("field");
if (field) {
  address.searchParams.delete("field");
  history.replaceState(history.state, "", address);
  const row = rowOfId(address.hash.replace("#row-", ""));
  if (row) document.addEventListener("htmx:load", () => openAt(row, field), { once: true });
}
