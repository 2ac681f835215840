// Rows of a table are ticked by hand: the box above them ticks all, arrows and the person's keys for "next" and
// "previous" go from box to box, Shift with a click or with Space ticks all rows in between. The list of which claims
// says how many are ticked. Without this the boxes work one by one, and the server offers the whole page.
export function choosing(wrap) {
  const all = wrap.querySelector("[data-choose-all]");
  const boxes = [...wrap.querySelectorAll("td.tick input")];
  const form = boxes[0]?.form;
  const which = form?.querySelector("[data-ticked]");
  if (!which) return;
  let last; // the box that was ticked before this one

  all.hidden = false;
  if (!boxes.some((box) => box.dataset.key)) Object.assign(boxes[0].dataset, { key: wrap.dataset.next, keyFocus: "" });

  function tell() {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
    which.textContent = ticked ? `${which.dataset.ticked} (${ticked})` : which.dataset.ticked;
    if (ticked) which.selected = true;
    form.classList.toggle("is-on", ticked > 0);
  }

  function press(event) {
    const box = event.target;
    if (box !== all && !boxes.includes(box)) return;
    if (box === all) boxes.forEach((one) => { one.checked = all.checked; });
    else if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      boxes.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
    }
    if (box !== all) last = box;
    tell();
  }

  function step(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    const single = document.body.dataset.singleKeys !== "off";
    const by = { ArrowDown: 1, ArrowUp: -1, ...(single && { [wrap.dataset.next]: 1, [wrap.dataset.previous]: -1 }) }[event.key];
    if (!by) return;
    event.preventDefault(); // the page does not scroll, and keys.js presses nothing
    boxes[at + by]?.focus();
  }

  wrap.addEventListener("click", press);
  wrap.addEventListener("keydown", step);
  tell(); // the browser keeps what was ticked over going back
}
