// Pages of the station come from the network, always. Without one, its one page for that is shown: it holds nothing of anybody.
"use strict";
const KEPT = "shuangquan-station", FILES = [{% for one in kept %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}], OFFLINE = "{{ offline|escapejs }}";
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES.map((one) => new Request(one, { cache: "reload" })))).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const asked = event.request, path = new URL(asked.url).pathname;
  if (asked.method !== "GET") { return; }
  if (asked.mode === "navigate" && path !== OFFLINE) {
    event.respondWith(fetch(asked).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(path)) {
    event.respondWith(fetch(asked).then((answer) => {
      if (answer.ok && !answer.redirected) { const copy = answer.clone(); caches.open(KEPT).then((kept) => kept.put(path, copy)); }
      return answer;
    }).catch(() => caches.match(path)));
  }
});
