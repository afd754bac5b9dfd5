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
  "Insert table": "แทรกตาราง",
  "Add column": "เพิ่มคอลัมน์",
  "Delete column": "ลบคอลัมน์",
  "Add row": "เพิ่มแถว",
  "Delete row": "ลบแถว",
  "Merge cells": "รวมช่อง",
  "Split cell": "แยกช่อง",
  "Toggle header cell": "สลับเป็นหัวตาราง",
  "Delete table": "ลบตาราง",
  undo: "เลิกทำ",
  redo: "ทำซ้ำ",
};

const DIALOGS = {
  "List properties": "รูปแบบเลขลำดับ",
  "List type": "แบบของเลข",
  "Start at": "เริ่มที่",
  Bullets: "จุด",
  "Table Properties": "ตารางใหม่",
  Rows: "จำนวนแถว",
  Columns: "จำนวนคอลัมน์",
  "Include header row": "มีแถวหัวตาราง",
  "Insert Table": "แทรกตาราง",
  Update: "ตกลง",
  Cancel: "ยกเลิก",
};

// What a dialog offers to choose stands in its options untranslated; the value is what the editor reads.
const CHOICES = { Yes: "มี", No: "ไม่มี" };

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

function sayChoicesInThai(dialog) {
  for (const option of dialog.querySelectorAll("option")) {
    const words = CHOICES[option.textContent];
    if (!words) continue;
    option.value = option.textContent;
    option.textContent = words;
  }
}

new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    if (node.nodeType === Node.ELEMENT_NODE) sayChoicesInThai(node);
  }
}).observe(document.documentElement, { childList: true, subtree: true });

document.addEventListener("prose-editor:ready", (event) => {
  const editor = event.target.closest(".prose-editor");
  sayInThai(editor);
  // The tools are drawn anew with what they have to show.
  new MutationObserver(() => sayInThai(editor)).observe(editor, { childList: true, subtree: true });
  const label = document.querySelector(`label[for="${event.target.id}"]`);
  editor.querySelector("[contenteditable]").setAttribute("aria-label", label.firstChild.textContent.trim());
});
