// Pick a record or type a new name: the server answers the options while one types (hx-get on the input),
// the hidden input holds the chosen id and is emptied when the text is changed.
import { listbox } from "../listbox.js";

export function combobox(element) {
  const input = element.querySelector("[role='combobox']");
  const chosen = element.querySelector("[data-chosen]");
  const holder = element.querySelector(".combobox__list");
  const status = element.querySelector("[role='status']");
  const list = listbox(input, element.querySelector("[role='listbox']"), choose);

  // Esc and a choice hold until one types again, also for an answer that is still on its way.
  let left = false;

  function show(open) {
    const visible = open && list.options().length > 0;
    holder.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    if (!visible) list.select(null);
  }

  function choose(option) {
    const { value, label } = option.dataset;
    input.value = label;
    chosen.value = value;
    left = true;
    show(false);
    element.dispatchEvent(new CustomEvent("kartotek:chosen", { bubbles: true, detail: { value, label } }));
  }

  function announce() {
    const found = list.options().length;
    const text = found === 1 ? status.dataset.foundOne : status.dataset.foundMany.replace("{n}", found);
    status.textContent = text;
  }

  const arrived = (event) => {
    if (!element.contains(event.target) || document.activeElement !== input || left) return;
    show(input.value.trim() !== "");
    // What Enter would choose is shown from the start: the first record found, or the new name.
    if (!holder.hidden) list.select(list.options()[0]);
    announce();
  };
  const typed = () => {
    chosen.value = "";
    left = false;
    if (!input.value.trim()) show(false);
  };
  const pressed = (event) => {
    if (event.key === "Escape" && !holder.hidden) {
      event.preventDefault();
      event.stopPropagation();
      left = true;
      show(false);
    } else if (!holder.hidden) {
      list.key(event);
    }
  };

  input.addEventListener("input", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", () => show(false));
  document.body.addEventListener("htmx:after:swap", arrived);
  return () => document.body.removeEventListener("htmx:after:swap", arrived);
}
