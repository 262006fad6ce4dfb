"""What people chose of how they are told, and their e-mail address, sealed. The index of a person is the right to see theirs."""

from dataclasses import dataclass, field
from datetime import datetime

from shuangquan.records import vault
from shuangquan.records.clock import now
from shuangquan.records.context import Claims, enter_context
from shuangquan.records.erasure import contact_place
from shuangquan.records.models import Contact


@dataclass(frozen=True, slots=True)
class StoredContact:
    """One person's choice. address: "" for none; proven: it was shown to be theirs; waits: the code sent to it can still be entered."""

    sms: bool = True
    mail: bool = False
    proven: bool = False
    waits: bool = False
    address: str = field(default="", repr=False)

    @property
    def mails(self) -> bool:
        """Whether e-mail goes to them."""
        return self.mail and self.proven and bool(self.address)


def find_contact(index: bytes) -> StoredContact:
    """The choice of this person; the usual one where they never chose."""
    with enter_context(Claims(party=index)):
        row = Contact.objects.filter(index=index).first()
    if row is None:
        return StoredContact()
    waits = row.verified_at is None and row.code_until is not None and row.code_until > now()
    return StoredContact(row.sms, row.mail, row.verified_at is not None, waits, _open(row))


def _open(row: Contact) -> str:
    sealed = vault.Sealed(vault.Wrapped(bytes(row.wrapped or b""), row.key_version), bytes(row.ciphertext))
    return vault.open_alone(sealed, contact_place(bytes(row.index))).decode()


def keep_address(index: bytes, address: str, code: str, until: datetime) -> None:
    """A new address, not proven yet, with the code that was sent to it; "" takes the old one away."""
    sealed = vault.seal_alone(address.encode(), contact_place(index))
    held = {
        "wrapped": sealed.wrapped.key, "key_version": sealed.wrapped.version, "ciphertext": sealed.ciphertext, "verified_at": None,
        "code_hash": vault.blind_index("mail-code", code) if address else None, "code_until": until if address else None, "tries": 0,
        "mail": bool(address),
    }  # fmt: skip
    with enter_context(Claims(party=index)):
        Contact.objects.update_or_create(index=index, defaults=held, create_defaults={**held, "sms": True})


def apply_code(index: bytes, code: str, most: int) -> bool:
    """Whether this is the code that was sent and is still good; then the address is proven. Every try counts, `most` of them."""
    with enter_context(Claims(party=index)):
        row = Contact.objects.select_for_update().filter(index=index, verified_at=None).first()
        if row is None or row.code_until is None or row.code_until <= now() or row.tries >= most:
            return False
        good = bytes(row.code_hash or b"") == vault.blind_index("mail-code", code)
        changed = {"verified_at": now(), "code_hash": None, "code_until": None} if good else {"tries": row.tries + 1}
        Contact.objects.filter(index=index).update(**changed)
        return good


def keep_choice(index: bytes, *, sms: bool, mail: bool) -> None:
    """What this person wants of what need not be told."""
    with enter_context(Claims(party=index)):
        if Contact.objects.filter(index=index).update(sms=sms, mail=mail):
            return
        sealed = vault.seal_alone(b"", contact_place(index))
        Contact.objects.create(
            index=index, sms=sms, mail=mail, wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext
        )
