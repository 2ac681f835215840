// Marks that are only a preview: drawn over the letters without touching the page's elements, so that text and offsets
// stay what they are. Names are those of ::highlight() in editing.css. Where a browser cannot draw them, the words of
// each part still stand in the open claim.
import { rangeOf } from "./offsets.js";

export function paint(root, marks) {
  if (!CSS.highlights) return;
  for (const [name, places] of Object.entries(marks)) {
    const ranges = places.filter(({ start, end }) => start < end).map(({ start, end }) => rangeOf(root, start, end));
    CSS.highlights.set(name, new Highlight(...ranges));
  }
}

export const unpaint = () => CSS.highlights?.clear();

// Bring a place of the text into sight, gently: only when it is not there already.
export function reveal(root, { start, end }) {
  const { top, bottom } = rangeOf(root, start, end).getBoundingClientRect();
  const zone = root.closest(".zone");
  const scrolls = zone.scrollHeight > zone.clientHeight && getComputedStyle(zone).overflowY !== "visible";
  // On a narrow screen the panel covers the lower half.
  const frame = scrolls ? zone.getBoundingClientRect() : { top: 60, bottom: innerHeight / 2 };
  if (top >= frame.top + 24 && bottom <= frame.bottom - 24) return;
  (scrolls ? zone : window).scrollBy({ top: top - frame.top - (frame.bottom - frame.top) / 3 });
}
