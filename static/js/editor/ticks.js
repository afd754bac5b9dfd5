// Rows ticked for one act on all of them.

import { rows } from "./table.js";

const box = (row) => row.querySelector("[data-row-tick]");

export const ticked = () => rows().filter((row) => box(row)?.checked);

export function tick(row, checked = !box(row)?.checked) {
  if (!box(row)) return;
  box(row).checked = checked;
  showTicks();
}

export function untickAll() {
  for (const row of ticked()) box(row).checked = false;
  showTicks();
}

export const changeTicked = (act) => document.querySelector(`#ticked-rows [value="${act}"]`)?.click();

function showTicks() {
  const count = ticked().length;
  for (const row of rows()) row.classList.toggle("is-ticked", Boolean(box(row)?.checked));
  const bar = document.getElementById("ticked-rows");
  if (!bar) return;
  bar.classList.toggle("has-ticks", count > 0);
  bar.querySelector("[data-tick-count]").textContent = count;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-row-tick]")) showTicks();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-untick]")) untickAll();
});
document.addEventListener("htmx:afterSettle", showTicks);
showTicks(); // going back in the browser leaves boxes ticked
