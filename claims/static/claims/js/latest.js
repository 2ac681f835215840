// A drawing over time that is wider than its frame begins with what is newest; the rest is a scroll away.
export function latest(frame) {
  frame.scrollLeft = frame.scrollWidth;
}
