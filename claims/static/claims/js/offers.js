// Choosing a source: the offers follow the typing (htmx does that), the arrow keys walk through them, and Enter takes
// the first one, waiting for the offers of what was typed last.
export function offers(section) {
  const field = section.querySelector("input[type=search]");
  const buttons = () => [...section.querySelectorAll(".offers button")];
  let awaited = false;
  let taking = false;
  field.focus({ preventScroll: true });
  field.select();
  // On a narrow screen the zones lie below each other: show this one from its top.
  if (matchMedia("(max-width: 56rem)").matches) section.closest(".zone")?.scrollIntoView();
  field.addEventListener("input", () => { awaited = true; });
  section.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "offered") return;
    awaited = false;
    if (taking) buttons()[0]?.click();
    taking = false;
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (awaited) taking = true;
    else buttons()[0]?.click();
  });
  section.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [field, ...buttons()];
    const at = places.indexOf(document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    places[Math.max(0, Math.min(places.length - 1, at + by))].focus();
  });
}
