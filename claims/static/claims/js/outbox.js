// Acts of the workbench that the server did not answer wait here, in order, and are sent again when it does:
//   <section data-controller="outbox" aria-label="…" data-outbox-…="words">
// They are kept per person in this browser and survive a reload. Each carries the id of its first send, so that one
// that had arrived after all is not done twice. What became of each is listed until somebody closes the list.
import { announce } from "./announce.js";
import { forgetDraft } from "./drafts.js";
import { button, clock, idOfAct, openClaim, reasonIn, settle } from "./outbox-answers.js";

const AGAIN = 5000; // ms between two tries
const PATIENCE = 20000; // ms for one answer
const DAY = 24 * 3600 * 1000; // the server keeps its receipts so long
const CHOSEN = /^(spans|places|version|claim_version|status|take|source|mine-)/; // fields that nobody writes in
const AWAY = [429, 502, 503, 504]; // a server that has had too much, or a gateway that speaks for one that does not

export function outbox(box) {
  const name = `outbox:${document.body.dataset.person}`;
  const words = box.dataset;
  const [head, list, buttons] = ["p", "ul", "p"].map((name) => document.createElement(name));
  head.setAttribute("role", "status");
  buttons.className = "btns";
  box.append(head, list, buttons);
  let told = []; // what was sent from this page
  let sending = false;
  let again = 0; // not before then, where the server asked for a pause
  let timer;

  const read = () => { try { return JSON.parse(localStorage.getItem(name)) ?? []; } catch { return []; } };
  function write(items) {
    try { localStorage.setItem(name, JSON.stringify(items)); } catch { return false; }
    show();
    return true;
  }
  const waiting = () => read().filter((act) => !act.refused);
  const change = (id, how) => write(read().flatMap((act) => (act.id === id ? how(act) : [act])));

  // The id is made before the first send: only then can the server know the second.
  const mark = (event) => {
    if (isAct(event.detail)) event.detail.headers["X-Act-Id"] = idOfAct();
  };

  function keep({ requestConfig: sent, elt }) {
    const last = waiting().at(-1);
    const act = {
      id: sent.headers["X-Act-Id"], path: sent.path, at: Date.now(), article: location.pathname, target: sent.target.id,
      claim: openClaim(), what: labelOf(sent.triggeringEvent?.submitter, elt), draft: elt.dataset.draft,
      // `then` leads on to the next claim, which is no part of the act.
      values: [...sent.formData].filter(([field, value]) => !["csrfmiddlewaretoken", "then"].includes(field) && typeof value === "string"),
    };
    // An undo says nothing but that it is one: two of them are two.
    const pressedTwice = act.values.length > 0 && last && last.path === act.path && JSON.stringify(last.values) === JSON.stringify(act.values);
    return pressedTwice || write([...read(), act]);
  }

  // While others wait, an act joins them: they are done in the order in which they were made.
  const before = (event) => {
    if (!isAct(event.detail.requestConfig) || !waiting().length || !keep(event.detail)) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };
  const unanswered = (event) => {
    const { requestConfig, xhr } = event.detail;
    if (event.type === "htmx:beforeSwap" && !AWAY.includes(xhr.status)) return;
    if (!isAct(requestConfig) || !keep(event.detail)) return;
    event.detail.kept = true; // failures.js has nothing to add
    wait(Number(xhr.getResponseHeader("Retry-After")));
    later();
  };

  function later() {
    clearTimeout(timer);
    if (waiting().length) timer = setTimeout(send, Math.max(AGAIN, again - Date.now()));
  }

  function wait(seconds) {
    again = seconds ? Date.now() + seconds * 1000 : 0;
    if (again) show(words.outboxBusy.replace("{}", clock(again)));
  }

  async function send() {
    if (sending) return;
    sending = true;
    // Another tab may be at it; where locks are not to be had, the ids keep the acts from being done twice.
    await (navigator.locks?.request(name, { ifAvailable: true }, (lock) => lock && sendAll()) ?? sendAll());
    sending = false;
    later();
  }

  async function sendAll() {
    for (let act = waiting()[0]; act; act = waiting()[0]) {
      const goOn = Date.now() - act.at > DAY ? refuse(act, words.outboxOld) : await sendOne(act);
      if (!goOn) return;
    }
  }

  // False when sending has to stop: nobody answers, or the browser cannot note what became of the act.
  async function sendOne(act) {
    let answer;
    try {
      answer = await fetch(act.path, {
        method: "POST", body: new URLSearchParams(act.values), signal: AbortSignal.timeout(PATIENCE),
        headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "X-Act-Id": act.id, "HX-Request": "true", "HX-Target": act.target, "HX-Current-URL": new URL(act.article, location.href).href },
      });
    } catch { return false; }
    if (AWAY.includes(answer.status)) {
      wait(Number(answer.headers.get("Retry-After")));
      return false;
    }
    if (answer.headers.has("HX-Redirect")) { // nobody is logged in any more: they wait until somebody is
      show(words.outboxLogin);
      return false;
    }
    if (answer.headers.has("X-Stale-Page")) { // somebody logged in since: only a new page may send for them
      show(words.outboxStale);
      return false;
    }
    const text = await answer.text();
    const noted = answer.ok ? done(act, text, answer.headers.has("X-Act-Repeated")) : refuse(act, reasonIn(text) || words.outboxBroken);
    settle(act, answer, text);
    if (answer.ok && act.draft) forgetDraft(act.draft);
    return noted;
  }

  function done(act, text, repeated) {
    told.push({ ...act, became: (repeated ? words.outboxRepeated : words.outboxSaved).replace("{}", clock(Date.now(), true)) });
    // The next act on the same claim was made on this page: it follows this one and means the version it led to.
    const page = new DOMParser().parseFromString(text, "text/html");
    const follow = (next) => next.values.map(([field, value]) => {
      const now = page.querySelector(`input[name="${field}"]`)?.value;
      const sameVersion = ["version", "claim_version"].includes(field) && act.values.some(([was, old]) => was === field && old === value);
      return [field, sameVersion && now ? now : value];
    });
    const subject = (path) => path.match(/\/attributions\/\d+\//)?.[0];
    return write(read().filter(({ id }) => id !== act.id).map((next) => (subject(next.path) && subject(next.path) === subject(act.path) && !next.refused ? { ...next, values: follow(next) } : next)));
  }

  // With its reason it is longer. Where the browser has no room for that, it is told on this page and kept no more.
  function refuse(act, reason) {
    if (change(act.id, (one) => [{ ...one, refused: reason }])) return true;
    told.push({ ...act, refused: reason });
    return change(act.id, () => []);
  }

  function show(notice) {
    const items = read();
    const left = items.filter((act) => !act.refused).length;
    const refused = items.filter((act) => act.refused);
    box.hidden = !items.length && !told.length;
    if (box.hidden) return announce(head, "");
    const status = left === 0 ? (refused.length ? words.outboxRefused : words.outboxSent) : left === 1 ? words.outboxOne : words.outboxMany.replace("{}", left);
    announce(head, [status, notice].filter(Boolean).join(" "));
    list.replaceChildren(...[...told, ...items].map((act) => line(act)));
    return buttons.replaceChildren(left ? button(words.outboxNow, send) : button(words.outboxClose, () => { told = []; write(waiting()); }));
  }

  function line(act) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = act.claim ? `${act.article}?claim=${act.claim}` : act.article;
    link.textContent = [act.claim && words.outboxClaim.replace("{}", act.claim), act.what, clock(act.at)].filter(Boolean).join(" · ");
    item.append(link, ` ${act.became ?? (act.refused ? `${words.outboxNot} ${act.refused}` : words.outboxWaits)}`);
    if (act.refused) {
      item.className = "is-refused";
      const typed = act.values.filter(([field, value]) => !CHOSEN.test(field) && value.trim()).map(([, value]) => value);
      item.append(...typed.map((text) => Object.assign(document.createElement("blockquote"), { textContent: text })));
    }
    return item;
  }

  const answered = (event) => { if (event.detail.successful && waiting().length && Date.now() >= again) send(); };
  const listeners = [["htmx:configRequest", mark], ["htmx:beforeRequest", before], ["htmx:sendError", unanswered], ["htmx:timeout", unanswered], ["htmx:beforeSwap", unanswered], ["htmx:afterRequest", answered]];
  listeners.forEach(([type, act]) => document.addEventListener(type, act, true));
  addEventListener("online", send);
  addEventListener("storage", () => show());
  show();
  if (waiting().length) send();
}

const isAct = ({ verb, elt, triggeringEvent }) => verb === "post" && Boolean((elt ?? triggeringEvent?.target)?.matches(".work *:not([data-quiet])"));

function labelOf(submitter, form) {
  const pressed = (submitter ?? form.querySelector("[type=submit]"))?.cloneNode(true);
  pressed?.querySelectorAll("kbd").forEach((cap) => cap.remove());
  return pressed?.textContent.replace(/\s+/g, " ").trim();
}
