// Beside the ticked rows: all records that match. Ticking or unticking anything goes back to what is ticked.

export function selectAll(element) {
  const all = element.querySelector("[data-is-all]");
  const button = element.querySelector("[data-select-matching]");
  const count = element.querySelector("[data-selected-many]");
  if (!all || !button) return undefined;
  const text = button.textContent;

  // The count is drawn anew with the list.
  const shown = () => document.querySelector("#page-count [data-matching]")?.dataset.matching ?? "";
  const label = () => { button.textContent = shown() ? `${text} (${shown()})` : text; };
  // Where every record is ticked already there are no more to select; "10,000+" is a number nobody counted to.
  const hasAll = () => {
    const ticked = element.querySelectorAll("[data-row] .checkbox:checked").length;
    return !shown().endsWith("+") && Number(shown().replace(/\D/g, "")) === ticked;
  };

  const clicked = (event) => {
    if (event.target.closest("[data-select-matching]")) {
      const boxes = [...element.querySelectorAll("[data-row] .checkbox")];
      boxes.forEach((box) => { box.checked = true; });
      all.value = "1";
      button.hidden = true;
      count.textContent = shown() ? count.dataset.selectedMany.replace("{n}", shown()) : button.dataset.allText;
    } else if (event.target.matches(".checkbox") || event.target.closest("[data-clear]")) {
      all.value = "";
      button.hidden = hasAll();
      label();
    }
  };
  element.addEventListener("click", clicked);
  return undefined;
}
