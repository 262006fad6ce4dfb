"""Who does the work: standing in (AB 岗), and handing over everything that is open on one's desk."""

from datetime import date, timedelta

from shuangquan.actions.desk import decide_wish
from shuangquan.actions.wishes import Wish
from shuangquan.core.cases.policy import check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import today
from shuangquan.records.inboxes import find_assigned
from shuangquan.records.staff import Colleague, find_officers
from shuangquan.records.stand_ins import StoredStandIn, append_stand_in, end_stand_in, find_absent, find_stand_ins

__all__ = [
    "Colleague",
    "begin_stand_in",
    "end_standing_in",
    "find_own_stand_ins",
    "find_subjects",
    "find_team",
    "hand_over",
]
LONGEST = timedelta(days=366)
MOST = 200
"""Tasks handed over at once; more are handed over by doing it again."""


def find_subjects(actor: Actor) -> tuple[str, ...]:
    """Whose work is this officer's today: their own, and of those they stand in for. One query."""
    return (actor.subject, *(f"staff-{one}" for one in find_absent(_find_id(actor.subject))))


def find_team(actor: Actor) -> tuple[Colleague, ...]:
    """Officers of the own department here, oneself among them."""
    return find_officers(actor.department, actor.region)


def find_own_stand_ins(actor: Actor) -> tuple[StoredStandIn, ...]:
    """Those that are not over, as absent or as deputy. One query."""
    return find_stand_ins(_find_id(actor.subject))


def begin_stand_in(actor: Actor, deputy: str, since: date | None, until: date | None) -> int:
    """Somebody else does one's own work on these days.

    Refusals: "assign.unknown" for who is no colleague, "stand_in.self", "stand_in.dates" for days that are missing, over or upside down.
    """
    check_may(actor, "task.decide", "department")
    if all(one.subject != deputy for one in find_team(actor)):
        raise Refusal("assign.unknown", "deputy")
    if deputy == actor.subject:
        raise Refusal("stand_in.self", "deputy")
    if since is None or until is None or until < since or until < today() or until - since > LONGEST:
        raise Refusal("stand_in.dates", "since")
    return append_stand_in(_find_id(actor.subject), _find_id(deputy), since, until)


def end_standing_in(actor: Actor, stand_in: int) -> None:
    """Take back one's own. Refusal("staff.forbidden") for another's."""
    if not end_stand_in(stand_in, _find_id(actor.subject)):
        raise Refusal("staff.forbidden", "stand_in")


def hand_over(actor: Actor, to: str, note: str) -> int:
    """Hand every open task of one's own to a colleague ("": to everybody), each with the note in its history; answers how many.

    Refusals: "assign.unknown", "assign.same" to oneself, "reason.empty". One that somebody has just dealt with is left out.
    """
    check_may(actor, "task.decide", "department")
    if to and all(one.subject != to for one in find_team(actor)):
        raise Refusal("assign.unknown", "to")
    if to == actor.subject:
        raise Refusal("assign.same", "to")
    if not note.strip():
        raise Refusal("reason.empty", "text")
    count = 0
    for case, item, member in find_assigned(actor.department, actor.subject, MOST):
        try:
            decide_wish(actor, case, item, member or None, Wish("assign", note, given={"to": to}))
        except Refusal as refusal:
            if refusal.code not in ("task.not_here", "assign.same", "staff.forbidden", "case.unknown"):
                raise
        else:
            count += 1
    return count


def _find_id(subject: str) -> int:
    """The account behind a subject; 0, which is nobody's, for one that is no member of staff."""
    found = subject.removeprefix("staff-")
    return int(found) if found.isdecimal() else 0
