// A text area with a form: the editor is loaded when the first one is on a page, and takes its place.

let loading = null;

function loaded(address) {
  loading ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(globalThis.kartotekEditor);
    script.onerror = fail;
    document.head.append(script);
  });
  return loading;
}

export function richText(element) {
  let undo = null;
  let isGone = false;
  loaded(element.dataset.editor)
    .then((attach) => { if (!isGone) undo = attach(element); })
    // Without the editor the text area takes plain text; the next one tries again.
    .catch(() => { loading = null; });
  return () => {
    isGone = true;
    undo?.();
  };
}
