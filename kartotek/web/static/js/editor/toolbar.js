// The buttons below an editor: what the text at the caret is, and making it so or not. One stop for Tab; arrows move inside.

const TAGS = { bold: "B", italic: "I", heading: "H3", list: "UL", numbers: "OL", quote: "BLOCKQUOTE", link: "A" };
const LINES = new Set(["P", "DIV", "H3", "H4"]);

function asLines(tag) {
  return (fragment) => {
    const changed = document.createDocumentFragment();
    for (const block of [...fragment.childNodes]) {
      if (!LINES.has(block.nodeName)) {
        changed.append(block);
        continue;
      }
      const line = document.createElement(tag);
      line.append(...block.childNodes);
      changed.append(line);
    }
    return changed;
  };
}

function addressOf(typed) {
  const text = typed.trim();
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(text)) return text;
  return /^[^\s/@]+@[^\s/@]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}

export function toolbar(editor, bar, signal) {
  const buttons = [...bar.querySelectorAll("[data-format]")];
  const place = bar.querySelector("[data-link]");
  const input = place.querySelector("input");
  const is = (word) => editor.hasFormat(TAGS[word]);

  const acts = {
    bold: () => (is("bold") ? editor.removeBold() : editor.bold()),
    italic: () => (is("italic") ? editor.removeItalic() : editor.italic()),
    heading: () => editor.modifyBlocks(asLines(is("heading") ? "p" : "h3")),
    list: () => (is("list") ? editor.removeList() : editor.makeUnorderedList()),
    numbers: () => (is("numbers") ? editor.removeList() : editor.makeOrderedList()),
    quote: () => (is("quote") ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel()),
    link: () => (is("link") ? editor.removeLink() : ask()),
  };

  function ask() {
    place.hidden = false;
    input.value = "";
    input.focus();
  }
  function link() {
    place.hidden = true;
    editor.focus();
    if (input.value.trim()) editor.makeLink(addressOf(input.value));
  }
  const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(is(button.dataset.format))));

  bar.addEventListener("mousedown", (event) => event.target.closest("[data-format]") && event.preventDefault(), { signal });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-format]");
    if (event.target.closest("[data-link-save]")) link();
    if (!button) return;
    acts[button.dataset.format]();
    if (button.dataset.format !== "link") editor.focus();
    show();
  }, { signal });
  bar.addEventListener("keydown", (event) => {
    if (event.target === input && ["Enter", "Escape"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") input.value = "";
      link();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target === input) return;
    event.preventDefault();
    const next = buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length);
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  }, { signal });
  buttons.forEach((button, at) => { button.tabIndex = at ? -1 : 0; });
  editor.addEventListener("pathChange", show);
  bar.hidden = false;
}
