// Single keys. A button, link or field says which key presses it: data-key="y", or two in a row: data-key="g q"; the
// server writes there what this person has set. With data-key-focus it is focused instead of pressed. Inside
// data-key-scope a key means something only while the focus is there (the statuses after `v`); while a data-key-mode is
// on the page (edit spans), keys mean what it says and nothing else. Keys are off in form fields, while a dialog is
// open, and when the person switched them off.
//
// Our own few lines instead of a library: what takes care here is not reading a key but knowing what it may press now.
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const PAUSE = 1000; // ms in which the second key of two has to follow

export function keys(root) {
  // A zone that is about to show something else: the keys mean what comes, one after the other.
  let waiting = [];
  let first = "";
  let timer;

  function press(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const target = event.target instanceof Element ? event.target : root;
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter") act(event, target.closest("form")?.querySelector("[data-key-submit]"));
      // In a field Ctrl+Z belongs to the text that is being written.
      if (event.key.toLowerCase() === "z" && !target.closest(TYPING)) act(event, root.querySelector(event.shiftKey ? "#act-redo" : "#act-undo"));
      return;
    }
    if (event.key === "Escape") {
      if (root.querySelector("dialog[open]")) return;
      const way = (root.querySelector("[data-key-mode]") ?? target.closest("form, section"))?.querySelector("[data-key-escape]");
      if (way && root.querySelector("#detail[data-saving]")) waiting.push("Escape");
      else act(event, way);
      return;
    }
    if (event.key.length !== 1 || target.closest(TYPING) || root.querySelector("dialog[open]") || !areOn(root)) return;
    if (root.querySelector("[data-key-mode]")) return;
    const scope = target.closest("[data-key-scope]");
    const scoped = find(scope, event.key);
    if (scoped) {
      act(event, scoped);
      root.querySelector(`#${scope.dataset.keyThen}`)?.focus();
      return;
    }
    const key = first ? `${first} ${event.key}` : event.key;
    first = "";
    clearTimeout(timer);
    if (begins(root, key)) {
      first = key;
      timer = setTimeout(() => { first = ""; }, PAUSE);
      event.preventDefault();
    } else if (mustWait(find(root, key, true))) {
      waiting.push(key);
      event.preventDefault();
    } else act(event, find(root, key, true));
  }

  // Steps from claim to claim wait for nothing, unless an act that decides where they start from is under way.
  const mustWait = (node) => waiting.length > 0 || (node && root.querySelector("#detail[data-saving]")) || (node?.closest("[aria-busy=true]") && node.dataset.step === undefined);

  function goOn(event) {
    if (event.detail?.refused) waiting = [];
    while (waiting.length && !root.querySelector("#detail[aria-busy=true]")) act(event, meant(waiting.shift()));
  }

  const meant = (key) => (key === "Escape" ? root.querySelector("#detail [data-key-escape]") : find(root, key, true));

  document.addEventListener("keydown", press);
  root.addEventListener("bench:ready", goOn);
  return () => {
    document.removeEventListener("keydown", press);
    root.removeEventListener("bench:ready", goOn);
  };
}

const keyed = (from) => [...from.querySelectorAll("[data-key]")];

function find(from, key, outsideScopes = false) {
  if (!from) return undefined;
  const fits = (node) => node.dataset.key === key && visible(node) && !(outsideScopes && node.closest("[data-key-scope]") && node.dataset.keyFocus === undefined);
  return keyed(from).find(fits);
}

const begins = (root, key) => keyed(root).some((node) => node.dataset.key.startsWith(`${key} `) && visible(node));

// Statuses are radio buttons drawn as their labels, so a hidden input counts when its label is seen.
const visible = (node) => !node.disabled && (node.closest("label") ?? node).checkVisibility();

function act(event, node) {
  if (!node) return;
  event.preventDefault();
  if (node.dataset.keyFocus !== undefined) node.focus();
  else node.click();
}

const areOn = (root) => root.dataset.singleKeys !== "off";

// The switch in the overlay: somebody who dictates or uses a switch must be able to turn single keys off. The form
// around it keeps the choice on the server; it holds on this page at once.
export function keySwitch(box) {
  box.checked = areOn(document.body);
  box.addEventListener("change", () => {
    document.body.dataset.singleKeys = box.checked ? "on" : "off";
    box.form?.requestSubmit();
  });
}
