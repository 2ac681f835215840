// Wires behaviour to markup: <div data-controller="menu keys"> gets the functions of those names, once per element.
// A controller is a function (element) => cleanup or nothing; it lives in a file of its own, named for what it does.
import { bench } from "./bench.js";
import { chain } from "./chain.js";
import { choosing } from "./choosing.js";
import { chosen } from "./chosen.js";
import { combobox } from "./combobox.js";
import { cutter } from "./cutter.js";
import { dialog, opens } from "./dialog.js";
import { drafts, draftsOfOthers } from "./drafts.js";
import { failures } from "./failures.js";
import { firstField } from "./first-field.js";
import { fold } from "./fold.js";
import { keys, keySwitch } from "./keys.js";
import { late } from "./late.js";
import { latest } from "./latest.js";
import { lease } from "./lease.js";
import { mentions } from "./mentions.js";
import { menu } from "./menu.js";
import { opened } from "./opened.js";
import { onlyOpen } from "./only-open.js";
import { outbox } from "./outbox.js";
import { picker } from "./picker.js";
import { presence } from "./presence.js";
import { sentences } from "./sentences.js";
import { sideBySide } from "./side-by-side.js";
import { spanEditor } from "./span-editor.js";
import { stepping } from "./stepping.js";
import { submitOnChange } from "./submit-on-change.js";
import { takeFocus } from "./take-focus.js";
import { theme } from "./theme.js";
import { toast } from "./toast.js";
import { together } from "./together.js";
import { zones } from "./zones.js";

const controllers = {
  bench, chain, choosing, chosen, combobox, cutter, dialog, drafts, failures, fold, keys, late, latest, menu, opened, opens, picker, sentences, stepping, theme, toast, together,
  zones, "drafts-of-others": draftsOfOthers, "first-field": firstField, "span-editor": spanEditor, "key-switch": keySwitch,
  "only-open": onlyOpen, outbox, presence, lease, mentions, "take-focus": takeFocus, "side-by-side": sideBySide, "submit-on-change": submitOnChange,
};
const wired = new WeakMap();

function wire(root) {
  const elements = root.querySelectorAll("[data-controller]");
  for (const element of root.matches?.("[data-controller]") ? [root, ...elements] : elements) {
    if (wired.has(element)) continue;
    const names = element.dataset.controller.split(/\s+/).filter((name) => name in controllers);
    wired.set(element, names.map((name) => controllers[name](element)).filter(Boolean));
  }
}

function unwire(element) {
  wired.get(element)?.forEach((cleanup) => cleanup());
  wired.delete(element);
}

wire(document.documentElement);
document.addEventListener("htmx:load", (event) => wire(event.detail.elt));
document.addEventListener("htmx:beforeCleanupElement", (event) => unwire(event.detail.elt));
