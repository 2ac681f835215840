// What the outbox does with answers that come late, and the small parts it is made of.

// 32 hexadecimal digits; randomUUID exists only on secure pages, and a desk may run on plain HTTP inside its house.
export const idOfAct = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const clock = (time, seconds = false) => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(seconds && { second: "2-digit" }) });

export const openClaim = () => document.querySelector("#detail [data-open]")?.dataset.open;

export function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn small";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

// Why it was refused: in a toast, in a form's errors, or as the head of the two versions.
export function reasonIn(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const said = page.querySelector(".toast span, [role=alert], .errors, .conflict h2, .conflict h3");
  return said?.textContent.replace(/\s+/g, " ").trim();
}

// On the page where the act was made the answer shows as it would have at once, unless the reader is elsewhere by now
// or writes something else; then only what stands around it is renewed.
export function settle(act, answer, text) {
  if (location.pathname !== act.article || !text) return;
  const aside = answer.headers.get("HX-Retarget") === "#toasts";
  if (aside || (!answer.ok && act.claim !== openClaim())) return;
  const writing = document.querySelector("#detail [data-key-mode]") && !document.querySelector(`#detail form[action="${act.path}"]`);
  const target = act.claim === openClaim() && !writing ? document.querySelector(answer.ok ? `#${act.target}` : answer.headers.get("HX-Retarget") ?? "#detail") : document.createElement("div");
  htmx.swap(target, target.id ? text : withoutDetail(text), { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 }, { eventInfo: { target, requestConfig: { verb: "post" } } });
}

// An answer may carry the detail of its claim as a part of its own, which would replace what is open.
function withoutDetail(text) {
  const page = document.createElement("template");
  page.innerHTML = text;
  page.content.querySelector("#detail")?.remove();
  return page.innerHTML;
}
