// A form with one choice is sent as soon as something else is chosen; without this its button sends it.
export function submitOnChange(form) {
  form.addEventListener("change", () => form.requestSubmit());
}
