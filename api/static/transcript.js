/* Keys on the transcript: n and p walk the turns, ? opens the help, Escape closes a note. The
   single keys can be switched off, and are off while typing. */

const turns = [...document.querySelectorAll("[data-turn]")];
const help = document.querySelector("[data-help-box]");
const helpButton = document.querySelector("[data-help]");
const keysOn = document.querySelector("[data-keys-on]");
const KEY = "transcript:keys";

function remembered() {
  try { return localStorage.getItem(KEY) !== "off"; } catch { return true; }
}

function walk(step) {
  const at = turns.indexOf(document.activeElement?.closest("[data-turn]"));
  const to = at < 0 ? (step > 0 ? 0 : turns.length - 1) : at + step;
  const turn = turns[Math.min(Math.max(to, 0), turns.length - 1)];
  turn?.focus({ preventScroll: true });
  turn?.scrollIntoView({ block: "nearest" });
}

function pressed(event) {
  if (event.key === "Escape") {
    document.body.classList.add("notes-shut");
    return;
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || help.open || !keysOn.checked) return;
  if (event.key === "n") walk(1);
  else if (event.key === "p") walk(-1);
  else if (event.key === "?") help.showModal();
}

keysOn.checked = remembered();
keysOn.addEventListener("change", () => {
  try { localStorage.setItem(KEY, keysOn.checked ? "on" : "off"); } catch { /* lasts for now */ }
});
helpButton.hidden = false;
helpButton.addEventListener("click", () => help.showModal());
document.addEventListener("keydown", pressed);
for (const name of ["focusin", "pointerover"]) {
  document.addEventListener(name, (event) => {
    if (event.target.closest?.(".mark")) document.body.classList.remove("notes-shut");
  });
}
