// The table of the editor as its other modules see it: rows, their cells, and the tools of a row.

export const PHONE = matchMedia("(max-width: 47.99rem)");

export const rowOf = (element) => element?.closest?.(".editor-table tr[data-row]");
export const rows = () => [...document.querySelectorAll(".editor-table tr[data-row]")];
export const rowOfId = (id) => document.getElementById(`row-${id}`);

// A cell of a row that is not open; what runs over several rows and the tools are none.
const CELL = ":is(td, th):not([rowspan], .field-tools)";
export const cellsOf = (row) => [...row.querySelectorAll(`:scope > ${CELL}`)];
export const cellOf = (element) => element?.closest?.(`.editor-table tr[data-row]:not(.editing) > ${CELL}`);
export const fieldOf = (cell) => [...(cell?.classList ?? [])].find((name) => name.startsWith("field-")) ?? null;

// A tool of the row: its links and buttons do the work, also without scripts.
export const tool = (row, act) => row?.querySelector(`[data-act="${act}"]`);

export function isTyping(element) {
  return Boolean(element?.closest?.("input:not([type='checkbox']), textarea, select, [contenteditable], dialog"));
}

// With a Thai keyboard the key says another letter, its place stays the same.
export const isCommand = (event, code) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === code;
