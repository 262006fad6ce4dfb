// Enhancements only: every page works without this file.
(function () {
  "use strict";
  var one = function (selector) { return document.querySelector(selector); };

  // A pressed button says so, and a second press does nothing.
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 20000);  // who stopped waiting can press again; the same key is one request
    if (!button || !button.dataset.busy) { return; }
    button.setAttribute("aria-busy", "true");
    window.setTimeout(function () {
      var turn = document.createElement("span");
      turn.className = "spin";
      turn.setAttribute("aria-hidden", "true");
      button.textContent = button.dataset.busy;
      button.prepend(turn);
    }, 400);
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // On a home screen, and when there is no network.
  if ("serviceWorker" in navigator) { navigator.serviceWorker.register("/sw.js").catch(function () { /* it is only a comfort */ }); }

  // A plan is being compiled: ask for the same again after a moment.
  var planned = one("[data-again]");
  if (planned) { window.setTimeout(function () { if (planned.requestSubmit) { planned.requestSubmit(); } else { window.location.reload(); } }, 1200); }

  // The summary of faults takes the focus, but not from one who has already gone on by keyboard.
  var faults = one(".errors");
  if (faults && document.activeElement === document.body) { faults.focus(); }

  // Somebody confirms elsewhere: go on once they have.
  var waits = one("[data-wait]");
  if (waits) {
    window.setInterval(function () {
      if (document.hidden) { return; }
      fetch(waits.dataset.wait, { headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.json(); })
        .then(function (state) { if (state.done) { window.location.assign(waits.dataset.then); } })
        .catch(function () { return null; });
    }, 2000);
  }

  // Copy a link.
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.textContent = button.dataset.done; });
    });
  });

  // While a code is shown, the screen stays awake.
  if (one("[data-awake]") && navigator.wakeLock) { navigator.wakeLock.request("screen").catch(function () { return null; }); }

  // A code that is shown lives for a minute: count down, take the next one, and say at once when somebody has looked.
  var shown = one("[data-left]");
  if (shown) {
    var all = Number(shown.dataset.left), end = Date.now() + all * 1000;
    var count = one("[data-count]"), run = one("[data-run]"), say = count.textContent;
    var again = function () { if (!document.hidden) { window.location.reload(); } };
    window.setInterval(function () {
      var left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      count.textContent = say.replace(String(all), String(left));
      run.setAttribute("width", String(left));
      if (left === 0) { again(); }
    }, 1000);
    window.setInterval(function () {
      if (document.hidden) { return; }
      fetch(shown.dataset.state, { headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.json(); })
        .then(function (state) { if (state.used) { again(); } })
        .catch(function () { return null; });
    }, 2000);
    document.addEventListener("visibilitychange", function () { if (Date.now() > end) { again(); } });
  }
})();
