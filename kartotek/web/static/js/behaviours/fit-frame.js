// The frame of a message is as high as the message. It runs no scripts; its own are ours, so it may be measured.

export function fitFrame(element) {
  let watch = null;
  const fit = () => {
    const body = element.contentDocument?.body;
    if (body) element.style.height = `${body.scrollHeight}px`;
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
