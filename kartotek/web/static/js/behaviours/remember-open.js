// A part of the sidebar that stays folded or open as one left it, on every record of this browser.

export function rememberOpen(element) {
  const key = `section:${element.id}`;
  const kept = localStorage.getItem(key);
  if (kept !== null) element.open = kept === "open";
  const changed = () => localStorage.setItem(key, element.open ? "open" : "folded");
  element.addEventListener("toggle", changed);
  return () => element.removeEventListener("toggle", changed);
}
