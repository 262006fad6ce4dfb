"""Taking packages and working on them: each is reported on step by step, under the department's own seal, also across a restart."""

import heapq
import json
import threading
import time
from typing import Any

from sandbox.clock import stamp
from sandbox.departments.answers import Answers
from sandbox.departments.callbacks import Callbacks
from sandbox.departments.reports import find_steps, make_report
from sandbox.departments.seals import Seals
from sandbox.people.dice import Dice
from sandbox.sharing.catalogue import DEPARTMENTS
from sandbox.state import State
from sandbox.web import Problem


def find_outcome(row: dict[str, Any]) -> str:
    """How a package stands with its department: "" while undecided; what was taken back is a refusal."""
    if any(report["what"] == "revoked" for report in row["reports"]):
        return "refuse"
    return str(row["answer"]["outcome"]) if row["answer"] else ""


class Desk:
    """The work of all departments; one thread goes a step further with each package when it is due."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._answers = Answers(state)
        self._seals = Seals(state.settings.home, DEPARTMENTS)
        self._callbacks = Callbacks(dict(state.settings.callbacks))
        self._dice = Dice(state.settings.seed, "delays")
        self._heap: list[tuple[float, str]] = []
        self._wake = threading.Condition()
        self._told: dict[str, list[tuple[str, int]]] = {}
        rows = state.ledger.all("package").values()
        told = [(report["seq"], row["package"], nth) for row in rows for nth, report in enumerate(row["reports"]) if report["seq"]]
        for _, package, nth in sorted(told, key=lambda one: one[0]):
            self._told.setdefault(package["department"], []).append((package["id"], nth))
        for row in rows:
            if not row["closed"]:
                self._push(row["package"])
        threading.Thread(target=self._work, name="departments", daemon=True).start()

    def keys(self, department: str) -> dict[str, str]:
        """A department's public key by its id."""
        return self._seals.public(department)

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
            row = {"package": package, "digest": digest, "receipt": receipt, "received_at": stamp(), "taken": time.time()}
            row |= {"answer": None, "reports": [], "closed": False, "steps": [], "step": 0, "reminders": 0}
            if not self._state.faults.is_silent(package["department"]):
                row = self._report(row, {"what": "accepted", "receipt": receipt})
            ledger.keep(("package", package["id"], row))
        self._bring(row, 0)
        self._push(package)
        return receipt

    def find(self, department: str, package_id: str) -> dict[str, Any]:
        """State, reports and answer of a package. Problem 404."""
        row = self._find_row(department, package_id)
        reports = [{name: report[name] for name in ("content", "digest", "signature", "key_id")} for report in row["reports"]]
        more = {"reports": reports, "closed": row["closed"], "outcome": find_outcome(row)}
        if row["answer"]:
            return {"state": "answered", "answer": {"package": package_id, **row["answer"]}, "seq": row["answer"]["seq"], **more}
        return {"state": "received" if time.time() - row["taken"] < 0.05 else "working", "answer": None, "seq": 0, **more}

    def _find_row(self, department: str, package_id: str) -> dict[str, Any]:
        row = self._state.ledger.find("package", package_id)
        if row is None or row["package"]["department"] != department:
            raise Problem(404, "no_such_package")
        found: dict[str, Any] = row
        return found

    def find_another(self, department: str, package_id: str) -> str:
        """Some other package that the department has answered; the same one while there is none."""
        return next((one for one, _ in reversed(self._told.get(department, [])) if one != package_id), package_id)

    def count_told(self, department: str) -> int:
        """How much a department has said so far."""
        return len(self._told.get(department, []))

    def answers_after(self, department: str, after: int, most: int) -> list[dict[str, Any]]:
        """What the department has said since, but for plain acceptances, in order: which package, and its answer when it has one."""
        told = list(enumerate(self._told.get(department, []), 1))[max(after, 0) : max(after, 0) + most]
        rows = [(seq, self._state.ledger.find("package", package), nth) for seq, (package, nth) in told]
        return [
            {"package": row["package"]["id"], **(row["answer"] or {}), "what": row["reports"][nth]["what"], "seq": seq}
            for seq, row, nth in rows
            if row
        ]

    def held_since(self, department: str, since: float) -> list[dict[str, Any]]:
        """What the department holds of packages taken since an instant (Unix time): for a comparison of both sides' lists."""
        rows = (row for row in self._state.ledger.all("package").values() if row["package"]["department"] == department)
        return [
            {
                "package": row["package"]["id"],
                "package_digest": row["package"].get("digest", ""),
                "last": len(row["reports"]),
                "outcome": find_outcome(row),
            }
            for row in rows
            if row["taken"] >= since and row["package"].get("kind") != "result"
        ]

    def recall(self, department: str, package_id: str, digest: str) -> str:
        """Take a withdrawal: what is not decided yet is never decided. How it then stands. Problems 404, 409 for other contents."""
        with self._state.ledger.lock:
            row = self._find_row(department, package_id)
            if row["package"].get("digest", "") != digest:
                raise Problem(409, "other_body")
            row = {**row, "recalled": True, "closed": True}
            self._state.ledger.keep(("package", package_id, row))
        return "answered" if row["answer"] else "recalled"

    def remind(self, department: str, package_id: str) -> int:
        """Take a reminder; how many there have been. Problem 404."""
        with self._state.ledger.lock:
            row = self._find_row(department, package_id)
            row = {**row, "reminders": row["reminders"] + 1}
            self._state.ledger.keep(("package", package_id, row))
        return int(row["reminders"])

    def _push(self, package: dict[str, Any], after: float = 0.0) -> None:
        department = package["department"]
        low, high = self._state.settings.delays.get(department) or self._state.settings.delays[""]
        due = time.monotonic() + (after or self._dice.real(low, high) + self._state.faults.lateness(department))
        with self._wake:
            heapq.heappush(self._heap, (due, package["id"]))
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._heap or self._heap[0][0] > time.monotonic():
                    self._wake.wait(None if not self._heap else max(0.0, self._heap[0][0] - time.monotonic()))
                package_id = heapq.heappop(self._heap)[1]
            self._go_on(package_id)

    def _go_on(self, package_id: str) -> None:
        ledger = self._state.ledger
        with ledger.lock:
            row = ledger.find("package", package_id)
            if row is None or row["closed"]:  # reset meanwhile
                return
            package = row["package"]
            if self._state.faults.is_silent(package["department"]):
                self._push(package, 0.2)
                return
            if package.get("kind") == "result":  # a supervisor is told of it and has nothing to say
                ledger.keep(("package", package_id, {**row, "closed": True}))
                return
            before = len(row["reports"])
            steps = row["steps"] or find_steps(self._answers.find_steps(package))
            step = steps[row["step"]]
            for _ in range(2 if step["what"] == "decided" and self._state.faults.acts_twice(package["department"]) else 1):
                row = self._report(row, self._answers.decide(package) | step if step["what"] == "decided" else step)
            row = {**row, "steps": steps, "step": row["step"] + 1, "closed": row["step"] + 1 == len(steps)}
            ledger.keep(("package", package_id, row))
        self._bring(row, before)
        if not row["closed"]:
            self._push(package, float(steps[row["step"]].get("seconds", 0.01)))

    def _bring(self, row: dict[str, Any], before: int) -> None:
        """Reports after the first `before`, to whoever wants them brought."""
        for report in row["reports"][before:]:
            self._callbacks.push(row["package"]["department"], report)

    def _report(self, row: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
        """The row with one more report. An acceptance wakes nobody: it is read together with what comes next."""
        package = row["package"]
        told = self._told.setdefault(package["department"], [])
        at, seq = stamp(), 0 if said["what"] == "accepted" else len(told) + 1
        content = make_report(package, len(row["reports"]) + 1, said, at)
        data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sealed = self._seals.envelope(package["department"], data) | {"what": said["what"], "seq": seq}
        if seq:
            told.append((package["id"], len(row["reports"])))
        row = {**row, "reports": [*row["reports"], sealed]}
        if said["what"] == "decided":
            names = ("outcome", "reason", "facts", "number", "certificate")
            answer = {name: said[name] for name in names} | {"answered_at": at, "seq": seq}
            row |= {"answer": answer, "earlier": [*row.get("earlier", ()), *([row["answer"]] if row["answer"] else [])]}
        return row
