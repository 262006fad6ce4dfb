"""加注件: copies of a certificate for one purpose, which is printed on them and signed with them."""

from datetime import timedelta

from shuangquan.actions.certificates import check_usable, load_payload
from shuangquan.actions.layouts import find_layout
from shuangquan.actions.sealing import seal_pdf
from shuangquan.core.cases.policy import check_may
from shuangquan.core.credentials.use import LONGEST_PURPOSE, LONGEST_RECEIVER, NAME, Use, check_use, is_over, render_use
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import clean_text
from shuangquan.papers.annotated import render_over
from shuangquan.papers.certificate import render_certificate
from shuangquan.papers.pades import Addition, find_sizes
from shuangquan.records.calls import append_data_use
from shuangquan.records.clock import today
from shuangquan.records.showings import StoredCopy, append_copy, find_copies, take_copy


def make_copy(actor: Actor, certificate_id: str, party: bytes, who: str, wanted: tuple[str, str, int]) -> StoredCopy:
    """Make one. party, who: the maker's blind index and name, kept for the holder. wanted: purpose, receiver or "", days it may be used.

    Refusals: "certificate.unknown", of the policy, those of `check_use` and `check_usable`.
    """
    stored, payload = load_payload(actor, certificate_id)
    check_may(actor, "certificate.copy", "party")
    check_usable(stored, payload)
    purpose = " ".join(clean_text(wanted[0], LONGEST_PURPOSE + 1).split())
    receiver = " ".join(clean_text(wanted[1], LONGEST_RECEIVER + 1).split())
    check_use(purpose, receiver, wanted[2])
    until = today() + timedelta(days=wanted[2] - 1)
    return append_copy(stored, party, until, {"purpose": purpose, "receiver": receiver, "who": who})


def render_copy(actor: Actor, certificate_id: str, copy_id: str, link_base: str) -> tuple[str, bytes]:
    """(file name, PDF) of a copy, counted as downloaded. Refusals: "certificate.unknown", "copy.over", those of `check_usable`."""
    stored, payload = load_payload(actor, certificate_id)
    check_may(actor, "certificate.copy", "party")
    check_usable(stored, payload)
    copy = take_copy(copy_id, stored.id)
    if copy is None:
        raise Refusal("certificate.unknown", "copy")
    use = Use(copy.number, copy.said["purpose"], copy.said["receiver"], copy.made_at.isoformat(timespec="seconds"), copy.until.isoformat())
    if is_over(use, today()):
        raise Refusal("copy.over", "copy", until=use.until)
    append_data_use(actor, stored.case_id, (f"copy:{stored.type}",), stored.home_region)
    body = render_certificate(payload, f"{link_base}{stored.token}", stored.signature, stored.signer, find_layout(payload))
    added = Addition(render_over(use, find_sizes(body)), NAME, render_use(use), "What this copy may be used for")
    return f"{payload.name.zh}-{copy.number}.pdf", seal_pdf(body, added)


def find_copies_of(actor: Actor, certificate_id: str) -> tuple[StoredCopy, ...]:
    """Those of a certificate that one may see, newest first."""
    check_may(actor, "certificate.copy", "party")
    return find_copies(certificate_id)
