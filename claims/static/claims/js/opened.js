// A form in a <details> takes the keyboard when somebody opens it; after a refusal, the first field that is wrong does.
export function opened(details) {
  const focus = () => {
    if (details.open) (details.querySelector("[aria-invalid=true]") ?? details.querySelector("form input:not([type=hidden]), form textarea"))?.focus();
  };
  details.addEventListener("toggle", focus);
  return () => details.removeEventListener("toggle", focus);
}
