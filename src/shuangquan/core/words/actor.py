"""Who acts, for whom, at which door, how well identified, for what purpose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything the policy table judges by. `subject` is an account's opaque id, never a name or an ID number.

    kind: citizen, officer, system, anonymous; consumer: another's system; of standards: editor, owner, who see no case. region: six digits.
    department: of staff, else "". roles: of staff in that posting, the kind itself where none are said.
    by: who acts for a citizen at this door, "" for themselves: an opaque id behind staff:, kiosk:, station:, app: or
    person: (who was let act for them), guardian: (a parent for a child); agent: and the delegation,
    for a company that appointed the citizen.
    identity: 2 to 5 (domain facts §3.11: 2 self-declared, 3 two factors, 4 real person, 5 certificate or counter).
    """

    kind: str
    subject: str
    region: str
    door: str
    identity: int = 0
    department: str = ""
    purpose: str = ""
    roles: frozenset[str] = frozenset()
    by: str = ""

    @property
    def acts_as(self) -> frozenset[str]:
        """The roles that are judged."""
        return self.roles or frozenset({self.kind})


SYSTEM = Actor(kind="system", subject="system", region="37", door="jobs", identity=5, purpose="run the case")
