// Pick a record or type a new name: the server answers the options while one types (hx-get on the input),
// the hidden input holds the chosen id and is emptied when the text is changed.
// Nothing is chosen before an arrow key, but a record of exactly the typed name: a new one is made knowingly only,
// and the mark beside the field says so.
import { listbox } from "../listbox.js";
import { plain } from "../plain.js";

export function combobox(element) {
  const input = element.querySelector("[role='combobox']");
  const chosen = element.querySelector("[data-chosen]");
  const holder = element.querySelector(".combobox__list");
  const status = element.querySelector("[role='status']");
  const mark = element.querySelector("[data-new]");
  const list = listbox(input, element.querySelector("[role='listbox']"), choose);

  // Esc and a choice hold until one types again, also for an answer that is still on its way.
  let left = false;

  function show(open) {
    const visible = open && list.options().length > 0;
    holder.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    if (!visible) list.select(null);
  }

  const named = () => {
    const typed = plain(input.value.trim());
    return list.options().filter((option) => option.dataset.value && plain(option.dataset.label.trim()) === typed);
  };

  // New is what no record is called and the list offers to add.
  function settle() {
    const offered = list.options().find((option) => option.matches(".option--new"))?.dataset.label;
    mark.hidden = Boolean(chosen.value) || !offered || offered !== input.value.trim() || named().length > 0;
  }

  function choose(option) {
    const { value, label } = option.dataset;
    input.value = label;
    chosen.value = value;
    left = true;
    show(false);
    mark.hidden = Boolean(value) || !option.matches(".option--new");
    element.dispatchEvent(new CustomEvent("kartotek:chosen", { bubbles: true, detail: { value, label } }));
  }

  function announce() {
    const found = list.options().length;
    const text = found === 1 ? status.dataset.foundOne : status.dataset.foundMany.replace("{n}", found);
    status.textContent = text;
  }

  const arrived = (event) => {
    if (!element.contains(event.target)) return;
    if (document.activeElement !== input) return settle();
    if (left) return;
    show(input.value.trim() !== "");
    const same = named();
    list.select(!holder.hidden && same.length === 1 ? same[0] : null);
    announce();
  };
  const typed = () => {
    chosen.value = "";
    mark.hidden = true;
    left = false;
    // What was found for the text before is not chosen for this one.
    list.select(null);
    if (!input.value.trim()) show(false);
  };
  const pressed = (event) => {
    if (event.key === "Escape" && !holder.hidden) {
      event.preventDefault();
      event.stopPropagation();
      left = true;
      show(false);
    } else if (event.key === "ArrowDown" && holder.hidden && input.value.trim()) {
      event.preventDefault();
      left = false;
      input.dispatchEvent(new Event("combobox:asked"));
    } else if (!holder.hidden && !list.key(event) && event.key === "Enter") {
      // An open list waits for a choice: Enter does not send the form around it.
      event.preventDefault();
    }
  };
  const away = () => {
    show(false);
    settle();
  };

  input.addEventListener("input", typed);
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", away);
  document.body.addEventListener("htmx:after:swap", arrived);
  return () => document.body.removeEventListener("htmx:after:swap", arrived);
}
