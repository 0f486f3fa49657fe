// Asks now and then whether a reminder has come, and shows it above the page until it is ticked off.

const EVERY_MS = 20_000;
const place = document.querySelector("[data-notices]");
const piece = document.querySelector("[data-notice-piece]");
const shown = new Set();

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch("/api/notices", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    show((await answer.json()).items.filter((item) => item.in_browser));
  } catch {
    // Offline: the next look will tell.
  }
}

function show(items) {
  const current = new Set(items.map((item) => item.follow_up));
  for (const old of place.querySelectorAll("[data-notice]")) {
    if (!current.has(old.dataset.notice)) {
      shown.delete(old.dataset.notice);
      old.remove();
    }
  }
  for (const item of items) {
    if (shown.has(item.follow_up)) continue;
    shown.add(item.follow_up);
    const notice = piece.content.firstElementChild.cloneNode(true);
    notice.dataset.notice = item.follow_up;
    notice.querySelector("[data-notice-text]").textContent = item.text;
    place.append(notice);
  }
}

if (place && piece) {
  look();
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}
