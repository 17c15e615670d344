// A dialog that arrives in the page opens itself, closes on [data-close], and leaves when it is closed.
// Where it was opened from gets the focus back. `overlay:close` closes it too.
import { opener } from "../opener.js";

export function dialog(element) {
  const source = opener();
  const close = () => element.close();
  const clicked = (event) => {
    if (event.target.closest("[data-close]")) close();
  };
  const closed = () => {
    // Drawn as a page of its own, where htmx was not at work.
    if (element.closest("main")) return history.back();
    element.remove();
    if (source?.isConnected) source.focus();
  };

  element.addEventListener("click", clicked);
  element.addEventListener("close", closed);
  document.addEventListener("overlay:close", close);
  if (!element.open) element.showModal();
  const fields = ".dialog__body :is(input:not([type='hidden']), select, textarea)";
  const first = ["[aria-invalid='true']", "[autofocus]", fields].map((one) => element.querySelector(one));
  first.find(Boolean)?.focus();

  return () => {
    element.removeEventListener("close", closed);
    document.removeEventListener("overlay:close", close);
  };
}
