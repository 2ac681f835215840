// A combobox by the ARIA pattern over server-rendered offers: htmx fetches them as letters are typed, the arrow keys
// choose while the focus stays in the field, and Enter takes the chosen one, waiting for the offers of what was typed
// last. Without this file the offers are plain buttons below a search form.
export function combobox(section) {
  const field = section.querySelector("input[type=search]");
  const options = () => [...section.querySelectorAll(".offers button")];
  let offered = field.value; // what the offers on the page answer
  let taking = false;
  let at = 0;

  function dress() {
    const list = section.querySelector(".offers");
    field.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) {
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", field.labels[0].textContent);
      field.setAttribute("aria-controls", list.id);
    } else field.removeAttribute("aria-controls");
    for (const option of options()) {
      option.parentElement.setAttribute("role", "presentation");
      option.setAttribute("role", "option");
      option.removeAttribute("aria-current");
      option.tabIndex = -1;
    }
    choose(0);
  }

  function choose(next) {
    const all = options();
    at = Math.max(0, Math.min(all.length - 1, next));
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (all[at]) field.setAttribute("aria-activedescendant", all[at].id);
    else field.removeAttribute("aria-activedescendant");
    all[at]?.scrollIntoView({ block: "nearest" });
  }

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  dress();
  if (section.dataset.comboboxFocus !== undefined) {
    field.focus({ preventScroll: true });
    field.select();
    // On a narrow screen the zones lie below each other: show this one from its top.
    if (matchMedia("(max-width: 56rem)").matches) section.closest(".zone")?.scrollIntoView();
  }
  field.form.querySelector("[type=submit]").hidden = true; // "Search" would take an offer here, as Enter does
  field.addEventListener("input", () => { taking = false; });
  // Once they are settled, the offers are wired to change the page in place.
  section.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "offered") return;
    offered = event.detail.requestConfig.formData.get(field.name);
    dress();
    if (offered !== field.value) return; // the answer to earlier letters
    if (taking) options()[0]?.click();
    taking = false;
  });
  section.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) taking = false; });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (offered !== field.value) taking = true;
    else options()[at]?.click();
  });
  field.addEventListener("keydown", (event) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  });
}
