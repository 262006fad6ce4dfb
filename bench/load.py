"""The load: each draft's button pressed once over HTTP, a fixed number of connections, as fast as answers come."""

import http.client
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from bench.drafts import Draft

TOKEN = "a" * 32


@dataclass(frozen=True, slots=True)
class Load:
    """seconds of the whole run; latencies of each answer in seconds; bad: answers that were no acceptance."""

    seconds: float
    latencies: tuple[float, ...]
    bad: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Latency in milliseconds below which `share` of the answers lie."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def press(address: str, drafts: Sequence[Draft], connections: int) -> Load:
    """Submit every draft once."""
    waiting, latencies, bad, lock = deque(drafts), [], [0], threading.Lock()
    host = urlsplit(address).netloc

    def work() -> None:
        line = http.client.HTTPConnection(host, timeout=60)
        while True:
            with lock:
                if not waiting:
                    return
                draft = waiting.popleft()
            seconds, good = _submit(line, draft)
            with lock:
                latencies.append(seconds)
                bad[0] += not good

    started = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(time.perf_counter() - started, tuple(latencies), bad[0])


def _submit(line: http.client.HTTPConnection, draft: Draft) -> tuple[float, bool]:
    body = urlencode({"csrfmiddlewaretoken": TOKEN, "key": draft.case.replace("-", "")})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"session={draft.session}; csrf={TOKEN}",
    }
    began = time.perf_counter()
    line.request("POST", f"/case/{draft.case}/finish", body, headers)
    answer = line.getresponse()
    answer.read()
    good = answer.status in (302, 303) and "new=1" in (answer.getheader("Location") or "")
    return time.perf_counter() - began, good
