// "To link", one card after the other: what is chosen is sent while the next card, loaded ahead, stands there already.

export function queue(element) {
  let sending = Promise.resolve();
  const place = (id) => element.querySelector(`#${id}`);
  const focus = () => place("queue").querySelector("h1")?.focus({ preventScroll: true });

  function moveOn(next) {
    const card = next.firstElementChild;
    place("queue").replaceChildren(card);
    document.querySelector("main")?.scrollTo({ top: 0 });
    focus();
  }

  const sent = (event) => {
    const form = event.target;
    if (!form.matches("[data-card] form.queue__form")) return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form, event.submitter));
    const next = place("queue_next");
    if (next.childElementCount) {
      values.ahead = "1";
      moveOn(next);
    }
    const send = () => globalThis.htmx.ajax("POST", form.action, { source: element, swap: "none", values });
    sending = sending.then(send, send);
  };
  // The item was chosen elsewhere, such as in the popover: this card, or the next one when it waits no more.
  const changed = () => {
    const here = place("queue").querySelector("[data-card]")?.dataset.here;
    if (here) globalThis.htmx.ajax("GET", here, { source: element, swap: "none" });
  };
  const arrived = () => {
    if (document.activeElement === document.body) focus();
  };

  element.addEventListener("submit", sent);
  for (const name of ["queue:next", "record:added"]) document.addEventListener(name, changed);
  document.addEventListener("htmx:after:swap", arrived);
  return () => {
    for (const name of ["queue:next", "record:added"]) document.removeEventListener(name, changed);
    document.removeEventListener("htmx:after:swap", arrived);
  };
}
