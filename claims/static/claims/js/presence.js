// The sign of life of this page (hx-post every 15 s): says which claim is open, and is not given while nobody can see
// the page. Coming back to it gives one at once.
export function presence(element) {
  const speak = (event) => {
    event.detail.parameters.claim = document.querySelector("#detail [data-open]")?.dataset.open ?? "";
    // A form that stands in place of the claim, or a rationale that has begun.
    const writes = document.querySelector("#detail [data-key-mode], #detail form.correct") ?? [...document.querySelectorAll("#detail textarea")].find((field) => field.value !== field.defaultValue);
    event.detail.parameters.writing = writes ? "1" : "";
  };
  const unlessHidden = (event) => { if (document.hidden) event.preventDefault(); };
  const seen = () => { if (!document.hidden) htmx.trigger(element, "seen"); };
  element.addEventListener("htmx:configRequest", speak);
  element.addEventListener("htmx:beforeRequest", unlessHidden);
  document.addEventListener("visibilitychange", seen);
  return () => document.removeEventListener("visibilitychange", seen);
}
