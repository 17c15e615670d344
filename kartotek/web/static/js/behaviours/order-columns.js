// The columns of a list put in order: by dragging, or by Alt with the arrow keys on the focused one.

export function orderColumns(form) {
  const list = form.querySelector("[data-order]");
  const status = form.querySelector("[data-moved]");
  const items = () => [...list.querySelectorAll("[data-column]")];
  let dragged = null;

  function tell(item) {
    const place = items().indexOf(item) + 1;
    status.textContent = status.dataset.moved.replace("{name}", item.textContent.trim()).replace("{n}", place);
  }

  const pressed = (event) => {
    const item = event.target.closest("[data-column]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!item || !step || !event.altKey) return;
    event.preventDefault();
    const other = items()[items().indexOf(item) + step];
    if (!other) return;
    if (step < 0) other.before(item);
    else other.after(item);
    event.target.focus();
    tell(item);
  };
  const started = (event) => {
    dragged = event.target.closest?.("[data-column]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  };
  const over = (event) => {
    const item = event.target.closest("[data-column]");
    if (!dragged || !item || item === dragged) return;
    event.preventDefault();
    const box = item.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) item.before(dragged);
    else item.after(dragged);
  };
  const ended = () => {
    if (dragged) tell(dragged);
    dragged = null;
  };

  form.addEventListener("keydown", pressed);
  list.addEventListener("dragstart", started);
  list.addEventListener("dragover", over);
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", ended);
}
