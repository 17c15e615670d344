// After an @ the colleagues one may mean are offered; the keyboard stays in the text (the combobox pattern).
import { listbox } from "../listbox.js";
import { mention } from "./tidy-html.js";

const AFTER_AT = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u;
const WAIT = 100;

let lists = 0;

export function mentions(editor, root, element, signal) {
  const holder = element.querySelector("[data-mentions]");
  const status = element.querySelector("[data-found-one]");
  const list = listbox(root, holder, choose);
  let asked = null;
  let timer;

  lists += 1;
  holder.id = `people-${lists}`;
  root.setAttribute("aria-autocomplete", "list");
  root.setAttribute("aria-controls", holder.id);

  function close() {
    clearTimeout(timer);
    asked = null;
    holder.hidden = true;
    // htmx would carry a style along to what replaces this, which the policy of the page forbids.
    holder.removeAttribute("style");
    list.select(null);
    holder.replaceChildren();
  }

  // What is typed after the @ before the caret, and where that is.
  function typed() {
    const { anchorNode: node, anchorOffset: end, isCollapsed } = document.getSelection();
    if (!isCollapsed || node?.nodeType !== Node.TEXT_NODE || !root.contains(node)) return null;
    if (node.parentElement.closest(".mention")) return null;
    const found = AFTER_AT.exec(node.data.slice(0, end));
    return found && { node, start: end - found[1].length - 1, end, text: found[1] };
  }

  function place() {
    const caret = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const box = element.getBoundingClientRect();
    holder.style.top = `${caret.bottom - box.top + 4}px`;
    holder.style.left = `${Math.max(0, Math.min(caret.left - box.left, box.width - holder.offsetWidth))}px`;
  }

  async function ask(text) {
    const answer = await fetch(`${element.dataset.people}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (asked !== text || !answer?.ok) return;
    holder.innerHTML = await answer.text();
    const found = list.options().length;
    holder.hidden = !found;
    if (!found) return list.select(null);
    place();
    if (text) list.select(list.options()[0]);
    status.textContent = found === 1 ? status.dataset.foundOne : status.dataset.foundMany.replace("{n}", found);
  }

  function look() {
    const now = typed();
    if (!now) return close();
    if (now.text === asked) return;
    asked = now.text;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT, now.text);
  }

  function choose(option) {
    const now = typed();
    close();
    if (!now) return;
    const range = document.createRange();
    range.setStart(now.node, now.start);
    range.setEnd(now.node, now.end);
    editor.setSelection(range);
    // With the blank behind it in one piece: what is typed next stands beside the mention, not in it.
    editor.insertHTML(`${mention(option.dataset.value, option.dataset.label).outerHTML}\u00a0`);
    editor.focus();
  }

  const pressed = (event) => {
    if (holder.hidden || !root.contains(event.target) || event.ctrlKey || event.metaKey) return;
    const chosen = event.key === "Tab" && list.current();
    if (chosen) choose(chosen);
    else if (event.key === "Escape") {
      close();
      asked = typed()?.text ?? null;
    } else if (!list.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Before the editor sees the key.
  element.addEventListener("keydown", pressed, { capture: true, signal });
  root.addEventListener("blur", close);
  editor.addEventListener("input", look);
  editor.addEventListener("cursor", look);
}
