// The editor: line numbers, going to a finding's line, keys. Everything here also works without this file: the text is saved by its button.
(() => {
  const text = document.getElementById("text");
  const gutter = document.querySelector(".gutter");

  // Which lines have a finding, from the list beside the text.
  const marks = () => {
    const found = new Map();
    for (const link of document.querySelectorAll("#check a[data-line]")) {
      if (link.dataset.file === text.dataset.file) found.set(Number(link.dataset.line), found.get(Number(link.dataset.line)) || link.closest("li").className);
    }
    return found;
  };
  const number = () => {
    if (!text || !gutter) return;
    const count = text.value.split("\n").length, marked = marks();
    const lines = document.createDocumentFragment();
    for (let at = 1; at <= count; at += 1) {
      const line = document.createElement("span");
      line.textContent = at;
      if (marked.has(at)) line.className = marked.get(at);
      lines.append(line);
    }
    gutter.replaceChildren(lines);
    gutter.scrollTop = text.scrollTop;
  };
  const goTo = (line) => {
    const before = text.value.split("\n").slice(0, line - 1).join("\n");
    const start = line > 1 ? before.length + 1 : 0;
    const rest = text.value.indexOf("\n", start);
    text.focus();
    text.setSelectionRange(start, rest < 0 ? text.value.length : rest);
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, (line - 1) * height - text.clientHeight / 3);
    text.scrollLeft = 0;
    gutter.scrollTop = text.scrollTop;
  };

  if (text && gutter) {
    text.closest(".code").classList.add("numbered");
    text.addEventListener("input", number);
    text.addEventListener("scroll", () => { gutter.scrollTop = text.scrollTop; });
    number();
    if (text.dataset.line) goTo(Number(text.dataset.line));
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[data-line]") : null;
      if (!link || link.dataset.file !== text.dataset.file || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      goTo(Number(link.dataset.line));
    });
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        text.form.dispatchEvent(new CustomEvent("save"));
      } else if (event.key === "F8") {
        const here = text.value.slice(0, text.selectionStart).split("\n").length;
        const lines = [...marks().keys()].sort((one, other) => one - other);
        if (!lines.length) return;
        event.preventDefault();
        goTo(lines.find((line) => line > here) ?? lines[0]);
      }
    });
    document.addEventListener("htmx:afterSettle", number);
    // What is typed and not yet saved is not left by mistake.
    let kept = text.value;
    let sent = kept;
    document.addEventListener("saved", () => {
      kept = sent;
      const here = document.querySelector(".files a[aria-current]");
      if (here && !here.querySelector(".dot")) here.append(Object.assign(document.createElement("span"), { className: "dot" }));
    });
    document.addEventListener("htmx:beforeRequest", (event) => { if (event.target === text.form) sent = text.value; });
    window.addEventListener("beforeunload", (event) => { if (text.value !== kept && !text.form.dataset.left) event.preventDefault(); });
    text.form.addEventListener("submit", () => { text.form.dataset.left = "1"; });
  }

  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });
  window.addEventListener("load", () => requestAnimationFrame(() => document.querySelector("[data-focus]")?.focus()));
})();
