// Keeps what is being written in a form on this machine, so that a crash, a closed tab or a lost connection costs nothing:
//   <form data-controller="drafts" data-draft="verdict-12" data-draft-restored="Draft of %s restored"
//         data-draft-sent="Sent at %s; was it saved?" data-draft-changed="Draft of %s; the form has changed since" data-draft-restore="Restore" data-draft-discard="Discard">
// A draft belongs to one person (data-person of the body) and is gone when it was saved, discarded, or the person logs out.
import { announce } from "./announce.js";

const PREFIX = "draft:";
const DAY = 24 * 3600 * 1000; // ms; of an older draft the day is told
const WAIT = 300; // milliseconds after the last letter

let ended = false; // the person is logging out: nothing is kept any more

const owner = () => `${PREFIX}${document.body.dataset.person}:`;
const clock = (time) => new Date(time).toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...(Date.now() - time > DAY && { day: "numeric", month: "short" }) });

// Storage can be full or forbidden; then there are no drafts, and everything else works.
function attempt(act) {
  try { return act(); } catch { return null; }
}

function forget(whose) {
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && whose(key)).forEach((key) => localStorage.removeItem(key)));
}

export function draftsOfOthers(body) {
  if (body.dataset.person) forget((key) => !key.startsWith(owner()));
  // What a plain form sent was saved: the server says so once, with the page that follows.
  const settled = document.cookie.match(/(?:^|; )settled-draft=([\w-]+)/)?.[1];
  if (settled) {
    forgetDraft(settled);
    document.cookie = "settled-draft=; path=/; max-age=0; samesite=lax";
  }
  // A conflict is settled in a form of its own, which names the draft that it came from.
  document.addEventListener("htmx:beforeOnLoad", ({ detail: { elt, xhr } }) => {
    if (elt.dataset.settlesDraft && xhr.status < 400 && !xhr.getResponseHeader("HX-Redirect")) forgetDraft(elt.dataset.settlesDraft);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-ends-session]")) return;
    ended = true;
    forget(() => true);
  });
}

// What the form wrote was saved after the form had gone.
export const forgetDraft = (name) => attempt(() => localStorage.removeItem(owner() + name));

export function drafts(form) {
  const name = owner() + form.dataset.draft;
  const fields = [...form.querySelectorAll("textarea, input[type=text], input[type=url], input[type=search], [data-drafted]")];
  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const first = JSON.stringify(read());
  let timer, done;
  // A plain form goes with its page: the name of the draft goes along, and comes back when all was saved.
  if (!form.hasAttribute("hx-post")) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: form.dataset.draft }));

  const keep = (extra = {}) => {
    clearTimeout(timer);
    timer = undefined;
    if (done || ended) return;
    const values = read();
    attempt(() => JSON.stringify(values) === first && !extra.sent
      ? localStorage.removeItem(name)
      : localStorage.setItem(name, JSON.stringify({ values, base: first, at: Date.now(), ...extra })));
  };
  const drop = () => { clearTimeout(timer); attempt(() => localStorage.removeItem(name)); };
  // What is marked in the text is a value too ([data-drafted]): who draws it hears that it came back.
  const fill = (values) => {
    fields.forEach((field) => { if (field.name in values) field.value = values[field.name]; });
    form.dispatchEvent(new Event("draft:filled"));
  };

  const typed = () => { clearTimeout(timer); timer = setTimeout(keep, WAIT); };
  const leaving = () => { if (timer && JSON.stringify(read()) !== first) keep(); };
  const sent = () => keep({ sent: true });
  // Before the answer is swapped in, which may take the form away.
  const answered = (event) => {
    if (event.detail.elt !== form) return;
    const { xhr } = event.detail;
    // Sent to the log-in, or refused: the server has told that nothing was saved.
    if (xhr.getResponseHeader("HX-Redirect") || (xhr.status >= 400 && xhr.status < 500)) return keep();
    if (xhr.status >= 400) return;
    done = true;
    drop();
  };
  form.addEventListener("input", typed);
  form.addEventListener("submit", sent);
  form.addEventListener("htmx:beforeOnLoad", answered);
  addEventListener("pagehide", leaving);

  const draft = attempt(() => JSON.parse(localStorage.getItem(name)));
  if (draft && JSON.stringify(draft.values) !== first) tell(form, draft, fill, drop, JSON.parse(first));
  return () => {
    leaving();
    removeEventListener("pagehide", leaving);
  };
}

// What was not sent comes back by itself. The person is asked where the server may have it already, and where the form
// says something else by now than when they began: filling it in would take away what somebody else has saved.
function tell(form, draft, fill, drop, before) {
  const changed = draft.base !== JSON.stringify(before);
  const ask = draft.sent || changed;
  const line = document.createElement("p");
  const words = document.createElement("span");
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn bare small";
    made.textContent = label;
    made.addEventListener("click", () => { act(); line.remove(); form.querySelector("textarea, input:not([type=hidden])")?.focus(); });
    return made;
  };
  line.className = "small draft-line";
  words.setAttribute("role", "status");
  announce(words, form.dataset[changed ? "draftChanged" : draft.sent ? "draftSent" : "draftRestored"].replace("%s", clock(draft.at)));
  line.append(words);
  if (ask) line.append(button(form.dataset.draftRestore, () => fill(draft.values)));
  else fill(draft.values);
  line.append(button(form.dataset.draftDiscard, () => { if (!ask) fill(before); drop(); }));
  form.prepend(line);
}
