// From row to row with the person's keys for "next" and "previous", or with the arrows once a row has the focus; Enter
// opens it, as it opens any link. The first row takes the key from anywhere on the page.
export function stepping(part) {
  const rows = [...part.querySelectorAll("a.name")];
  if (rows.length) Object.assign(rows[0].dataset, { key: part.dataset.next, keyFocus: "" });

  function step(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = rows.indexOf(event.target);
    if (at < 0) return;
    const single = document.body.dataset.singleKeys !== "off";
    const by = { ArrowDown: 1, ArrowUp: -1, ...(single && { [part.dataset.next]: 1, [part.dataset.previous]: -1 }) }[event.key];
    if (!by) return;
    event.preventDefault(); // the page does not scroll, and keys.js presses nothing
    rows[at + by]?.focus();
  }

  part.addEventListener("keydown", step);
  return () => part.removeEventListener("keydown", step);
}
