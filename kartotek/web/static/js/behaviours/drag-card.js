// Dragging a card of a board to another column: the card moves at once, the column's id is posted to its
// data-move-url, and htmx puts the answer at the board's data-target.

export function dragCard(board) {
  let card = null;
  let home = null;
  // Puts the card that was dropped last back where it came from.
  let takeBack = null;

  const column = (event) => event.target.closest("[data-column]");

  const start = (event) => {
    card = event.target.closest("[data-card]");
    home = card && [card.parentElement, card.nextElementSibling];
    if (card) event.dataTransfer.effectAllowed = "move";
  };
  const over = (event) => {
    if (!card || !column(event)) return;
    event.preventDefault();
    const next = [...column(event).querySelectorAll("[data-card]")].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== card && event.clientY < box.top + box.height / 2;
    });
    column(event).querySelector(".board__cards").insertBefore(card, next ?? null);
  };
  const back = ([list, next], one = card) => list.insertBefore(one, next?.parentElement === list ? next : null);
  const drop = (event) => {
    if (!card || !column(event)) return;
    event.preventDefault();
    const from = home[0].closest("[data-column]");
    const dropped = card;
    const stage = column(event).dataset.column;
    const place = home;
    card = home = null;
    if (from === column(event)) return back(place, dropped);
    takeBack = () => back(place, dropped);
    globalThis.htmx.ajax("POST", dropped.dataset.moveUrl, {
      source: board, target: board.dataset.target, swap: "outerHTML", values: { stage },
    });
  };
  const end = () => {
    if (card) back(home);
    card = home = null;
  };
  const refused = () => {
    takeBack?.();
    takeBack = null;
  };
  const grab = (event) => {
    const held = event.target.closest("[data-card]");
    if (held) held.draggable = true;
  };

  board.addEventListener("pointerdown", grab);
  board.addEventListener("htmx:response:error", refused);
  board.addEventListener("htmx:error", refused);
  board.addEventListener("dragstart", start);
  board.addEventListener("dragover", over);
  board.addEventListener("drop", drop);
  board.addEventListener("dragend", end);
}
