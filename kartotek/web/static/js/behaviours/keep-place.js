// When the row that has the focus leaves the list, the focus moves to the row that takes its place.

export function keepPlace(element) {
  const rows = () => [...element.querySelectorAll("[data-row]")];
  let place = -1;

  const focused = (event) => { place = rows().indexOf(event.target.closest("[data-row]")); };
  const left = (event) => { if (event.relatedTarget) place = -1; };
  const watch = new MutationObserver(() => {
    if (place < 0 || document.activeElement !== document.body) return;
    const all = rows();
    all[Math.min(place, all.length - 1)]?.querySelector("[data-open]")?.focus({ focusVisible: true });
  });

  element.addEventListener("focusin", focused);
  element.addEventListener("focusout", left);
  watch.observe(element, { childList: true, subtree: true });
  return () => watch.disconnect();
}
