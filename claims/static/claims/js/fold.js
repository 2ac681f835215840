// <details open data-controller="fold"> starts closed where it would push the page's subject off a narrow screen.
const NARROW = "(max-width: 64rem)"; // as in pages.css

export function fold(details) {
  if (matchMedia(NARROW).matches) details.open = false;
}
