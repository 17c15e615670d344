// Attaches behaviours to elements by data-behaviour, and cleans up when an element leaves the page.
// A behaviour is a function of the element that may return its own undoing.

const behaviours = new Map();
const undoings = new WeakMap();

export function behaviour(word, attach) {
  behaviours.set(word, attach);
}

function bearing(node) {
  if (!(node instanceof Element)) return [];
  const inside = [...node.querySelectorAll("[data-behaviour]")];
  return node.matches("[data-behaviour]") ? [node, ...inside] : inside;
}

function attach(element) {
  if (undoings.has(element)) return;
  const words = element.dataset.behaviour.split(" ").filter((word) => behaviours.has(word));
  undoings.set(element, words.map((word) => behaviours.get(word)(element)).filter(Boolean));
}

function detach(element) {
  undoings.get(element)?.forEach((undo) => undo());
  undoings.delete(element);
}

export function start(root = document.body) {
  bearing(root).forEach(attach);
  new MutationObserver((changes) => {
    for (const change of changes) {
      change.removedNodes.forEach((node) => bearing(node).filter((e) => !e.isConnected).forEach(detach));
      change.addedNodes.forEach((node) => bearing(node).filter((e) => e.isConnected).forEach(attach));
    }
  }).observe(root, { childList: true, subtree: true });
}
