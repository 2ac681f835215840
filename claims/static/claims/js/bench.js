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

  function select(n) {
    root.querySelectorAll(".is-selected:is(.claim, [data-claims])").forEach((node) => node.classList.remove("is-selected"));
    root.querySelectorAll(".claim a[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    const chosen = row(n);
    [chosen, ...marks(n)].forEach((node) => node?.classList.add("is-selected"));
    chosen?.querySelector(".who a").setAttribute("aria-current", "true");
    [chosen, marks(n)[0]].forEach(into);
  }

  // `wanted` is the claim the reader is at. Steps may be quicker than the server: one request is under way at a time,
  // the last step wins, and the zone is busy until its detail is the wanted one, so that no key acts on another claim.
  const detail = root.querySelector("#detail");
  const inMode = () => Boolean(root.querySelector("[data-key-mode]"));
  const opened = () => detail.querySelector("[data-open]")?.dataset.open;
  let wanted = opened();
  let loading = false;
  let underway; // the request of an act, and the claim it is about

  async function open(n, show = false) {
    wanted = n;
    select(n);
    if (loading) return;
    loading = true;
    detail.setAttribute("aria-busy", "true");
    let asked;
    do {
      asked = wanted;
      const address = row(asked).querySelector(".who a").href;
      await fetchDetail(address);
      if (opened() === asked) history.replaceState(null, "", address);
    } while (wanted !== asked);
    loading = false;
    // It could not be fetched: the list goes back to the claim that is open, or the next key would act on another one.
    if (opened() && opened() !== wanted) {
      select(wanted = opened());
      return ready({ refused: true });
    }
    detail.scrollTop = 0;
    if (show && !sideBySide()) detail.scrollIntoView();
    ready();
  }

  function ready({ refused = false } = {}) {
    detail.removeAttribute("aria-busy");
    delete detail.dataset.saving;
    detail.dispatchEvent(new CustomEvent("bench:ready", { bubbles: true, detail: { refused } }));
  }

  function step(by) {
    const all = rows();
    const next = all[all.findIndex((item) => item.dataset.claim === wanted) + by];
    if (next) open(next.dataset.claim);
  }

  root.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("[data-step], .claim .who a");
    // Inside another claim the innermost mark is the one that was meant.
    const mark = event.target.closest(".article mark[data-claims]");
    if (link) event.preventDefault();
    if (link?.dataset.step) step(Number(link.dataset.step));
    else if (link) open(link.closest(".claim").dataset.claim, true);
    else if (mark && getSelection().isCollapsed && !inMode()) open(numbers(mark)[0], true);
  });

  // While an act is under way, keys wait for its answer: they mean the claim that it leads to.
  root.addEventListener("htmx:beforeRequest", (event) => {
    const { target, requestConfig, xhr } = event.detail;
    if (requestConfig.verb !== "post" || !["detail", "split"].includes(target.id)) return;
    underway = { xhr, claim: wanted };
    detail.setAttribute("aria-busy", "true");
    detail.dataset.saving = "";
  });

  root.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful || event.detail.xhr !== underway?.xhr) return;
    underway = undefined;
    if (!loading) setTimeout(ready, 0, { refused: true });
  });

  // An act that was saved leaves the keyboard in the zone, not in a field; a refused one in the field that it comes back
  // with. Its answer may come after the next step.
  root.addEventListener("htmx:afterSettle", (event) => {
    const { target, xhr, requestConfig } = event.detail;
    if (!["detail", "split"].includes(target.id) || loading) return;
    const act = xhr === underway?.xhr ? underway : null; // one answer settles in many places and is told of each
    const came = target.id === "split" || (act && act.claim === wanted);
    if (came && opened() !== wanted) select(wanted = opened());
    else if (opened() && opened() !== wanted) open(wanted);
    if (requestConfig.verb === "get" || act) detail.scrollTop = 0;
    if ((act && xhr.status < 400) || document.activeElement === document.body) detail.focus({ preventScroll: true });
    if (!act) return;
    underway = undefined;
    // A moment later: until then the zone still counts as busy to htmx, which would drop the next act.
    if (!loading) setTimeout(ready);
  });

  if (wanted && sideBySide()) select(wanted);
}

// Whatever goes wrong has been told by failures.js by then.
async function fetchDetail(address) {
  try {
    await htmx.ajax("GET", address, { target: "#detail", swap: "innerHTML" });
  } catch { /* no answer: the reader stays where they are and may try again */ }
}

// Only the zones scroll, only where they stand side by side, and only to what is out of sight: an article begins with its headline; on a narrow screen the page stays where it is.
const sideBySide = () => matchMedia("(min-width: 56.01rem)").matches;

function into(node) {
  const zone = node?.closest(".zone");
  if (!zone || !sideBySide()) return;
  const { top, bottom } = node.getBoundingClientRect();
  const frame = zone.getBoundingClientRect();
  const margin = 72;
  if (top > frame.top + margin && bottom < frame.bottom - margin) return;
  zone.scrollTo({ top: zone.scrollTop + top - frame.top - frame.height / 3 });
}
