// The suggestions of "Link item": arrows and 1 to 7 choose, Enter or a click posts the item to data-link-url.
// What has data-sent goes with it. A list with data-waits has nothing chosen until an arrow does.
import { listbox } from "../listbox.js";

export function linkItem(element) {
  const input = element.querySelector("[role='combobox']");
  let list = watch();

  function watch() {
    const made = listbox(input, element.querySelector("[role='listbox']"), choose);
    const waits = element.querySelector("[role='listbox']").hasAttribute("data-waits");
    if (!waits) made.select(made.options()[0]);
    return made;
  }

  function choose(option) {
    element.setAttribute("aria-busy", "true");
    const values = { item: option.dataset.value };
    for (const field of element.querySelectorAll("[data-sent], [name='is_all']:checked")) values[field.name] = field.value;
    globalThis.htmx.ajax("POST", element.dataset.linkUrl, { source: element, swap: "none", values });
  }

  const arrived = () => {
    if (element.isConnected && !element.contains(list.options()[0])) list = watch();
  };
  const pressed = (event) => {
    if (list.key(event)) return;
    const digit = /^[1-7]$/.test(event.key) && !input.value;
    const option = digit && list.options()[Number(event.key) - 1];
    if (!option) return;
    event.preventDefault();
    choose(option);
  };

  input.addEventListener("keydown", pressed);
  element.addEventListener("htmx:after:swap", arrived);
  return () => element.removeEventListener("htmx:after:swap", arrived);
}
