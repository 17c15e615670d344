// The options of a field: added, removed, and moved by their grip or by the arrow keys while the grip has the focus.
// Only the form changes; saving it is what counts.

export function optionRows(element) {
  const list = element.querySelector("[data-option-list]");
  const template = element.querySelector("[data-option-template]");
  let row = null;

  const rows = () => [...list.querySelectorAll("[data-option-row]")];
  const nameOf = (one) => one.querySelector("[name='option_name']");

  function add() {
    list.append(template.content.cloneNode(true));
    nameOf(rows().at(-1)).focus();
  }

  function remove(one) {
    const next = one.nextElementSibling ?? one.previousElementSibling;
    one.remove();
    if (next) nameOf(next).focus();
    else add();
  }

  const clicked = (event) => {
    if (event.target.closest("[data-add]")) add();
    else if (event.target.closest("[data-remove]")) remove(event.target.closest("[data-option-row]"));
  };
  const pressed = (event) => {
    const one = event.target.closest("[data-option-row]");
    if (!one) return;
    const grip = event.target.closest("[data-grip]");
    if (grip && event.key === "ArrowUp") one.previousElementSibling?.before(one);
    else if (grip && event.key === "ArrowDown") one.nextElementSibling?.after(one);
    else if (event.key === "Enter" && event.target === nameOf(one) && one === rows().at(-1) && event.target.value.trim()) add();
    else return;
    event.preventDefault();
    grip?.focus();
  };
  const grab = (event) => {
    const held = event.target.closest("[data-grip]")?.closest("[data-option-row]");
    if (held) held.draggable = true;
  };
  const start = (event) => {
    row = event.target.closest("[data-option-row]");
  };
  const over = (event) => {
    if (!row) return;
    event.preventDefault();
    const next = rows().find((other) => {
      const box = other.getBoundingClientRect();
      return other !== row && event.clientY < box.top + box.height / 2;
    });
    list.insertBefore(row, next ?? null);
  };
  const end = () => {
    if (row) row.draggable = false;
    row = null;
  };

  element.addEventListener("click", clicked);
  element.addEventListener("keydown", pressed);
  element.addEventListener("pointerdown", grab);
  element.addEventListener("dragstart", start);
  element.addEventListener("dragover", over);
  element.addEventListener("drop", (event) => event.preventDefault());
  element.addEventListener("dragend", end);
}
