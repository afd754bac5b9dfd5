// Where the focus goes: into a row that opens, back to one that was saved, from cell to cell.

import { forgetGone } from "./drafts.js";
import { cellsOf, fieldOf, PHONE, rowOf, rowOfId, rows, tool } from "./table.js";

// The row that opens with the next answer, the field in it, and what stands in its place until then.
let awaited = null; // {row, field, before}

export const openNext = (row, field = null) => (awaited = { row, field, before: rowOfId(row) });

export function openRow(row, field = null) {
  const link = tool(row, "edit");
  if (!link) return;
  openNext(row.dataset.row, field);
  link.click();
}

// A new row below this one; without one at the end of the table.
export function addRow(row) {
  const link = tool(row, "add") ?? document.querySelector("[data-add]");
  if (!link) return;
  openNext("0");
  link.click();
}

document.addEventListener("htmx:afterSettle", () => {
  forgetGone();
  makeRowsReachable();
  const opened = awaited && document.querySelector(`tr.editing[data-row="${awaited.row}"]`);
  if (!opened || opened === awaited.before) return;
  focusControl(opened, awaited.field);
  if (opened.querySelector(".conflict-cell, .has-error")) showBelowHeader(opened);
  awaited = null;
});

function focusControl(row, field) {
  const wrong =
    row.querySelector(".has-error textarea, .has-error input:not([type='hidden'])") ??
    row.querySelector(".conflict input[type='radio']");
  const wanted = field && row.querySelector(`td.${CSS.escape(field)} :is(textarea, input:not([type="hidden"]))`);
  const title = row.querySelector("[name='title']");
  const control =
    wrong ?? (field === "field-title" ? title : wanted) ?? title ?? row.querySelector("textarea, input:not([type='hidden'])");
  control?.focus();
  if (control?.matches("textarea")) control.setSelectionRange(control.value.length, control.value.length);
}

// The table's header and the bar above it stay in sight and must not lie over what is new in the row.
function showBelowHeader(row) {
  const header = row.closest("table").tHead.getBoundingClientRect();
  const hidden = Math.max(header.bottom, 0) - row.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, -hidden);
}

document.addEventListener("row-changed", (event) => {
  const row = rowOfId(event.detail.row);
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
});

// One row of the table is reached by Tab, the others from it by arrows.
export function makeRowsReachable() {
  const all = rows().filter((row) => !row.classList.contains("editing"));
  const current = all.find((row) => row.contains(document.activeElement)) ?? all[0];
  for (const row of all) row.tabIndex = row === current ? 0 : -1;
}

document.addEventListener("focusin", (event) => {
  if (rowOf(event.target) && !rowOf(event.target).classList.contains("editing")) makeRowsReachable();
});

// A cell takes the focus only when arrows lead there.
export function focusCell(cell) {
  cell.tabIndex = -1;
  cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function focusRow(row, field = null) {
  const cell = field && !row.classList.contains("editing") && cellsOf(row).find((other) => fieldOf(other) === field);
  if (cell) focusCell(cell);
  else row.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-act='edit'], a[hx-get*='/activities/new/']");
  if (link && !awaited) openNext(link.matches("[data-act='edit']") ? rowOf(link).dataset.row : "0");
  if (event.target.closest("a, button, summary, input, textarea, select, label, .menu, .drag-handle")) return;
  const row = event.target.closest(".editor-table tr[data-row]:not(.editing)");
  if (!row || PHONE.matches || event.shiftKey || String(getSelection())) return;
  openRow(row, fieldOf(event.target.closest("td, th")));
});
