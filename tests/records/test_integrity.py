"""Chains and signed roots: whatever is changed or lost is found."""

import hashlib
import hmac

import psycopg
import pytest

from shuangquan.records.cases import append_change, load_case
from shuangquan.records.context import SYSTEM_CLAIMS, use_claims
from shuangquan.records.integrity import Damage, check_chain, check_roots, issue_root, render_merkle_root
from tests.conftest import Clones
from tests.records.made import case_row, certificate, continued, opened, whole

KEY = b"a key of the test"


def sign(digest: bytes) -> tuple[bytes, str]:
    return hmac.new(KEY, digest, hashlib.sha256).digest(), "test-key"


def verify(digest: bytes, signature: bytes, signer: str) -> bool:
    return signer == "test-key" and hmac.compare_digest(sign(digest)[0], signature)


@pytest.fixture
def case(committed_db: str) -> object:
    with use_claims(SYSTEM_CLAIMS):
        row = case_row()
        append_change(opened(row))
        stored = load_case(row.id)
        assert stored is not None
        append_change(continued(stored))
        yield row.id


def _tamper(make_clone: Clones, name: str, statement: str, *values: object) -> None:
    # Somebody with the power to switch triggers off: what the chain is there for.
    with make_clone.connect(name, "admin") as admin:
        admin.execute("set session_replication_role = replica")
        assert admin.execute(statement.encode(), values).rowcount >= 1


def test_an_untouched_chain_is_whole(case: str) -> None:
    assert check_chain(case) == ()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update case_event set canonical = replace(convert_from(canonical, 'UTF8'), 'opened', 'closed')::bytea where seq = 1", "hash"),
        ("update case_event set hash = sha256(hash) where seq = 2", "hash"),
        ("update case_event set kind = 'other' where seq = 1", "column"),
        ("update case_event set happened_at = happened_at + interval '1 day' where seq = 2", "column"),
        ("update case_event set actor = 'somebody' where seq = 2", "column"),
        ("delete from case_event where seq = 1", "gap"),
        ("delete from case_event where seq = 2", "head"),
        ('update "case" set version = 1', "head"),
    ],
)
def test_what_is_changed_in_a_chain_is_found(case: str, make_clone: Clones, committed_db: str, statement: str, what: str) -> None:
    _tamper(make_clone, committed_db, statement)
    assert what in [damage.what for damage in check_chain(case)]


def test_roots_cover_all_events_once(case: str) -> None:
    first = issue_root(sign)
    assert first is not None
    assert first.count == 2
    assert issue_root(sign) is None
    append_change(whole(case_row(), 1))
    second = issue_root(sign)
    assert second is not None
    assert (second.count, second.first, bytes(second.previous)) == (12, first.last + 1, bytes(first.root))
    assert check_roots(verify) == ()


def test_a_case_lost_as_a_whole_is_found(case: str, make_clone: Clones, committed_db: str) -> None:
    append_change(opened(case_row()))
    root = issue_root(sign)
    assert root is not None
    for table, column in (
        ("case_event", "case_id"),
        ("fact_value", "case_id"),
        ("case_key", "case_id"),
        ("case_party", "case_id"),
        ("case", "id"),
    ):
        _tamper(make_clone, committed_db, f'delete from "{table}" where {column} = %s', case)
    assert check_roots(verify) == (Damage(f"root {root.id}", "events"),)


def test_an_event_rewritten_with_its_whole_chain_is_found(case: str, make_clone: Clones, committed_db: str) -> None:
    root = issue_root(sign)
    assert root is not None
    _tamper(make_clone, committed_db, "update case_event set hash = sha256(hash) where seq = 2")
    assert Damage(f"root {root.id}", "events") in check_roots(verify)


def test_a_forged_or_dropped_root_is_found(case: str, make_clone: Clones, committed_db: str) -> None:
    first, row = issue_root(sign), case_row()
    append_change(opened(row))
    second = issue_root(sign)
    assert first is not None
    assert second is not None
    _tamper(make_clone, committed_db, "update merkle_root set root = sha256(root) where id = %s", first.id)
    assert {d.what for d in check_roots(verify) if d.where == f"root {first.id}"} == {"signature", "events"}
    _tamper(make_clone, committed_db, "delete from merkle_root where id = %s", first.id)
    assert Damage(f"root {second.id}", "order") in check_roots(verify)


_SLIPPED = (
    "insert into case_event (home_region, handling_region, case_id, seq, position, kind, schema_version, happened_at, recorded_at,"
    " actor_kind, actor, correlation, canonical, hash) overriding system value"
    " select home_region, handling_region, case_id, 3, %s, kind, 1, happened_at, recorded_at, '', '', '', '', ''"
    " from case_event where case_id = %s and seq = 1"
)


def test_an_event_slipped_in_later_is_found(case: str, make_clone: Clones, committed_db: str) -> None:
    stored = load_case(case)
    assert stored is not None
    twice = (certificate(1, token="one"), certificate(2, token="one"))
    with pytest.raises(psycopg.errors.UniqueViolation):  # its rolled-back event leaves a free position among those that will be signed
        append_change(continued(stored, certificates=twice))
    append_change(opened(case_row()))
    root = issue_root(sign)
    assert root is not None
    assert (root.last - root.first + 1) > root.count
    _tamper(make_clone, committed_db, _SLIPPED, root.last - 1, case)
    assert check_roots(verify) == (Damage(f"root {root.id}", "events"),)
    assert check_chain(case) != ()


def test_the_root_of_known_leaves() -> None:
    def sm3(data: bytes) -> bytes:
        return hashlib.new("sm3", data).digest()

    one, two, three = (sm3(b"\x00" + leaf) for leaf in (b"a", b"b", b"c"))
    assert render_merkle_root(iter(())) == (0, bytes(32))
    assert render_merkle_root(iter((b"a",))) == (1, one)
    assert render_merkle_root(iter((b"a", b"b"))) == (2, sm3(b"\x01" + one + two))
    assert render_merkle_root(iter((b"a", b"b", b"c"))) == (3, sm3(b"\x01" + sm3(b"\x01" + one + two) + three))
