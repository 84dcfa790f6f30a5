// What she types into an activity's form is kept on this device until it is registered, and is sent when the line is
// back. The form's key is kept with it: however often it is sent, the server takes it once. The form works without this.

const PERSON = document.body.dataset.person;
const MINE = `draft ${PERSON} `;
const KEPT_MS = 30 * 24 * 3600 * 1000;
const AGAIN_MS = 15000;
const PATIENCE_MS = 20000;
const SENT_BEFORE = 409;
const LATER = [429, 502, 503, 504];
const form = document.querySelector("form[data-draft]");
const words = document.getElementById("drafts");
const here = form && new URL(form.action).pathname;
const verdicts = form && document.getElementById("verdicts");
let inHand = "";
let asked = 0;
let line = Promise.resolve();

// The store: one draft for each form of each person. A browser that keeps nothing has none.
function names() {
  try { return Object.keys(localStorage).filter((name) => name.startsWith("draft ")); } catch { return []; }
}

function read(path) {
  try { return JSON.parse(localStorage.getItem(MINE + path)); } catch { return null; }
}

function write(path, draft) {
  try { localStorage.setItem(MINE + path, JSON.stringify(draft)); } catch { /* full, or forbidden */ }
}

function drop(path) {
  try { localStorage.removeItem(MINE + path); } catch { /* there is none */ }
}

function paths() {
  return names().filter((name) => name.startsWith(MINE)).map((name) => name.slice(MINE.length));
}

function dropOld() {
  for (const name of names()) {
    let at = 0;
    try { at = JSON.parse(localStorage.getItem(name)).at; } catch { /* mangled */ }
    if (!(Date.now() - at < KEPT_MS)) localStorage.removeItem(name);
  }
}

// The form: what is in it, and back into it.
function keep(pending) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  write(here, { at: Date.now(), label: form.dataset.draft, fields, pending });
}

function fill(draft) {
  for (const control of form.elements) {
    const values = draft.fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length) control.value = values[0];
  }
}

function say(kind, { to, label, path = here } = {}) {
  document.querySelector(`.draft[data-path="${CSS.escape(path)}"]`)?.remove();
  const said = words.content.querySelector(`[data-say=${kind}]`).cloneNode(true);
  said.dataset.path = path;
  said.className = "ds-alert draft";
  said.role = ["offline", "away"].includes(kind) ? "alert" : "status";
  const link = said.querySelector("a");
  if (link) { link.href = to; link.textContent = label; }
  said.querySelector("[data-drop]")?.addEventListener("click", () => {
    drop(path);
    if (path === here) location.reload();
    else said.remove();
  });
  const lead = document.querySelector("main h1 + .lead") ?? document.querySelector("main h1");
  if (!["offline", "away"].includes(kind)) return lead.after(said);
  form.querySelector(".actions").before(said); // where she pressed
  said.scrollIntoView({ block: "nearest" });
}

// Sending.
async function post(path, draft) {
  const body = new URLSearchParams(draft.fields);
  body.set("csrf_token", document.querySelector("[name=csrf_token]").value);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const headers = { "X-Draft-Of": PERSON };
    return await fetch(path, { method: "POST", body, headers, signal: patience.signal });
  } catch {
    return null; // before it arrived, or after: nobody knows, and nobody needs to
  } finally {
    clearTimeout(timer);
  }
}

// One after the other. While it is on its way nothing can be changed in it.
function deliver(path) {
  line = line.then(() => attempt(path));
  return line;
}

async function attempt(path) {
  const draft = read(path);
  if (!draft?.pending) return;
  const focus = document.activeElement;
  inHand = path;
  if (path === here) form.inert = true;
  const answer = await post(path, draft);
  inHand = "";
  if (answer && !LATER.includes(answer.status)) return settle(path, draft, answer);
  if (path !== here) return;
  form.inert = false;
  focus.focus();
  globalThis.wake?.(form); // the button, which portal.js has put to rest
  say(answer ? "away" : "offline");
}

function settle(path, draft, answer) {
  const to = answer.status === 204 ? answer.headers.get("Location") : "";
  const taken = to && new URL(to, location).pathname.startsWith(path.split("/", 3).join("/") + "/");
  if (taken || answer.status === SENT_BEFORE) drop(path);
  else write(path, { ...draft, pending: false });
  if (path !== here) return taken ? say("sent", { to, label: draft.label, path }) : offer();
  if (to) location.assign(to);
  else if ([200, SENT_BEFORE].includes(answer.status)) form.submit(); // it is the server's to say what is wrong
  else location.reload();
}

function deliverAll() {
  for (const path of paths()) deliver(path);
}

function offer() {
  if (form) return;
  for (const path of paths()) {
    const { pending, label } = read(path);
    if (!pending) say("offer", { to: path, label, path });
  }
}

// What it would count for, said while she types: the page with what is typed tells it, and nothing is saved.
async function judge() {
  const turn = ++asked;
  const body = new URLSearchParams(new FormData(form));
  body.set("look", "1");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = page.getElementById("verdicts");
  if (said && turn === asked) holdingStill(() => verdicts.replaceChildren(...said.childNodes));
}

// What comes above the button does not move it away from under her finger.
function holdingStill(change) {
  const button = form.querySelector("[type=submit]");
  const before = button.getBoundingClientRect().top;
  change();
  scrollBy(0, button.getBoundingClientRect().top - before);
}

// Begin.
addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.includes("/sign-out")) paths().forEach(drop);
});
dropOld();
if (form) {
  const draft = read(here);
  const isSame = draft?.fields.some(([name, value]) => name === "form_key" && value === form.elements.form_key.value);
  if (document.querySelector("main .ds-error-summary, main .conflict")) keep(false);
  else if (draft && !isSame) { fill(draft); if (!draft.pending) say("begun"); }
  form.addEventListener("input", () => {
    keep(false);
    document.querySelector(".draft[data-say=offline], .draft[data-say=away]")?.remove();
  });
  if (verdicts) {
    form.elements.look.closest("p").remove(); // it is said without being asked, and Enter registers
    form.addEventListener("change", judge);
  }
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "look") return; // she asks first; nothing is sent in
    event.preventDefault();
    if (inHand === here) return;
    keep(true);
    deliver(here);
  });
}
if (words) {
  offer();
  deliverAll();
  addEventListener("online", deliverAll);
  setInterval(deliverAll, AGAIN_MS);
}
