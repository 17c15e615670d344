// Refusals are shown at the top of the sheet, or inside the open dialog, which would hide the sheet.
// They go with the next change one makes. A server that fails or cannot be reached is said here too.

const notice = () => document.querySelector("dialog[open] [data-notice]") ?? document.getElementById("notice");

function say(name) {
  const words = document.getElementById(name);
  if (words && notice()) notice().replaceChildren(words.content.cloneNode(true));
}

export function notices(root) {
  root.addEventListener("htmx:before:request", (event) => {
    // What a notice itself asks for needs it until the answer is here.
    if (event.target.closest("[data-notice]")) return;
    if (event.detail.ctx.request.method !== "GET") root.querySelectorAll("[data-notice]").forEach((one) => one.replaceChildren());
  });
  root.addEventListener("htmx:finally:request", (event) => {
    if (event.detail.ctx.response?.status < 400) event.target.closest?.("[data-notice]")?.replaceChildren();
  });
  root.addEventListener("htmx:after:swap", () => {
    const page = document.getElementById("notice");
    if (page?.hasChildNodes() && notice() !== page) notice().replaceChildren(...page.childNodes);
    // Whoever works far down the page sees what was refused, once.
    const said = notice()?.firstElementChild;
    if (said && !said.dataset.seen) {
      said.dataset.seen = "yes";
      said.scrollIntoView({ block: "nearest" });
    }
  });
  root.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) say("notice-failed");
  });
  root.addEventListener("htmx:error", (event) => {
    if (event.detail.error instanceof TypeError) say("notice-offline");
  });
}
