// A record beside its list: Space or the preview button opens it, J and K go on to the next record, Esc closes it.
// The address names it (?panel=person-12). Where there is no room the record's page opens instead.

const NARROW = "(max-width: 45rem)";

export function sidePanel(element) {
  const panel = element.querySelector(".side-panel");
  const url = element.dataset.panelUrl;
  let shown = new URL(location).searchParams.get("panel") ?? "";
  let waiting;

  function name(value) {
    const address = new URL(location);
    if (value) address.searchParams.set("panel", value);
    else address.searchParams.delete("panel");
    history.replaceState(history.state, "", address);
    shown = value;
    mark();
  }

  function mark() {
    element.querySelectorAll("[data-row][aria-current]").forEach((row) => row.removeAttribute("aria-current"));
    if (shown) document.getElementById(shown)?.setAttribute("aria-current", "true");
  }

  function open(row) {
    if (matchMedia(NARROW).matches) return void row.querySelector("[data-open]")?.click();
    name(row.id);
    panel.hidden = false;
    htmx.ajax("GET", url.replace("/0/panel/", `/${row.dataset.id}/panel/`), { target: panel, swap: "innerHTML" });
  }

  function close() {
    const row = document.getElementById(shown);
    name("");
    panel.hidden = true;
    panel.replaceChildren();
    if (document.activeElement === document.body) row?.querySelector("[data-open]")?.focus();
  }

  const clicked = (event) => {
    if (event.target.closest("[data-close-panel]")) return close();
    const preview = event.target.closest("[data-preview]");
    if (preview) open(preview.closest("[data-row]"));
  };
  const pressed = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest?.("[data-row]");
    if (event.key === " " && row && element.contains(row) && event.target.matches("[data-open], [data-row]")) {
      event.preventDefault();
      if (shown === row.id) close();
      else open(row);
    } else if (event.key === "Escape" && shown && !document.querySelector("dialog[open], :popover-open")) {
      const selected = element.querySelector("[data-row] .checkbox:checked");
      if (event.target.closest?.("input:not([type='checkbox']), textarea, select")) return;
      if (selected) return;
      event.preventDefault();
      close();
    }
  };
  // J and K move the focus from row to row; an open panel follows.
  const moved = (event) => {
    const row = event.target.closest("[data-row]");
    if (!shown || panel.hidden || !row || row.id === shown || !event.target.matches("[data-open]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(row), 120);
  };

  element.addEventListener("click", clicked);
  element.addEventListener("focusin", moved);
  document.addEventListener("keydown", pressed);
  mark();
  return () => document.removeEventListener("keydown", pressed);
}
