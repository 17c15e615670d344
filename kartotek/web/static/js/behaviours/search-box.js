// The search field of the top bar: results while one types, arrows and Enter open one, Esc leaves. Empty, it offers
// what was worked on last. Without a choice Enter shows the page of all results.
import { listbox } from "../listbox.js";

export function searchBox(element) {
  const input = element.querySelector("[role='combobox']");
  const holder = element.querySelector(".search-options");
  const status = element.querySelector("[role='status']");
  // The options are links: a pointer opens them by itself.
  const list = listbox(input, element.querySelector("[role='listbox']"), () => {});

  // Esc holds until one types again, also for an answer that is still on its way.
  let left = true;

  function show(open) {
    const visible = open && holder.querySelector(".listbox").childElementCount > 0;
    holder.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    if (!visible) list.select(null);
  }

  const arrived = (event) => {
    if (!element.contains(event.target) || document.activeElement !== input || left) return;
    list.select(null);
    show(true);
    const found = list.options().length;
    status.textContent = found === 1 ? status.dataset.foundOne : status.dataset.foundMany.replace("{n}", found);
  };
  const asked = () => {
    left = false;
    if (holder.hidden) input.dispatchEvent(new Event("search-box:asked"));
  };
  const pressed = (event) => {
    if (event.key === "Escape" && !holder.hidden) {
      event.preventDefault();
      event.stopPropagation();
      left = true;
      show(false);
    } else if (event.key === "ArrowDown" && holder.hidden) {
      event.preventDefault();
      asked();
    } else if (event.key === "Enter" && !holder.hidden && list.current()?.href) {
      event.preventDefault();
      window.location.assign(list.current().href);
    } else if (event.key !== "Enter" && !holder.hidden) {
      list.key(event);
    }
  };
  const away = (event) => {
    if (element.contains(event.relatedTarget)) return;
    left = true;
    show(false);
  };

  input.addEventListener("focus", asked);
  input.addEventListener("input", () => { left = false; });
  input.addEventListener("keydown", pressed);
  element.addEventListener("focusout", away);
  document.body.addEventListener("htmx:after:swap", arrived);
  return () => document.body.removeEventListener("htmx:after:swap", arrived);
}
