"""Taking packages and working on them: received, working, answered, each after a while, also across a restart."""

import heapq
import threading
import time
from typing import Any

from sandbox.clock import stamp
from sandbox.departments.answers import Answers
from sandbox.people.dice import Dice
from sandbox.state import State
from sandbox.web import Problem


class Desk:
    """The work of all departments; one thread answers packages when they are due."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._answers = Answers(state)
        self._dice = Dice(state.settings.seed, "delays")
        self._heap: list[tuple[float, str]] = []
        self._wake = threading.Condition()
        self._answered: dict[str, list[str]] = {}
        rows = state.ledger.all("package").values()
        told = [(int(one["seq"]), row["package"]) for row in rows if row["answer"] for one in (*row.get("earlier", ()), row["answer"])]
        for _, package in sorted(told, key=lambda one: one[0]):
            self._answered.setdefault(package["department"], []).append(package["id"])
        for row in rows:
            if not row["answer"]:
                self._push(row["package"])
        threading.Thread(target=self._work, name="departments", daemon=True).start()

    def take(self, package: dict[str, Any], digest: str) -> str:
        """The receipt of a package; the same id again gives the same receipt. Problem 409 for another body under the id."""
        ledger = self._state.ledger
        with ledger.lock:
            known = ledger.find("package", package["id"])
            if known is not None:
                if known["digest"] != digest:
                    raise Problem(409, "other_body")
                return str(known["receipt"])
            receipt = f"{package['department'][:3].upper()}-{ledger.count_up('receipts'):08d}"
            row = {"package": package, "digest": digest, "receipt": receipt, "received_at": stamp(), "taken": time.time(), "answer": None}
            ledger.keep(("package", package["id"], row))
        self._push(package)
        return receipt

    def find(self, department: str, package_id: str) -> dict[str, Any]:
        """State and answer of a package. Problem 404."""
        row = self._state.ledger.find("package", package_id)
        if row is None or row["package"]["department"] != department:
            raise Problem(404, "no_such_package")
        if row["answer"]:
            return {"state": "answered", "answer": {"package": package_id, **row["answer"]}, "seq": row["answer"]["seq"]}
        return {"state": "received" if time.time() - row["taken"] < 0.05 else "working", "answer": None, "seq": 0}

    def find_another(self, department: str, package_id: str) -> str:
        """Some other package that the department has answered; the same one while there is none."""
        return next((one for one in reversed(self._answered.get(department, [])) if one != package_id), package_id)

    def answers_after(self, department: str, after: int, most: int) -> list[dict[str, Any]]:
        """Answers with seq above `after`, in order."""
        ids = self._answered.get(department, [])[max(after, 0) : max(after, 0) + most]
        rows = [self._state.ledger.find("package", one) for one in ids]
        return [{"package": row["package"]["id"], **row["answer"]} for row in rows if row]

    def _push(self, package: dict[str, Any]) -> None:
        department = package["department"]
        low, high = self._state.settings.delays.get(department) or self._state.settings.delays[""]
        due = time.monotonic() + self._dice.real(low, high) + self._state.faults.lateness(department)
        with self._wake:
            heapq.heappush(self._heap, (due, package["id"]))
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._heap or self._heap[0][0] > time.monotonic():
                    self._wake.wait(None if not self._heap else max(0.0, self._heap[0][0] - time.monotonic()))
                package_id = heapq.heappop(self._heap)[1]
            self._answer(package_id)

    def _answer(self, package_id: str) -> None:
        ledger = self._state.ledger
        with ledger.lock:
            row = ledger.find("package", package_id)
            if row is None:  # reset meanwhile
                return
            department = row["package"]["department"]
            answered = self._answered.setdefault(department, [])
            for _ in range(2 if self._state.faults.acts_twice(department) else 1):
                answer = {**self._answers.decide(row["package"]), "answered_at": stamp(), "seq": len(answered) + 1}
                row = {**row, "answer": answer, "earlier": [*row.get("earlier", ()), *([row["answer"]] if row["answer"] else [])]}
                ledger.keep(("package", package_id, row))
                answered.append(package_id)
