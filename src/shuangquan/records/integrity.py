"""Has anything been changed or lost? The chain of each case, and signed Merkle roots over the events of all cases.

Leaf: SM3(0x00 ‖ position ‖ case ‖ seq ‖ event hash); node: SM3(0x01 ‖ left ‖ right); an odd one is carried up (as RFC 9162 §2.1 does with
another hash). What is signed is SM3(0x02 ‖ previous root ‖ first ‖ last ‖ count ‖ root): a root that is dropped breaks the one after it.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from shuangquan.records import writes
from shuangquan.records.chain import GENESIS, link, parse_event
from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import Case, CaseEvent, MerkleRoot

Sign = Callable[[bytes], tuple[bytes, str]]
"""A digest of 32 bytes → (signature, id of the key)."""
Verify = Callable[[bytes, bytes, str], bool]
"""(digest, signature, id of the key) → whether it is good."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was kept. where: `case <id> event <seq>` or `root <id>`; what: a code."""

    where: str
    what: str


def check_chain(case_id: str) -> tuple[Damage, ...]:
    """Follow a case's chain over the stored bytes, compare every column with them, and the end with the case's head.

    Empty when all is well.
    """
    with enter_context():
        rows = list(CaseEvent.objects.filter(case_id=case_id).order_by("seq"))
        case = Case.objects.filter(id=case_id).first()
    found: list[Damage] = []
    head = GENESIS
    for expected, row in enumerate(rows, start=1):
        where = f"case {case_id} event {row.seq}"
        canonical = bytes(row.canonical)
        head = link(head, canonical)
        if row.seq != expected:
            found.append(Damage(where, "gap"))
        if bytes(row.hash) != head:
            found.append(Damage(where, "hash"))
            break
        if not _columns_agree(case_id, row, canonical):
            found.append(Damage(where, "column"))
    if case is None or (case.version, bytes(case.head)) != (len(rows), head):
        found.append(Damage(f"case {case_id}", "head"))
    return tuple(found)


def issue_root(sign: Sign, most: int = 100_000) -> MerkleRoot | None:
    """Sign a root over the events appended since the last one (up to `most`). None when there are none.

    Appends are held off for the moment in which the last position is read, so that none can turn up behind it later.
    """
    with enter_context(SYSTEM_CLAIMS):
        with connection.cursor() as cursor:
            cursor.execute(writes.LOCK_ALONE)
        before = MerkleRoot.objects.order_by("-last").first()
        first = before.last + 1 if before else 1
        positions = CaseEvent.objects.filter(position__gte=first).order_by("position").values_list("position", flat=True)[:most]
        last = max(positions, default=None)
    if last is None:
        return None
    previous = bytes(before.root) if before else GENESIS
    count, root = _root_of(first, last)
    signature, signer = sign(_signed(previous, first, last, count, root))
    return MerkleRoot.objects.create(
        first=first, last=last, count=count, root=root, previous=previous, signature=signature, signer=signer, signed_at=now()
    )


def check_roots(verify: Verify) -> tuple[Damage, ...]:
    """Compute every root again and verify its signature: an event, a case or a root that was changed, added late or lost shows."""
    found: list[Damage] = []
    previous, first = GENESIS, 1
    for kept in MerkleRoot.objects.order_by("last").iterator():
        where = f"root {kept.id}"
        root = bytes(kept.root)
        if bytes(kept.previous) != previous or kept.first != first:
            found.append(Damage(where, "order"))
        if not verify(_signed(bytes(kept.previous), kept.first, kept.last, kept.count, root), bytes(kept.signature), kept.signer):
            found.append(Damage(where, "signature"))
        if _root_of(kept.first, kept.last) != (kept.count, root):
            found.append(Damage(where, "events"))
        previous, first = root, kept.last + 1
    return tuple(found)


def render_merkle_root(leaves: Iterator[bytes]) -> tuple[int, bytes]:
    """How many leaves, and their root; 32 zero bytes for none. Keeps one hash per level, not all leaves."""
    stack: list[tuple[int, bytes]] = []  # (height, hash), heights falling
    count = 0
    for leaf in leaves:
        count += 1
        node = (0, _sm3(b"\x00" + leaf))
        while stack and stack[-1][0] == node[0]:
            node = (node[0] + 1, _sm3(b"\x01" + stack.pop()[1] + node[1]))
        stack.append(node)
    if not stack:
        return 0, GENESIS
    root = stack.pop()[1]
    while stack:
        root = _sm3(b"\x01" + stack.pop()[1] + root)
    return count, root


def _root_of(first: int, last: int) -> tuple[int, bytes]:
    with enter_context(SYSTEM_CLAIMS):
        rows = CaseEvent.objects.filter(position__range=(first, last)).order_by("position")
        return render_merkle_root(
            _leaf(position, case, seq, bytes(hash_))
            for position, case, seq, hash_ in rows.values_list("position", "case_id", "seq", "hash").iterator(5000)
        )


def _leaf(position: int, case_id: UUID, seq: int, hash_: bytes) -> bytes:
    return position.to_bytes(8, "big") + case_id.bytes + seq.to_bytes(4, "big") + hash_


def _signed(previous: bytes, first: int, last: int, count: int, root: bytes) -> bytes:
    return _sm3(b"\x02" + previous + b"".join(number.to_bytes(8, "big") for number in (first, last, count)) + root)


def _sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def _columns_agree(case_id: str, row: CaseEvent, canonical: bytes) -> bool:
    told = parse_event(canonical, bytes(row.hash))
    return (
        f'"case":"{case_id}"'.encode() in canonical
        and (told.seq, told.kind, told.schema_version, told.actor_kind, told.actor, told.correlation)
        == (row.seq, row.kind, row.schema_version, row.actor_kind, row.actor, row.correlation)
        and (told.happened_at, told.recorded_at) == (row.happened_at, row.recorded_at)
    )
