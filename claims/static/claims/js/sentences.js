// A new claim from the article's words: what is selected is taken at once; else arrows choose a sentence, Enter takes it.
//   <section data-controller="sentences" data-sentences="[[start, end], …]"> in code points
import { fromTriple, toTriple } from "./offsets.js";
import { ARROWS, STEPS, enterMode } from "./mode.js";
import { paint, reveal, unpaint } from "./painting.js";
import { onSelection, selected } from "./selecting.js";
import { trimmed } from "./words.js";

export function sentences(section) {
  const article = document.getElementById("article-text");
  const form = section.querySelector("form");
  const text = article.textContent;
  const all = JSON.parse(section.dataset.sentences).map((pair) => fromTriple(text, pair));
  const chosen = selected(article);
  const open = article.querySelector(".t-content.is-selected");
  let place;

  section.querySelector("[data-plain]").hidden = true;
  for (const part of section.querySelectorAll("[data-live], [data-words]")) part.hidden = false;

  function put(wanted) {
    if (!wanted || wanted.start >= wanted.end) return;
    place = wanted;
    const words = text.slice(place.start, place.end);
    paint(article, { take: [place] });
    for (const part of section.querySelectorAll("[data-words], [data-said]")) part.textContent = words;
    form.elements.places.value = JSON.stringify([toTriple(text, place)]);
    form.elements.places.dispatchEvent(new Event("input", { bubbles: true })); // for the draft
    reveal(article, place);
  }

  const step = (by) => put(by > 0 ? all.find(({ start }) => start > place.start) : all.findLast(({ start }) => start < place.start));
  const acts = { back: () => step(-1), on: () => step(1) };

  function press({ key }, onControl) {
    const by = STEPS[key] ?? ARROWS[key];
    if (by) step(by);
    else if (key === "Enter" && !onControl) form.requestSubmit();
    else return false;
    return true;
  }

  const leave = enterMode(section, acts, press);
  const stop = onSelection(article, (wanted) => { put(trimmed(text, wanted)); getSelection().removeAllRanges(); });
  form.addEventListener("draft:filled", () => put(fromTriple(text, JSON.parse(form.elements.places.value)[0])));
  const from = open ? textBefore(article, open) : 0;
  put(chosen ? trimmed(text, chosen) : all.find(({ end }) => end > from) ?? all[0]);
  section.focus({ preventScroll: true });
  // After the settling of this answer, which still has to bind the form.
  if (chosen && place) setTimeout(() => { getSelection().removeAllRanges(); form.requestSubmit(); });

  return () => {
    leave();
    stop();
    unpaint();
  };
}

function textBefore(article, node) {
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEndBefore(node);
  return before.toString().length;
}
