// What htmx does with answers that are not a success. The server aims its refusals at the toasts (HX-Retarget): those
// are shown. Anything else, and no answer at all, is told in the words of data-failures-*; the page stays as it is.
import { say } from "./toast.js";

export function failures(body) {
  body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400) return;
    const { kept } = event.detail; // the outbox tells what it does with it
    const quiet = event.detail.elt.dataset.quiet === ""; // it asked by itself, and nobody waits for the answer
    event.detail.shouldSwap = !kept && !(quiet && xhr.status === 429) && Boolean(xhr.getResponseHeader("HX-Retarget"));
    event.detail.isError = false;
    if (!kept && !event.detail.shouldSwap && !quiet) say(body.dataset.failuresBroken);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    body.addEventListener(name, (event) => {
      const { kept, requestConfig } = event.detail;
      if (kept || event.detail.elt.dataset.quiet === "") return;
      // A request that was cut off may have been done all the same.
      const sent = name === "htmx:timeout" ? body.dataset.failuresLate : body.dataset.failuresLost;
      say(requestConfig.verb === "get" ? body.dataset.failuresUnread : sent);
    });
  }
}
