// HTML that is pasted or was kept, rebuilt from the tags that a note can have. It is parsed apart from the page, where nothing
// of it runs or loads, and nothing of what it was is passed on. The server does the same again.

const KEPT = new Set(["P", "DIV", "H3", "H4", "UL", "OL", "LI", "BLOCKQUOTE", "B", "I", "U", "S", "CODE", "BR"]);
const SPELLINGS = {
  STRONG: "b", EM: "i", STRIKE: "s", DEL: "s", INS: "u", PRE: "p", SECTION: "div", ARTICLE: "div", TR: "p", DT: "p", DD: "p",
  H1: "h3", H2: "h3", H5: "h4", H6: "h4",
};
const GONE = new Set(["SCRIPT", "STYLE", "TITLE", "TEMPLATE", "SVG", "MATH", "OBJECT", "IFRAME", "TEXTAREA", "SELECT", "HEAD", "META", "LINK"]);
const FOLLOWED = /^(?:https?:\/\/[^/]|mailto:|tel:)/i;

// Word writes entries of lists as paragraphs with the bullet as text.
const isEntry = (node) => node.nodeName === "P" && /^MsoList/i.test(node.className);
const isBullet = (node) => /mso-list:\s*Ignore/i.test(node.dataset.style ?? "");
// Some editors wrap what is copied into bold that is none.
const isLight = (node) => /font-weight:\s*(?:normal|[1-4]00)/i.test(node.dataset.style ?? "");

// What the policy of the page would stop is called differently, so that the browser has nothing to complain of.
const quiet = (html) =>
  html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(\s*=)/gi, " data-$1$2"));

export function mention(id, name) {
  const made = document.createElement("span");
  made.className = "mention";
  made.dataset.mention = id;
  made.contentEditable = "false";
  made.textContent = `@${name}`;
  return made;
}

function made(node) {
  if (isEntry(node)) return document.createElement("li");
  if (node.nodeName === "SPAN" && /^\d+$/.test(node.dataset.mention ?? "")) {
    return mention(node.dataset.mention, node.textContent.replace(/^@/, ""));
  }
  if (node.nodeName === "A" && FOLLOWED.test(node.getAttribute("href") ?? "")) {
    const link = document.createElement("a");
    link.href = node.getAttribute("href");
    return link;
  }
  if (["B", "STRONG"].includes(node.nodeName) && isLight(node)) return null;
  if (SPELLINGS[node.nodeName]) return document.createElement(SPELLINGS[node.nodeName]);
  return KEPT.has(node.nodeName) ? document.createElement(node.nodeName) : null;
}

function place(parent, node) {
  const isLoose = node.nodeName === "LI" && !["UL", "OL"].includes(parent.nodeName);
  if (!isLoose) return parent.append(node);
  if (parent.lastChild?.nodeName !== "UL") parent.append(document.createElement("ul"));
  parent.lastChild.append(node);
}

function rebuild(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data.replace(/[\n\r\t]+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || GONE.has(node.nodeName)) continue;
    if (!node.dataset || isBullet(node)) continue;
    const copy = made(node);
    if (copy) place(into, copy);
    if (!copy?.dataset.mention) rebuild(node, copy ?? into);
  }
}

export function tidyFragment(html) {
  const fragment = document.createDocumentFragment();
  rebuild(new DOMParser().parseFromString(quiet(html), "text/html").body, fragment);
  return fragment;
}

export function linesAsHtml(text) {
  const holder = document.createElement("div");
  for (const line of text ? text.split("\n") : []) {
    const block = document.createElement("p");
    block.textContent = line;
    if (!line) block.append(document.createElement("br"));
    holder.append(block);
  }
  return holder.innerHTML;
}
