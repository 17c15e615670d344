// Selecting rows by checkbox, with a range by Shift; the bar of what can be done shows while any is selected.
// [data-select-all] selects all, [data-clear], Esc and the event selection:clear none. Buttons of the bar send the checked boxes with hx-include.

export function selectRows(element) {
  const boxes = () => [...element.querySelectorAll("[data-row] .checkbox")];
  let last = null;

  function refresh() {
    const all = boxes();
    const count = all.filter((box) => box.checked).length;
    const bar = element.querySelector("[data-bulk]");
    if (bar) {
      const text = bar.querySelector("[data-selected-many]");
      bar.hidden = count === 0;
      text.textContent = count === 1 ? text.dataset.selectedOne : text.dataset.selectedMany.replace("{n}", count);
    }
    const master = element.querySelector("[data-select-all]");
    if (master) {
      master.checked = count > 0 && count === all.length;
      master.indeterminate = count > 0 && count < all.length;
    }
  }

  function set(checked, chosen = boxes()) {
    chosen.forEach((box) => { box.checked = checked; });
    refresh();
  }

  const clicked = (event) => {
    if (event.target.closest("[data-clear]")) return set(false);
    if (event.target.matches("[data-select-all]")) return set(event.target.checked);
    const all = boxes();
    if (!all.includes(event.target)) return;
    if (event.shiftKey && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
      set(event.target.checked, all.slice(from, to + 1));
    }
    last = event.target;
    refresh();
  };
  const pressed = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open], :popover-open")) set(false);
  };

  element.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  const cleared = () => set(false);
  document.addEventListener("selection:clear", cleared);
  // What was sent by an element that is gone by now tells the document alone.
  document.addEventListener("htmx:after:swap", refresh);
  refresh();
  return () => {
    document.removeEventListener("keydown", pressed);
    document.removeEventListener("selection:clear", cleared);
    document.removeEventListener("htmx:after:swap", refresh);
  };
}
