// Letters behind an @ in a comment offer people, as the combobox does for sources: the arrow keys choose while the focus
// stays in the text, Enter or Tab takes the name, Escape leaves it as it was typed. Without this file a name is typed.
//   <form data-controller="mentions" data-mentions-from="/people/" data-mentions-label="People" data-mentions-…="words">
import { announce } from "./announce.js";

const BEHIND_AT = /(?<![\w@.+-])@([\p{L}\p{N}_.+-]{1,40})$/u;
const WAIT = 120; // ms after the last letter

export function mentions(form) {
  const text = form.querySelector("textarea");
  const words = form.dataset;
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let at = 0;
  let left; // the letters that somebody wants to stay as they are
  let timer;

  list.id = `${text.id}-people`;
  list.className = "people";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.mentionsLabel);
  told.className = "vh";
  told.setAttribute("role", "status");
  text.setAttribute("aria-autocomplete", "list");
  text.after(list, told);

  const options = () => [...list.children];
  const typed = () => (text.selectionStart === text.selectionEnd ? text.value.slice(0, text.selectionStart).match(BEHIND_AT)?.[1] : undefined);

  function choose(next) {
    const all = options();
    at = Math.max(0, Math.min(all.length - 1, next));
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    text.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute("aria-activedescendant");
    text.removeAttribute("aria-controls");
  }

  async function offer() {
    const letters = typed();
    if (!letters || letters === left) return close();
    try {
      await htmx.ajax("GET", `${words.mentionsFrom}?q=${encodeURIComponent(letters)}`, { target: list, swap: "innerHTML" });
    } catch { return close(); } // the name can be typed
    if (typed() !== letters) return undefined; // the answer to earlier letters
    const n = options().length;
    announce(told, n === 0 ? words.mentionsNone : n === 1 ? words.mentionsOne : words.mentionsMany.replace("{}", n));
    if (n === 0) return close();
    list.hidden = false;
    text.setAttribute("aria-controls", list.id);
    return choose(0);
  }

  function take(option) {
    const end = text.selectionStart;
    const start = end - typed().length;
    text.setRangeText(`${option.dataset.name} `, start, end, "end");
    close();
    text.dispatchEvent(new Event("input", { bubbles: true })); // for the draft
  }

  const write = () => { clearTimeout(timer); timer = setTimeout(offer, WAIT); };
  const press = (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) choose(at + by);
    else if (event.key === "Enter" || event.key === "Tab") take(options()[at]);
    else if (event.key === "Escape") { left = typed(); close(); } else return;
    event.preventDefault();
  };
  const point = (event) => {
    event.preventDefault(); // the focus stays in the text
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  };

  text.addEventListener("input", write);
  text.addEventListener("keydown", press);
  text.addEventListener("blur", close);
  list.addEventListener("mousedown", point);
  return close;
}
