// Rows of several lists that are put in order: dragged by their grip, or moved by the arrow keys while the grip has
// the focus. The new place is posted to the row's data-place-url as `group` (data-sort-list) and `before` (a row).
// Source: WAI-ARIA Authoring Practices, on moving rows of a list.

export function sortRows(element) {
  let row = null;
  let home = null;

  const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-sort-row]")];
  const lists = () => [...element.querySelectorAll("[data-sort-list]")];
  const listOf = (one) => one.closest("[data-sort-list]");

  function place(one) {
    const list = listOf(one);
    const rows = rowsOf(list);
    const before = rows[rows.indexOf(one) + 1]?.dataset.sortRow ?? "";
    return { group: list.dataset.sortList, before };
  }

  function post(one) {
    const grip = one.querySelector("[data-grip]").id;
    const said = globalThis.htmx.ajax("POST", one.dataset.placeUrl, { source: element, swap: "none", values: place(one) });
    said?.then?.(() => document.getElementById(grip)?.focus());
  }

  // One step up or down, into the neighbouring list at an end.
  function step(one, way) {
    const list = listOf(one);
    const rows = rowsOf(list);
    const at = rows.indexOf(one);
    const all = lists();
    const next = all[all.indexOf(list) + way];
    if (way < 0 && at > 0) list.insertBefore(one, rows[at - 1]);
    else if (way > 0 && at < rows.length - 1) list.insertBefore(one, rows[at + 2] ?? null);
    else if (!next) return;
    else next.insertBefore(one, way < 0 ? null : next.firstElementChild);
    post(one);
  }

  const pressed = (event) => {
    const one = event.target.closest("[data-grip]")?.closest("[data-sort-row]");
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!one || !way) return;
    event.preventDefault();
    event.stopPropagation();
    step(one, way);
  };
  const grab = (event) => {
    const held = event.target.closest("[data-grip]")?.closest("[data-sort-row]");
    if (held) held.draggable = true;
  };
  const start = (event) => {
    row = event.target.closest("[data-sort-row]");
    if (!row) return;
    home = [row.parentElement, row.nextElementSibling];
    event.dataTransfer.effectAllowed = "move";
  };
  const over = (event) => {
    const list = event.target.closest("[data-sort-list]");
    if (!row || !list) return;
    event.preventDefault();
    const next = rowsOf(list).find((other) => {
      const box = other.getBoundingClientRect();
      return other !== row && event.clientY < box.top + box.height / 2;
    });
    list.insertBefore(row, next ?? null);
  };
  const drop = (event) => {
    if (!row) return;
    event.preventDefault();
    const moved = row;
    row.draggable = false;
    row = home = null;
    post(moved);
  };
  const end = () => {
    if (row) home[0].insertBefore(row, home[1]?.parentElement === home[0] ? home[1] : null);
    row = home = null;
  };

  element.addEventListener("keydown", pressed);
  element.addEventListener("pointerdown", grab);
  element.addEventListener("dragstart", start);
  element.addEventListener("dragover", over);
  element.addEventListener("drop", drop);
  element.addEventListener("dragend", end);
}
