// Keeps what is being written in a form on this machine, so that a crash, a closed tab or a lost connection costs nothing:
//   <form data-controller="drafts" data-draft="verdict-12" data-draft-restored="Draft of %s restored"
//         data-draft-sent="Sent at %s; was it saved?" data-draft-restore="Restore" data-draft-discard="Discard">
// A draft belongs to one person (data-person of the body) and is gone when it was saved, discarded, or the person logs out.
const PREFIX = "draft:";
const WAIT = 300; // milliseconds after the last letter

let ended = false; // the person is logging out: nothing is kept any more

const owner = () => `${PREFIX}${document.body.dataset.person}:`;
const clock = (time) => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

// Storage can be full or forbidden; then there are no drafts, and everything else works.
function attempt(act) {
  try { return act(); } catch { return null; }
}

function forget(whose) {
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && whose(key)).forEach((key) => localStorage.removeItem(key)));
}

export function draftsOfOthers(body) {
  if (body.dataset.person) forget((key) => !key.startsWith(owner()));
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
  const fields = [...form.querySelectorAll("textarea, input[type=text], input[type=url], input[type=search]")];
  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const first = JSON.stringify(read());
  let timer, done;

  const keep = (extra = {}) => {
    clearTimeout(timer);
    if (done || ended) return;
    const values = read();
    attempt(() => JSON.stringify(values) === first && !extra.sent
      ? localStorage.removeItem(name)
      : localStorage.setItem(name, JSON.stringify({ values, at: Date.now(), ...extra })));
  };
  const drop = () => { clearTimeout(timer); attempt(() => localStorage.removeItem(name)); };
  const fill = (values) => fields.forEach((field) => { if (field.name in values) field.value = values[field.name]; });

  const typed = () => { clearTimeout(timer); timer = setTimeout(keep, WAIT); };
  const leaving = () => { if (timer && JSON.stringify(read()) !== first) keep(); };
  const sent = () => keep({ sent: true });
  // Before the answer is swapped in, which may take the form away.
  const answered = (event) => { if (event.detail.elt === form && event.detail.xhr.status < 400) { done = true; drop(); } };
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

// What was not sent comes back by itself; of what was sent, the server may have it already, so the person is asked.
function tell(form, draft, fill, drop, before) {
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
  line.setAttribute("role", "status");
  words.textContent = form.dataset[draft.sent ? "draftSent" : "draftRestored"].replace("%s", clock(draft.at));
  line.append(words);
  if (draft.sent) line.append(button(form.dataset.draftRestore, () => fill(draft.values)));
  else fill(draft.values);
  line.append(button(form.dataset.draftDiscard, () => { if (!draft.sent) fill(before); drop(); }));
  form.prepend(line);
}
