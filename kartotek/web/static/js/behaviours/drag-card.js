// Moving a card of a board to another column, by pointer or by keys: the card moves at once, the ids of the column it
// goes to and of the one it was in are posted to its data-move-url, and htmx puts the answer at the board's
// data-target. What is refused is taken back, and the board is read anew.
// Source: WAI-ARIA Authoring Practices 1.2, on telling what a key does by a live region.

const FOCUS = "[data-open]";

export function dragCard(board) {
  let card = null;
  let home = null;
  let isLifted = false;
  // Puts the card that was dropped last back where it came from.
  let takeBack = null;

  const columns = () => [...board.querySelectorAll("[data-column]")];
  const columnOf = (element) => element.closest("[data-column]");
  const cardsOf = (column) => column.querySelector(".board__cards");
  const zones = board.querySelector("[data-zones]");

  const back = ([list, next], one = card) => list.insertBefore(one, next?.parentElement === list ? next : null);

  function say(text, column) {
    const all = columns();
    const words = {
      card: card.dataset.title ?? card.querySelector(FOCUS)?.textContent ?? "",
      column: column.querySelector("h2")?.textContent ?? "",
      place: all.indexOf(column) + 1,
      count: all.length,
    };
    const said = board.dataset[text]?.replaceAll(/\{(\w+)\}/g, (_found, name) => words[name]);
    board.querySelector("[data-said]").textContent = said ?? "";
  }

  function post(url, values, moved) {
    const { id } = moved;
    const answered = globalThis.htmx.ajax("POST", url, {
      source: board, target: board.dataset.target, swap: "outerHTML", values,
    });
    return answered?.then?.(() => {
      if (document.activeElement === document.body) document.getElementById(id)?.querySelector(FOCUS)?.focus();
    });
  }

  function drop(column) {
    const from = columnOf(home[0]);
    const moved = card;
    const place = home;
    card = home = null;
    if (from === column) {
      back(place, moved);
      return;
    }
    takeBack = () => back(place, moved);
    post(moved.dataset.moveUrl, { stage: column.dataset.column, was: from.dataset.column }, moved);
  }

  function dropOn(zone) {
    const moved = card;
    const url = zone.dataset.zoneUrl.replace("/0/", `/${moved.dataset.id}/`);
    back(home);
    card = home = null;
    if ("asks" in zone.dataset) globalThis.htmx.ajax("GET", url, { source: board, target: "#dialog" });
    else post(url, {}, moved);
  }

  function showZones(isShown) {
    if (zones) zones.hidden = !isShown;
  }

  const grab = (event) => {
    const held = event.target.closest("[data-card]");
    if (held) held.draggable = true;
  };
  const start = (event) => {
    card = event.target.closest("[data-card]");
    home = card && [card.parentElement, card.nextElementSibling];
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    // Changing the page within dragstart ends the drag in some browsers.
    setTimeout(() => showZones(Boolean(card)));
  };
  const over = (event) => {
    const zone = event.target.closest("[data-zone]");
    for (const one of board.querySelectorAll("[data-zone]")) one.toggleAttribute("data-over", one === zone);
    const column = columnOf(event.target);
    if (!card || (!column && !zone)) return;
    event.preventDefault();
    if (zone) return;
    const next = [...column.querySelectorAll("[data-card]")].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== card && event.clientY < box.top + box.height / 2;
    });
    cardsOf(column).insertBefore(card, next ?? null);
  };
  const dropped = (event) => {
    const zone = event.target.closest("[data-zone]");
    const column = columnOf(event.target);
    showZones(false);
    if (!card || (!column && !zone)) return;
    event.preventDefault();
    if (zone) dropOn(zone);
    else drop(column);
  };
  const end = () => {
    showZones(false);
    if (card) back(home);
    card = home = null;
  };

  function lift(held) {
    card = held;
    home = [card.parentElement, card.nextElementSibling];
    isLifted = true;
    card.setAttribute("data-lifted", "");
    say("textLifted", columnOf(card));
  }

  function carry(way) {
    const all = columns();
    const column = all[all.indexOf(columnOf(card)) + way];
    if (!column) return;
    cardsOf(column).prepend(card);
    card.querySelector(FOCUS)?.focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    say("textOver", column);
  }

  function setDown(isKept) {
    isLifted = false;
    card.removeAttribute("data-lifted");
    const held = card;
    if (isKept) {
      say("textDropped", columnOf(card));
      drop(columnOf(card));
    } else {
      back(home);
      say("textBack", columnOf(card));
      card = home = null;
    }
    held.querySelector(FOCUS)?.focus();
  }

  const neighbour = (held, way) => {
    const all = columns();
    const at = [...columnOf(held).querySelectorAll("[data-card]")].indexOf(held);
    const there = [...(all[all.indexOf(columnOf(held)) + way]?.querySelectorAll("[data-card]") ?? [])];
    (there[at] ?? there.at(-1))?.querySelector(FOCUS)?.focus({ focusVisible: true });
  };

  const pressed = (event) => {
    const held = event.target.closest("[data-card]");
    if (!held || !event.target.matches(FOCUS)) return;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const isDown = [" ", "Enter"].includes(event.key);
    if (isLifted && event.key === "Tab") {
      setDown(false);
      return;
    }
    if (!isLifted && event.key !== " " && !way) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isLifted && way) neighbour(held, way);
    else if (!isLifted) lift(held);
    else if (way) carry(way);
    else if (isDown || event.key === "Escape") setDown(isDown);
  };

  const refused = () => {
    takeBack?.();
    takeBack = null;
    // Somebody else was first, or the column is gone: what is there now is shown.
    globalThis.htmx.ajax("GET", globalThis.location.href, { target: board.dataset.target, swap: "outerHTML" });
  };
  const isOurs = (event) => event.target === board && event.detail?.ctx?.request?.method === "POST";
  const failed = (event) => {
    if (isOurs(event)) refused();
  };

  board.addEventListener("pointerdown", grab);
  board.addEventListener("dragstart", start);
  board.addEventListener("dragover", over);
  board.addEventListener("drop", dropped);
  board.addEventListener("dragend", end);
  board.addEventListener("keydown", pressed);
  board.addEventListener("htmx:response:error", failed);
  board.addEventListener("htmx:error", failed);
}
