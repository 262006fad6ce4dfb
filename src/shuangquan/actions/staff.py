"""Staff sign in with a password and a second factor, and act in one of their postings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shuangquan.actions.limiting import append_failed, check_wait
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.roles import DESK, OFFICER
from shuangquan.records.clock import now
from shuangquan.records.staff import Posting, StoredStaff, check_secrets, find_staff
from shuangquan.records.throttle import append_failure

EDITOR, OWNER = "editor", "owner"
"""Roles of standards: who writes them; who also signs them and puts them online."""
CONSOLE = frozenset({EDITOR, OWNER})
"""Roles that the console lets in; the desk's stand in core."""
TWO_FACTORS = 4
"""Identity level of somebody who signed in with a password and a one-time code."""
SHIFT = timedelta(hours=10)
"""A session ends after this, however busy: longer than a working day, shorter than two."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in at the desk or the console, in one posting.

    place: the posting's number among `postings`. roles: those of the door.
    """

    staff: StoredStaff
    postings: tuple[Posting, ...]
    place: int
    roles: frozenset[str] = DESK

    @property
    def posting(self) -> Posting:
        """The posting acted in."""
        return self.postings[self.place]

    @property
    def kind(self) -> str:
        """As what the posting acts at this door: as an officer, whatever its roles at the desk, or as owner or editor at the console."""
        if self.roles & DESK:
            return OFFICER
        return next(role for role in (OWNER, EDITOR) if role in self.roles and role in self.posting.roles)

    def actor(self, door: str, purpose: str) -> Actor:
        """This officer as an actor at a door."""
        here = self.posting
        roles = frozenset(here.roles)
        return Actor(self.kind, f"staff-{self.staff.id}", here.region, door, TWO_FACTORS, here.department, purpose, roles)

    def hold(self, since: datetime | None = None, place: int | None = None) -> dict[str, Any]:
        """What a session keeps of it, as plain JSON. since: when the shift began, now by default."""
        return {
            "id": self.staff.id,
            "stamp": self.staff.stamp,
            "since": (since or now()).isoformat(),
            "place": self.place if place is None else place,
        }


def sign_in(username: str, password: str, code: str, address: str, roles: frozenset[str] = DESK) -> Officer:
    """Check both factors. Refusals: "staff.sign_in" whatever was wrong; "request.limited" after too many tries of this account, of a name
    that has none, or from this address; "staff.forbidden" when the person has no posting with one of `roles`.
    """
    check_wait("staff", address)
    tried = check_secrets(username, password, code.strip())
    # A name without an account is answered as an account would be, so that the answer does not tell which exist.
    wait = tried.wait if tried.known else append_failure("stranger", username)
    if wait:
        raise Refusal("request.limited", "username", minutes=-(-wait // 60))
    found = find_staff(tried.user_id) if tried.user_id is not None else None
    if found is None:
        append_failed("staff", address)
        raise Refusal("staff.sign_in", "username")
    officer = _as_officer(found, 0, roles)
    if officer is None:
        raise Refusal("staff.forbidden", "username")
    return officer


def find_officer(held: Mapping[str, Any] | None, roles: frozenset[str] = DESK) -> Officer | None:
    """Who a session belongs to; None when it is over, the password was renewed, or the posting ended."""
    if not held or now() - datetime.fromisoformat(str(held["since"])) > SHIFT:
        return None
    found = find_staff(int(held["id"]))
    if found is None or found.stamp != held["stamp"]:
        return None
    return _as_officer(found, int(held["place"]), roles)


def _as_officer(found: StoredStaff, place: int, roles: frozenset[str]) -> Officer | None:
    postings = tuple(posting for posting in found.postings if roles & {*posting.roles})
    if not postings:
        return None
    return Officer(found, postings, place if place < len(postings) else 0, roles)
