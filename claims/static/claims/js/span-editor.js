// Edit-spans mode: the parts of the open claim are moved in the text itself. Tab goes from part to part, arrows move
// where it ends, Shift+arrows where it begins, by word; with Alt by letter. Every key has its button, and selecting
// words in the text sets the part that is being edited. Nothing is sent before it is saved.
//
//   <section data-controller="span-editor" data-key-mode tabindex="0">: the form's field `spans` holds
//   [[role, start, end, letters], …] in code points; a <template data-role> draws one part.
import { fromTriple, toTriple } from "./offsets.js";
import { ARROWS, STEPS, enterMode, shorten, toButtons } from "./mode.js";
import { paint, reveal, unpaint } from "./painting.js";
import { onSelection } from "./selecting.js";
import { next, nextLetter, stops, trimmed } from "./words.js";

const ROLES = ["source", "cue", "content"];

export function spanEditor(section) {
  const article = document.getElementById("article-text");
  const form = section.querySelector("form");
  const text = article.textContent;
  const places = stops(text);
  const list = section.querySelector("[data-parts]");
  const byLetter = section.querySelector("[data-by-letter]");
  const said = section.querySelector("[data-said]");
  const parts = JSON.parse(form.elements.spans.value).map(([role, ...triple]) => ({ role, ...fromTriple(text, triple) }));
  let current;

  // A role without words is one part that is not anywhere yet, so that Tab comes by and words can be given to it.
  for (const role of ROLES) if (!parts.some((part) => part.role === role)) parts.push({ role, start: 0, end: 0 });
  const sort = () => parts.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || a.start - b.start);
  sort();

  const isEmpty = (part) => part.start === part.end;
  const alike = (part) => parts.filter((other) => other.role === part.role);
  const free = ({ start, end }, part) => alike(part).every((other) => other === part || isEmpty(other) || end <= other.start || other.end <= start);

  function show() {
    list.replaceChildren(...parts.map(draw));
    const words = parts.filter((part) => !isEmpty(part));
    const of = (role) => words.filter((part) => part.role === role);
    paint(article, {
      "edit-content": of("content"), "edit-source": of("source"), "edit-cue": of("cue"),
      "edit-open": words.filter((part) => part === current),
      "edit-edge": isEmpty(current) ? [] : [edge("start"), edge("end")],
    });
    form.elements.spans.value = JSON.stringify(words.map((part) => [part.role, ...toTriple(text, part)]));
    section.querySelector("[data-do=remove]").disabled = isEmpty(current) || (current.role !== "source" && alike(current).length === 1);
  }

  const edge = (side) => side === "start"
    ? { start: current.start, end: nextLetter(text, current.start, 1) }
    : { start: nextLetter(text, current.end, -1), end: current.end };

  function draw(part) {
    const item = section.querySelector(`template[data-role=${part.role}]`).content.cloneNode(true);
    const button = item.querySelector("button");
    button.setAttribute("aria-pressed", part === current);
    if (!isEmpty(part)) button.querySelector("[data-letters]").textContent = shorten(text.slice(part.start, part.end));
    button.addEventListener("click", () => { turnTo(part); section.focus({ preventScroll: true }); });
    return item;
  }

  const label = (part) => section.querySelector(`template[data-role=${part.role}]`).content.querySelector("[data-label]").textContent;
  const tell = (words) => { said.textContent = words; };
  const tellCurrent = () => tell(`${label(current)}: ${isEmpty(current) ? section.dataset.none : shorten(text.slice(current.start, current.end))}`);

  function turnTo(part) {
    current = part;
    show();
    tellCurrent();
    if (!isEmpty(part)) reveal(article, part);
  }

  const turn = (by) => turnTo(parts[(parts.indexOf(current) + by + parts.length) % parts.length]);

  // Gives the current part another place; says so when it cannot be there.
  function put(place) {
    if (place.start >= place.end || place.start < 0 || place.end > text.length || !free(place, current)) return tell(section.dataset.noRoom);
    Object.assign(current, place);
    sort();
    show();
    return tellCurrent();
  }

  function move(side, by, letter) {
    if (isEmpty(current)) return add();
    const from = current[side];
    const to = letter || byLetter.checked ? nextLetter(text, from, by) : next(places[`${side}s`], from, by);
    if (to === undefined) return tell(section.dataset.noRoom);
    put({ ...current, [side]: to });
    return reveal(article, edge(side));
  }

  // A further part begins as the next word behind the current one; one that is nowhere yet, as the word before the content.
  function add() {
    const content = parts.find((part) => part.role === "content");
    const part = isEmpty(current) ? current : { role: current.role, start: 0, end: 0 };
    const start = isEmpty(current) ? next(places.starts, content.start, -1) : next(places.starts, current.end, 1);
    const place = { start, end: next(places.ends, start ?? text.length, 1) };
    if (place.end === undefined || !free(place, part)) return tell(section.dataset.noRoom);
    if (part !== current) parts.push(part);
    current = part;
    put(place);
    return reveal(article, current);
  }

  // The last part of the source becomes nowhere: the article may name nobody. Cue and content keep one.
  function remove() {
    if (section.querySelector("[data-do=remove]").disabled) return tell(section.dataset.needed);
    const left = alike(current).filter((part) => part !== current);
    if (left.length) parts.splice(parts.indexOf(current), 1);
    else Object.assign(current, { start: 0, end: 0 });
    return turnTo(left[0] ?? current);
  }

  const acts = {
    next: () => turn(1), add, remove,
    "start-back": () => move("start", -1), "start-on": () => move("start", 1),
    "end-back": () => move("end", -1), "end-on": () => move("end", 1),
  };

  function press({ key, shiftKey, altKey }, onControl) {
    if (ARROWS[key]) move(shiftKey ? "start" : "end", ARROWS[key], altKey);
    else if (STEPS[key]) turn(STEPS[key]);
    else if (key === "Tab" && !onControl) { if (shiftKey) toButtons(section); else turn(1); }
    else if (key === "Enter" && !onControl) form.requestSubmit();
    else if (key === "+" || key === "=") add();
    else if (key === "Delete" || key === "Backspace") remove();
    else return false;
    return true;
  }

  const leave = enterMode(section, acts, press);
  const stop = onSelection(article, (place) => {
    put({ ...current, ...trimmed(text, place) });
    getSelection().removeAllRanges();
  });
  turnTo(parts.find((part) => part.role === "content"));
  section.focus({ preventScroll: true });

  return () => {
    leave();
    stop();
    unpaint();
  };
}
