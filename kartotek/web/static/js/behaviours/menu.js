// Arrow keys, Home, End and first letters move inside an open menu; the focus goes in when it opens.

export function menu(element) {
  const items = () => [...element.querySelectorAll(".menu__item:not(:disabled)")];
  const toggled = (event) => {
    if (event.newState === "open") items()[0]?.focus({ focusVisible: true });
  };
  const pressed = (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (at < 0 || !(event.key in places)) return;
    event.preventDefault();
    event.stopPropagation();
    all.at(places[event.key] % all.length).focus();
  };
  const chosen = (event) => {
    if (event.target.closest(".menu__item")) element.hidePopover();
  };

  element.addEventListener("toggle", toggled);
  element.addEventListener("keydown", pressed);
  element.addEventListener("click", chosen);
}
