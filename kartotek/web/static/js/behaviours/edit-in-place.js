// A little form that stands where a value stood: it takes the focus, Escape or leaving it unchanged puts the value
// back, leaving it changed saves.

export function editInPlace(form) {
  const state = () => new URLSearchParams(new FormData(form)).toString();
  const before = state();
  // What was sent last: once it was refused, leaving the form does not send the same again.
  let sent = null;
  const cancel = () => form.querySelector("[data-cancel]")?.click();

  const pressed = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  const left = () => {
    // Where the focus goes is known only after it has left.
    setTimeout(() => {
      // A form that asks whose value counts waits for the answer.
      if ("asks" in form.dataset) return;
      if (!form.isConnected || form.contains(document.activeElement) || !document.hasFocus()) return;
      if (state() === before) cancel();
      else if (state() !== sent) form.requestSubmit();
    });
  };

  form.addEventListener("submit", () => { sent = state(); });
  form.addEventListener("keydown", pressed);
  form.addEventListener("focusout", left);
  const first = form.querySelector("[aria-invalid='true']") ?? form.querySelector("input:not([type='hidden']), textarea, select");
  first?.focus();
  first?.select?.();
}
