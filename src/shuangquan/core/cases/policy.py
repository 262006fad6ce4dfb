"""Who may do what: the one table. A door asks it through the actions; nothing else decides access to a verb."""

from dataclasses import dataclass

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import ADMIN, ARCHIVIST, COUNTER, DECIDE, FINANCE, INSPECTOR, REVIEWER, STATION, WATCH


@dataclass(frozen=True, slots=True)
class Permit:
    """kinds of actor, the least identity level, and the tie to the case: applicant | party | department | none.

    roles: of staff, one of which is needed; empty for any.
    """

    kinds: frozenset[str]
    level: int
    tie: str
    roles: frozenset[str] = frozenset()


_CITIZEN = frozenset({"citizen"})
_OFFICER = frozenset({"officer"})
_REVIEWER = frozenset({REVIEWER})
_ARCHIVIST = frozenset({ARCHIVIST})
_SYSTEM = frozenset({"system"})
_AUTHOR = frozenset({"editor", "owner"})
_OWNER = frozenset({"owner"})
_STAFF = frozenset({"staff"})
_ANYBODY = frozenset({"citizen", "officer", "system", "anonymous"})

POLICY: dict[str, Permit] = {
    "case.open": Permit(_CITIZEN, 3, "none"),
    "case.fill": Permit(_CITIZEN, 3, "applicant"),
    "case.pay": Permit(_CITIZEN, 3, "applicant"),
    "case.sign": Permit(_CITIZEN, 4, "party"),
    "case.submit": Permit(_CITIZEN, 4, "applicant"),
    "case.withdraw": Permit(_CITIZEN, 4, "applicant"),
    "case.add": Permit(_CITIZEN, 4, "applicant"),
    "case.consent": Permit(_CITIZEN, 4, "party"),
    "paper.reuse": Permit(_CITIZEN, 3, "none"),
    "policy.match": Permit(_ANYBODY, 0, "none"),
    "policy.draw": Permit(_CITIZEN, 3, "none"),
    "assist.let": Permit(_CITIZEN, 3, "none"),
    "assist.ask": Permit(_STAFF, 4, "none", COUNTER),
    "help.ask": Permit(_CITIZEN, 3, "none"),
    "help.do": Permit(_STAFF, 4, "none", COUNTER),
    "ticket.book": Permit(_CITIZEN, 2, "none"),
    "ticket.call": Permit(_STAFF, 4, "none", COUNTER),
    "paper.scan": Permit(_STAFF, 4, "none", COUNTER),
    "paper.hand": Permit(_STAFF, 4, "none", COUNTER),
    "case.collect": Permit(_CITIZEN, 3, "applicant"),
    "case.erase": Permit(_CITIZEN, 4, "applicant"),
    "data.see": Permit(_CITIZEN, 3, "party"),
    "data.correct": Permit(_CITIZEN, 3, "party"),
    "data.export": Permit(_CITIZEN, 4, "none"),
    "case.answer_notice": Permit(_CITIZEN, 3, "applicant"),
    "case.see": Permit(_CITIZEN, 2, "party"),
    "task.see": Permit(_OFFICER, 4, "department", DECIDE | WATCH | frozenset({INSPECTOR})),
    "task.decide": Permit(_OFFICER, 4, "department", DECIDE),
    "case.merge": Permit(_OFFICER, 4, "department", DECIDE),
    "objection.see": Permit(_OFFICER, 4, "department", DECIDE),
    "objection.answer": Permit(_OFFICER, 4, "department", DECIDE),
    "appeal.file": Permit(_CITIZEN, 4, "applicant"),
    "appeal.see": Permit(_OFFICER, 4, "department", _REVIEWER),
    "appeal.decide": Permit(_OFFICER, 4, "department", _REVIEWER),
    "complaint.make": Permit(_CITIZEN, 3, "party"),
    "complaint.see": Permit(_OFFICER, 4, "department", WATCH),
    "complaint.register": Permit(_OFFICER, 4, "department", DECIDE),
    "complaint.answer": Permit(_OFFICER, 4, "department", WATCH),
    "alert.see": Permit(_OFFICER, 4, "department", WATCH),
    "alert.ask": Permit(_OFFICER, 4, "department", WATCH),
    "archive.see": Permit(_OFFICER, 4, "department", _ARCHIVIST),
    "archive.destroy": Permit(_OFFICER, 4, "department", _ARCHIVIST),
    "case.run": Permit(_SYSTEM, 5, "none"),
    "case.give": Permit(_SYSTEM, 5, "none"),
    "paper.read": Permit(_SYSTEM, 5, "none"),
    "standard.see": Permit(_AUTHOR, 4, "none"),
    "standard.edit": Permit(_AUTHOR, 4, "none"),
    "standard.sign": Permit(_OWNER, 4, "none"),
    "standard.publish": Permit(_OWNER, 4, "none"),
    "approval.see": Permit(_OFFICER | _AUTHOR, 4, "none"),
    "approval.sign": Permit(_OWNER, 4, "none"),
    "approval.stop": Permit(_OFFICER | _OWNER, 4, "none", DECIDE | _OWNER),
    "seal.see": Permit(_AUTHOR, 4, "none"),
    "seal.ask": Permit(_OWNER, 4, "none"),
    "seal.agree": Permit(_OWNER, 4, "none"),
    "seal.see_own": Permit(_CITIZEN, 3, "none"),
    "seal.ask_own": Permit(_CITIZEN, 4, "none"),
    "seal.use_own": Permit(_CITIZEN, 4, "none"),
    "seal.use": Permit(_CITIZEN | _OFFICER | _SYSTEM | frozenset({"consumer"}), 3, "none"),
    "data.look": Permit(_CITIZEN, 4, "party"),
    "certificate.see": Permit(_CITIZEN, 3, "party"),
    "certificate.show": Permit(_CITIZEN, 3, "party"),
    "certificate.copy": Permit(_CITIZEN, 3, "party"),
    "contact.keep": Permit(_CITIZEN, 3, "none"),
    "money.see": Permit(_OFFICER, 4, "none", frozenset({FINANCE})),
    "money.settle": Permit(_OFFICER, 4, "none", frozenset({FINANCE})),
    "stock.see": Permit(_OFFICER, 4, "department", DECIDE | WATCH),
    "stock.keep": Permit(_OFFICER, 4, "department", DECIDE),
    "staff.keep": Permit(_SYSTEM, 4, "none"),
    "kiosk.see": Permit(_OFFICER | _SYSTEM, 4, "none", WATCH | frozenset({ADMIN, "system"})),
    "kiosk.keep": Permit(_OFFICER | _SYSTEM, 4, "none", frozenset({ADMIN, "system"})),
    "station.keep": Permit(_OFFICER | _SYSTEM, 4, "none", frozenset({ADMIN, "system"})),
    "station.serve": Permit(_STAFF, 4, "none", STATION),
    "station.authorise": Permit(_CITIZEN, 3, "applicant"),
    "station.merge": Permit(_STAFF, 4, "none", STATION),
    "inquiry.public": Permit(_ANYBODY, 0, "none"),
    "inquiry.own": Permit(_CITIZEN, 3, "none"),
    "certificate.share": Permit(frozenset({"consumer"}), 5, "none"),
    "certificate.consent": Permit(_CITIZEN, 4, "none"),
    "certificate.verify": Permit(_ANYBODY, 0, "none"),
    "app.allow": Permit(_CITIZEN, 3, "none"),
    "delegate.give": Permit(_CITIZEN, 4, "none"),
    "delegate.take": Permit(_CITIZEN, 3, "none"),
    "ward.see": Permit(_CITIZEN, 3, "none"),
    "app.own": Permit(frozenset({"consumer"}), 5, "none"),
}


FOR_PERSON, SELF_LEVEL = "person:", 4
"""How `Actor.by` begins where another person acts for the citizen; from this level on a verb needs the person themself."""
_OPEN = frozenset({"policy.match", "inquiry.public", "certificate.verify", "seal.use"})
DELEGATED = _OPEN | frozenset({"case.open", "case.fill", "case.pay", "case.answer_notice", "case.see", "case.collect"})
"""What whoever was let act for a person may do for them, below that level: prepare. Everything else stays the person's own, also a verb
that is added tomorrow."""
OWN_HAND = frozenset(verb for verb, permit in POLICY.items() if "citizen" in permit.kinds) - DELEGATED
"""What gives something of the person away, binds them, or speaks in their name: their own."""
FOR_WARD = "guardian:"
"""How `Actor.by` begins where a parent acts for their child (法定代理), and the id of the parent's account follows."""
GUARDED = DELEGATED | frozenset(
    (
        "case.sign", "case.submit", "case.withdraw", "case.add", "case.erase", "data.see", "data.correct", "data.export", "paper.reuse",
        "complaint.make", "appeal.file", "certificate.see", "certificate.show", "certificate.copy",
    )
)  # fmt: skip
"""What a parent does for a child who is not of age: a child's matters with everything that they need. Never what lets others act, or keeps
something for the child beyond its matters."""


def check_may(actor: Actor, verb: str, tie: str = "none") -> None:
    """Whether `actor`, tied to the case as `tie`, may do `verb`. Refusals: "policy.forbidden", "identity.low"; "delegate.self" for what
    whoever acts for another person must leave to them; "ward.self" for what no parent does for a child.

    An applicant is a party too. KeyError for a verb that the table does not name: a bug.
    """
    permit = POLICY[verb]
    ties = {tie, "none"} | ({"party"} if tie == "applicant" else set())
    if actor.kind not in permit.kinds or permit.tie not in ties or (permit.roles and not permit.roles & actor.acts_as):
        raise Refusal("policy.forbidden", verb)
    if actor.by.startswith(FOR_PERSON) and (permit.level >= SELF_LEVEL or verb not in DELEGATED):
        raise Refusal("delegate.self", verb)
    if actor.by.startswith(FOR_WARD) and verb not in GUARDED:
        raise Refusal("ward.self", verb)
    if actor.identity < permit.level:
        raise Refusal("identity.low", verb, need=permit.level, have=actor.identity)
