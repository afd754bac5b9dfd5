// The rich-text editor speaks Thai. Loaded before the editor, which asks for `gettext` and then says it is ready.

const MENU = {
  bold: "ตัวหนา",
  italic: "ตัวเอน",
  underline: "ขีดเส้นใต้",
  "unordered list": "รายการ",
  "ordered list": "รายการลำดับเลข",
  "List properties": "รูปแบบเลขลำดับ",
  "Heading 3": "หัวเรื่องระดับ 1",
  "Heading 4": "หัวเรื่องระดับ 2",
  "heading 3": "หัวเรื่องระดับ 1",
  "heading 4": "หัวเรื่องระดับ 2",
  Paragraph: "ย่อหน้า",
  paragraph: "ย่อหน้า",
  undo: "เลิกทำ",
  redo: "ทำซ้ำ",
};

const DIALOGS = {
  "List properties": "รูปแบบเลขลำดับ",
  "List type": "แบบของเลข",
  "Start at": "เริ่มที่",
  "Decimal numbers": "1, 2, 3",
  "Lowercase letters": "a, b, c",
  "Uppercase letters": "A, B, C",
  "Lowercase Roman numerals": "i, ii, iii",
  "Uppercase Roman numerals": "I, II, III",
  Update: "ตกลง",
  Cancel: "ยกเลิก",
};

window.gettext = (words) => DIALOGS[words] ?? words;

function sayInThai(menu) {
  for (const button of menu.querySelectorAll("[title]")) {
    const words = MENU[button.title];
    if (words) {
      button.title = words;
      button.setAttribute("aria-label", words);
    }
  }
  for (const option of menu.querySelectorAll(".prose-menubar__option, .prose-menubar__option *")) {
    if (!option.children.length && MENU[option.textContent]) option.textContent = MENU[option.textContent];
  }
}

document.addEventListener("prose-editor:ready", (event) => {
  const editor = event.target.closest(".prose-editor");
  sayInThai(editor);
  // The tools are drawn anew with what they have to show.
  new MutationObserver(() => sayInThai(editor)).observe(editor, { childList: true, subtree: true });
  const label = document.querySelector(`label[for="${event.target.id}"]`);
  editor.querySelector("[contenteditable]").setAttribute("aria-label", label.firstChild.textContent.trim());
});
