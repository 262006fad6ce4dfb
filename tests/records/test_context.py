"""Row security: what a connection in the app's role sees, by plain SQL, without, with false and with good contexts, over 10,000 cases."""

import hashlib
import hmac
import time
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings

from shuangquan.core.words.actor import Actor
from shuangquan.records import ids, vault
from shuangquan.records.context import ALL_REGIONS, NOBODY, Claims, claims_for, enter_context, sign_claims, use_claims
from shuangquan.records.models import Case
from tests.conftest import Clones, Plain
from tests.records.made import MOTHER, OFFICER

REGIONS = [f"3707{n:02d}" for n in range(1, 11)]
CASES = 10_000
PEOPLE = 2_000
TABLES = (
    *("case", "case_event", "case_key", "fact_value", "task", "case_party"),
    *("certificate", "message", "blob", "party_call", "data_use", "account"),
)
_FILL = """
insert into "case" (home_region, handling_region, id, theme, bundle, state, door, version, head, opened_at, due_tentative)
    select r, r, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'moving-house', 'b', 'filling', 'portal', 1, '', now(),
    false from (select n, '3707' || lpad((n % 10 + 1)::text, 2, '0') as r from generate_series(1, {cases}) n);
insert into case_event (home_region, handling_region, case_id, seq, kind, schema_version, happened_at, recorded_at, actor_kind, actor,
    correlation, canonical, hash) select home_region, handling_region, id, 1, 'opened', 1, now(), now(), '', '', '', '', '' from "case";
insert into case_key select home_region, handling_region, id, '', 1 from "case";
insert into fact_value (home_region, handling_region, case_id, ref, path, ciphertext, recorded_at)
    select home_region, handling_region, id, id, 'a.b', '', now() from "case";
insert into task (home_region, handling_region, case_id, item, member, department, state, reason, outcome, officer, due_tentative)
    select home_region, handling_region, id, 'move-in', '', 'police', 'waiting', '', '', '', false from "case";
insert into case_party (home_region, handling_region, case_id, role, index, state)
    select home_region, handling_region, id, 'applicant',
    ('\\x' || lpad(to_hex(right(id::text, 12)::int % {people}), 64, '0'))::bytea, 'active' from "case";
insert into certificate (home_region, handling_region, id, type, identifier, issuer, case_id, item, member, token_hash, status, status_at,
    issued_at, digest, signature, signer, wrapped, key_version, ciphertext)
    select home_region, handling_region, id, 't', id::text, 'police', id, 'move-in', '', sha256(convert_to(id::text, 'UTF8')),
    'valid', now(), now(), '', '', '', '', 1, '' from "case";
insert into message (home_region, handling_region, id, key, case_id, channel, template, refs, state, attempts, created_at,
    key_version, ciphertext) select home_region, handling_region, id, id::text, id, 'sms', '', '{{}}', 'w', 0, now(), 1, '' from "case";
insert into blob (home_region, handling_region, id, case_id, purpose, media_type, size, sm3, stored_at, key_version, ciphertext)
    select home_region, handling_region, id, id, '', '', 0, '', now(), 1, '' from "case";
insert into party_call (home_region, handling_region, id, at, party, source, case_id, item, purpose, actor_kind, actor, key_names,
    field_names, outcome, ms, correlation) select home_region, handling_region, id, now(), '', '', id, '', '', '', '', '{{}}', '{{}}',
    'ok', 1, '' from "case";
insert into data_use (home_region, handling_region, id, at, case_id, actor_kind, actor, department, door, purpose, field_names,
    correlation) select home_region, handling_region, id, now(), id, '', '', '', '', '', '{{}}', '' from "case";
insert into account (id, issuer, subject, index, identity, language, elder, created_at, seen_at, wrapped, key_version, ciphertext)
    select gen_random_uuid(), 'i', n::text, ('\\x' || lpad(to_hex(n), 64, '0'))::bytea, 4, 'zh', false, now(), now(), '', 1, ''
    from generate_series(0, {people} - 1) n;
"""


@pytest.fixture(scope="module")
def full(make_clone: Clones) -> Iterator[Plain]:
    """The app's role on a clone with 10,000 cases; filled under a context, like everything else."""
    with make_clone() as name:
        with make_clone.connect(name, "app") as app, app.transaction():
            app.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(ALL_REGIONS))])
            app.execute(_FILL.format(cases=CASES, people=PEOPLE).encode())
        with make_clone.connect(name, "admin") as admin:
            admin.execute("analyze")
        with make_clone.connect(name, "app") as app:
            yield app


def _counts(app: Plain, token: str | None, tables: tuple[str, ...] = TABLES) -> dict[str, int]:
    with app.transaction():
        if token is not None:
            app.execute("select set_config('shuangquan.context', %s, true)", [token])
        found = [app.execute(f'select count(*) from "{table}"'.encode()).fetchone() for table in tables]
    return {table: row[0] for table, row in zip(tables, found, strict=True) if row}


def _index(person: int) -> bytes:
    return person.to_bytes(32, "big")


NOTHING = dict.fromkeys(TABLES, 0)


def test_without_a_context_nothing_is_seen(full: Plain) -> None:
    assert _counts(full, None) == NOTHING
    assert _counts(full, sign_claims(NOBODY)) == NOTHING


@pytest.mark.parametrize(
    "token",
    [
        "",
        "*",
        "1",
        "1..9999999999|*|||",
        f"1.{'0' * 64}.9999999999|*|||",
        f"2.{'0' * 64}.9999999999|*|||",
        f"99999.{'0' * 64}.9999999999|*|||",
        f"1.{hmac.new(b'another key', b'9999999999|*|||', hashlib.sha256).hexdigest()}.9999999999|*|||",
        f"1.{hmac.new(bytes(32), b'9999999999|*|||', hashlib.sha256).hexdigest()}.9999999999|*|||",
    ],
)
def test_a_plain_set_or_a_forged_token_shows_nothing(full: Plain, token: str) -> None:
    assert _counts(full, token) == NOTHING


def test_a_good_token_with_more_regions_written_in_shows_nothing(full: Plain) -> None:
    good = sign_claims(Claims(("370701",)))
    assert _counts(full, good.replace("|370701|", "|*|")) == NOTHING
    assert _counts(full, good + "*") == NOTHING


def test_an_expired_token_shows_nothing(full: Plain) -> None:
    body = f"{int(time.time()) - 1}|*|||"
    made = hmac.new(settings.SECRETS.context_key, body.encode(), hashlib.sha256).hexdigest()
    assert _counts(full, f"1.{made}.{body}") == NOTHING


def test_the_context_ends_with_its_transaction(full: Plain) -> None:
    assert _counts(full, sign_claims(Claims(ALL_REGIONS)), ("case",)) == {"case": CASES}
    assert _counts(full, None, ("case",)) == {"case": 0}


def test_an_officer_sees_the_own_region_and_no_other(full: Plain) -> None:
    seen = _counts(full, sign_claims(claims_for(Actor("officer", "s", "370703", "desk"))))
    assert seen == {**dict.fromkeys(TABLES, CASES // 10), "account": 0}
    with full.transaction():
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(("370703",)))])
        assert full.execute('select distinct home_region from "case"').fetchall() == [("370703",)]


def test_a_city_sees_its_counties_and_the_system_everything(full: Plain) -> None:
    assert _counts(full, sign_claims(claims_for(Actor("officer", "s", "370700", "desk"))), ("case",)) == {"case": CASES}
    assert _counts(full, sign_claims(claims_for(Actor("officer", "s", "370800", "desk"))), ("case",)) == {"case": 0}
    everything = _counts(full, sign_claims(Claims(ALL_REGIONS)))
    assert everything == {**dict.fromkeys(TABLES, CASES), "account": PEOPLE}


def test_a_citizen_sees_the_own_cases_and_account_and_nothing_else(full: Plain) -> None:
    seen = _counts(full, sign_claims(claims_for(MOTHER, _index(7))))
    assert seen == {**dict.fromkeys(TABLES, CASES // PEOPLE), "account": 1}
    assert _counts(full, sign_claims(claims_for(MOTHER, vault.blind_index("id_number", "379901200001010000")))) == NOTHING


def test_a_removed_party_sees_the_case_no_more(full: Plain) -> None:
    with full.transaction(force_rollback=True):
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(ALL_REGIONS))])
        full.execute("update case_party set state = 'removed' where index = %s", [_index(7)])
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(party=_index(7)))])
        assert full.execute("select count(*) from case_event").fetchone() == (0,)


def test_whoever_holds_a_link_sees_one_certificate_and_nothing_else(full: Plain) -> None:
    token_hash = hashlib.sha256(b"00000000-0000-7000-8000-000000000042").digest()
    assert _counts(full, sign_claims(Claims(token_hash=token_hash))) == {**NOTHING, "certificate": 1}


def test_nobody_writes_what_they_may_not_see(full: Plain) -> None:
    with full.transaction(force_rollback=True):
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(claims_for(MOTHER, _index(7)))])
        assert full.execute("update task set state = 'done'").rowcount == CASES // PEOPLE
        with pytest.raises(psycopg.errors.InsufficientPrivilege), full.transaction():
            full.execute(
                "insert into case_party (home_region, handling_region, case_id, role, index, state) select '370702', '370702',"
                " '00000000-0000-7000-8000-000000000001', 'other', %s, 'active'",
                [_index(7)],
            )


def test_after_a_transfer_the_new_region_sees_the_whole_case(full: Plain) -> None:
    case = "00000000-0000-7000-8000-000000000005"
    with full.transaction(force_rollback=True):
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(ALL_REGIONS))])
        full.execute('update "case" set handling_region = %s where id = %s', ["371002", case])
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(("371002",)))])
        for table in ("case_event", "fact_value", "case_key", "case_party", "blob"):
            assert full.execute(f"select count(*) from {table} where case_id = %s".encode(), [case]).fetchone() == (1,)


def test_the_context_is_verified_once_per_query(full: Plain) -> None:
    with full.transaction():
        full.execute("select set_config('shuangquan.context', %s, true)", [sign_claims(Claims(("370703",)))])
        plan = "\n".join(row[0] for row in full.execute("explain (analyze, timing off) select count(*) from task").fetchall())
    assert "InitPlan" in plan
    assert "SubPlan" not in plan
    assert all("loops=1" in line for line in plan.splitlines() if "actual" in line and "Result" in line)


def test_inner_contexts_end_and_outer_ones_return(db: None) -> None:
    row = ids.new_id()
    with enter_context(Claims(ALL_REGIONS)):
        Case.objects.create(
            home_region="370783",
            handling_region="370783",
            id=row,
            theme="t",
            bundle="b",
            state="s",
            door="d",
            version=0,
            head=b"",
            opened_at="2026-01-01T00:00Z",
        )
        with enter_context(claims_for(OFFICER)):
            assert Case.objects.count() == 1
        with enter_context(Claims(("371002",))):
            assert Case.objects.count() == 0
        assert Case.objects.count() == 1
    assert Case.objects.count() == 0
    with use_claims(Claims(ALL_REGIONS)):
        assert Case.objects.count() == 0
        with pytest.raises(KeyError), enter_context():
            raise KeyError
        with enter_context():
            assert Case.objects.count() == 1


def test_a_region_is_digits() -> None:
    with pytest.raises(ValueError, match="digits"):
        sign_claims(Claims(("370783,*",)))
