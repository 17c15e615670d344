// Single keys and chords: a control with data-key="l" is pressed by L, "g i" by G then I. A control inside the
// current row comes first, then one that stands alone. J, K and the arrows move between [data-row].
// Of many with data-first-key="e" the first one is pressed, where nothing else has the key.
// <html data-single-keys="off"> switches them off, for who talks to the machine or hits keys by chance.

const CHORD_WAITS = 1500;
const TYPING = "input:not([type='checkbox'], [type='radio'], [type='button']), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility());
const focusOf = (row) => row.querySelector("[data-open]") ?? row;

function control(key) {
  const named = `[data-key="${CSS.escape(key)}"]`;
  const row = document.activeElement?.closest("[data-row]") ?? document.querySelector("[data-row]:hover");
  const scope = document.querySelector("dialog[open]") ?? document;
  const menu = document.querySelector(".menu:popover-open");
  if (menu) return menu.querySelector(named) ?? menu.querySelector(`[data-key$=" ${CSS.escape(key)}"]`);
  // While rows are selected, a key that their bar has is about all of them.
  const selected = scope.querySelector(`[data-bulk]:not([hidden]) ${named}`);
  if (selected) return selected;
  const alone = [...scope.querySelectorAll(named)].filter((found) => !found.closest("[data-row], [data-bulk], [inert]"));
  const first = scope.querySelector(`[data-first-key="${CSS.escape(key)}"]`);
  return row?.querySelector(named) ?? alone.at(-1) ?? first;
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest("[data-row]"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  focusOf(next).focus({ focusVisible: true });
  next.scrollIntoView({ block: "nearest" });
}

// With Shift a range ends at the box that is pressed, as with the pointer.
function press(found, shiftKey) {
  if (shiftKey && found.matches("[type='checkbox']")) {
    found.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  } else if (found.matches(TYPING)) {
    found.focus();
    found.select?.();
  } else {
    found.click();
  }
}

export function keys(root) {
  let chord = "";
  let timer;
  const wait = (key) => {
    chord = key;
    clearTimeout(timer);
    timer = setTimeout(() => { chord = ""; }, CHORD_WAITS);
  };

  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter") event.target.closest("form")?.requestSubmit();
      return;
    }
    if (event.target.closest(TYPING)) {
      if (event.key === "Escape" && !event.target.closest("dialog, [popover]")) event.target.blur();
      return;
    }
    if (event.key.length === 1 && document.documentElement.dataset.singleKeys === "off") return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    const shifted = event.shiftKey && /^[a-z]$/.test(key);
    const alone = shifted ? control(`shift+${key}`) ?? (key === "x" ? control(key) : null) : control(key);
    const found = (chord && control(`${chord} ${key}`)) || alone;
    if (found) {
      event.preventDefault();
      press(found, event.shiftKey);
    } else if (key in steps && !document.querySelector("dialog[open], :popover-open")) {
      event.preventDefault();
      move(steps[key]);
    }
    if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`) && !chord) wait(key);
    else chord = "";
  });
}
