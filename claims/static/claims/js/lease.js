// Whoever writes on a claim holds its lease: this page says so at once and every few seconds (hx-post of the element),
// and gives it back when nothing is being written, or on leaving. Where somebody else holds it, the forms of the claim
// (fieldset[data-leased]) are closed, except one that this person has written in.
const EDITORS = "[data-key-mode], form.correct, form.gloss-form"; // they stand in place of the claim

export function lease(element) {
  const zone = element.closest("#detail, #dossier");
  const isWritten = (field) => "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue;
  const forms = () => [...zone.querySelectorAll("fieldset[data-leased]")];
  const writes = () => Boolean(zone.querySelector(EDITORS)) || forms().some((form) => [...form.elements].some(isWritten));
  let wrote = false;

  const sign = () => {
    if (!element.isConnected) return;
    htmx.process(element);
    htmx.trigger(element, "seen");
  };
  const look = () => {
    if (writes() === wrote) return;
    wrote = !wrote;
    sign();
  };
  const speak = (event) => {
    if (event.target !== element) return;
    wrote = writes();
    event.detail.parameters.writing = wrote ? "1" : "";
    event.detail.parameters.shown = element.querySelector("[data-lease]")?.dataset.lease ?? "";
  };
  const unlessHidden = (event) => { if (event.target === element && document.hidden) event.preventDefault(); };
  const close = () => {
    const held = Boolean(element.querySelector("[data-held]"));
    forms().forEach((form) => { form.disabled = held && ![...form.elements].some(isWritten); });
  };
  const leave = () => {
    if (!wrote) return;
    wrote = false;
    const gone = new FormData();
    gone.append("left", "1");
    gone.append("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    navigator.sendBeacon(element.getAttribute("hx-post"), gone);
  };

  element.addEventListener("htmx:configRequest", speak);
  element.addEventListener("htmx:beforeRequest", unlessHidden);
  element.addEventListener("htmx:afterSwap", close);
  zone.addEventListener("input", look);
  addEventListener("pagehide", leave);
  // A form that was opened, or one that was closed by saving: either is told at once.
  if (element.querySelector("[data-mine]")) sign();
  // A moment later: a draft that comes back is something written, and its form stays open to be copied from.
  setTimeout(() => { close(); look(); });
  return () => {
    leave();
    zone.removeEventListener("input", look);
    removeEventListener("pagehide", leave);
  };
}
