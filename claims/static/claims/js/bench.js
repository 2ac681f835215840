// The article's text and its list of claims move together: pointing at one lights the other, opening a claim selects
// it in both at once and fetches only its detail. Links and answers do the same without this file, page by page.
export function bench(root) {
  const rows = () => [...root.querySelectorAll(".claim")];
  const row = (n) => root.querySelector(`.claim[data-claim="${n}"]`);
  const marks = (n) => [...root.querySelectorAll(`.article [data-claims~="${n}"]`)];
  const numbers = (mark) => mark.dataset.claims.split(" ");

  const light = (n, on) => [row(n), ...marks(n)].forEach((node) => node?.classList.toggle("is-hovered", on));
  const pointed = (event) => {
    const mark = event.target.closest(".article [data-claims]");
    const item = event.target.closest(".claim");
    return mark ? numbers(mark) : item ? [item.dataset.claim] : [];
  };
  root.addEventListener("mouseover", (event) => pointed(event).forEach((n) => light(n, true)));
  root.addEventListener("mouseout", (event) => pointed(event).forEach((n) => light(n, false)));

  function select(n, block = "nearest") {
    root.querySelectorAll(".is-selected:is(.claim, [data-claims])").forEach((node) => node.classList.remove("is-selected"));
    root.querySelectorAll(".claim a[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    const chosen = row(n);
    [chosen, ...marks(n)].forEach((node) => node?.classList.add("is-selected"));
    chosen?.querySelector(".who a").setAttribute("aria-current", "true");
    [chosen, marks(n)[0]].forEach((node) => into(node, block));
  }

  const current = () => rows().findIndex((item) => item.classList.contains("is-selected"));

  let stepping = false;
  function step(by) {
    stepping = true;
    rows()[current() + by]?.querySelector(".who a").click();
    stepping = false;
  }

  let toShow = false;
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      step(Number(link.dataset.step));
      return;
    }
    const chosen = event.target.closest(".claim .who a");
    if (chosen) select(chosen.closest(".claim").dataset.claim);
    // On a narrow screen, what was opened by hand is brought into view; steps leave the reader where they read.
    toShow = !stepping && !sideBySide() && Boolean(event.target.closest(".claim .who a, #detail a[hx-get], .article mark"));
    const mark = event.target.closest(".article mark[data-claims]");
    // Inside another claim the innermost mark is the one that was meant.
    if (mark && getSelection().isCollapsed) row(numbers(mark)[0])?.querySelector(".who a").click();
  });

  // An act that was saved leaves the keyboard in the zone, not in a field; what was opened is read from its top.
  root.addEventListener("htmx:afterSettle", (event) => {
    const { target, xhr, requestConfig } = event.detail;
    if (target.id === "split") select(opened());
    if (target.id !== "detail") return;
    if (requestConfig.verb === "get") target.scrollTop = 0;
    if (toShow) target.scrollIntoView();
    toShow = false;
    const saved = requestConfig.verb === "post" && xhr.status < 400;
    if (saved || document.activeElement === document.body) target.focus({ preventScroll: true });
  });

  const opened = () => root.querySelector("[data-open]")?.dataset.open;
  if (opened() && sideBySide()) select(opened(), "center");
}

// Only the zones scroll, and only where they stand side by side; on a narrow screen the page stays where it is.
const sideBySide = () => matchMedia("(min-width: 56.01rem)").matches;

function into(node, block) {
  const zone = node?.closest(".zone");
  if (!zone || !sideBySide()) return;
  const { top, bottom } = node.getBoundingClientRect();
  const frame = zone.getBoundingClientRect();
  const margin = 72;
  if (block === "nearest" && top > frame.top + margin && bottom < frame.bottom - margin) return;
  zone.scrollTo({ top: zone.scrollTop + top - frame.top - frame.height / 3 });
}
