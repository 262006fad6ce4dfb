"""Faults on demand: a party is slow, down, late, wrong, cut off, acts twice or speaks of another matter, for a share or number of calls."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from sandbox.people.dice import Dice
from sandbox.web import Problem, Response

MODES = ("ok", "slow", "down", "late", "wrong", "drop", "twice", "other", "forged", "jumbled", "gap", "silent")
WRONG = (b'{"found": "maybe", "record": [1, 2', b'["not", "an", "object"]', b'{"found": "yes", "as_of": 7, "record": "?", "state": 3}')


@dataclass(slots=True)
class Fault:
    """One fault. seconds: of slowness or lateness. share: of calls hit. after: calls let through first. calls: hit at most, 0 for all."""

    mode: str
    seconds: float = 2.0
    share: float = 1.0
    after: int = 0
    calls: int = 0
    seen: int = 0
    hit: int = 0


class Faults:
    """The faults set at present, by target: a party's path name or a resource's id."""

    def __init__(self, seed: int) -> None:
        self._set: dict[str, Fault] = {}
        self._dice = Dice(seed, "faults")
        self._lock = threading.Lock()

    def set(self, target: str, body: dict[str, Any]) -> None:
        """Set or clear (mode ok) the fault of a target. Problem 400 for an unknown mode or a share outside 0..1."""
        mode = body.get("mode")
        share = float(body.get("share", 1.0))
        if mode not in MODES or not 0 <= share <= 1:
            raise Problem(400, "no_such_mode", ", ".join(MODES))
        with self._lock:
            if mode == "ok":
                self._set.pop(target, None)
                return
            self._set[target] = Fault(
                str(mode), float(body.get("seconds", 2.0)), share, int(body.get("after", 0)), int(body.get("calls", 0))
            )

    def clear(self) -> None:
        """Everything works again."""
        with self._lock:
            self._set.clear()

    def show(self) -> dict[str, Any]:
        """The faults set, with how many calls each has seen and hit."""
        with self._lock:
            return {
                target: {
                    "mode": f.mode,
                    "seconds": f.seconds,
                    "share": f.share,
                    "after": f.after,
                    "calls": f.calls,
                    "seen": f.seen,
                    "hit": f.hit,
                }
                for target, f in self._set.items()
            }

    def _strike(self, targets: tuple[str, ...]) -> tuple[str, Fault] | None:
        if not self._set:
            return None
        with self._lock:
            for target in targets:
                fault = self._set.get(target)
                if fault is None:
                    continue
                fault.seen += 1
                over = bool(fault.calls) and fault.hit >= fault.calls
                if over or fault.seen <= fault.after or not self._dice.chance(fault.share):
                    continue
                fault.hit += 1
                return target, fault
        return None

    def lateness(self, party: str) -> float:
        """Seconds by which a department's answers come later than usual."""
        fault = self._set.get(party)
        return fault.seconds if fault and fault.mode == "late" else 0.0

    def before(self, targets: tuple[str, ...], works_later: bool) -> str:
        """Apply what happens before a call is answered; the mode that changes the answer itself, else "".

        `works_later`: the call only hands work over, so lateness is not slept here. Problem 503 while down.
        """
        struck = self._strike(targets)
        if struck is None:
            return ""
        fault = struck[1]
        if fault.mode == "down":
            raise Problem(503, "down")
        if fault.mode == "slow" or (fault.mode == "late" and not works_later):
            time.sleep(fault.seconds)
        return fault.mode if fault.mode in ("wrong", "drop", "twice", "other", "forged", "jumbled", "gap") else ""

    def acts_twice(self, party: str) -> bool:
        """Whether a department answers a package a second time, with whatever it then decides."""
        fault = self._set.get(party)
        return fault is not None and fault.mode == "twice" and self._dice.chance(fault.share)

    def is_silent(self, party: str) -> bool:
        """Whether a department takes packages and then says nothing."""
        fault = self._set.get(party)
        return fault is not None and fault.mode == "silent"

    def after(self, mode: str, response: Response) -> Response:
        """The answer as the fault leaves it."""
        if mode == "drop":
            return Response(response.status, response.body or b" " * 64, response.kind, response.headers, cut=True)
        if mode == "wrong":
            return Response(200, self._dice.pick(WRONG), "application/json")
        return response
