// Enhancements only: every page works without this file. With it a page never leaves a trace in the history, says when the server is lost,
// asks whether anybody is still there, and wipes itself.
(function () {
  "use strict";
  var one = function (selector) { return document.querySelector(selector); };
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var ASK_AFTER = 45000, WIPE_AFTER = 60000, GIVE_UP = 15000, RETRY = 4000, BEAT = 20000, CARD = 1200;
  var touched = Date.now(), going = false, later = null, lost = null, sawNoCard = false, strokes = [];
  var root = function () { return document.documentElement; };
  var served = function () { return document.body.hasAttribute("data-served"); };

  // ---- going from page to page without history: the next page's body takes the place of this one
  function swap(text, address) {
    var next = new DOMParser().parseFromString(text, "text/html");
    if (!next.body.hasAttribute("data-kiosk")) { if (one("#broken")) { one("#broken").hidden = false; } return; }
    ["lang", "data-elder", "data-low"].forEach(function (name) {
      if (next.documentElement.hasAttribute(name)) { root().setAttribute(name, next.documentElement.getAttribute(name)); } else { root().removeAttribute(name); }
    });
    document.title = next.title;
    document.body.replaceWith(document.adoptNode(next.body));
    window.history.replaceState(null, "", address);
    settle();
  }
  function go(address, options) {
    if (going) { return; }
    going = true;
    var stop = new AbortController(), clock = window.setTimeout(function () { stop.abort(); }, GIVE_UP);
    var asked = Object.assign({ credentials: "same-origin", cache: "no-store", signal: stop.signal, headers: { Accept: "text/html" } }, options || {});
    fetch(address, asked).then(function (answer) {
      if (answer.status === 502 || answer.status === 504) { throw new Error("gateway"); }
      return answer.text().then(function (text) { going = false; lost = null; swap(text, answer.url); follow(); });
    }).catch(function () {
      going = false;
      later = null;
      lose(asked.method === "POST" ? window.location.href : address);
    }).finally(function () { window.clearTimeout(clock); });
  }
  // A link touched while a page was coming, and leaving, are not lost: they are done if the page that came offers them still.
  function follow() {
    var wanted = later;
    later = null;
    if (!wanted) { return; }
    var leaving = all("form").find(function (form) { return form.action === wanted; });
    if (leaving) { leaving.requestSubmit(); } else if (all("a[href]").some(function (link) { return link.href === wanted; })) { go(wanted); }
  }
  function lose(address) {
    lost = address;
    all("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
    var over = one("#lost");
    if (over) { over.hidden = false; }
  }
  window.setInterval(function () {
    if (lost === null) { return; }
    fetch("/kiosk/alive", { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.ok && lost !== null) { var back = lost; lost = null; go(back); }
    }).catch(function () { return null; });
  }, RETRY);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || link.origin !== window.location.origin || event.ctrlKey || event.metaKey) { return; }
    event.preventDefault();
    if (going) { later = link.href; return; }
    go(link.href);
  });
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    event.preventDefault();
    if (going) { if (one("#leave") && form.action === one("#leave").action) { later = form.action; } return; }
    if (button && button.dataset.busy) {
      button.setAttribute("aria-busy", "true");
      window.setTimeout(function () { if (button.isConnected && going) { button.textContent = button.dataset.busy; } }, 300);
    }
    var data = new URLSearchParams(new FormData(form));
    if (button && button.name) { data.append(button.name, button.value); }
    if (form.method === "post") { go(form.action, { method: "POST", body: data }); } else { go(form.action.split("?")[0] + "?" + data); }
  });

  // ---- is anybody there
  ["pointerdown", "keydown"].forEach(function (name) { document.addEventListener(name, function () { if (!one("#idle") || one("#idle").hidden) { touched = Date.now(); } }, true); });
  window.setInterval(function () {
    var over = one("#idle");
    if (!over || !served()) { touched = Date.now(); return; }
    var quiet = Date.now() - touched;
    if (quiet >= WIPE_AFTER) { touched = Date.now(); over.hidden = true; wipe(); one("#leave").requestSubmit(); return; }
    var asks = quiet >= ASK_AFTER;
    if (asks && over.hidden) { over.hidden = false; one("#here").focus(); }
    if (!asks && !over.hidden) { over.hidden = true; }
    if (asks) { one("#left").textContent = one("#left").dataset.say.replace("{n}", String(Math.ceil((WIPE_AFTER - quiet) / 1000))); }
  }, 500);
  document.addEventListener("click", function (event) {
    if (event.target.closest("#here")) { touched = Date.now(); one("#idle").hidden = true; fetch("/kiosk/alive?here=1", { credentials: "same-origin", cache: "no-store" }).catch(function () { return null; }); }
  });
  function wipe() {
    strokes = [];
    all("input:not([type=hidden]), textarea").forEach(function (field) { field.value = ""; });
    if (window.speechSynthesis) { window.speechSynthesis.cancel(); }
    if (lost !== null && one("main")) { one("main").replaceChildren(); }
  }

  // ---- the card, the devices, the clock. A card begins by itself only if the plate was seen empty before: one that was left there does not.
  window.setInterval(function () {
    if (served() || !one("#beat") || going || lost !== null) { return; }
    fetch("/kiosk/card", { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (state) {
      if (!state || going || served()) { return; }
      if (!state.card) { sawNoCard = true; if (one("[data-card=taken]")) { go("/kiosk/"); } return; }
      if (one("[data-card=wanted]") && sawNoCard) { sawNoCard = false; one("#begin").requestSubmit(); }
    }).catch(function () { lose(window.location.href); });
  }, CARD);
  window.setInterval(function () {
    if (!one("#beat") || lost !== null) { return; }
    fetch("/kiosk/beat", { method: "POST", credentials: "same-origin", body: new URLSearchParams(new FormData(one("#beat"))) }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (state) {
      if (!state) { return; }
      var says = one("#paper");
      if (says && state.paper) { says.textContent = state.paper; says.classList.toggle("bad", !!state.bad); }
      if (state.reload && !going && !served()) { go("/kiosk/"); }
    }).catch(function () { if (!served()) { lose(window.location.href); } });
  }, BEAT);
  window.setInterval(function () {
    var shown = one("time[data-now]"), now = new Date();
    if (shown) { shown.textContent = ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2); }
  }, 5000);

  // ---- keys on the screen, and a name drawn with a finger
  document.addEventListener("click", function (event) {
    var key = event.target.closest("[data-key]"), field = one("#value");
    if (!key || !field) { return; }
    var sign = key.dataset.key;
    field.value = sign === "wipe" ? "" : sign === "del" ? field.value.slice(0, -1) : (field.value + sign).slice(0, field.maxLength > 0 ? field.maxLength : 200);
    field.dispatchEvent(new Event("input"));
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-clear]")) { strokes = []; draw(); }
  });
  function draw() {
    var canvas = one("[data-sign] canvas"), field = one("[data-sign] input");
    if (!canvas) { return; }
    var pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 8; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#16211e";
    strokes.forEach(function (stroke) {
      pen.beginPath();
      pen.moveTo(stroke[0][0], stroke[0][1]);
      stroke.concat([stroke[stroke.length - 1]]).forEach(function (point) { pen.lineTo(point[0], point[1]); });
      pen.stroke();
    });
    field.value = strokes.map(function (stroke) { return stroke.map(function (point) { return point.join(","); }).join(" "); }).join(";");
  }
  function listen(canvas) {
    var stroke = null, many = 0;
    var place = function (event) {
      var box = canvas.getBoundingClientRect();
      var within = function (value, most) { return Math.max(0, Math.min(most, Math.round(value * most))); };
      return [within((event.clientX - box.left) / box.width, 1000), within((event.clientY - box.top) / box.height, 360)];
    };
    canvas.addEventListener("pointerdown", function (event) {
      if (many > 1500) { return; }
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      stroke = [place(event)];
      strokes.push(stroke);
      draw();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!stroke || many > 1500) { return; }
      var point = place(event), last = stroke[stroke.length - 1];
      if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) < 8) { return; }
      stroke.push(point);
      many += 1;
      draw();
    });
    ["pointerup", "pointercancel"].forEach(function (name) { canvas.addEventListener(name, function () { stroke = null; }); });
  }

  // ---- reading aloud, where the machine has a voice
  var voice = function () { return (window.speechSynthesis ? window.speechSynthesis.getVoices() : []).find(function (each) { return each.lang.toLowerCase().indexOf(root().lang.slice(0, 2)) === 0; }); };
  function offerVoice() { var button = one("#read"); if (button) { button.hidden = !voice(); } }
  if (window.speechSynthesis) { window.speechSynthesis.addEventListener("voiceschanged", offerVoice); }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#read") || !voice()) { return; }
    window.speechSynthesis.cancel();
    var said = new SpeechSynthesisUtterance(one("main").innerText);
    said.voice = voice();
    window.speechSynthesis.speak(said);
  });

  // ---- each new page
  function settle() {
    strokes = [];
    var pad = one("[data-sign]"), keys = one("[data-keys]"), heading = one("[data-focus]");
    if (pad && window.PointerEvent) { pad.hidden = false; listen(pad.querySelector("canvas")); }
    if (keys) { keys.hidden = false; }
    offerVoice();
    if (heading) { heading.focus({ preventScroll: true }); }
    var again = one("[data-again]");
    if (again) { window.setTimeout(function () { if (again.isConnected) { if (again.tagName === "FORM") { again.requestSubmit(); } else { go(window.location.href); } } }, Number(again.dataset.again)); }
    window.scrollTo(0, 0);
  }
  settle();
})();
