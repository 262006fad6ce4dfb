"""The load: people who pay and press 提交 over HTTP, and press again with the same form whenever the connection breaks."""

import random  # noqa: TID251 — chance is seeded and handed on
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from bench.drafts import Draft
from bench.load import TOKEN

from shuangquan.core.words.refusals import REFUSALS

NOTHING_DUE = REFUSALS["payment.nothing"].zh


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A case whose acceptance somebody has seen. at: monotonic; presses: how often they pressed until then."""

    case: str
    at: float
    presses: int


class Load:
    """Drafts are handed to people one by one; each goes on until the platform has said that it is accepted."""

    def __init__(self, address: str, drafts: Sequence[Draft], chance: random.Random) -> None:
        self._address = address
        self._waiting, self._ready = deque(drafts), deque[Draft]()
        self._chance = chance
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._busy = 0
        self.acknowledged: list[Acknowledged] = []

    def release(self, count: int) -> None:
        """So many more people come."""
        with self._lock:
            for _ in range(min(count, len(self._waiting))):
                self._ready.append(self._waiting.popleft())

    @property
    def underway(self) -> int:
        """People who have come and not yet been told."""
        with self._lock:
            return len(self._ready) + self._busy

    def acknowledged_since(self, moment: float) -> bool:
        """Whether anybody was told after a monotonic moment."""
        return bool(self.acknowledged) and self.acknowledged[-1].at > moment

    @contextmanager
    def running(self, people: int) -> Iterator[None]:
        """So many at a time."""
        threads = [threading.Thread(target=self._work, name=f"person-{n}", daemon=True) for n in range(people)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join(30)

    def wait_told(self, seconds: float) -> bool:
        """Wait until everybody who came has been told. False when somebody still waits."""
        end = time.monotonic() + seconds
        while self.underway and time.monotonic() < end:
            time.sleep(0.1)
        return not self.underway

    def _work(self) -> None:
        while not self._stop.is_set():
            with self._lock:
                draft = self._ready.popleft() if self._ready else None
                self._busy += draft is not None
            if draft is None:
                time.sleep(0.05)
                continue
            self._go_through(draft)
            with self._lock:
                self._busy -= 1

    def _go_through(self, draft: Draft) -> None:
        """Pay and submit, as often as it takes, until told to stop."""
        presses, paid, told = 0, False, False
        cookies = {"session": draft.session, "csrf": TOKEN}
        with httpx.Client(base_url=self._address, timeout=15.0, trust_env=False, cookies=cookies) as client:
            while not (paid and told) and not self._stop.is_set():
                # Whoever was accepted unpaid, since nobody could say how much, pays from the page of the case a little later.
                if presses:
                    self._stop.wait(self._chance.uniform(0.2, 1.0))
                presses += 1
                try:
                    paid = paid or self._pay(client, draft.case)
                    if not told and self._submit(client, draft.case):
                        told = True
                        self._note(draft.case, presses)
                except httpx.HTTPError:
                    continue  # the connection broke: the person presses again

    def _note(self, case: str, presses: int) -> None:
        with self._lock:
            self.acknowledged.append(Acknowledged(case, time.monotonic(), presses))

    def _pay(self, client: httpx.Client, case: str) -> bool:
        """Through the payment side's own page and back. False when nobody can say how much, or something on the way fails."""
        answer = client.post(f"/case/{case}/pay", data={"csrfmiddlewaretoken": TOKEN})
        if answer.status_code != 302:  # paid before, when the answer that said so was cut off
            return answer.status_code == 422 and NOTHING_DUE in answer.text
        page = answer.headers["location"]
        if httpx.post(page, data={"do": "pay"}, timeout=10.0, trust_env=False).status_code != 303:
            return False
        client.get(f"/case/{case}/paid")  # when this fails, a worker asks after the order
        return True

    def _submit(self, client: httpx.Client, case: str) -> bool:
        answer = client.post(f"/case/{case}/finish", data={"csrfmiddlewaretoken": TOKEN, "key": case.replace("-", "")})
        return answer.status_code in (302, 303) and answer.headers["location"].partition("?")[0] == f"/case/{case}/"
