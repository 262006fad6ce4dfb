"""A person's way through a matter, as actions."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.drafts import (
    answer_questions,
    find_form_digest,
    go_on,
    has_fees,
    inform_case,
    lack_evidence,
    open_case,
    sign_form,
    submit_case,
    type_facts,
)
from shuangquan.actions.loading import Loaded, load, request_of
from shuangquan.actions.parties import agree_party, decline_party, invite_party
from shuangquan.actions.payments import order_payment, settle_payment
from shuangquan.actions.running import run_case
from shuangquan.actions.standing import find_standing
from shuangquan.core.cases.forms import find_asked_facts, find_asked_papers, find_waiting_parties
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.names import Var
from shuangquan.records.clock import today

REGION = "370783"


class Journey:
    """One matter of one applicant. answers: to questions; typed: what is typed for a fact, by its name or full path."""

    def __init__(self, applicant: Citizen, theme: str, role: str, *, region: str = REGION) -> None:
        self.citizen = applicant
        self.actor = applicant.actor(region, "test", "test")
        self.asked: list[str] = []
        with self.as_applicant():
            self.case = open_case(self.actor, theme, region, role, applicant.person)
            inform_case(self.actor, self.case, applicant.person)

    @contextmanager
    def as_applicant(self) -> Iterator[Actor]:
        with acting(self.actor, self.citizen.index) as actor:
            yield actor

    @contextmanager
    def as_other(self, other: Citizen) -> Iterator[Actor]:
        with acting(other.actor(REGION, "test", "test"), other.index) as actor:
            yield actor

    def look(self) -> Loaded:
        with acting_system():
            return load(self.case)

    def answer(self, **answers: str) -> None:
        """Answer whatever is asked out of `answers`, until nothing is asked."""
        with self.as_applicant():
            for _ in range(6):
                questions = find_standing(load(self.case)).questions
                if not questions:
                    return
                given = {(q.situation.name, q.member): answers[q.situation.name] for q in questions}
                self.asked += [name for name, _ in given]
                answer_questions(self.actor, self.case, self.citizen.person, given, {})

    def consent(self, other: Citizen, *, agrees: bool = True) -> None:
        """The other person is asked and answers on their own device."""
        with self.as_applicant():
            loaded = load(self.case)
            (role,) = find_waiting_parties(loaded.case, loaded.index)
            invite_party(self.actor, self.case, self.citizen.person, role)
        with self.as_other(other) as actor:
            (agree_party if agrees else decline_party)(actor, self.case, other.person)

    def type(self, **typed: str) -> list[str]:
        """Type every open fact out of `typed` (by path with `__` for the dot, else by fact); answers what was asked."""
        with self.as_applicant():
            go_on(self.actor, self.case, self.citizen.person)
            loaded = load(self.case)
            open_vars = [one.var for one in find_asked_facts(loaded.case, loaded.index, today()) if not one.given]
            given = {var: self._value(var, typed) for var in open_vars}
            if given:
                type_facts(self.actor, self.case, self.citizen.person, given)
            for paper in find_asked_papers(loaded.case, loaded.index, today()):
                if paper.state == "open":
                    lack_evidence(self.actor, self.case, self.citizen.person, paper.evidence.path, paper.member)
        names = [var.template for var in open_vars]
        self.asked += names
        return names

    @staticmethod
    def _value(var: Var, typed: dict[str, str]) -> str:
        return typed.get(f"{var.role}__{var.fact}") or typed[var.fact]

    def pay(self, address: str = "http://127.0.0.1/") -> None:
        with self.as_applicant():
            if has_fees(load(self.case)):
                url = order_payment(self.actor, self.case, self.citizen.person, address)
                assert httpx.post(url, data={"do": "pay"}).status_code < 400
                settle_payment(self.actor, self.case, self.citizen.person)

    def sign(self) -> None:
        with self.as_applicant():
            sign_form(self.actor, self.case, self.citizen.person, find_form_digest(load(self.case)))

    def submit(self, *, key: str = "", fees_known: bool = True) -> None:
        with self.as_applicant():
            request = request_of(key or f"submit-{self.case}", {"case": self.case})
            submit_case(self.actor, self.case, self.citizen.person, request, fees_known=fees_known)

    def run(self, seconds: float = 10.0, *, until_closed: bool = True) -> None:
        """Be the worker until the case has ended, or nothing outside is awaited."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with acting_system():
                run_case(self.case)
            case = self.look().case
            if case.state is not CaseState.SUBMITTED or (not until_closed and not self.is_busy()):
                return
            time.sleep(0.03)

    def is_busy(self) -> bool:
        return any(task.state in (TaskState.SENT, TaskState.PASSED) for task in self.look().case.tasks.values())

    def states(self) -> dict[str, list[TaskState]]:
        found: dict[str, list[TaskState]] = {}
        for task in self.look().case.tasks.values():
            found.setdefault(task.item, []).append(task.state)
        return found
