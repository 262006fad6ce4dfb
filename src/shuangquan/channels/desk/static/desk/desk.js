// Keys of the desk, and one press sends once. Everything here also works without this file: keys only press what is on the page.
(() => {
  const OFF = "desk-keys-off";
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const dialog = document.getElementById("keys");
  const toggle = dialog?.querySelector("[data-keys-switch]");

  const label = () => { if (toggle) toggle.textContent = off() ? toggle.dataset.on : toggle.dataset.off; };
  toggle?.addEventListener("click", () => { try { localStorage.setItem(OFF, off() ? "0" : "1"); } catch { /* stays on */ } label(); });
  dialog?.querySelector("[data-keys-close]")?.addEventListener("click", () => dialog.close());
  document.querySelector("[data-keys-open]")?.addEventListener("click", (event) => {
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });
  label();

  const rows = () => [...document.querySelectorAll("a[data-row]")];
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const current = all.findIndex((row) => row.getAttribute("aria-current") === "true");
    if (current >= 0) {
      const next = all[current + by];
      if (next) next.click();
      return;
    }
    if (document.querySelector(".inb")) { all[by > 0 ? 0 : all.length - 1].click(); return; }
    const focused = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, focused + by))].focus();
  };
  const show = (number) => {
    const card = document.querySelector(`[data-ev="${number}"]`);
    if (!card) return;
    const link = card.querySelector(".lk a");
    if (link) link.click(); else { card.focus(); card.scrollIntoView({ block: "nearest" }); }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog?.open) return;
    const at = event.target;
    if (at instanceof HTMLElement && (at.isContentEditable || at.closest("input, textarea, select"))) return;
    const key = event.key.toLowerCase();
    if (key === "?" && dialog?.showModal) { event.preventDefault(); dialog.showModal(); return; }
    if (off()) return;
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "/") { const search = document.getElementById("search"); if (search) { event.preventDefault(); search.focus(); search.select(); } }
    else if (/^[1-9]$/.test(key)) show(key);
    else if (/^[a-z]$/.test(key)) document.querySelector(`[data-key="${key}"]`)?.click();
  });

  // Copying a field of a package that is typed by hand; without this file the value can be selected with one click.
  const copied = document.querySelector("[data-copy-said]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const word = button.textContent;
    button.addEventListener("click", async () => {
      const from = document.getElementById(button.dataset.copy);
      try { await navigator.clipboard.writeText(from.textContent); } catch {
        getSelection()?.selectAllChildren(from);
        if (!document.execCommand("copy")) return;
      }
      button.textContent = button.dataset.copied;
      if (copied) copied.textContent = `${button.dataset.copied} ${from.textContent}`;
      setTimeout(() => { button.textContent = word; }, 1500);
    });
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
  // After the browser has gone to the address's #panel, which would take the focus away again.
  window.addEventListener("load", () => requestAnimationFrame(() => document.querySelector("[data-focus]")?.focus()));
})();
