"""Signing in: the identity provider says who it is, the account is made or renewed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from shuangquan.actions.people import Person
from shuangquan.connectors.bound import ports
from shuangquan.connectors.identity.port import SignIn
from shuangquan.core.words.actor import Actor
from shuangquan.records.accounts import StoredAccount, append_sign_in, apply_preferences, find_account

PROVIDER = "province"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody signed in. index: blind index of the ID number, kept in the session; level: how well identified this time."""

    account: StoredAccount
    index: bytes
    level: int

    @property
    def person(self) -> Person:
        """What the provider vouches for, as a case takes it."""
        profile = self.account.profile
        facts = {name: profile[name] for name in ("id_number", "name", "phone", "uscc") if profile.get(name)}
        return Person(profile["id_number"], facts)

    @property
    def person_name(self) -> str:
        """What the provider calls them."""
        return str(self.account.profile.get("name", ""))

    def actor(self, region: str, door: str, purpose: str) -> Actor:
        """This person as an actor at a door."""
        return Actor("citizen", self.account.id, region, door, self.level, purpose=purpose)


def begin_sign_in(return_to: str, level: int) -> SignIn:
    """Start a sign-in that asks for at least `level`. Fault when the provider cannot be reached."""
    return ports().identity.begin(return_to, level)


def restore_sign_in(held: Mapping[str, str]) -> SignIn:
    """A sign-in under way, from the plain form a session kept of it. TypeError when it is not one."""
    return SignIn(**held)


def finish_sign_in(params: Mapping[str, str], saved: SignIn) -> Citizen:
    """End it. Refusals: "identity.failed", "identity.low"; Fault when the provider fails."""
    found = ports().identity.finish(params, saved)
    profile = {"id_number": found.id_number, "name": found.name, "phone": found.phone, "uscc": found.organisation}
    account = append_sign_in(PROVIDER, found.subject, found.id_number, found.level, profile)
    return Citizen(account, account.index, found.level)


def keep_sign_in(subject: str, id_number: str, level: int, profile: Mapping[str, str]) -> Citizen:
    """A sign-in that needs no provider: rehearsals and load tests only. RuntimeError in live mode."""
    if settings.MODE == "live":
        raise RuntimeError("in live mode only the identity provider says who somebody is")
    account = append_sign_in(
        "rehearsal", subject, id_number, level, {"name": "", "phone": "", "uscc": "", **profile, "id_number": id_number}
    )
    return Citizen(account, account.index, level)


def find_citizen(index: bytes, level: int) -> Citizen | None:
    """Who a session belongs to; None when the account was closed meanwhile."""
    account = find_account(index)
    return Citizen(account, index, level) if account else None


def keep_preferences(index: bytes, *, language: str, elder: bool) -> None:
    """How pages look for this person: language zh or en, elder mode."""
    apply_preferences(index, language=language, elder=elder)
