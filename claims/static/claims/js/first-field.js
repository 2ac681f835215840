// A form that was asked for by a key takes the focus; after a refusal, the first field that is wrong does.
export function firstField(form) {
  (form.querySelector("[aria-invalid=true]") ?? form.querySelector("textarea, input:not([type=hidden]), select"))?.focus();
}
