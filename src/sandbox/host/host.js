// The host's side of the bridge: a header of its own around the zone, and a hand for what the zone asks for.
(function () {
  "use strict";
  var by = function (id) { return document.getElementById(id); };
  var platform = document.body.dataset.platform, zone = by("zone"), nonce = "", retry = "";
  var words = {
    page: "打开了一页", close: "要回到 App", open: "要在外面打开", share: "要转给别人", scan: "要扫一扫", identify: "要再认一次人", over: "登录过期了"
  };
  var states = { submitted: "交上了", closed: "办完了", withdrawn: "撤回了" };

  var line = function (list, text) {
    var made = document.createElement("li");
    made.textContent = text;
    by(list).prepend(made);
  };
  var send = function (message) { zone.contentWindow.postMessage(Object.assign({ shuangquan: 1 }, message), platform); };
  var close = function () {
    zone.hidden = true; zone.removeAttribute("src"); by("face").hidden = true; by("idle").hidden = false;
    by("title").textContent = "示例掌上政务"; by("back").disabled = true;
  };
  var enter = function (level, to) {
    return fetch("/host/open", {
      method: "POST", headers: { "Content-Type": "application/json", "X-Sandbox-Control": "1" },
      body: JSON.stringify({ login: by("login").value, level: level, to: to })
    }).then(function (answer) { return answer.json(); }).then(function (made) {
      if (!made.url) { line("said", "平台不让进：" + (made.detail || made.error)); return; }
      nonce = made.nonce;
      by("idle").hidden = true; by("face").hidden = true; zone.hidden = false; zone.src = made.url;
    });
  };

  by("enter").addEventListener("submit", function (event) {
    event.preventDefault();
    enter(Number(new FormData(event.target).get("level")), by("to").value);
  });
  by("back").addEventListener("click", function () { send({ type: "back" }); });
  by("close").addEventListener("click", close);
  by("faced").addEventListener("click", function () { enter(4, retry); });

  window.addEventListener("message", function (event) {
    if (event.source !== zone.contentWindow || event.origin !== platform || !event.data || event.data.shuangquan !== 1) { return; }
    var said = event.data;
    line("said", (words[said.type] || said.type) + (said.title ? "：" + said.title : said.url ? "：" + said.url : said.to ? "：" + said.to : ""));
    if (said.type === "page") {
      if (said.nonce && said.nonce !== nonce) { line("said", "这不是我带进去的人，关掉"); close(); return; }
      by("title").textContent = said.title; by("back").disabled = !said.back;
    }
    if (said.type === "close") { close(); }
    if (said.type === "open") { window.open(said.url, "_blank", "noopener"); }
    if (said.type === "scan") { send({ type: "scanned", id: said.id, text: by("code").value }); }
    if (said.type === "identify") { retry = said.to; by("face").hidden = false; by("faced").focus(); }
    if (said.type === "over") { enter(3, said.to); }
  });

  fetch("/host/users").then(function (answer) { return answer.json(); }).then(function (found) {
    found.users.forEach(function (user) { by("login").add(new Option(user.name + " · " + user.zh, user.login)); });
  });
  var shown = 0;
  var look = function () {
    fetch("/host/told").then(function (answer) { return answer.json(); }).then(function (found) {
      found.told.slice(shown).forEach(function (one) {
        var what = one.type === "case.state" ? states[one.data.state] || one.data.state : one.type;
        line("told", what + " · 办件 " + one.data.case.slice(-8) + " · 用户 " + one.data.subject.slice(0, 6));
      });
      shown = found.told.length;
    }).catch(function () { return null; });
  };
  window.setInterval(look, 1500);
  look();
})();
