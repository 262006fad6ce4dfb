"""Staff sign in with a password and a second factor, and act in one of their postings."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now
from shuangquan.records.staff import Posting, StoredStaff, check_secrets, find_staff

OFFICER = "officer"
TWO_FACTORS = 4
"""Identity level of somebody who signed in with a password and a one-time code."""
SHIFT = timedelta(hours=10)
"""A session ends after this, however busy: longer than a working day, shorter than two."""
MOST_STRANGERS = 10_000


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in at the desk, in one posting. place: the posting's number among `postings`."""

    staff: StoredStaff
    postings: tuple[Posting, ...]
    place: int

    @property
    def posting(self) -> Posting:
        """The posting acted in."""
        return self.postings[self.place]

    def actor(self, door: str, purpose: str) -> Actor:
        """This officer as an actor at a door."""
        here = self.posting
        return Actor("officer", f"staff-{self.staff.id}", here.region, door, TWO_FACTORS, here.department, purpose)

    def hold(self, since: datetime | None = None, place: int | None = None) -> dict[str, Any]:
        """What a session keeps of it, as plain JSON. since: when the shift began, now by default."""
        return {
            "id": self.staff.id,
            "stamp": self.staff.stamp,
            "since": (since or now()).isoformat(),
            "place": self.place if place is None else place,
        }


@dataclass(slots=True)
class _Strangers:
    """Tries of names that have no account: answered as those of an account are, so that the answer does not tell which exist."""

    tries: OrderedDict[int, tuple[int, datetime]] = field(default_factory=OrderedDict)

    def wait(self, username: str) -> int:
        """Count a try; answers the seconds that an account would have to wait by now."""
        key, moment = hash(username), now()
        count, until = self.tries.pop(key, (0, moment))
        blocked = max(0, round((until - moment).total_seconds()))
        if not blocked:
            count, until = count + 1, moment + timedelta(seconds=min(2**count, 3600))
        self.tries[key] = (count, until)
        if len(self.tries) > MOST_STRANGERS:
            self.tries.popitem(last=False)
        return blocked


_strangers = _Strangers()


def sign_in(username: str, password: str, code: str) -> Officer:
    """Check both factors. Refusals: "staff.sign_in" whatever was wrong; "request.limited" after too many tries; "staff.forbidden" when
    the person has no posting as an officer.
    """
    tried = check_secrets(username, password, code.strip())
    wait = tried.wait
    if not tried.known:
        wait = _strangers.wait(username)
    if wait:
        raise Refusal("request.limited", "username", minutes=-(-wait // 60))
    found = find_staff(tried.user_id) if tried.user_id is not None else None
    if found is None:
        raise Refusal("staff.sign_in", "username")
    officer = _as_officer(found, 0)
    if officer is None:
        raise Refusal("staff.forbidden", "username")
    return officer


def find_officer(held: Mapping[str, Any] | None) -> Officer | None:
    """Who a session belongs to; None when it is over, the password was renewed, or the posting ended."""
    if not held or now() - datetime.fromisoformat(str(held["since"])) > SHIFT:
        return None
    found = find_staff(int(held["id"]))
    if found is None or found.stamp != held["stamp"]:
        return None
    return _as_officer(found, int(held["place"]))


def _as_officer(found: StoredStaff, place: int) -> Officer | None:
    postings = tuple(posting for posting in found.postings if OFFICER in posting.roles)
    if not postings:
        return None
    return Officer(found, postings, place if place < len(postings) else 0)
