// What the modes that work in the text share: while `section` (data-key-mode) is on the page, keys mean what `press`
// makes of them, buttons with data-do call the act of that name, and the marks of the page step back.
const FIELD = "input:not([type=checkbox], [type=hidden]), textarea, select";

// `press(event, onControl)` returns false for a key it does not know. Returns how to leave.
export function enterMode(section, acts, press) {
  const article = document.getElementById("article-text");
  const listen = (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (target.closest(FIELD) || document.querySelector("dialog[open]")) return;
    if (press(event, Boolean(target.closest("button, a, summary, label, input"))) !== false) event.preventDefault();
  };
  section.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
  document.addEventListener("keydown", listen);
  article.classList.add("is-editing");
  return () => {
    document.removeEventListener("keydown", listen);
    article.classList.remove("is-editing");
  };
}

// Tab belongs to the mode, so Shift+Tab leads from the text to the mode's own buttons.
export const toButtons = (section) => section.querySelector(".btns [data-do]:not(:disabled)").focus();

export const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
export const STEPS = { ArrowUp: -1, ArrowDown: 1 };

const MOST = 160;
export const shorten = (words) => (words.length > MOST ? `${words.slice(0, MOST / 2).trimEnd()} … ${words.slice(-MOST / 2).trimStart()}` : words);
