// Pages come from the network, always: they hold personal data, and nothing of anybody is kept on the phone.
"use strict";
const KEPT = "shuangquan-offline", FILES = [{% for one in kept %}"{{ one|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}], OFFLINE = "{{ offline|escapejs }}";
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.method !== "GET") { return; }
  if (asked.mode === "navigate") {
    event.respondWith(fetch(asked).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(new URL(asked.url).pathname)) {
    event.respondWith(fetch(asked).catch(() => caches.match(asked)));
  }
});
