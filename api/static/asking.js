/* Getting one turn answered: the same call, with the same id, until there is an answer. */

const DEADLINE_MS = 15_000;
const LONGEST_PAUSE_S = 3;
const MOST_FAULTS = 10;

/** Wait so long, or until the browser is back online. */
const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    window.addEventListener("online", resolve, { once: true });
  });

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `w-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * What became of a turn: `{exchange}` with the answer or the final failure, `{detail}` if it was
 * refused, `{}` if the coach kept failing, null if the person has to sign in first.
 * `tell(why)` says why it takes longer: offline, trying, other or quick.
 */
export async function ask(session, entry, tell) {
  for (let tries = 0; ; tries += 1) {
    const answer = await put(session, entry);
    if (answer?.status === 401) return null;
    const wait = Number(answer?.headers.get("Retry-After"));
    const lost = !answer || answer.status >= 500;
    if (answer && lost && !wait && tries >= MOST_FAULTS) return {};
    if (!lost && !wait && answer.status !== 202) {
      const body = await answer.json().catch(() => ({}));
      return answer.ok ? { exchange: body } : { detail: body.detail };
    }
    tell(reason(answer));
    await pause(wait || Math.min(2 ** tries, LONGEST_PAUSE_S));
  }
}

function reason(answer) {
  if (!answer) return navigator.onLine ? "trying" : "offline";
  if (answer.status === 409) return "other";
  return answer.status === 429 ? "quick" : "trying";
}

async function put(session, entry) {
  try {
    return await fetch(`/api/sessions/${session}/turns/${entry.id}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(entry.body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch {
    return null;
  }
}

/** Words that survive a reload of this tab; without storage they last as long as the page. */
export class Kept {
  #key;
  #here = null;

  constructor(key) {
    this.#key = key;
  }

  get() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key));
    } catch {
      return this.#here;
    }
  }

  set(value) {
    this.#here = value;
    try {
      if (value) sessionStorage.setItem(this.#key, JSON.stringify(value));
      else sessionStorage.removeItem(this.#key);
    } catch {
      // a private window may refuse
    }
  }
}
