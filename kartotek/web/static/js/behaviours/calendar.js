// A week by the hour: a block is dragged to another time, or moved by Alt and the arrow keys (a quarter of an hour up and down, a
// day to either side); a click into an empty place of a day asks for a new activity there. The new place is posted to the block's
// data-move-url as due_on and due_time, or as minutes and days.

const ROWS = 96;
const ROW_MINUTES = 15;
const HELD = "calendar__block--held";

export function calendar(week) {
  let held = null;

  const clock = (row) => `${String(Math.floor(row / 4)).padStart(2, "0")}:${String((row % 4) * ROW_MINUTES).padStart(2, "0")}`;

  function rowAt(day, y) {
    const box = day.getBoundingClientRect();
    return Math.min(ROWS - 1, Math.max(0, Math.floor(((y - box.top) / box.height) * ROWS)));
  }

  function post(block, values) {
    const url = block.dataset.moveUrl;
    const said = globalThis.htmx.ajax("POST", url, { source: week, swap: "none", values });
    said?.then?.(() => document.querySelector(`[data-move-url="${url}"] a`)?.focus({ preventScroll: true }));
  }

  const grabbed = (event) => {
    const block = event.target.closest("[data-block]");
    if (!block || event.button !== 0 || event.target.closest("button")) return;
    const box = block.getBoundingClientRect();
    held = { block, x: event.clientX, y: event.clientY, inside: event.clientY - box.top, moved: false };
  };
  const dragged = (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(x, y) < 6) return;
    held.moved = true;
    held.block.classList.add(HELD);
    held.block.style.setProperty("transform", `translate(${x}px, ${y}px)`);
  };
  const dropped = (event) => {
    if (!held) return;
    const { block, inside, moved } = held;
    held = null;
    if (!moved) return;
    // What lies under the block counts, not the block.
    const place = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-day]");
    block.classList.remove(HELD);
    block.removeAttribute("style");
    // The click that ends a drag opens nothing.
    week.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => week.removeEventListener("click", stop, { capture: true }));
    if (!place || !week.contains(place)) return;
    const isTimed = place.matches(".calendar__day");
    const wasTimed = !block.matches(".calendar__block--whole");
    const top = wasTimed ? event.clientY - inside + 1 : event.clientY;
    post(block, { due_on: place.dataset.day, due_time: isTimed ? clock(rowAt(place, top)) : "" });
  };
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const left = () => {
    held?.block.classList.remove(HELD);
    held?.block.removeAttribute("style");
    held = null;
  };
  const pressed = (event) => {
    const block = event.target.closest("[data-block]");
    const by = {
      ArrowUp: { minutes: -ROW_MINUTES }, ArrowDown: { minutes: ROW_MINUTES }, ArrowLeft: { days: -1 }, ArrowRight: { days: 1 },
    }[event.key];
    if (event.key === "Escape" && held) return left();
    if (!block || !by || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    post(block, by);
  };
  const clicked = (event) => {
    const day = event.target.closest("[data-day]");
    if (!day || event.target.closest("[data-block]")) return;
    const asked = new URLSearchParams({ due_on: day.dataset.day });
    // A click means the half hour it falls in.
    if (day.matches(".calendar__day")) asked.set("due_time", clock(rowAt(day, event.clientY) & ~1));
    globalThis.htmx.ajax("GET", `${week.dataset.addUrl}?${asked}`, { source: week, target: "#dialog", swap: "innerHTML" });
  };

  const noNative = (event) => event.preventDefault();

  week.addEventListener("pointerdown", grabbed);
  week.addEventListener("dragstart", noNative);
  document.addEventListener("pointermove", dragged);
  document.addEventListener("pointerup", dropped);
  document.addEventListener("pointercancel", left);
  week.addEventListener("keydown", pressed);
  week.addEventListener("click", clicked);
  // Working hours come first; what lies before them is a scroll away.
  const first = week.querySelector(".calendar__day");
  if (first && !week.scrollTop) week.scrollTop = (first.getBoundingClientRect().height / ROWS) * 4 * 7.5;
  return () => {
    document.removeEventListener("pointermove", dragged);
    document.removeEventListener("pointerup", dropped);
    document.removeEventListener("pointercancel", left);
  };
}
