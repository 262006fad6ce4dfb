"""Where the CPU goes: thread time of each layer, its callees' own layers taken out, over chains submitted in this process."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.test import Client

from bench.drafts import Draft, prepare
from shuangquan.actions import drafts, gathering, keeping, loading
from shuangquan.connectors.seal.wire import StoreSeal
from shuangquan.core.cases import running as core_running

Places = Mapping[str, tuple[tuple[Any, str], ...]]
GATHERING: Places = {"gather": ((gathering, "make_draws"),)}
LAYERS: Places = {
    "plan": ((loading, "load_index"),),
    "rules": ((core_running, "ask_table"),),
    "decide": ((drafts, "decide_submit"), (drafts, "decide_running"), (loading, "replay")),
    "signing": ((StoreSeal, "sign"),),
    "keep": ((keeping, "append_change"), (keeping, "follow_change"), (loading, "load_case")),
}


class Clock:
    """Exclusive CPU time by layer. tell: of this thread, or of the whole process where a layer works in threads of its own."""

    def __init__(self, tell: Callable[[], float]) -> None:
        self._tell = tell
        self.spent: dict[str, float] = defaultdict(float)
        self._stack: list[tuple[str, float]] = []

    @contextmanager
    def within(self, layer: str) -> Iterator[None]:
        """Count what happens meanwhile to `layer`."""
        moment = self._tell()
        if self._stack:
            outer, since = self._stack[-1]
            self.spent[outer] += moment - since
        self._stack.append((layer, moment))
        try:
            yield
        finally:
            moment = self._tell()
            _, since = self._stack.pop()
            self.spent[layer] += moment - since
            if self._stack:
                self._stack[-1] = (self._stack[-1][0], moment)


def _wrap(clock: Clock, layer: str, body: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        with clock.within(layer):
            return body(*args, **named)

    return timed


@contextmanager
def _watching(clock: Clock, watched: Places) -> Iterator[None]:
    kept = [(place, name, getattr(place, name)) for layer in watched.values() for place, name in layer]
    for layer, places in watched.items():
        for place, name in places:
            setattr(place, name, _wrap(clock, layer, getattr(place, name)))
    try:
        yield
    finally:
        for place, name, body in kept:
            setattr(place, name, body)


def measure_layers(chains: Sequence[Draft]) -> dict[str, float]:
    """CPU milliseconds a submission, by layer; nothing is gathered any more then. "http": all else between request and answer."""
    clock, client = Clock(time.thread_time), Client()
    client.cookies["csrf"] = "a" * 32
    for draft in chains[:5]:
        _press(client, draft)
    with _watching(clock, LAYERS):
        for draft in chains[5:]:
            with clock.within("http"):
                _press(client, draft)
    return {layer: 1000 * seconds / len(chains[5:]) for layer, seconds in clock.spent.items()}


def measure_gather(people: Sequence[dict[str, str]], theme: str) -> tuple[list[Draft], float]:
    """Drafts for these families, and the CPU milliseconds each took to ask the departments what they know; their own CPU is not in it."""
    clock = Clock(time.process_time)
    with _watching(clock, GATHERING):
        made = prepare(people, theme)
    return made, 1000 * clock.spent["gather"] / len(made)


def _press(client: Client, draft: Draft) -> None:
    client.cookies["session"] = draft.session
    answer = client.post(f"/case/{draft.case}/finish", {"key": draft.case.replace("-", "")}, HTTP_HOST="127.0.0.1")
    if answer.status_code not in (302, 303):
        raise RuntimeError(f"a chain was not taken: {answer.status_code}")
