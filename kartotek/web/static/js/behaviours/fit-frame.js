// The frame of a message is as high as the message. It runs no scripts; its own are ours, so it may be measured.

export function fitFrame(element) {
  let watch = null;
  const fit = () => {
    const inside = element.contentDocument?.documentElement;
    if (!inside) return;
    // The root counts the margins of the text, which the body's own height leaves out.
    const text = Math.max(inside.offsetHeight, inside.ownerDocument.body?.scrollHeight ?? 0);
    const bar = inside.scrollWidth > inside.clientWidth ? 18 : 0;
    element.style.height = `${text + bar}px`;
  };
  const loaded = () => {
    const inside = element.contentDocument?.documentElement;
    if (!inside) return;
    watch?.disconnect();
    watch = new ResizeObserver(fit);
    watch.observe(inside);
    fit();
  };

  element.addEventListener("load", loaded);
  if (element.contentDocument?.readyState === "complete") loaded();
  return () => watch?.disconnect();
}
