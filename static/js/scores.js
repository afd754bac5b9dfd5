// The grid of scores: arrows and Enter move from cell to cell; a column pasted into a cell fills those below it.

const grid = document.querySelector("[data-score-grid]");
const cells = grid ? [...grid.querySelectorAll(".score-input")] : [];

function move(from, by) {
  const next = cells[cells.indexOf(from) + by];
  if (!next) return;
  next.focus();
  next.select();
}

grid?.addEventListener("keydown", (event) => {
  if (!event.target.matches(".score-input") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  move(event.target, by);
});

grid?.addEventListener("paste", (event) => {
  if (!event.target.matches(".score-input")) return;
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length < 2 || lines.some((line) => line.includes("\t"))) return;
  event.preventDefault();
  const first = cells.indexOf(event.target);
  lines.forEach((line, place) => {
    if (cells[first + place]) cells[first + place].value = line.trim();
  });
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

// A first error is where one goes on typing.
cells.find((cell) => cell.classList.contains("is-invalid"))?.focus();

let isChanged = false;
grid?.addEventListener("input", () => (isChanged = true));
grid?.addEventListener("submit", () => (isChanged = false));
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
