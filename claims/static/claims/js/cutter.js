// Split mode: a caret inside the content, moved by word, that begins at the likeliest place; Enter makes two claims.
//   <section data-controller="cutter" data-content="[[start, end, letters], …]" data-places="[[at, until, shared], …]">
// in code points; what stands between `until` and `at` is in neither part, `shared` begins the second one too.
import { fromTriple, toPoints, toUnits, unitAt } from "./offsets.js";
import { ARROWS, STEPS, enterMode, shorten, toButtons } from "./mode.js";
import { paint, reveal, unpaint } from "./painting.js";
import { onSelection } from "./selecting.js";
import { next, nextLetter, stops } from "./words.js";

export function cutter(section) {
  const article = document.getElementById("article-text");
  const text = article.textContent;
  const content = JSON.parse(section.dataset.content).map((triple) => fromTriple(text, triple));
  const offered = new Map(JSON.parse(section.dataset.places).map(([point, until, shared]) => [
    toUnits(text, point), { until: toUnits(text, until), shared: shared.map((pair) => fromTriple(text, pair)) },
  ]));
  const likely = [...offered.keys()];
  const inside = stops(text).starts.filter((place) => content.some(({ start, end }) => place > start && place < end));
  let at = likely[0] ?? inside[Math.floor(inside.length / 2)];

  const caretKept = section.querySelector("[data-drafted]");
  section.querySelector("form").addEventListener("draft:filled", () => near(toUnits(text, Number(caretKept.value))));

  section.querySelector("[data-plain]").hidden = true;
  section.querySelector("[data-live]").hidden = false;

  const there = ({ start, end }) => start < end;
  const until = () => offered.get(at)?.until ?? at;
  const before = () => content.map(({ start, end }) => ({ start, end: Math.min(end, until()) })).filter(there);
  const after = () => [...(offered.get(at)?.shared ?? []), ...content.map(({ start, end }) => ({ start: Math.max(start, at), end })).filter(there)];
  const words = (places) => places.map(({ start, end }) => text.slice(start, end).trim()).join(" … ");

  function put(place) {
    if (place === undefined) return;
    at = place;
    const caret = { start: at, end: nextLetter(text, at, 1) };
    paint(article, { "cut-before": before(), "cut-after": after(), "cut-here": [caret] });
    section.querySelector("[data-before]").textContent = words(before());
    section.querySelector("[data-after]").textContent = words(after());
    section.querySelector("[data-at]").value = toPoints(text, at);
    caretKept.value = toPoints(text, at);
    caretKept.dispatchEvent(new Event("input", { bubbles: true })); // for the draft
    section.querySelector("[data-said]").textContent = `… ${words(before()).slice(-40)} | ${shorten(words(after()))}`;
    reveal(article, caret);
  }

  const acts = {
    back: () => put(next(inside, at, -1)), on: () => put(next(inside, at, 1)),
    next: () => put(next(likely, at, 1) ?? likely[0]), before: () => put(next(likely, at, -1) ?? likely.at(-1)),
  };

  function press({ key, shiftKey }, onControl) {
    if (ARROWS[key]) acts[ARROWS[key] > 0 ? "on" : "back"]();
    else if (STEPS[key]) acts[STEPS[key] > 0 ? "next" : "before"]();
    else if (key === "Tab" && shiftKey && !onControl) toButtons(section);
    else if (key === "Tab" && !onControl && likely.length) acts.next();
    else if (key === "Enter" && !onControl) section.querySelector("[data-at]").click();
    else return false;
    return true;
  }

  const near = (place) => put(inside.findLast((stop) => stop <= place) ?? inside[0]);
  const leave = enterMode(section, acts, press);
  const stop = onSelection(article, ({ start }) => { near(start); getSelection().removeAllRanges(); });
  const click = (event) => {
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (caret && getSelection().isCollapsed) near(unitAt(article, caret.offsetNode, caret.offset));
  };
  article.addEventListener("click", click);
  if (at === undefined) section.querySelector("[data-at]").disabled = true;
  put(at);
  section.focus({ preventScroll: true });

  return () => {
    leave();
    stop();
    unpaint();
    article.removeEventListener("click", click);
  };
}
