// Taking a matter in without a network: who, what they sign, what no register can answer, papers; then sealed. Until then it is only on screen.
(() => {
  "use strict";
  const root = document.querySelector("[data-off]");
  if (!root) return;
  const words = JSON.parse(document.getElementById("words").textContent), language = document.documentElement.lang === "en" ? "en" : "zh";
  const text = (both) => (both ? both[language] || both.zh : "");
  const say = (key, data = {}) => text(words[key]).replace(/\{(\w+)\}/g, (_, name) => data[name]);
  const one = (selector, within = root) => within.querySelector(selector);
  const make = (tag, content = "", className = "") => { const made = document.createElement(tag); made.textContent = content; if (className) made.className = className; return made; };
  const bar = document.querySelector("[data-bar]"), next = bar.querySelector("[data-next]"), back = bar.querySelector("[data-back]"), refuse = bar.querySelector("[data-refuse]");
  const pad = one('[data-sign] input[name="drawn"]');
  let kit = null, now = null, step = "list";

  const show = (name) => {
    step = name;
    for (const part of root.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== name;
    bar.hidden = name === "list";
    back.hidden = name === "kept";
    refuse.hidden = name !== "notice";
    next.textContent = say({ check: "off.seal", kept: "off.more", notice: "notice.agree" }[name] || "go_on");
    if (now) for (const head of root.querySelectorAll("[data-name]")) head.textContent = text(now.matter.name);
    wrong("");
    scrollTo(0, 0);
    const head = one(`[data-step="${name}"] h1`);
    if (head && name !== "list") head.focus({ preventScroll: true });
  };
  const wrong = (sentence) => {
    const place = one(`[data-step="${step}"] [data-wrong]`);
    if (!place) return;
    place.textContent = sentence;
    place.hidden = !sentence;
  };
  const stop = (sentence) => { const place = one("[data-stop]"); place.textContent = sentence; place.hidden = !sentence; };

  const state = (box) => {
    const what = say(`box.${box.state}`);
    const more = box.state === "refused" ? box.reason : box.left && box.left.length ? say("box.left", { what: box.left.join(language === "en" ? ", " : "、") }) : "";
    return [what, more];
  };
  const list = async () => {
    const boxes = (await station.all()).reverse();
    one("[data-kept-h]").hidden = !boxes.length;
    one("[data-kept]").replaceChildren(...boxes.slice(0, 50).map((box) => {
      const row = make("li", "", "sheet pad"), at = new Date(box.at), [what, more] = state(box);
      row.append(make("p", `${text(box.name)} · ${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`));
      row.append(make("p", what, `tag ${box.state === "refused" ? "bad" : box.state === "taken" || box.state === "merged" ? "good" : "wait"}`));
      if (more) row.append(make("p", more, "small"));
      return row;
    }));
    kit = await station.kit();
    const old = kit && Date.now() - kit.at > kit.days * 86400000;
    stop(!station.able ? say("off.cannot") : !kit ? say("off.first") : old ? say("off.old", { days: kit.days }) : "");
    one("[data-matters]").replaceChildren(...(kit && !old && station.able ? kit.matters : []).map((matter) => {
      const row = make("li"), button = make("button", text(matter.name));
      button.type = "button";
      button.addEventListener("click", () => begin(matter));
      row.append(button);
      return row;
    }));
  };

  const begin = (matter) => {
    now = { matter, role: matter.roles[0], answers: {}, facts: {}, papers: {}, asked: 0, proof: "" };
    for (const field of root.querySelectorAll("input")) field.value = "";
    one("[data-clear]").click();
    const roles = one("[data-roles]"), choices = roles.querySelector(".pick");
    roles.hidden = matter.roles.length < 2;
    choices.replaceChildren(...matter.roles.map((role, nth) => choose("radio", "off-role", role.role, text(role.label), nth === 0)));
    show("who");
  };
  const choose = (type, name, value, label, checked) => {
    const made = make("label"), input = document.createElement("input");
    Object.assign(input, { type, name, value, checked });
    made.append(input, make("span", label));
    return made;
  };

  // A photograph small enough to be sent over a bad line, large enough to be read.
  const shrink = async (file) => {
    const seen = await createImageBitmap(file), ratio = Math.min(1, 1800 / Math.max(seen.width, seen.height)), canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(seen.width * ratio));
    canvas.height = Math.max(1, Math.round(seen.height * ratio));
    canvas.getContext("2d").drawImage(seen, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((good) => canvas.toBlob(good, "image/jpeg", 0.82));
    return station.base64(new Uint8Array(await made.arrayBuffer()));
  };
  const good = (number) => {
    if (!/^\d{17}[\dX]$/.test(number)) return false;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    return "10X98765432"[weights.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11] === number[17];
  };

  const who = async () => {
    const number = one("#off-id").value.replace(/\s/g, "").toUpperCase(), name = one("#off-name").value.trim(), photo = one("#off-proof").files[0];
    if (name.length < 2) return wrong(say("off.name.wrong"));
    if (!good(number)) return wrong(say("off.id.wrong"));
    if (!photo) return wrong(say("off.proof.wrong"));
    try { now.proof = await shrink(photo); } catch { return wrong(say("off.photo.wrong")); }
    const chosen = one('input[name="off-role"]:checked');
    now.role = now.matter.roles.find((role) => chosen && role.role === chosen.value) || now.matter.roles[0];
    now.who = { name, id_number: number };
    one("[data-words]").textContent = text(now.matter.words);
    one("[data-notice]").replaceChildren(...now.role.notice.lines.map((line) => {
      const row = make("li");
      row.append(make("b", text(line.provider)), make("p", line.what.map(text).join(language === "en" ? ", " : "、"), "small"));
      return row;
    }));
    return show("sign");
  };
  const sign = () => {
    if (pad.value.split(/[ ;]/).length < 6) return wrong(say("off.sign.wrong"));
    now.drawn = pad.value;
    return now.role.notice.lines.length ? show("notice") : agree(true);
  };
  // Who does not agree is asked again by phone; nobody is asked anything about them before.
  const agree = (yes) => { now.notice = yes ? now.role.notice.digest : ""; return ask(0); };
  const ask = (nth) => {
    now.asked = nth;
    const question = now.role.questions[nth];
    if (!question) return facts();
    const group = make("fieldset", "", "field"), legend = document.createElement("legend"), picks = make("div", "", "pick"), head = make("h1", text(question.ask));
    head.tabIndex = -1;
    legend.append(head);
    picks.append(...question.options.map((option) => choose(question.many ? "checkbox" : "radio", "off-ask", option.code, text(option.label), false)));
    group.append(legend, picks);
    one("[data-ask]").replaceChildren(group);
    return show("ask");
  };
  const answer = () => {
    const question = now.role.questions[now.asked], chosen = [...root.querySelectorAll('input[name="off-ask"]:checked')].map((input) => input.value);
    if (!chosen.length && !question.many) return wrong(say("off.ask.wrong"));
    now.answers[question.situation] = chosen.join(",");
    return ask(now.asked + 1);
  };
  const field = (fact, nth) => {
    const made = make("div", "", "field"), label = make("label", text(fact.label));
    if (fact.control === "choice" || fact.control === "select") {
      const choices = document.createElement("select");
      choices.append(new Option(say("choose"), ""), ...fact.options.map((option) => new Option(text(option.label), option.code)));
      made.append(label, choices);
    } else {
      const input = document.createElement("input");
      input.type = { date: "date", month: "month", tel: "tel" }[fact.control] || "text";
      input.maxLength = 200;
      input.autocomplete = "off";
      made.append(label, input);
    }
    if (fact.why.length) label.after(make("p", text(fact.why[0]), "why"));
    const control = made.lastElementChild;
    control.id = `off-f-${nth}`;
    label.htmlFor = control.id;
    control.addEventListener("input", () => { now.facts[fact.path] = control.value; });
    return made;
  };
  const paper = (one, nth) => {
    const made = make("div", "", "field"), label = make("label", text(one.label)), input = document.createElement("input");
    Object.assign(input, { type: "file", accept: "image/*", id: `off-p-${nth}` });
    input.setAttribute("capture", "environment");
    label.htmlFor = input.id;
    input.addEventListener("change", () => { now.papers[one.path] = { label: one.label, file: input.files[0] }; });
    made.append(label, input);
    return made;
  };
  const facts = () => {
    const held = now.role, always = held.fields.filter((fact) => fact.always), maybe = held.fields.filter((fact) => !fact.always);
    if (!held.fields.length && !held.papers.length) return check();
    const place = one("[data-facts]"), more = make("details"), late = maybe.map((fact, nth) => field(fact, `m${nth}`));
    late.push(...held.papers.filter((one) => !one.always).map((one, nth) => paper(one, `m${nth}`)));
    place.replaceChildren(...always.map(field), ...held.papers.filter((one) => one.always).map(paper));
    if (late.length) { more.append(make("summary", say("off.maybe")), ...late); place.append(more); }
    return show("facts");
  };
  const row = (name, value) => { const made = make("div"); made.append(make("dt", name), make("dd", value)); return made; };
  const check = () => {
    const held = now.role, rows = [row(say("off.name"), now.who.name), row(say("off.id"), now.who.id_number)];
    for (const question of held.questions) {
      const chosen = (now.answers[question.situation] || "").split(",");
      rows.push(row(text(question.ask), question.options.filter((option) => chosen.includes(option.code)).map((option) => text(option.label)).join("、") || say("off.none")));
    }
    for (const fact of held.fields) {
      const value = now.facts[fact.path];
      if (value) rows.push(row(text(fact.label), fact.options.length ? text((fact.options.find((option) => option.code === value) || {}).label) : value));
    }
    for (const given of Object.values(now.papers)) if (given.file) rows.push(row(text(given.label), say("off.photo")));
    one("[data-rows]").replaceChildren(...rows);
    return show("check");
  };
  const keep = async () => {
    try {
      const papers = [], label = now.matter.name;
      for (const [path, given] of Object.entries(now.papers)) if (given.file) papers.push({ path, data: await shrink(given.file) });
      const made = {
        v: 1, id: crypto.randomUUID(), shift: kit.shift, theme: now.matter.theme, role: now.role.role, words: now.matter.words.zh,
        notice: now.notice, drawn: now.drawn, who: now.who, answers: now.answers, facts: now.facts, papers, proof: now.proof,
        said_at: new Date().toISOString(),
      };
      if (JSON.stringify(made).length * 1.4 > Number(root.dataset.most)) return wrong(say("off.large"));
      await station.seal(kit, made, label);
    } catch { return wrong(say("off.failed")); }
    for (const control of root.querySelectorAll("input")) control.value = "";
    one("[data-clear]").click();
    for (const place of root.querySelectorAll("[data-rows], [data-facts], [data-ask]")) place.replaceChildren();
    now = null;
    show("kept");
    return station.send();
  };
  const home = async () => { now = null; await list(); show("list"); };
  const steps = { who, sign, notice: () => agree(true), ask: answer, facts: check, check: keep, kept: home };
  next.addEventListener("click", async () => {
    if (next.dataset.busy) return;
    next.dataset.busy = "1";
    try { await steps[step](); } finally { delete next.dataset.busy; }
  });
  back.addEventListener("click", home);
  refuse.addEventListener("click", () => agree(false));
  addEventListener("station", () => { if (step === "list") list(); });
  addEventListener("beforeunload", (event) => { if (now) event.preventDefault(); });
  home();
})();
