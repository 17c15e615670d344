// A popover that arrives in the page opens beside the control that asked for it, and leaves when it is closed.
import { opener } from "../opener.js";

export function popover(element) {
  const source = opener();
  const close = () => element.isConnected && element.hidePopover();
  const toggled = (event) => {
    source?.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState === "closed") element.remove();
  };

  element.addEventListener("toggle", toggled);
  document.addEventListener("overlay:close", close);
  element.showPopover(source ? { source } : {});
  // What is meant to have the focus may stand behind other controls.
  const first = element.querySelector("[autofocus]") ?? element.querySelector("input:not([type='hidden']), button, a");
  first?.focus();

  return () => {
    source?.removeAttribute("aria-expanded");
    document.removeEventListener("overlay:close", close);
    if (document.activeElement === document.body && source?.isConnected) source.focus();
  };
}
