// A toast goes after ten seconds; the clock stands still while the pointer or the focus is on it.

const STAYS = 10_000;

export function toast(element) {
  let timer;
  const leave = () => element.remove();
  const hold = () => clearTimeout(timer);
  const go = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, STAYS);
  };

  element.addEventListener("pointerenter", hold);
  element.addEventListener("focusin", hold);
  element.addEventListener("pointerleave", go);
  element.addEventListener("focusout", go);
  element.addEventListener("htmx:finally:request", leave);
  go();
  return hold;
}
