// Comforts of the plan editor: rows opened by a click, keys, drafts. Everything here also works on plain pages.

import { makeRowsReachable } from "./editor/focus.js";
import { PHONE } from "./editor/table.js";
import "./editor/drafts.js";
import "./editor/sending.js";
import "./editor/keys.js";
import "./editor/drag.js";

document.querySelector("#keys .keys")?.append(document.getElementById("editor-keys")?.content ?? "");
makeRowsReachable();
if (PHONE.matches) document.querySelector("#outline details")?.removeAttribute("open");
if (location.hash.startsWith("#row-")) document.querySelector(location.hash)?.focus({ preventScroll: true });
