"""Citizens' accounts: made at the first sign-in, found by the blind index of the ID number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.batch import read_rows
from shuangquan.records.clock import now
from shuangquan.records.context import Claims, enter_context
from shuangquan.records.erasure import account_place
from shuangquan.records.ids import new_id
from shuangquan.records.models import Account

_FOUND = (
    "select id::text, index, identity, language, elder, wrapped, key_version, ciphertext from account"
    " where index = %s and closed_at is null"
)


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """An account. id is the actor's subject; index the party's blind index; profile what the provider said (name, id_number, phone)."""

    id: str
    index: bytes
    identity: int
    language: str
    elder: bool
    profile: Mapping[str, str] = field(repr=False)


def append_sign_in(issuer: str, subject: str, id_number: str, identity: int, profile: Mapping[str, str]) -> StoredAccount:
    """Keep that somebody signed in: the account is made, or its profile and identity level renewed. id_number belongs in the profile too.

    The ID number decides who it is: somebody whose provider hands out a new subject keeps the account. Refusal("account.closed").
    """
    index = vault.blind_index("id_number", id_number)
    moment = now()
    with enter_context(Claims(party=index)):
        row = Account.objects.select_for_update().filter(index=index).first()
        if row is None:
            row = Account(id=new_id(), index=index, created_at=moment)
        if row.closed_at is not None:
            raise Refusal("account.closed", "account")
        sealed = vault.seal_alone(json.dumps(dict(profile), ensure_ascii=False).encode(), account_place(str(row.id)))
        row.issuer, row.subject, row.identity, row.seen_at = issuer, subject, identity, moment
        row.wrapped, row.key_version, row.ciphertext = sealed.wrapped.key, sealed.wrapped.version, sealed.ciphertext
        row.save()
    return _stored(row)


def append_presence(id_number: str, name: str, issuer: str = "card", identity: int = 4, phone: str = "") -> StoredAccount:
    """Keep that somebody was there with their card (or, at level 3, seen and typed), or that `issuer` vouches for them: an account of its
    own is made when there is none, and one that there is keeps what the provider said. Refusal("account.closed")."""
    index = vault.blind_index("id_number", id_number)
    moment = now()
    with enter_context(Claims(party=index)):
        row = Account.objects.select_for_update().filter(index=index).first()
        if row is None:
            profile = {"id_number": id_number, "name": name, "phone": phone, "uscc": ""}
            made = new_id()
            sealed = vault.seal_alone(json.dumps(profile, ensure_ascii=False).encode(), account_place(made))
            row = Account(
                id=made, issuer=issuer, subject=index.hex(), index=index, identity=identity, created_at=moment, seen_at=moment,
                wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
            )  # fmt: skip
            row.save(force_insert=True)
        elif row.closed_at is not None:
            raise Refusal("account.closed", "account")
        else:
            Account.objects.filter(index=index).update(seen_at=moment)
    return _stored(row)


def find_account(index: bytes) -> StoredAccount | None:
    """The account of a blind index. The index itself is the right to see it: it comes from a session or from a person's own ID number."""
    (found,) = read_rows((_FOUND, [index]), claims=Claims(party=index))
    if not found:
        return None
    made, own, identity, language, elder, *sealed = found[0]
    return _opened(made, own, identity, language, elder, sealed)


def find_phone(id_number: str) -> str | None:
    """The telephone number of the account with this ID number, to send a message to; None when there is no such account."""
    found = find_account(vault.blind_index("id_number", id_number))
    return found.profile.get("phone") if found else None


def find_account_name(account: str) -> str:
    """What the provider calls whose account this is, under claims that see it; "" for none."""
    with enter_context():
        row = Account.objects.filter(id=account).first()
    return str(_stored(row).profile.get("name", "")) if row is not None else ""


def close_account(index: bytes) -> bool:
    """Nobody signs in by this account any more: who it was of has died. False when there is none that is open."""
    with enter_context(Claims(party=index)):
        return Account.objects.filter(index=index, closed_at=None).update(closed_at=now()) == 1


def apply_preferences(index: bytes, *, language: str, elder: bool) -> None:
    """How pages look for this person: language zh or en, elder mode."""
    with enter_context(Claims(party=index)):
        Account.objects.filter(index=index).update(language=language, elder=elder)


def _stored(row: Account) -> StoredAccount:
    return _opened(str(row.id), bytes(row.index), row.identity, row.language, row.elder, (row.wrapped, row.key_version, row.ciphertext))


def _opened(account: str, index: bytes, identity: int, language: str, elder: bool, held: Sequence[Any]) -> StoredAccount:
    wrapped, version, ciphertext = held
    sealed = vault.Sealed(vault.Wrapped(bytes(wrapped or b""), version), bytes(ciphertext))
    profile = json.loads(vault.open_alone(sealed, account_place(account)))
    return StoredAccount(account, index, identity, language, elder, profile)
