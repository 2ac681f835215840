// An answer may come after the button that asked for it has left the page: the next claim was opened meanwhile. htmx then
// seeks the places that the answer changes in the tree that holds the button, finds none, and drops all of them but the
// target. So that tree is kept in the page, out of sight, for as long as the answer takes to be put in its places.
export function late(body) {
  body.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, shouldSwap } }) => {
    const { elt } = requestConfig;
    if (!shouldSwap || elt.isConnected) return;
    const shelf = document.createElement("div");
    shelf.hidden = true;
    shelf.append(elt.getRootNode());
    body.append(shelf);
    setTimeout(() => shelf.remove());
  });
}
