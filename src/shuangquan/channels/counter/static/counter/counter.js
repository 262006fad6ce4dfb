// The counter's pages follow what happens elsewhere: on the second screen, on a phone, at the windows. Everything also works without this file.
(() => {
  const one = (selector) => document.querySelector(selector);
  const ask = (path) => fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin" }).then((answer) => {
    if (!answer.ok || answer.redirected) throw new Error("no news");
    return answer.json();
  });
  const every = (milliseconds, work) => setInterval(() => { if (!document.hidden) work(); }, milliseconds);

  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    }
  });
  addEventListener("load", () => requestAnimationFrame(() => one("[data-focus]")?.focus()));

  // A plan is being compiled.
  if (one("[data-reload]")) setTimeout(() => location.reload(), 1500);

  // The clerk's page: when the citizen has agreed, signed or said no, it goes on; where something is being typed it offers to.
  const main = one("main[data-state]");
  if (main) {
    const news = one("[data-news]");
    every(1500, () => ask(main.dataset.state).then((state) => {
      if (state.mark === main.dataset.mark) return;
      if (news) news.hidden = false; else location.assign(main.dataset.go);
    }).catch(() => null));
  }

  // A table of people is being taken: the page keeps up, and stays where it is read.
  const table = one("[data-roster]");
  if (table) every(1500, () => ask(table.dataset.roster).then((state) => { if (state.mark !== table.dataset.mark) location.reload(); }).catch(() => null));

  // Papers are signed for on the second screen: back to the list then.
  const over = one("main[data-pad-over]");
  if (over) {
    let seen = false;
    every(1000, () => ask(over.dataset.padOver).then((state) => {
      if (state.mark.includes("|collect|")) seen = true; else if (seen) location.assign(over.dataset.go);
    }).catch(() => null));
  }

  // Whether it has been paid is asked of the payment side, not of the phone.
  const paid = one("form[data-paid]");
  if (paid) every(3000, () => fetch(paid.action, { method: "POST", body: new FormData(paid), headers: { Accept: "application/json" } })
    .then((answer) => answer.json()).then((state) => { if (state.paid || state.done) location.reload(); }).catch(() => null));

  // The second screen.
  const pad = document.body.dataset.pad;
  if (pad) every(1000, () => ask(pad).then((state) => { if (state.mark !== document.body.dataset.mark) location.assign(location.pathname); }).catch(() => null));

  // A terminal has no keyboard.
  const keys = one("[data-keys]");
  if (keys) {
    const into = one("#code");
    keys.hidden = false;
    into.inputMode = "none";
    for (const key of keys.querySelectorAll("button")) {
      key.addEventListener("click", () => { into.value = key.dataset.type ? (into.value + key.dataset.type).slice(0, 8) : ""; });
    }
  }

  // A ticket has been taken: the next person finds the first page.
  const back = one("[data-back]");
  if (back) setTimeout(() => location.assign(back.dataset.back), 12000);

  // The call screen.
  const screen = one("[data-screen]");
  if (!screen) return;
  const calls = one("[data-calls]"), lost = one("[data-off]"), sound = one("[data-sound]");
  let heard = null, since = "", audible = false, tone = null;
  const speaks = "speechSynthesis" in window;
  const chime = () => {
    if (!tone) return;
    [[880, 0], [660, 0.25]].forEach(([pitch, at]) => {
      const wave = tone.createOscillator(), loud = tone.createGain();
      wave.frequency.value = pitch;
      loud.gain.setValueAtTime(0.2, tone.currentTime + at);
      loud.gain.exponentialRampToValueAtTime(0.001, tone.currentTime + at + 0.6);
      wave.connect(loud).connect(tone.destination);
      wave.start(tone.currentTime + at);
      wave.stop(tone.currentTime + at + 0.7);
    });
  };
  const voices = () => (speaks ? speechSynthesis.getVoices() : []);
  const speak = (call) => {
    if (!audible) return;
    chime();
    if (!voices().length) return;
    const words = screen.dataset.say.replace("CODE", call.code.split("").join(" ")).replace("WINDOW", call.window.split("").join(" "));
    const said = new SpeechSynthesisUtterance(words);
    said.lang = document.documentElement.lang;
    speechSynthesis.speak(said);
  };
  // Browsers let a page sound only after it was touched once; what it can then do is said on the button.
  sound.addEventListener("click", () => {
    audible = true;
    const Tone = window.AudioContext || window.webkitAudioContext;
    tone = Tone ? new Tone() : null;
    chime();
    sound.textContent = voices().length ? sound.dataset.on : sound.dataset.chime;
    sound.disabled = true;
  });
  const line = (call, first) => {
    const row = document.createElement("li"), code = document.createElement("b"), where = document.createElement("span");
    if (first) row.className = "first";
    code.textContent = call.code;
    where.textContent = screen.dataset.where.replace("WINDOW", call.window);
    row.append(code, where);
    return row;
  };
  const show = (state) => {
    one("[data-clock]").textContent = since = state.clock;
    one("[data-waiting]").textContent = String(state.waiting);
    one("[data-next]").textContent = state.next.join(" ");
    const now = state.called.map((call) => call.call).join(" ");
    lost.hidden = true;
    if (now === heard) return;
    const fresh = heard === null ? [] : state.called.filter((call) => !heard.split(" ").includes(call.call));
    heard = now;
    if (state.called.length) calls.replaceChildren(...state.called.map((call, nth) => line(call, nth === 0)));
    else { const none = document.createElement("li"); none.className = "none"; none.textContent = screen.dataset.none; calls.replaceChildren(none); }
    fresh.reverse().forEach(speak);
  };
  const look = () => ask(screen.dataset.screen).then(show).catch(() => {
    lost.textContent = screen.dataset.lost.replace("CLOCK", since || one("[data-clock]").textContent);
    lost.hidden = false;
  });
  setInterval(look, 2000);
  look();
})();
