// A button that shows and hides what it names in aria-controls.

export function disclosure(element) {
  element.addEventListener("click", () => {
    const open = element.getAttribute("aria-expanded") !== "true";
    const controlled = document.getElementById(element.getAttribute("aria-controls"));
    element.setAttribute("aria-expanded", String(open));
    controlled.hidden = !open;
    if (open) controlled.querySelector("input:not([type='hidden']), textarea, select")?.focus();
  });
}
