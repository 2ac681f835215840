// What was just saved takes the keyboard, so that it is read out and single keys mean something again.
export function takeFocus(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}
