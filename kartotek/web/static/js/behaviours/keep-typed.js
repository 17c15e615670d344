// What somebody typed stays when the fields are drawn anew with what was found meanwhile; a field that was emptied takes it.

export function keepTyped(element) {
  const typed = new Map();

  const noted = ({ target: { name, value } }) => {
    if (value) typed.set(name, value);
    else typed.delete(name);
  };
  const drawn = new MutationObserver(() => {
    for (const field of element.querySelectorAll("[name]")) {
      if (typed.has(field.name)) field.value = typed.get(field.name);
    }
  });

  element.addEventListener("input", noted);
  drawn.observe(element, { childList: true, subtree: true });
  return () => drawn.disconnect();
}
