// Single keys. A button, link or field says which key presses it: data-key="y"; with data-key-focus it is focused
// instead. Inside data-key-scope a key means something only while the focus is there (the statuses after `v`).
// Keys are off in form fields, while a dialog is open, and when the reader switched them off.
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export function keys(root) {
  const listen = (event) => press(event, root);
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

function press(event, root) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const target = event.target instanceof Element ? event.target : root;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter") act(event, target.closest("form")?.querySelector("[data-key-submit]"));
    // In a field Ctrl+Z belongs to the text that is being written.
    if (event.key.toLowerCase() === "z" && !target.closest(TYPING)) act(event, find(root, event.shiftKey ? "U" : "u", true));
    return;
  }
  if (event.key === "Escape") {
    if (!root.querySelector("dialog[open]")) act(event, target.closest("form, section")?.querySelector("[data-key-escape]"));
    return;
  }
  if (event.key.length !== 1 || target.closest(TYPING) || root.querySelector("dialog[open]") || !areOn()) return;
  const scope = target.closest("[data-key-scope]");
  const scoped = find(scope, event.key);
  const node = scoped ?? find(root, event.key, true);
  if (node?.closest("[aria-busy=true]") && node.dataset.step === undefined) {
    // Its zone is about to show something else: the key means what comes.
    event.preventDefault();
    root.addEventListener("bench:ready", () => act(event, find(root, event.key, true)), { once: true });
    return;
  }
  act(event, node);
  if (scoped) root.querySelector(`#${scope.dataset.keyThen}`)?.focus();
}

function find(from, key, outsideScopes = false) {
  if (!from) return undefined;
  const fits = (node) => node.dataset.key === key && visible(node) && !(outsideScopes && node.closest("[data-key-scope]") && node.dataset.keyFocus === undefined);
  return [...from.querySelectorAll("[data-key]")].find(fits);
}

// Statuses are radio buttons drawn as their labels, so a hidden input counts when its label is seen.
const visible = (node) => !node.disabled && (node.closest("label") ?? node).checkVisibility();

function act(event, node) {
  if (!node) return;
  event.preventDefault();
  if (node.dataset.keyFocus !== undefined) node.focus();
  else node.click();
}

export const areOn = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };

// The switch in the overlay: somebody who dictates or uses a switch must be able to turn single keys off.
export function keySwitch(box) {
  box.checked = areOn();
  box.addEventListener("change", () => {
    try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* storage may be closed to us */ }
  });
}
