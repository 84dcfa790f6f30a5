// The pages work without this. It adds three small comforts, nothing that anybody needs.

// A form that came back with errors: start reading where it says what to do.
document.querySelector("[data-focus]")?.focus();

// One less, one more.
const said = document.body.appendChild(document.createElement("p"));
said.className = "ds-sr-only";
said.setAttribute("role", "status");
for (const button of document.querySelectorAll("[data-step]")) {
  Object.assign(button, { hidden: false, type: "button", className: "ds-button" }).dataset.variant = "secondary";
  button.addEventListener("click", () => {
    const { min, max } = button.parentElement.dataset;
    const input = button.parentElement.querySelector("input");
    const next = (parseInt(input.value, 10) || 0) + Number(button.dataset.step);
    input.value = Math.min(Math.max(next, Number(min ?? 0)), Number(max ?? Infinity));
    said.textContent = input.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// An unsteady hand presses twice. The server takes it once in any case; here the button shows that it heard.
const RESTS_MS = 8000;
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => wake(form), RESTS_MS);
});
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(wake));

function wake(form) {
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
}
