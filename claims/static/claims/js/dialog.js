// <dialog> brings focus trap, Escape and the return of focus; these two only open and close it.
export function dialog(element) {
  element.addEventListener("click", (event) => {
    if (event.target === element || event.target.closest("[data-dialog-close]")) element.close();
  });
}

// <button data-controller="opens" data-opens="keys">: hidden until now, because without JavaScript it opens nothing.
export function opens(button) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById(button.dataset.opens)?.showModal());
}
