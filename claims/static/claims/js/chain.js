// The relay chain by keys, while the focus is on a chip: ← and → choose a hop, Shift with them moves it, Del removes it.
// Chips are links and the acts are forms, so all of it works by mouse and without this file too.
export function chain(section) {
  const chips = [...section.querySelectorAll("[data-hop]")];
  const open = chips.find((chip) => chip.getAttribute("aria-current")) ?? chips[0];
  // The editor is shown anew after each act: the focus goes back to the hop it was about, unless a field has it.
  if (document.activeElement === document.body || document.activeElement?.id === "detail") open?.focus({ preventScroll: true });
  setTimeout(() => {
    if (document.activeElement?.id === "detail") open?.focus({ preventScroll: true });
  });
  section.addEventListener("keydown", (event) => {
    const at = chips.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const act = event.shiftKey && by ? `[data-move="${by}"]` : event.key === "Delete" ? "[data-remove]" : null;
    if (!act && !by) return;
    event.preventDefault();
    // The acts are about the open hop; a chip that has the focus and is not open is opened first.
    if (act && event.target === open) section.querySelector(act)?.click();
    else if (act) event.target.click();
    else chips[at + by]?.click();
  });
}
