// Where an edge may stop: a word without the punctuation around it, or with it, so that quotation marks can be taken in.
const TOKEN = /\S+/gu;
const BEFORE = /^[^\p{L}\p{N}]+/u;
const AFTER = /[^\p{L}\p{N}\p{M}]+$/u;

export function stops(text) {
  const starts = new Set();
  const ends = new Set();
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const end = index + token.length;
    const before = token.match(BEFORE)?.[0].length ?? 0;
    const after = token.match(AFTER)?.[0].length ?? 0;
    starts.add(index);
    ends.add(end);
    if (before < token.length) starts.add(index + before);
    if (after < token.length) ends.add(end - after);
  }
  return { starts: [...starts].sort(byValue), ends: [...ends].sort(byValue) };
}

const byValue = (a, b) => a - b;

// The next stop in a direction; undefined at the end of the text.
export const next = (places, from, by) => (by > 0 ? places.find((place) => place > from) : places.findLast((place) => place < from));

// By letter: what a reader takes for one, so that a family of emoji or a letter with its marks is not cut.
export function nextLetter(text, from, by) {
  if (by > 0 ? from >= text.length : from <= 0) return undefined;
  const begin = Math.max(0, from - 64);
  const near = text.slice(begin, from + 64);
  if (!Intl.Segmenter) return from + by * (text.codePointAt(by > 0 ? from : from - 2) > 0xffff ? 2 : 1);
  const edges = [...new Intl.Segmenter().segment(near)].map(({ index }) => begin + index);
  return next([...edges, begin + near.length], from, by);
}

// A selection by mouse begins and ends anywhere; white space at its ends was not meant.
export function trimmed(text, { start, end }) {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}
