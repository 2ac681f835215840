// "Only the open claim" takes the tint and lines off all others.
export function onlyOpen(label) {
  label.hidden = false;
  label.querySelector("input").addEventListener("change", (event) => {
    document.querySelector(".zone-text").classList.toggle("only-selected", event.target.checked);
  });
}
