/*
 * <coach-chat>: one talk, with the coach or with a buyer.
 *
 * The server renders the talk so far; this element sends what the person says and appends what
 * comes back, by copying the <template data-piece="…"> elements that the same macros rendered.
 * Words are set with textContent only. A turn keeps its id until it is answered, so that asking
 * again never says it twice. The log is the only live region: what is appended is announced,
 * changes of a status word are not.
 */

import { Kept, ask, newId } from "./asking.js";

const WORDS = {
  sending: "Sending…",
  other: "Another window is still waiting for an answer…",
  quick: "You are quick. This goes out in a moment…",
  trying: "Still trying to reach the coach…",
  offline: "Not sent yet: you are offline.",
  sent: "Sent",
  failed: "This did not get through.",
  wait: "One moment, the answer is on its way.",
  hide: "Hide the coach’s notes",
  show: "Show the coach’s notes",
};
const CONTROL =
  /^\s*(hint|pause|resume|restart|stop practice|end practice|debrief|replay from turn \d{1,4})[\s.,;:!?…]*$/i;
const TO_COACH = /^\s*coach\s*[,:]\s*/i;
const SLOW_MS = 300;
const MOST_ROWS = 6;
const SHORTEST_READING_MS = 4000;
const LONGEST_READING_MS = 20_000;
const MS_A_WORD = 350;

class CoachChat extends HTMLElement {
  #entry = null;
  #lastSent = null;
  #next = 0;
  #leaving = null;

  connectedCallback() {
    this.#next = Number(this.dataset.next);
    this.draft = new Kept(`coach-chat:${this.dataset.session}:draft`);
    this.unanswered = new Kept(`coach-chat:${this.dataset.session}:unanswered`);
    this.lines = this.querySelector("[data-lines]");
    this.form = this.querySelector("[data-composer]");
    this.box = this.querySelector("[data-say-box]");
    this.addEventListener("click", (event) => this.#clicked(event));
    if (this.box) this.#listen();
    this.#showToggle();
    this.#offerAgain();
    this.#resume();
    if (this.lines.children.length > 1 && !location.hash) this.#reveal(this.lines.lastElementChild);
  }

  disconnectedCallback() { clearTimeout(this.#leaving); }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendBox();
    });
    this.box.addEventListener("keydown", (event) => {
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key !== "Enter" || event.shiftKey || composing) return;
      event.preventDefault();
      this.#sendBox();
    });
    this.box.addEventListener("input", () => this.#boxChanged());
    this.#setBox(this.box.value || (this.draft.get() ?? ""));
    for (const name of ["online", "offline"]) {
      window.addEventListener(name, () => this.#showOffline());
    }
    this.#showOffline();
  }

  #setBox(text) {
    this.box.value = text;
    this.#boxChanged();
  }

  #boxChanged() {
    this.draft.set(this.box.value);
    this.box.rows = 1;
    while (this.box.rows < MOST_ROWS && this.box.scrollHeight > this.box.clientHeight) {
      this.box.rows += 1;
    }
  }

  #showOffline() {
    const note = this.querySelector("[data-offline]");
    if (note) note.hidden = navigator.onLine;
  }

  /* What the person does */

  #clicked(event) {
    const button = event.target.closest("button");
    if (!button || !this.contains(button)) return;
    const { payload, say } = button.dataset;
    if (payload) this.#send({ payload_id: payload }, button.textContent.trim());
    else if (say) this.#send({ text: say }, button.textContent.trim());
    else if ("again" in button.dataset) this.#sendAgain(button.closest("[data-id]"));
    else if ("askCoach" in button.dataset) this.#askCoach();
    else if ("stop" in button.dataset) this.#askToStop(true);
    else if ("keepGoing" in button.dataset) this.#askToStop(false);
    else if ("stay" in button.dataset) this.#stay();
    else if ("notesToggle" in button.dataset) this.#toggleNotes(button);
  }

  #sendBox() {
    const text = this.box.value;
    if (!text.trim() || !this.#send({ text }, text)) return;
    this.#setBox("");
  }

  #askCoach() {
    if (!TO_COACH.test(this.box.value)) this.#setBox(`coach, ${this.box.value}`);
    this.box.focus();
  }

  #askToStop(asking) {
    this.querySelector("[data-controls]").hidden = asking;
    this.querySelector("[data-stopping]").hidden = !asking;
    this.querySelector(asking ? "[data-keep-going]" : "[data-stop]").focus();
  }

  #toggleNotes(button) {
    const off = this.classList.toggle("notes-off");
    button.textContent = off ? WORDS.show : WORDS.hide;
  }

  #showToggle() {
    const toggle = this.querySelector("[data-notes-toggle]");
    if (toggle) toggle.hidden = !this.querySelector("[data-note]");
  }

  /* Sending */

  #send(body, shown) {
    if (this.#entry) {
      this.#statusOf(this.#entry.element).textContent = WORDS.wait;
      return false;
    }
    const entry = { id: newId(), body, element: this.#appendOwn(body, shown) };
    this.unanswered.set({ id: entry.id, body, shown });
    this.#deliver(entry);
    return true;
  }

  #sendAgain(element) {
    const { said, payloadId } = element.dataset;
    const body = payloadId ? { payload_id: payloadId } : { text: said };
    if (this.#send(body, said)) element.remove();
  }

  /** Go on with what was sent before a reload, here or in another window. */
  #resume() {
    const kept = this.unanswered.get();
    const waiting = this.querySelector('[data-state="received"][data-id]:not([data-id=""])');
    const id = waiting?.dataset.id ?? kept?.id;
    if (!id) return;
    const known = this.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (known && known !== waiting) {
      this.unanswered.set(null);
      return;
    }
    const { said, payloadId } = waiting?.dataset ?? {};
    const body = waiting ? (payloadId ? { payload_id: payloadId } : { text: said }) : kept.body;
    this.#deliver({ id, body, element: waiting ?? this.#appendOwn(body, kept.shown) });
  }

  async #deliver(entry) {
    this.#entry = entry;
    this.#setBusy(true);
    this.#mark(entry, "received", WORDS.sending);
    const slow = setTimeout(() => this.#think(true), SLOW_MS);
    const tell = (why) => this.#mark(entry, "received", WORDS[why], true);
    const done = await ask(this.dataset.session, entry, tell);
    clearTimeout(slow);
    this.#think(false);
    if (!done) {
      location.assign(`/login?next=${encodeURIComponent(location.pathname)}`);
      return;
    }
    this.#entry = null;
    this.#setBusy(false);
    const kept = this.unanswered.get();
    if (kept?.id === entry.id) this.unanswered.set(null);
    if (done.exchange?.turn.state === "answered") this.#show(entry, done.exchange);
    else this.#fail(entry, done.detail);
    if (done.exchange) this.#settle(done.exchange);
    if (kept && kept.id !== entry.id) this.#resume();
  }

  #setBusy(busy) {
    const send = this.querySelector("[data-send]");
    if (send) send.setAttribute("aria-disabled", String(busy));
  }

  /* Showing */

  #piece(name) {
    const template = this.querySelector(`template[data-piece="${name}"]`);
    return template.content.firstElementChild.cloneNode(true);
  }

  #appendOwn(body, shown) {
    this.querySelector("[data-empty]")?.remove();
    const text = body.text ?? shown;
    const toCoach = body.text !== undefined && TO_COACH.test(body.text);
    const aside = toCoach || body.payload_id !== undefined || CONTROL.test(text);
    if (this.dataset.kind === "practice" && aside) {
      const word = CONTROL.exec(text)?.[1].toLowerCase();
      const note = this.#appendNote(word === "hint" ? "hint" : word ? "control" : "asked");
      const asked = note.querySelector("[data-asked]");
      if (asked) asked.textContent = toCoach ? text.replace(TO_COACH, "") : shown;
      note.dataset.said = text;
      if (body.payload_id) note.dataset.payloadId = body.payload_id;
      return note;
    }
    const line = this.#piece("rep");
    line.querySelector("[data-text]").textContent = text;
    line.dataset.said = text;
    if (body.payload_id) line.dataset.payloadId = body.payload_id;
    this.lines.append(line);
    this.#reveal(line);
    return line;
  }

  #appendNote(kind, line = this.lines.lastElementChild) {
    const note = this.#piece(kind);
    line.querySelector("[data-notes]").append(note);
    this.#reveal(note);
    this.#showToggle();
    return note;
  }

  #show(entry, exchange) {
    const { turn, replies } = exchange;
    const own = entry.element;
    if (this.#lastSent) this.#statusOf(this.#lastSent).textContent = "";
    const line = own.matches("[data-line]") ? own : null;
    this.#mark(entry, "answered", line ? WORDS.sent : "");
    this.#lastSent = own;
    if (line) {
      line.id = `turn-${turn.seq}`;
      line.querySelector("[data-turn]").textContent = turn.seq;
    }
    if (line && turn.assessment) this.#judge(line, turn.assessment);
    for (const reply of replies) this.#showReply(own, line, turn, reply);
  }

  #judge(line, assessment) {
    const note = this.#appendNote("judged", line);
    note.classList.add(`note--${assessment.band}`);
    for (const band of note.querySelectorAll("[data-band]")) {
      if (band.dataset.band !== assessment.band) band.remove();
    }
    const said = [assessment.reason, assessment.question].filter(Boolean);
    note.querySelector("[data-text]").textContent = said.join(" ");
  }

  #showReply(own, line, turn, reply) {
    const beside = this.dataset.kind === "practice" && reply.speaker === "coach";
    if (beside && turn.assessment?.reason === reply.text) return;
    let element;
    if (!beside) {
      element = this.#piece("partner");
      element.id = `turn-${turn.seq}-answer`;
      this.lines.append(element);
    } else if (!line && !own.querySelector("[data-text]").textContent) {
      element = own;
    } else {
      element = this.#appendNote("aside", line ? undefined : own.closest("[data-line]"));
    }
    const text = element.querySelector("[data-text]");
    text.textContent = reply.text;
    const extra = [];
    if (reply.buttons.length) {
      const row = this.#piece("choices");
      for (const { payload_id: payload, label } of reply.buttons) {
        const button = this.#piece("choice");
        button.dataset.payload = payload;
        button.textContent = label;
        row.append(button);
      }
      extra.push(row);
    }
    if (reply.opens) {
      const opens = this.#piece("opens");
      opens.querySelector("a").href = `/practices/${encodeURIComponent(reply.opens)}`;
      extra.push(opens);
    }
    text.after(...extra);
    this.#reveal(element);
  }

  /** A refusal gives the words back to be changed; a failure offers to send them again. */
  #fail(entry, refusal) {
    this.#mark(entry, "failed", refusal ?? WORDS.failed, true);
    if (refusal === undefined) this.#statusOf(entry.element).after(this.#piece("again"));
    else if (this.box && !this.box.value) this.#setBox(entry.body.text ?? "");
    this.#reveal(entry.element);
  }

  #offerAgain() {
    for (const element of this.querySelectorAll('[data-state="failed"]')) {
      this.#statusOf(element).after(this.#piece("again"));
    }
  }

  /** `loud` words come as a new element, so that the log announces them. */
  #mark({ element, id }, state, words, loud = false) {
    element.dataset.id = id;
    element.dataset.state = state;
    const status = this.#statusOf(element);
    if (!status || status.textContent === words) return;
    const next = loud ? status.cloneNode() : status;
    next.textContent = words;
    if (loud) status.replaceWith(next);
  }

  #statusOf(element) {
    return element.querySelector(":scope > [data-status], :scope > .line__said > [data-status]");
  }

  #think(thinking) {
    const sign = this.querySelector("[data-thinking]");
    const toBuyer = this.#entry?.element.matches("[data-line]");
    sign.hidden = !(thinking && toBuyer);
    if (!sign.hidden) this.#reveal(sign);
  }

  #reveal(element) {
    element.scrollIntoView({ block: "nearest" });
  }

  /* How the talk stands */

  #settle({ turn, replies, session }) {
    if (turn.seq > this.#next) {
      location.reload(); // it went on in another window: show all of it
      return;
    }
    this.#next = Math.max(this.#next, turn.seq + 1);
    if (session.kind !== "practice") return;
    const opened = replies.find((reply) => reply.opens)?.opens;
    if (opened) location.assign(`/practices/${encodeURIComponent(opened)}`);
    for (const name of ["trust", "patience"]) this.#setLevel(name, session[name]);
    if (session.state === "ended") this.#end(session.cause, !opened);
    else this.#setState(session.state);
  }

  #setLevel(name, value) {
    const level = this.querySelector(`[data-level="${name}"]`);
    if (!level || typeof value !== "number") return;
    level.querySelector("[data-value]").textContent = value;
    level.querySelector("[data-fill]").setAttribute("width", value);
  }

  #setState(state) {
    if (state === this.dataset.state) return;
    this.dataset.state = state;
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
    const then = state === "open" ? this.box : this.querySelector('[data-say="resume"]');
    then?.focus();
  }

  #end(cause, leave) {
    if (this.dataset.state === "ended") return;
    this.dataset.state = "ended";
    this.draft.set(null);
    const end = this.querySelector("[data-end]");
    end.querySelector("[data-cause]").textContent = cause ?? "";
    for (const part of end.querySelectorAll("[data-stay], [data-going]")) part.hidden = !leave;
    end.hidden = false;
    this.querySelector("[data-dock]").remove();
    this.#reveal(end);
    const link = end.querySelector("[data-debrief]");
    link.focus({ preventScroll: true });
    if (!leave) return;
    const last = this.lines.lastElementChild.querySelector("[data-text]").textContent;
    const reading = SHORTEST_READING_MS + MS_A_WORD * last.split(/\s+/).length;
    const soon = Math.min(reading, LONGEST_READING_MS);
    this.#leaving = setTimeout(() => location.assign(link.href), soon);
  }

  #stay() {
    clearTimeout(this.#leaving);
    for (const part of this.querySelectorAll("[data-stay], [data-going]")) part.hidden = true;
    this.querySelector("[data-debrief]").focus();
  }
}

customElements.define("coach-chat", CoachChat);
