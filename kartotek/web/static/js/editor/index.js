// The editor of notes and comments: Squire over a text area, which stays what is sent without scripts.
// What it writes goes into one hidden input as HTML, and into another, in the place of the text area, as plain text.
import Squire from "squire-rte/dist/squire-raw.mjs";

import { drafts } from "./drafts.js";
import { mentions } from "./mentions.js";
import { linesAsHtml, tidyFragment } from "./tidy-html.js";
import { toolbar } from "./toolbar.js";

function area(text) {
  const root = document.createElement("div");
  root.className = `rich-text__area rich ${text.className}`;
  root.setAttribute("role", "textbox");
  for (const name of ["aria-label", "aria-invalid", "aria-describedby"]) {
    if (text.hasAttribute(name)) root.setAttribute(name, text.getAttribute(name));
  }
  root.ariaMultiLine = "true";
  root.dataset.placeholder = text.placeholder;
  return root;
}

globalThis.kartotekEditor = function editor(element) {
  const text = element.querySelector("textarea");
  const hidden = element.querySelector("[data-html]");
  const discard = element.querySelector("[data-discard]");
  const form = element.closest("form");
  const draft = drafts(element.dataset.draft);
  const life = new AbortController();
  const hadFocus = document.activeElement === text;
  const begun = text.value !== text.defaultValue;

  const root = area(text);
  const plain = document.createElement("input");
  plain.type = "hidden";
  plain.name = text.name;
  text.replaceWith(root, plain);
  const squire = new Squire(root, { blockTag: "P", sanitizeToDOMFragment: tidyFragment });

  function sync() {
    const isEmpty = !root.innerText.trim();
    root.classList.toggle("rich-text__area--empty", isEmpty);
    hidden.value = isEmpty ? "" : squire.getHTML();
    plain.value = isEmpty ? "" : root.innerText;
  }
  const changed = () => {
    sync();
    draft.keep(hidden.value);
    element.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const own = begun ? linesAsHtml(text.value) : element.dataset.value || linesAsHtml(text.value);
  const kept = begun ? "" : draft.kept();
  // What was in the editor before its element was moved counts first.
  squire.setHTML(hidden.value || kept || own);
  if (discard) {
    discard.hidden = !kept;
    discard.addEventListener("click", () => {
      squire.setHTML(own);
      changed();
      discard.hidden = true;
      squire.focus();
    }, { signal: life.signal });
  }
  sync();
  toolbar(squire, element.querySelector("[role='toolbar']"), life.signal);
  mentions(squire, root, element, life.signal);
  squire.addEventListener("input", changed);

  const saved = (event) => {
    if (event.target === form && event.detail.ctx.response.status < 400) draft.keep("");
  };
  form.addEventListener("htmx:after:request", saved, { signal: life.signal });
  if (hadFocus) squire.focus().moveCursorToEnd();
  // What is moved within the page is attached anew: the text area is left as it was found.
  return () => {
    life.abort();
    squire.destroy();
    root.replaceWith(text);
    plain.remove();
  };
};
