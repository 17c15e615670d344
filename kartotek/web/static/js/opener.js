// The control a person used last: dialogs and popovers open beside it and give the focus back to it.

let last = null;

for (const type of ["pointerdown", "click", "keydown"]) {
  document.addEventListener(type, (event) => {
    const control = event.target instanceof Element && event.target.closest("button, a, input, select");
    if (control && !control.closest("dialog, [popover]:not(.side-nav)")) last = control;
  }, { capture: true });
}

export function opener() {
  return last?.isConnected ? last : null;
}
