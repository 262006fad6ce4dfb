"""What was decided against somebody, and what they did about it: 行政复议 as a task holds it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Weighed:
    """The last decision that weighs on the applicant. against: refuse | not_accept | revoke | extend.

    officers: subjects of who proposed and who confirmed it, none where a department's own system decided; document: its key, "" for none.
    """

    against: str
    at: datetime
    officers: tuple[str, ...]
    document: str


@dataclass(slots=True)
class Appeal:
    """One 行政复议. state: filed | open | rejected | withdrawn | decided. wants: annul | change | unlawful. text, answer, stay and
    ruling: references.

    decided_at, deciders: of the decision it is against. accept_by: when the organ has to say whether it takes it; answer_by: when the
    department has to answer; decide_by: when it has to be decided. organ, organ_name: who reviews; reviewer: subject.
    """

    against: str
    decided_at: datetime
    deciders: tuple[str, ...]
    wants: str
    text: str
    filed_at: datetime
    accept_by: datetime
    state: str = "filed"
    accepted_at: datetime | None = None
    answer_by: datetime | None = None
    decide_by: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None
    stay: str = ""
    stayed_at: datetime | None = None
    outcome: str = ""
    ruling: str = ""
    ended_at: datetime | None = None
    organ: str = ""
    organ_name: str = ""
    reviewer: str = ""

    @property
    def live(self) -> bool:
        """Whether something has still to come of it."""
        return self.state in ("filed", "open")

    @property
    def due(self) -> datetime | None:
        """By when the next one has to act; None once it is over."""
        if self.state == "filed":
            return self.accept_by
        if self.state != "open":
            return None
        return self.decide_by if self.answered_at is not None else self.answer_by


@dataclass(slots=True)
class Recourse:
    """Of a task: the decision that weighs, every appeal, oldest first, and what a reopening left.

    seconded: who confirmed what is being decided; barred: who decided before it was reopened and does not decide again.
    """

    weighed: Weighed | None = None
    appeals: list[Appeal] = field(default_factory=list)
    seconded: str = ""
    barred: tuple[str, ...] = ()
    reopened_at: datetime | None = None

    @property
    def appeal(self) -> Appeal | None:
        """The last one."""
        return self.appeals[-1] if self.appeals else None

    @property
    def live(self) -> Appeal | None:
        """The one that is under way."""
        return self.appeal if self.appeal is not None and self.appeal.live else None
