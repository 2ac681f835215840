// A toast goes by itself after a while, unless somebody is at it; refusals wait until they are closed.
const SECONDS = 6;

export function toast(element) {
  // An act that came too late can be done all the same with one key, unless somebody writes somewhere.
  if (!document.activeElement?.matches("input, textarea, select, [contenteditable]")) element.querySelector("[data-again]")?.focus({ preventScroll: true });
  element.querySelector("[data-toast-close]")?.addEventListener("click", () => element.remove());
  if (element.dataset.toastStays !== undefined) return undefined;
  const timer = setInterval(() => {
    if (!element.matches(":hover, :focus-within")) element.remove();
  }, SECONDS * 1000);
  return () => clearInterval(timer);
}

// For what the browser itself has to say: the same toast, without a server.
export function say(words) {
  const element = document.createElement("div");
  element.className = "toast";
  element.textContent = words;
  document.getElementById("toasts")?.replaceChildren(element);
  return element;
}
