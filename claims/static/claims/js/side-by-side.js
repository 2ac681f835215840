// Two texts beside each other: steps from passage to passage, in both at once, and one text follows the other where
// they scroll side by side. Whoever is scrolled by hand leads. Where they stand one above the other, a step goes to the
// later text, in which it is said what changed. Without this the number of a passage is a link to its twin.
import { announce } from "./announce.js";

const LINE = 0.3; // of a pane's height: where a passage comes to stand, and is read

export function sideBySide(root) {
  const [left, right] = root.querySelectorAll("[data-side]");
  const head = root.parentElement;
  const together = head.querySelector("[data-together]");
  const says = root.querySelector("[data-live]");
  const order = [...right.querySelectorAll("a[data-n]")];
  const narrow = matchMedia("(max-width: 56rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let at = -1;
  let hand;
  let frame;

  if (!order.length) return;
  for (const node of head.querySelectorAll("[data-step], label[hidden]")) node.hidden = false;

  const twin = (pane, n) => pane.querySelector(`a[data-n="${n}"]`);
  const inPane = (pane, node) => node.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

  function show(place) {
    at = Math.max(0, Math.min(order.length - 1, place));
    const n = order[at].dataset.n;
    root.querySelectorAll(".is-current").forEach((node) => node.classList.remove("is-current"));
    root.querySelectorAll(`[data-p="${n}"], a[data-n="${n}"]`).forEach((node) => node.classList.add("is-current"));
    hand = undefined; // nobody leads while both are set
    if (narrow.matches) order[at].scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    else for (const [pane, node] of [[left, twin(left, n)], [right, order[at]]]) pane.scrollTo({ top: inPane(pane, node) - pane.clientHeight * LINE });
    announce(says, order[at].dataset.says ?? `${at + 1} / ${order.length}`);
  }

  function step(event) {
    const button = event.target.closest("[data-step]");
    if (button) show(at + Number(button.dataset.step));
  }

  // A number leads to its twin; side by side both are in sight already, so it brings them to one height.
  function follow(event) {
    const link = event.target.closest("a[data-n]");
    if (!link || narrow.matches || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(Math.max(0, order.findIndex((node) => node === link || (link.closest("[data-side]") === left && node.dataset.n === link.dataset.n))));
    twin(link.closest("[data-side]") === left ? right : left, link.dataset.n)?.focus({ preventScroll: true });
  }

  function scrolled(pane, other) {
    if (hand !== pane || narrow.matches || !together.checked) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const line = pane.scrollTop + pane.clientHeight * LINE;
      const near = [...pane.querySelectorAll("a[data-n]")].reduce((best, node) => {
        const away = Math.abs(inPane(pane, node) - line);
        return !best || away < best.away ? { node, away } : best;
      }, undefined);
      const there = near && twin(other, near.node.dataset.n);
      if (there) other.scrollTo({ top: inPane(other, there) - (inPane(pane, near.node) - pane.scrollTop) });
    });
  }

  for (const [pane, other] of [[left, right], [right, left]]) {
    for (const name of ["pointerenter", "wheel", "touchstart", "focusin", "keydown"]) pane.addEventListener(name, () => { hand = pane; }, { passive: true });
    pane.addEventListener("scroll", () => scrolled(pane, other), { passive: true });
  }
  head.addEventListener("click", step);
  root.addEventListener("click", follow);
}
