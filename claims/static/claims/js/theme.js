// The theme button: system, light, dark, and again. The choice stays in this browser.
const NEXT = { system: "light", light: "dark", dark: "system" };

export function theme(button) {
  const root = document.documentElement;
  const show = () => button.setAttribute("aria-label", button.dataset[`themeName${capital(root.dataset.theme ?? "system")}`]);
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next = NEXT[root.dataset.theme ?? "system"];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    keep(next);
    show();
  });
}

function keep(name) {
  try {
    if (name === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", name);
  } catch { /* storage may be closed to us: the choice lasts for this page */ }
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
