// A group of radio buttons that the page is about takes the focus where it is chosen, so that arrows choose at once;
// the page does not scroll, because what is read first stands above it.
export function chosen(group) {
  group.querySelector("input:checked")?.focus({ preventScroll: true });
}
