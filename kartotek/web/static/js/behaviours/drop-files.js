// Takes files by a button or by dropping them, sends each by itself and says how far it is. When all have arrived, the parts
// of the page that show files are asked for. Without scripts the form sends them all at once.

export function dropFiles(element) {
  const input = element.querySelector("input[type='file']");
  const list = element.querySelector("[data-files]");
  const form = element.closest("form");
  const words = element.dataset;

  function line(file) {
    const made = element.querySelector("template[data-file]").content.firstElementChild.cloneNode(true);
    made.querySelector("[data-name]").textContent = file.name;
    list.append(made);
    return made;
  }
  function fail(row, text) {
    row.classList.add("file-drop__file--failed");
    row.querySelector("[data-state]").textContent = text;
    return false;
  }
  function reason(request) {
    const said = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".banner div");
    return said ? (said.lastChild?.textContent.trim() ?? "") : words.failed;
  }

  function send(file) {
    const row = line(file);
    if (file.size > Number(words.limit)) return Promise.resolve(fail(row, words.tooLarge));
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name='csrfmiddlewaretoken']").value);
    body.append("files", file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", words.action);
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) row.querySelector("progress").value = (100 * event.loaded) / event.total;
      });
      request.addEventListener("load", () => {
        if (request.status >= 400) return done(fail(row, request.status >= 500 ? words.failed : reason(request)));
        row.querySelector("progress").value = 100;
        row.querySelector("[data-state]").textContent = words.saved;
        done(true);
      });
      request.addEventListener("error", () => done(fail(row, words.failed)));
      request.send(body);
    });
  }

  async function take(files) {
    list.replaceChildren();
    element.setAttribute("aria-busy", "true");
    const sent = [];
    for (const file of files) sent.push(await send(file));
    element.removeAttribute("aria-busy");
    input.value = "";
    if (!sent.some(Boolean)) return;
    // What failed stays to be read; what shows files is drawn anew beside it.
    const failed = sent.some((one) => !one);
    if (!failed) element.closest("dialog")?.close();
    globalThis.htmx.ajax("GET", words.reload, { source: document.body, swap: "none" });
  }

  // Files that are dropped anywhere on a record's page are meant for it.
  const page = words.page ? document.getElementById(words.page) : element;
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    page.classList.add("file-drop--over");
  };
  const out = (event) => {
    if (!page.contains(event.relatedTarget)) page.classList.remove("file-drop--over");
  };
  const drop = (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    page.classList.remove("file-drop--over");
    const panel = element.closest("[role='tabpanel']");
    if (panel?.hidden) document.getElementById(panel.getAttribute("aria-labelledby"))?.click();
    take([...event.dataTransfer.files]);
  };
  input.addEventListener("change", () => take([...input.files]));
  const life = new AbortController();
  page.addEventListener("dragover", over, { signal: life.signal });
  page.addEventListener("dragleave", out, { signal: life.signal });
  page.addEventListener("drop", drop, { signal: life.signal });
  return () => life.abort();
}
