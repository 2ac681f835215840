// Choosing one of a list of buttons: typing a number or words leaves those that fit, Enter takes the first, arrows (on
// the buttons also j and k) move.
export function picker(section) {
  const field = section.querySelector("input[type=search]");
  if (!field) return;
  const said = section.querySelector("[data-said]");
  const buttons = () => [...section.querySelectorAll(".offers button")].filter((button) => !button.closest("li").hidden);

  function filter() {
    const typed = field.value.trim().toLowerCase();
    for (const item of section.querySelectorAll(".offers li")) {
      const button = item.querySelector("button");
      item.hidden = /^\d+$/.test(typed) ? !button.dataset.number.startsWith(typed) : !typed.split(/\s+/).every((word) => button.textContent.toLowerCase().includes(word));
    }
    const left = buttons();
    // The claim of exactly that number comes before those whose number begins like it.
    const exact = left.find((button) => button.dataset.number === typed);
    if (exact) section.querySelector(".offers").prepend(exact.closest("li"));
    said.textContent = left.length === 1 ? said.dataset.one : `${said.dataset.many} ${left.length}`;
  }

  function walk(event) {
    const places = [field, ...buttons()];
    const at = places.indexOf(document.activeElement);
    const by = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (event.key === "Enter" && at === 0) buttons()[0]?.click();
    else if (!by || at < 0 || (at === 0 && event.key.length === 1)) return;
    else places[Math.max(0, Math.min(places.length - 1, at + by))].focus();
    event.preventDefault();
  }

  section.querySelector("[data-filter]").hidden = false;
  field.addEventListener("input", filter);
  section.addEventListener("keydown", walk);
  field.focus({ preventScroll: true });
}
