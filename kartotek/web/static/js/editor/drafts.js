// What is typed and not saved yet stays in this browser, by what it is written for, until it is saved, discarded or one signs out.

const MARK = "draft:";
const store = () => {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
};

export function drafts(key) {
  const name = key && `${MARK}${key}`;
  return {
    kept: () => (name && store()?.getItem(name)) || "",
    keep(html) {
      if (!name) return;
      if (html) store()?.setItem(name, html);
      else store()?.removeItem(name);
    },
  };
}

export function forgetDrafts() {
  const held = store();
  Object.keys(held ?? {}).filter((name) => name.startsWith(MARK)).forEach((name) => held.removeItem(name));
}
