// The keys of the editor; templates/plans/editor_keys.html lists them.

import { isDirty } from "./drafts.js";
import { addRow, focusCell, focusRow, openNext, openRow } from "./focus.js";
import { hide, show, shown } from "./messages.js";
import { cellOf, cellsOf, fieldOf, isCommand, isTyping, rowOf, rowOfId, rows, tool } from "./table.js";
import { changeTicked, tick, ticked, untickAll } from "./ticks.js";

document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const editing = event.target.closest?.("tr.editing");
    if (editing) return keyInForm(event, editing);
    if (isTyping(event.target)) return;
    if (keyAnywhere(event)) return event.preventDefault();
    const row = rowOf(event.target);
    if (row && !event.target.closest("a, button, summary, input") && keyOnRow(event, row)) event.preventDefault();
  },
  true,
);

// --- a row that is open ---------------------------------------------------------------------------------------

function keyInForm(event, row) {
  const form = row.querySelector("[data-row-form]");
  if (isCommand(event, "KeyS")) send(event, form);
  else if (isEnter(event) && hasCommand(event)) send(event, form, form.querySelector("[name='go_on']"));
  else if (event.key === "Escape") {
    event.preventDefault();
    leave(form);
  } else if (event.key === " " && event.target.matches("[data-tick-cell]") && isTick(event.target)) {
    event.preventDefault();
    toggleTick(event.target);
  }
}

const isEnter = (event) => event.code === "Enter" || event.code === "NumpadEnter";
const hasCommand = (event) => event.ctrlKey || event.metaKey;

function send(event, form, button = null) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!button) return form.requestSubmit();
  openNext("0");
  button.click(); // htmx sends the name of a button that was clicked
}

function leave(form) {
  if (isDirty(form) && !shown("leave-typing")) return show("leave-typing");
  hide("leave-typing");
  const row = rowOf(form);
  const neighbour = row.dataset.row === "0" ? row.previousElementSibling?.dataset.row : row.dataset.row;
  form.querySelector("[data-cancel]").click();
  backTo = neighbour;
}

// The row to stand on when an open one has been put away.
let backTo = null;
document.addEventListener("htmx:afterSettle", (event) => {
  const row = backTo && rowOfId(backTo);
  if (!row || !event.target.contains(row)) return;
  row.focus();
  backTo = null;
});

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

// --- anywhere but in a field ----------------------------------------------------------------------------------

function keyAnywhere(event) {
  if (isCommand(event, "KeyZ")) return press(document.querySelector("#undo button:enabled"));
  if (event.altKey && !event.ctrlKey && !event.shiftKey && event.code === "KeyH") return press(document.querySelector("[data-add-heading]"));
  const adds = (isEnter(event) && hasCommand(event)) || (event.altKey && event.code === "Insert");
  if (!adds) return false;
  addRow(rowOf(event.target));
  return true;
}

function press(button) {
  button?.click();
  return Boolean(button);
}

// --- a row or a cell of it ------------------------------------------------------------------------------------

const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

function keyOnRow(event, row) {
  if (event.altKey && MOVES[event.key]) return press(tool(row, MOVES[event.key]));
  if (event.altKey && event.code === "KeyM") return press(tool(row, "comments"));
  if (isCommand(event, "KeyD")) return press(tool(row, "copy"));
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case "Enter":
    case "F2":
      openRow(row, fieldOf(cellOf(event.target)));
      return true;
    case "ArrowUp":
      return goTo(event, row, -1);
    case "ArrowDown":
      return goTo(event, row, 1);
    case "ArrowLeft":
      return goAside(event.target, row, -1);
    case "ArrowRight":
      return goAside(event.target, row, 1);
    case " ":
      tick(row);
      return true;
    case "Delete":
      return askToDelete(row);
    case "Escape":
      return stepBack(event.target, row);
  }
  return false;
}

function goTo(event, row, step) {
  const all = rows();
  const next = all[all.indexOf(row) + step];
  if (!next) return true;
  if (event.shiftKey) {
    tick(row, true);
    tick(next, true);
  }
  focusRow(next, fieldOf(cellOf(event.target)));
  return true;
}

// From the row to its first cell, from cell to cell, and back to the row.
function goAside(from, row, step) {
  const cells = cellsOf(row);
  const to = cells.indexOf(cellOf(from)) + step;
  if (to >= 0 && to < cells.length) focusCell(cells[to]);
  else if (to === -1) row.focus();
  return true;
}

function stepBack(from, row) {
  if (from !== row) row.focus();
  else if (ticked().length) untickAll();
  else return false;
  return true;
}

// --- asking before a row goes ---------------------------------------------------------------------------------

function askToDelete(row) {
  const chosen = ticked();
  if (chosen.length) {
    changeTicked("delete");
    return true;
  }
  const dialog = document.getElementById("ask-delete");
  if (!dialog || !tool(row, "delete")) return false;
  dialog.querySelector("[data-words]").textContent = row.querySelector(".field-title")?.textContent.trim().slice(0, 200) ?? "";
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "delete") return row.focus();
    const all = rows();
    backTo = (all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1])?.dataset.row ?? null;
    tool(row, "delete").click();
  };
  dialog.showModal();
  return true;
}
