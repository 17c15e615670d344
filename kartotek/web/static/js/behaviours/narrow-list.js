// Typing into [data-narrow] leaves those [data-narrow-item] that hold every word; empty groups go too. Marks and case
// do not count, and the Turkish i is found in every form.
import { plain } from "../plain.js";

export function narrowList(element) {
  const input = element.querySelector("[data-narrow]");

  const typed = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    for (const item of element.querySelectorAll("[data-narrow-item]")) {
      const text = plain(item.textContent);
      item.hidden = !words.every((word) => text.includes(word));
    }
    for (const group of element.querySelectorAll("[data-narrow-group]")) {
      group.hidden = !group.querySelector("[data-narrow-item]:not([hidden])");
    }
  };
  const pressed = (event) => {
    if (event.key !== "Enter" || event.target !== input) return;
    // Enter takes the first that is left; where items are boxes to tick, it does nothing.
    event.preventDefault();
    element.querySelector("button[data-narrow-item]:not([hidden])")?.click();
  };

  input.addEventListener("input", typed);
  element.addEventListener("keydown", pressed);
}
