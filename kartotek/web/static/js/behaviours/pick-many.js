// Several records or texts as chips: what the combobox inside chooses becomes a chip and leaves the combobox empty.
// data-name is what a form gets for each, data-new-name for a name that is nobody's yet; with data-takes-text, Enter and
// comma take what was typed. Backspace in the empty combobox removes the last chip.

export function pickMany(element) {
  const list = element.querySelector("[data-picked]");
  const input = element.querySelector("[role='combobox']");
  const { name, newName } = element.dataset;

  const chips = () => [...list.children];

  function add(value, text, called = name) {
    const same = chips().some((chip) => {
      const held = chip.querySelector("input");
      return held.value === value && held.name === called;
    });
    if (!same) {
      const chip = element.querySelector("template").content.firstElementChild.cloneNode(true);
      chip.querySelector("span").textContent = text;
      const held = chip.querySelector("input");
      held.name = called;
      held.value = value;
      const button = chip.querySelector("button");
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")} ${text}`);
      list.append(chip);
    }
    input.value = "";
    // The combobox forgets its choice as if one had typed.
    input.dispatchEvent(new Event("input", { bubbles: true }));
    element.dispatchEvent(new CustomEvent("kartotek:picked", { bubbles: true }));
  }

  function remove(chip) {
    chip?.remove();
    input.focus();
    element.dispatchEvent(new CustomEvent("kartotek:picked", { bubbles: true }));
  }

  const chosen = (event) => {
    event.stopPropagation();
    const { value, label } = event.detail;
    if (value) add(value, label);
    else if (newName) add(label, label, newName);
    else add(label, label);
  };
  const pressed = (event) => {
    const typed = input.value.trim();
    if (event.key === "Backspace" && !input.value) remove(chips().at(-1));
    const ends = event.key === "Enter" || event.key === "," || event.key === ";";
    if (!ends || !("takesText" in element.dataset) || !typed) return;
    // An option that is marked is chosen by the combobox itself.
    if (event.key === "Enter" && input.hasAttribute("aria-activedescendant")) return;
    event.preventDefault();
    event.stopPropagation();
    add(typed, typed);
  };
  const clicked = (event) => {
    const button = event.target.closest("[data-remove]");
    if (button) remove(button.closest("li"));
  };

  element.addEventListener("kartotek:chosen", chosen);
  input.addEventListener("keydown", pressed, { capture: true });
  element.addEventListener("click", clicked);
}
