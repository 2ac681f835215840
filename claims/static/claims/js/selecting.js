// Words chosen in the text by mouse, pen or finger, through the annotator library, which knows the ways of phones and of
// selections that leave the article. It is loaded when first needed. We take only its selections: marks are drawn by the
// server and the style sheet, because the library's own renderers would write styles that our policy forbids.
import { unitAt } from "./offsets.js";

const drawsNothing = () => ({
  destroy() {}, on: () => () => {}, redraw() {}, setStyle() {}, setFilter() {}, setVisible() {},
});

// Calls `chosen({start, end})`, in units of the article's text, after each selection; returns how to stop.
export function onSelection(article, chosen) {
  let annotator;
  let over = false;
  load().then((library) => {
    if (over) return;
    annotator = library.createTextAnnotator(article, { renderer: drawsNothing, userSelectAction: "NONE" });
    annotator.on("createAnnotation", (annotation) => {
      const ranges = annotation.target.selector.map((part) => part.range);
      annotator.clearAnnotations();
      // The library hears of a selection a moment after it has changed; the last letters of a quick hand come too late.
      chosen(selected(article) ?? between(article, ranges[0], ranges.at(-1)));
    });
    // Somebody may have been quicker than the library.
    const already = selected(article);
    if (already) chosen(already);
  });
  return () => {
    over = true;
    annotator?.destroy();
    article.classList.remove("r6o-annotatable", "no-focus-outline");
  };
}

// The bundle asks for `process.env` when it starts, as if it ran under node.
async function load() {
  window.process ??= { env: {} };
  await import("../vendor/recogito/text-annotator.js");
  return window.RecogitoJS;
}

// What is selected in the article right now, or null.
export function selected(article) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!article.contains(range.startContainer) || !article.contains(range.endContainer)) return null;
  return between(article, range, range);
}

const between = (article, first, last) => ({
  start: unitAt(article, first.startContainer, first.startOffset),
  end: unitAt(article, last.endContainer, last.endOffset),
});
