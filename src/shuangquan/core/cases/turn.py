"""One turn of deciding: events are emitted, happen to the case at once, and are handed to the shell to keep."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shuangquan.core.cases.approval import Approvals
from shuangquan.core.cases.case import Case
from shuangquan.core.cases.events import FactNote
from shuangquan.core.cases.kinds import Event
from shuangquan.core.cases.replay import Happened, apply_event
from shuangquan.core.credentials.payload import Payload
from shuangquan.core.words.calendar import Calendar
from shuangquan.core.words.canonical import commit_value
from shuangquan.core.words.codec import value_to_plain
from shuangquan.core.words.knowledge import Form, Origin, Unknown, Value
from shuangquan.core.words.names import Var


@dataclass(slots=True)
class Turn:
    """The case (owned by this turn), the moment, fresh ids leased beforehand, and what has been decided so far.

    number: the next number of a series, leased beforehand: (issuer, certificate type) → number. values: every value of the case that
    still exists, by reference. kept: values to be encrypted: reference → (path, {"v": plain value, "s": salt}). dropped: references whose
    values must be destroyed. issued: payloads to be signed. approvals: what rules may decide alone, everything unless said otherwise.
    """

    case: Case
    now: datetime
    fresh: Callable[[], str]
    calendar: Calendar
    number: Callable[[str, str], str]
    values: dict[str, Value | None]
    approvals: Approvals = field(default_factory=Approvals)
    issued: list[Payload] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)
    kept: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day on which rules are asked, Asia/Shanghai."""
        return self.now.date()

    def emit(self, event: Event) -> None:
        """Let `event` happen."""
        happened = Happened(event, self.now)
        self.events.append(happened)
        apply_event(self.case, happened, self.values)

    def note(
        self, var: Var, form: Form, value: Value | None, origin: Origin | None, *, why: Unknown | None = None, held: bool = False
    ) -> FactNote:
        """A note of one fact under its own name; its value is kept apart under a fresh reference with a salted commitment."""
        var = self.case.own(var)
        if value is None:
            return FactNote(var, form, "", "", origin, why, held)
        ref, commitment = self.keep(str(var), value)
        return FactNote(var, form, ref, commitment, origin, why, held)

    def keep(self, path: str, value: Value) -> tuple[str, str]:
        """Put a value aside; answers its reference and commitment."""
        ref, salt = self.fresh(), self.fresh()
        plain = value_to_plain(value)
        self.kept[ref] = (path, {"v": plain, "s": salt})
        self.values[ref] = value
        return ref, commit_value(salt, plain)

    def drop(self, ref: str) -> None:
        """Have the value under `ref` destroyed."""
        if ref:
            self.dropped.append(ref)
            self.values[ref] = None
