// Tabs that show one panel each; arrow keys move between them.

const WRITTEN_IN = "[contenteditable='true'], input:not([type='hidden']), textarea:not([hidden])";

export function tabs(element) {
  const all = [...element.querySelectorAll("[role='tab']")];

  function select(tab) {
    for (const other of all) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls"))?.toggleAttribute("hidden", other !== tab);
    }
  }

  element.addEventListener("click", (event) => {
    const tab = event.target.closest("[role='tab']");
    if (!tab) return;
    select(tab);
    // The composer is for writing: a key or a click that opens a panel leads into it.
    if (event.detail !== 0 || event.isTrusted === false) {
      document.getElementById(tab.getAttribute("aria-controls"))?.querySelector(WRITTEN_IN)?.focus();
    }
  });
  element.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = all.at((all.indexOf(document.activeElement) + step) % all.length);
    select(next);
    next.focus();
  });
  select(all.find((tab) => tab.ariaSelected === "true") ?? all[0]);
}
