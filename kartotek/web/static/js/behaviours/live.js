// News from the server become events of the body, so that hx-trigger="inbox:changed from:body" redraws a part.
// Where the stream cannot be reached, the version of what one sees is asked for every 20 seconds instead.

const ASK_EVERY = 20_000;
const GIVE_UP_AFTER = 3;

export function live(root) {
  const address = root.dataset.live;
  if (!address) return;
  let failures = 0;
  let known = null;

  const tell = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

  // What happened is not known, only that something did.
  const tellAll = () => ["inbox:changed", "mailbox:changed", "notifications:changed"].forEach((name) => tell(name));

  async function ask() {
    const answer = await fetch("/live/version/").catch(() => null);
    if (!answer?.ok) return;
    const version = await answer.text();
    if (known !== null && version !== known) tellAll();
    known = version;
  }

  function fallBack(stream) {
    stream.close();
    ask();
    setInterval(() => document.visibilityState === "visible" && ask(), ASK_EVERY);
  }

  const stream = new EventSource(address, { withCredentials: true });
  stream.onopen = () => {
    // News may have been missed while the stream was down.
    if (failures) tellAll();
    failures = 0;
  };
  stream.onmessage = (event) => {
    const { event: name, ...detail } = JSON.parse(event.data);
    tell(name, detail);
  };
  stream.onerror = () => {
    failures += 1;
    if (failures >= GIVE_UP_AFTER) fallBack(stream);
  };
}
