// Tables from the clipboard: in the editor a pasted table opens its preview; on the page of pasting the table's HTML,
// which knows merges, goes along with the text. Without scripts the text alone does the job.

const READ_STYLES = /mso-list\s*:\s*ignore|display\s*:\s*none|mso-ignore\s*:\s*colspan|white-space\s*:\s*pre/gi;
const READ_ATTRIBUTES = ["colspan", "rowspan", "x:num", "hidden"];

// What a reader of tables needs of Excel's and Word's HTML: a tenth of it. Styles and handlers get other names before
// the browser sees them, because the page's policy complains of them even in a document that nobody looks at.
function light(html) {
  const bare = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
  const body = new DOMParser().parseFromString(bare, "text/html").body;
  body.querySelectorAll("script, meta, link, xml, title").forEach((element) => element.remove());
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  found.forEach((comment) => comment.remove());
  body.querySelectorAll("*").forEach(lighten);
  return body.innerHTML;
}

function lighten(element) {
  const style = element.getAttribute("data-style")?.match(READ_STYLES)?.join(";");
  for (const { name } of [...element.attributes]) if (!READ_ATTRIBUTES.includes(name)) element.removeAttribute(name);
  if (style) element.setAttribute("data-style", style);
}

const hasTable = (html) => /<table[\s>]/i.test(html);
const isPicture = (data) =>
  [...data.items].some((item) => item.type.startsWith("image/")) && !data.getData("text/plain") && !hasTable(data.getData("text/html"));

// --- in the editor --------------------------------------------------------------------------------------------

function openPreview(link, fields) {
  const form = document.createElement("form");
  form.method = "post";
  form.enctype = "multipart/form-data";
  form.action = link.href;
  form.hidden = true;
  const token = document.querySelector("#row-action [name='csrfmiddlewaretoken']").value;
  for (const [name, value] of Object.entries({ ...fields, step: "preview", csrfmiddlewaretoken: token })) {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

document.addEventListener("paste", (event) => {
  const link = document.querySelector("a[data-paste-rows]");
  if (!link || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const text = event.clipboardData.getData("text/plain");
  const html = event.clipboardData.getData("text/html");
  if (!hasTable(html) && !(text.includes("\t") && text.trim().includes("\n"))) return;
  event.preventDefault();
  const row = document.activeElement?.closest?.("tr[data-row]")?.dataset.row;
  openPreview(link, { text, html: hasTable(html) ? light(html) : "", near: row ? `row:${row}` : "" });
});

// --- on the page of pasting -----------------------------------------------------------------------------------

const area = document.querySelector("[data-paste-text]");
const carried = document.querySelector("[data-paste-html]");
const refused = document.querySelector("[data-paste-picture]");

area?.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  refused.hidden = !isPicture(event.clipboardData);
  const replacesAll = area.selectionStart === 0 && area.selectionEnd === area.value.length;
  const table = replacesAll && hasTable(html) ? light(html) : "";
  setTimeout(() => (carried.value = table)); // after the paste's own input event
});

// What is typed afterwards counts, so the table beside it is no longer of the same words.
area?.addEventListener("input", () => (carried.value = ""));

// --- on both pages --------------------------------------------------------------------------------------------

// Rows are taken in once, however often the button is pressed.
let isSent = false;
document.querySelector(".paste-form")?.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
});
addEventListener("pageshow", () => (isSent = false));
