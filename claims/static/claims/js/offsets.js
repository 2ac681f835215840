// Places in the article. The browser counts UTF-16 units, the store counts Unicode code points; everything in the page
// works in units of the article element's text, which is the stored text letter for letter, and turns into code points
// only on its way to the server and back. The stored text has no lone surrogates, so a high one means one pair.
const HIGH = /[\uD800-\uDBFF]/g;

// 3 units into "🎈 a" are 2 code points; the middle of a pair counts as its beginning.
export const toPoints = (text, unit) => unit - (text.slice(0, unit).match(HIGH)?.length ?? 0);

export function toUnits(text, point) {
  let unit = 0;
  for (let left = point; left > 0 && unit < text.length; left -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
}

// What the server takes and gives: [start, end, letters] in code points.
export const toTriple = (text, { start, end }) => [toPoints(text, start), toPoints(text, end), text.slice(start, end)];
export const fromTriple = (text, [start, end]) => ({ start: toUnits(text, start), end: toUnits(text, end) });

// From the DOM to units and back. What the style sheet draws before a letter is no text, so it does not count.
export function unitAt(root, node, offset) {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

export function rangeOf(root, start, end) {
  const range = document.createRange();
  const letters = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  while (letters.nextNode()) {
    const { currentNode: node } = letters;
    const next = at + node.length;
    if (!begun && start < next) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= next) {
      range.setEnd(node, end - at);
      return range;
    }
    at = next;
  }
  return range;
}
