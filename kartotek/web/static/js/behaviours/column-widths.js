// Columns made wider or narrower by dragging the handle in their head, or by the arrow keys on it; the width is kept.

const STEP = 16;
const [NARROWEST, WIDEST] = [48, 800];

export function columnWidths(table) {
  const heads = () => [...table.querySelectorAll("thead th")];
  const columnOf = (handle) => table.querySelectorAll("col")[heads().indexOf(handle.closest("th"))];

  function set(handle, pixels) {
    const width = Math.round(Math.min(Math.max(pixels, NARROWEST), WIDEST));
    columnOf(handle).width = width;
    handle.setAttribute("aria-valuenow", width);
    return width;
  }

  function keep(handle) {
    const values = { column: handle.closest("th").dataset.column, pixels: handle.getAttribute("aria-valuenow") };
    htmx.ajax("POST", table.dataset.widths, { values, swap: "none", source: handle });
  }

  const grasped = (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle) return;
    event.preventDefault();
    const [from, before] = [event.clientX, handle.closest("th").offsetWidth];
    const turn = document.dir === "rtl" ? -1 : 1;
    const moved = (move) => set(handle, before + (move.clientX - from) * turn);
    const released = () => {
      handle.removeEventListener("pointermove", moved);
      keep(handle);
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", moved);
    handle.addEventListener("pointerup", released, { once: true });
  };
  let waiting;
  const pressed = (event) => {
    const handle = event.target.closest("[data-handle]");
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!handle || !step) return;
    event.preventDefault();
    event.stopPropagation();
    set(handle, handle.closest("th").offsetWidth + step);
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(handle), 400);
  };

  table.addEventListener("pointerdown", grasped);
  table.addEventListener("keydown", pressed);
}
