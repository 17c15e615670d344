// A card with what matters of a record, beside a link that is pointed at or has the focus for a moment.
const WAIT = 450;
// The cards of a board have the attribute too, without an address.
const LINK = "[data-card]:not([data-card=''])";

export function hoverCards(body) {
  let waiting = 0;
  let card = null;

  function close() {
    clearTimeout(waiting);
    card?.remove();
    card = null;
  }

  async function open(link) {
    const answer = await fetch(link.dataset.card, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || !link.matches(":hover, :focus-visible")) return;
    close();
    card = document.createElement("div");
    card.className = "hover-card";
    card.popover = "manual";
    card.innerHTML = await answer.text();
    body.append(card);
    card.showPopover();
    const place = link.getBoundingClientRect();
    const top = place.bottom + 6 + card.offsetHeight < innerHeight ? place.bottom + 6 : place.top - card.offsetHeight - 6;
    card.style.top = `${Math.max(8, top)}px`;
    card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 8))}px`;
  }

  const entered = (event) => {
    const link = event.target.closest?.(LINK);
    if (!link) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(link), WAIT);
  };
  const left = (event) => {
    if (event.target.closest?.(LINK)) close();
  };

  body.addEventListener("pointerover", (event) => event.pointerType === "mouse" && entered(event));
  body.addEventListener("pointerout", left);
  body.addEventListener("focusin", (event) => event.target.matches?.(":focus-visible:not([data-open])") && entered(event));
  body.addEventListener("focusout", left);
  body.addEventListener("keydown", (event) => event.key === "Escape" && close());
  body.addEventListener("click", close);
}
