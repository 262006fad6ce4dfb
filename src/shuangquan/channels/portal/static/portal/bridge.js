// The zone inside a host's app: what each page tells the host, and what the host can ask of it. Every page works without a host.
// Messages are JSON objects {"shuangquan": 1, "type": …}; docs/how-to/embed.md lists them. Nothing personal is in any of them.
(function () {
  "use strict";
  var own = document.currentScript;
  var origins = (own.dataset.origins || "").split(" ").filter(Boolean);
  var native = window.ShuangquanHost && typeof window.ShuangquanHost.postMessage === "function" ? window.ShuangquanHost : null;
  var framed = window.parent !== window && origins.length > 0;
  if (!native && !framed) { return; }

  // Of the origins that are registered the browser delivers to the one that is there; to any other nothing is delivered at all.
  var around = window.location.ancestorOrigins;
  var there = around && around.length ? origins.filter(function (origin) { return origin === around[0]; }) : origins;
  var tell = function (type, more) {
    var message = Object.assign({ shuangquan: 1, type: type }, more || {});
    if (native) { native.postMessage(JSON.stringify(message)); return; }
    there.forEach(function (origin) { window.parent.postMessage(message, origin); });
  };

  var hear = function (message) {
    if (!message || message.shuangquan !== 1) { return; }
    if (message.type === "back") { goBack(); }
    if (message.type === "scanned" && typeof message.text === "string") {
      var into = document.getElementById(String(message.id));
      if (into && document.querySelector('[data-host="scan"][data-into="' + into.id + '"]')) { into.value = message.text.slice(0, 400); into.focus(); }
    }
  };
  window.addEventListener("message", function (event) {
    if (event.source === window.parent && origins.indexOf(event.origin) >= 0) { hear(event.data); }
  });
  if (native) { window.Shuangquan = { receive: function (text) { hear(JSON.parse(text)); } }; }

  var up = document.querySelector(".step a[href]");
  var goBack = function () {
    if (up) { window.location.assign(up.href); } else { tell("close"); }
  };
  var does = {
    close: function () { tell("close"); },
    open: function (at) { tell("open", { url: at.href }); },
    share: function (at) { tell("share", { url: at.dataset.url, title: at.dataset.title }); },
    scan: function (at) { tell("scan", { id: at.dataset.into }); },
    identify: function (at) { tell("identify", { level: Number(at.dataset.level), to: at.dataset.to }); },
    over: function (at) { tell("over", { to: at.dataset.to }); }
  };
  document.querySelectorAll("[data-host]").forEach(function (at) {
    at.hidden = false;
    at.addEventListener("click", function (event) { event.preventDefault(); does[at.dataset.host](at); });
  });
  var heading = document.querySelector("h1");
  tell("page", { title: heading ? heading.textContent.trim() : document.title, back: Boolean(up), nonce: own.dataset.nonce });
})();
