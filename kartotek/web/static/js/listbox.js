// The keyboard of a list of options below an input that keeps the focus (the combobox pattern).

export function listbox(input, list, choose) {
  const options = () => [...list.querySelectorAll("[role='option']")];
  const current = () => options().find((option) => option.ariaSelected === "true");

  function select(option) {
    options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    if (option?.id) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(current());
    select(all.at(at < 0 ? (step > 0 ? 0 : -1) : (at + step) % all.length));
  }

  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role='option']");
    if (option) choose(option);
  });

  return {
    options,
    current,
    select,
    // Returns whether the key was one of the list's.
    key(event) {
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter" && current()) choose(current());
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
