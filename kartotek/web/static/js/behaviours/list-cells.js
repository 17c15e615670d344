// Cells of a list that are edited where they stand. The pencil, or Enter on it, puts the form into the cell; Esc puts
// the value back; Enter saves and the focus stays; Tab and Shift+Tab save and open the next cell of the row.
// Pencils and previews are added to the rows here: sent with every cell they would be most of the page.

const inside = (cell) => cell.querySelector(".cell-pencil");

function button(word, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `cell-${word}`;
  made.setAttribute("aria-label", label);
  made.append(document.getElementById(`cell-${word}`).content.cloneNode(true));
  return made;
}

export function listCells(table) {
  // Where the focus goes once a saved row has come back: [id of the row, name of the column, whether to open it].
  let after = null;
  let open = null;

  function dress() {
    // No attribute marks a row as done: htmx takes attributes back that it did not send.
    for (const row of table.querySelectorAll("tbody > [data-row]:has([data-open]):not(:has(.cell-preview))")) {
      const link = row.querySelector("[data-open]");
      const name = link.textContent;
      link.dataset.card = table.dataset.cards.replace("/0/", `/${row.dataset.id}/`);
      const preview = button("preview", table.dataset.previewText.replace("{name}", name));
      preview.dataset.preview = "";
      link.closest("td").append(preview);
      for (const cell of row.querySelectorAll("[data-edit]")) {
        const field = table.querySelector(`th[data-column="${CSS.escape(cell.dataset.cell)}"]`)?.textContent.trim();
        cell.append(button("pencil", table.dataset.editText.replace("{field}", field).replace("{name}", name)));
      }
    }
  }

  function edit(cell) {
    if (open?.cell.isConnected) putBack();
    const row = cell.closest("tr");
    open = { cell, row: row.id, column: cell.dataset.cell, before: [...cell.childNodes] };
    const url = table.dataset.cells.replace("/0/name/", `/${row.dataset.id}/${cell.dataset.cell}/`);
    cell.classList.add("editing");
    htmx.ajax("GET", url, { target: cell, swap: "innerHTML" });
  }

  function putBack() {
    const { cell, before } = open;
    open = null;
    cell.classList.remove("editing");
    cell.replaceChildren(...before);
    return cell;
  }

  function neighbour(cell, step) {
    const cells = [...cell.closest("tr").querySelectorAll("[data-edit]:not([data-cell='label'])")];
    return cells[cells.indexOf(cell) + step]?.dataset.cell;
  }

  const clicked = (event) => {
    const cell = event.target.closest(".cell-pencil")?.closest("[data-cell]");
    if (!cell) return;
    if (cell.dataset.cell !== "label") return edit(cell);
    const url = table.dataset.labels.replace("/0/", `/${cell.closest("tr").dataset.id}/`);
    htmx.ajax("GET", url, { target: "#popover", swap: "innerHTML" });
  };
  const doubled = (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell && inside(cell) && !event.target.closest("a, button, input")) inside(cell).click();
  };
  const pressed = (event) => {
    const form = event.target.closest(".cell-form");
    if (!form || !open || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      inside(putBack())?.focus();
    } else if (event.key === "Enter" && !event.target.closest("textarea, button")) {
      event.preventDefault();
      after = [open.row, open.column, false];
      form.requestSubmit();
    } else if (event.key === "Tab") {
      const next = neighbour(open.cell, event.shiftKey ? -1 : 1);
      if (!next) return;
      event.preventDefault();
      after = [open.row, next, true];
      form.requestSubmit();
    }
  };
  const left = (event) => {
    const form = event.target.closest(".cell-form");
    // Where the focus goes is known only after it has left.
    setTimeout(() => {
      if (!form?.isConnected || form.contains(document.activeElement) || !document.hasFocus()) return;
      if (after === null && form.dataset.touched === undefined) putBack();
      else if (after === null) form.requestSubmit();
    });
  };
  const touched = (event) => {
    const form = event.target.closest(".cell-form");
    if (form) form.dataset.touched = "";
  };
  const swapped = () => {
    const form = table.querySelector(".cell-form");
    if (form) {
      if (form.contains(document.activeElement)) return;
      const first = form.querySelector("[aria-invalid='true'], input:not([type='hidden']), textarea, select");
      first?.focus();
      first?.select?.();
      // What was refused stays; Esc puts the value back, Enter tries again.
      after = null;
      return;
    }
    if (open && !open.cell.isConnected) open = null;
    if (!after) return;
    const [row, column, opens] = after;
    const cell = document.getElementById(row)?.querySelector(`[data-cell="${CSS.escape(column)}"]`);
    after = null;
    dress();
    if (cell && opens) edit(cell);
    else if (cell) inside(cell)?.focus();
  };

  dress();
  const arrivals = new MutationObserver(dress);
  arrivals.observe(table, { childList: true, subtree: true });
  table.addEventListener("click", clicked);
  table.addEventListener("dblclick", doubled);
  table.addEventListener("keydown", pressed);
  table.addEventListener("focusout", left);
  table.addEventListener("input", touched);
  table.addEventListener("kartotek:chosen", touched);
  // A form that went with its row tells the document alone.
  document.addEventListener("htmx:after:swap", swapped);
  return () => {
    arrivals.disconnect();
    document.removeEventListener("htmx:after:swap", swapped);
  };
}
