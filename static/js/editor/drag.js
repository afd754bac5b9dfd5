// Moving a row by its handle. The keys Alt+↑ ↓ and the row's menu do the same without a pointer.

import { rowOf } from "./table.js";

const EDGE = 80; // pixels from the window's edge within which the page scrolls
const SPEED = 12; // pixels a frame
let dragged = null; // {row, handle, at, place: {line, side}}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-drag]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  dragged = { row: rowOf(handle), handle, at: event, place: null };
  dragged.row.classList.add("is-dragged");
  requestAnimationFrame(scrollAtEdge);
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  dragged.at = event;
  show(placeAt(event));
});

document.addEventListener("pointerup", () => {
  const place = dragged?.place;
  const row = dragged?.row;
  stop();
  if (place) drop(row, place);
});

document.addEventListener("pointercancel", stop);
document.addEventListener("keydown", (event) => {
  if (dragged && event.key === "Escape") stop();
});

// The line of the table over which the pointer is, and whether it is nearer to its upper or its lower edge.
function placeAt({ clientX, clientY }) {
  const line = document.elementFromPoint(clientX, clientY)?.closest(".editor-table tr:is([data-row], [data-heading])");
  if (!line || line === dragged.row || line.classList.contains("editing")) return null;
  const { top, height } = line.getBoundingClientRect();
  const before = line.dataset.row && clientY < top + height / 2;
  return { line, side: before ? "before" : "after" };
}

function show(place) {
  unmark();
  dragged.place = place;
  place?.line.classList.add(`drop-${place.side}`);
}

function unmark() {
  document.querySelectorAll(".drop-before, .drop-after").forEach((line) => line.classList.remove("drop-before", "drop-after"));
}

function stop() {
  unmark();
  dragged?.row.classList.remove("is-dragged");
  dragged = null;
}

function drop(row, { line, side }) {
  const values = line.dataset.row ? { [side]: line.dataset.row } : { heading: line.dataset.heading };
  const url = row.querySelector("[data-drag]").dataset.drag;
  htmx.ajax("POST", url, { source: "#row-action", target: "#part", swap: "outerHTML", values });
}

function scrollAtEdge() {
  if (!dragged) return;
  const { clientY } = dragged.at;
  if (clientY < EDGE) scrollBy(0, -SPEED);
  if (clientY > innerHeight - EDGE) scrollBy(0, SPEED);
  requestAnimationFrame(scrollAtEdge);
}
