"""What a case's events amount to. Built by `replay`, changed by nothing else."""

from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.core.cases.appeal_state import Recourse
from shuangquan.core.cases.case_parts import (
    CalledCertificate,
    Delivery,
    Fact,
    FormSignature,
    IssuedCertificate,
    Members,
    PartyState,
    Payment,
    Photo,
    Proposal,
    SituationState,
)
from shuangquan.core.cases.hand_state import Hand
from shuangquan.core.cases.readings import PaperPlace, PaperReading
from shuangquan.core.cases.transitions import ENDS, CaseState, TaskState
from shuangquan.core.words.knowledge import UNASKED, Form, Knowledge, Value
from shuangquan.core.words.names import Var

TaskKey = tuple[str, str | None]
"""(item id, member of the list it is done for, or None)."""


@dataclass(slots=True)
class Task:
    """One item of the case, for one member where it is done for a list. pauses: from when to when its clock stood still.

    pledge: "" (rests on no promise) | open | mending | doubted | kept | broken; pledge_by: when it is verified, or put right; pledge_text:
    what was found. recheck: why it is looked at though it rests on no promise, sample | all; rechecked_at: since when. asked: whether the
    notice is the platform's own, so that the rules and not an officer look again.

    stage: the one in which it lies open, "" when in none, until `until`; stages: how many it has been through. remind_at: when whoever it
    waits for is reminded; reminded: how often.

    Of the department's own system: package, the newest one handed over, its digest; rounds: how many packages; reports: number →
    (what it says, its digest, reference of its content); heard: the last one applied; taken_up_at: accepted there; approved: the report
    that approved while its certificate is to come; away_why: reference of why its clock stands (特别程序), away_until: to which day;
    chased: how often it was reminded of what is due now, chase_at: when again; told_of: who else was told of its silence;
    supervised_at: when its result was taken by whoever supervises; hand: its package is typed by people, None where a system takes it.
    informed_at: when its department's system was told that what it rests on does not count; recalled_at: that it is withdrawn.
    card: how late it ran, "" | warn | yellow | red; card_answer: reference of the account of a red one;
    account_by: until when one was asked for.

    ready: it is sure that nothing is missing, so that it can no longer be 不予受理. special: kind of the special procedure it is in, which
    needs special_days working days; hearing: "" | offered | waived | demanded | held, hearing_at and hearing_place: as announced.
    extended: working days by which its limit was extended. proposal: what waits for a second officer; sent_back: why one was not confirmed.
    assignee: who is to do it, "" for whoever comes first.
    """

    item: str
    member: str | None
    state: TaskState = TaskState.PLANNED
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    provisional: bool = False
    why: str = ""
    rule: int | None = None
    missing: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    held_on: str = ""
    paused_at: datetime | None = None
    pauses: list[tuple[datetime, datetime]] = field(default_factory=list)
    answer_by: datetime | None = None
    notice: str = ""
    notice_needs: tuple[str, ...] = ()
    asked: bool = False
    stage: str = ""
    stages: int = 0
    until: datetime | None = None
    remind_at: datetime | None = None
    reminded: int = 0
    package: str = ""
    package_digest: str = ""
    sent_at: datetime | None = None
    rounds: int = 0
    reports: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    heard: int = 0
    taken_up_at: datetime | None = None
    approved: int = 0
    card: str = ""
    carded_at: datetime | None = None
    card_answer: str = ""
    card_answered_at: datetime | None = None
    account_by: datetime | None = None
    away_why: str = ""
    away_until: str = ""
    chased: int = 0
    chased_at: datetime | None = None
    chase_at: datetime | None = None
    told_of: tuple[str, ...] = ()
    supervised_at: datetime | None = None
    hand: Hand | None = None
    informed_at: datetime | None = None
    recalled_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    outcome: str = ""
    officer: str = ""
    text: str = ""
    remedy: str = ""
    numbers: dict[str, str] = field(default_factory=dict)
    because: str = ""
    ended_at: datetime | None = None
    changed_at: datetime | None = None
    pledge: str = ""
    pledge_by: datetime | None = None
    pledge_text: str = ""
    recheck: str = ""
    rechecked_at: datetime | None = None
    ready: bool = False
    special: str = ""
    special_days: int = 0
    hearing: str = ""
    hearing_at: datetime | None = None
    hearing_place: str = ""
    extended: int = 0
    proposal: Proposal | None = None
    sent_back: str = ""
    assignee: str = ""
    photos: list[Photo] = field(default_factory=list)
    recourse: Recourse = field(default_factory=Recourse)

    @property
    def key(self) -> TaskKey:
        """(item, member)."""
        return self.item, self.member

    @property
    def clock_from(self) -> datetime | None:
        """Since when its limit runs: accepted, or reopened."""
        return self.recourse.reopened_at or self.accepted_at

    @property
    def ended(self) -> bool:
        """Nothing more follows by itself; only a reopening leads on."""
        return self.state in ENDS


@dataclass(slots=True)
class Case:
    """A case (主题办件) as of its last event. replanned_at: when its plan last changed after it was submitted.

    received: documents that the applicant has opened, by key. readings: what was read off papers, apart from facts.
    archives: (name, when) of its packages; unarchived: it has ended since the last one.
    chosen: role → (list or relation along one, member) that the role stands for. merged_into: the case in which it goes on, "" for none;
    twins: cases that were closed into this one; apart: those that a person found to be about another matter.
    """

    id: str
    theme: str = ""
    region: str = ""
    signed_in: str = ""
    bundle: str = ""
    plan: str = ""
    missing: tuple[str, ...] = ()
    state: CaseState = CaseState.DRAFT
    version: int = 0
    opened_at: datetime | None = None
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    provisional: bool = False
    closed_at: datetime | None = None
    erased_at: datetime | None = None
    replanned_at: datetime | None = None
    given: bool = False
    informed: set[str] = field(default_factory=set)
    told_draws: tuple[str, ...] = ()
    facts: dict[Var, Fact] = field(default_factory=dict)
    lists: dict[str, Members] = field(default_factory=dict)
    chosen: dict[str, tuple[str, str]] = field(default_factory=dict)
    draws: dict[tuple[str, str | None], tuple[str, datetime]] = field(default_factory=dict)
    calls: dict[tuple[str, str | None], CalledCertificate] = field(default_factory=dict)
    situations: dict[tuple[str, str | None], SituationState] = field(default_factory=dict)
    evidence: dict[tuple[str, str | None], tuple[str, str]] = field(default_factory=dict)
    lacking: set[tuple[str, str | None]] = field(default_factory=set)
    readings: dict[PaperPlace, PaperReading] = field(default_factory=dict)
    parties: dict[str, PartyState] = field(default_factory=dict)
    signatures: dict[str, FormSignature] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)
    refunds: dict[str, tuple[str, str | None, str, str]] = field(default_factory=dict)
    tasks: dict[TaskKey, Task] = field(default_factory=dict)
    certificates: list[IssuedCertificate] = field(default_factory=list)
    parcels: dict[str, datetime | None] = field(default_factory=dict)
    merged_into: str = ""
    twins: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    collect: str = ""
    delivery: Delivery = field(default_factory=Delivery)
    received: dict[str, datetime] = field(default_factory=dict)
    archives: list[tuple[str, datetime]] = field(default_factory=list)
    unarchived: bool = False

    def know(self, var: Var) -> Knowledge:
        """What is known of `var`; unknown (not asked) when nothing was noted."""
        fact = self.facts.get(self.own(var))
        return fact.know if fact else UNASKED

    def own(self, var: Var) -> Var:
        """The variable under its own name: `payee.name` is that member's `heirs.name`."""
        place = self.chosen.get(var.role) if var.member is None else None
        return Var(place[0], var.fact, place[1]) if place else var

    def members(self, role: str) -> tuple[str, ...]:
        """Keys of the members of a list that the matter is about."""
        found = self.lists.get(role)
        return found.taken() if found else ()

    def value(self, var: Var) -> Value | None:
        """The value if it is known or claimed, else None."""
        know = self.know(var)
        return know.value if know.form in (Form.KNOWN, Form.CLAIMED) else None

    def situation(self, name: str, member: str | None = None) -> str | None:
        """The settled value, or None."""
        found = self.situations.get((name, member))
        return found.value if found else None

    def paid(self, item: str, member: str | None) -> Payment | None:
        """The paid order that covers this task's fee, or None; what went back covers nothing."""
        key = (item, member)
        paid = [one for one in self.payments.values() if one.state == "paid" and any(line[:2] == key for line in one.lines)]
        return paid[-1] if len(paid) > sum(refund[:2] == key for refund in self.refunds.values()) else None
