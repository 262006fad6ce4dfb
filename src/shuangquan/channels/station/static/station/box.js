// What a tablet keeps and sends: packages sealed for the server, in the order they were taken in. Nothing readable of anybody lies here.
// box: {id, at, theme, name, state: waiting | received | taken | twin | merged | discarded | refused, reason, left, sealed}
const station = (() => {
  "use strict";
  const body = document.body.dataset;
  const open = () => new Promise((good, bad) => {
    const asked = indexedDB.open("shuangquan-station", 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore("boxes", { keyPath: "id" }); asked.result.createObjectStore("kit"); };
    asked.onsuccess = () => good(asked.result);
    asked.onerror = () => bad(asked.error);
  });
  const store = async (name, mode, work) => {
    const held = await open();
    try {
      return await new Promise((good, bad) => {
        const turn = held.transaction(name, mode, { durability: "strict" }), asked = work(turn.objectStore(name));
        turn.oncomplete = () => good(asked && asked.result);
        turn.onerror = turn.onabort = () => bad(turn.error);
      });
    } finally { held.close(); }
  };
  const all = async () => (await store("boxes", "readonly", (boxes) => boxes.getAll())).sort((one, other) => one.at - other.at);
  const put = (box) => store("boxes", "readwrite", (boxes) => boxes.put(box));
  const kit = () => store("kit", "readonly", (kept) => kept.get("kit"));

  const base64 = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

  // A key for this package alone, known in clear only while it is sealed; wrapped for the server, so that nobody opens it here again.
  const seal = async (held, made, label) => {
    const id = made.id, bound = new TextEncoder().encode(`1|${held.tablet}|${id}`), raw = crypto.getRandomValues(new Uint8Array(32));
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const own = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    const theirs = await crypto.subtle.importKey("spki", bytes(held.key), { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"]);
    const plain = new TextEncoder().encode(JSON.stringify(made));
    const inside = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, own, plain);
    const wrapped = await crypto.subtle.encrypt({ name: "RSA-OAEP" }, theirs, raw);
    raw.fill(0);
    plain.fill(0);
    const sealed = JSON.stringify({
      v: 1, id, tablet: held.tablet, key: base64(new Uint8Array(wrapped)), nonce: base64(nonce), sealed: base64(new Uint8Array(inside)),
    });
    await put({ id, at: Date.now(), theme: made.theme, name: label, state: "waiting", reason: "", left: [], sealed });
  };

  const news = (path) => fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin" }).then((answer) => {
    gone = answer.redirected && answer.url.endsWith("/enrol");
    if (!answer.ok || answer.redirected) throw new Error("no news");
    return answer.json();
  });
  let reach = navigator.onLine, busy = false, gone = false;
  const tell = () => dispatchEvent(new Event("station"));

  // In order; a package leaves the tablet only once the server has said that it is there. What breaks in between is simply sent again.
  const send = async () => {
    if (busy || !body.ready) return;
    busy = true;
    try {
      const boxes = await all(), asked = boxes.filter((box) => box.state === "received" || box.state === "twin").slice(-100);
      const ready = await news(body.ready + "?" + asked.map((box) => `box=${box.id}`).join("&"));
      reach = true;
      for (const now of ready.boxes) {
        const box = boxes.find((one) => one.id === now.id);
        if (box && box.state !== now.state) await put({ ...box, state: now.state, reason: now.reason, left: now.left });
      }
      for (const box of boxes.filter((one) => one.state === "waiting")) {
        const form = new FormData();
        form.append("id", box.id);
        form.append("box", new Blob([box.sealed], { type: "application/json" }), "box");
        const answer = await fetch(body.take, { method: "POST", body: form, headers: { "X-CSRFToken": ready.csrf, Accept: "application/json" }, credentials: "same-origin" });
        if (answer.redirected || (!answer.ok && answer.status !== 422)) break;
        const now = await answer.json();
        await put({ ...box, state: now.state, reason: now.reason || "", left: now.left || [], sealed: "" });
      }
    } catch { reach = false; } finally { busy = false; tell(); }
  };

  const fetchKit = async () => {
    if (!body.kit) return;
    try {
      const held = await news(body.kit);
      await store("kit", "readwrite", (kept) => kept.put({ ...held, at: Date.now() }, "kit"));
      tell();
      if (held.later.length) setTimeout(fetchKit, 5000);
    } catch { /* nobody is signed in, or no network: the one that is there serves on */ }
  };

  const line = document.querySelector("[data-net]");
  const show = async () => {
    let waiting = 0;
    try { waiting = (await all()).filter((box) => box.state === "waiting").length; } catch { return; }
    line.hidden = reach && !waiting && !gone;
    line.className = reach ? "net" : "net off";
    document.body.classList.toggle("lost", !reach);
    line.textContent = gone ? body.gone : (reach ? body.on : waiting ? body.off : body.none).replace("NUMBER", waiting);
  };
  addEventListener("station", show);
  const able = window.isSecureContext && Boolean(window.crypto && crypto.subtle) && "indexedDB" in window;
  if (able && line) {
    if ("serviceWorker" in navigator && body.worker) navigator.serviceWorker.register(body.worker).catch(() => null);
    addEventListener("online", () => { send(); fetchKit(); });
    addEventListener("offline", () => { reach = false; tell(); });
    setInterval(send, 5000);
    fetchKit();
    send();
  }

  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; form.querySelectorAll("[aria-busy]").forEach((one) => one.removeAttribute("aria-busy")); }
  });
  addEventListener("load", () => requestAnimationFrame(() => { const one = document.querySelector("[data-focus]"); if (one) one.focus(); }));
  if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), 1500);
  return { able, all, kit, seal, base64, send };
})();
