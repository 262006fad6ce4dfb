"""Erasing a case, dropping single values, moving keys under a new master key."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import override_settings

from shuangquan.core.words.canonical import canonical_bytes, commit_value
from shuangquan.records import ids, vault
from shuangquan.records.accounts import append_sign_in, find_account
from shuangquan.records.blobs import append_blob, find_blob
from shuangquan.records.cases import append_change, load_case
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.changes import NewValue, StoredCase
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context, use_claims
from shuangquan.records.erasure import erase_case, rewrap_keys
from shuangquan.records.integrity import check_chain
from shuangquan.records.messages import find_waiting_messages
from shuangquan.records.models import CaseEvent, CaseKey, FactValue
from tests.records.made import MOTHER_ID, case_row, continued, whole

PDF = b"%PDF-1.7 a paternity report\n%%EOF\n"


@pytest.fixture
def stored(db: None) -> Iterator[StoredCase]:
    with use_claims(SYSTEM_CLAIMS):
        row = case_row()
        append_change(whole(row, 1))
        found = load_case(row.id)
        assert found is not None
        yield found


def test_erasing_destroys_every_value_and_keeps_the_chain_and_the_certificates(stored: StoredCase) -> None:
    case_id = stored.row.id
    blob = append_blob(stored.row, "report", PDF)
    assert erase_case(case_id)
    again = load_case(case_id)
    assert again is not None
    assert (again.values, again.salts, again.key, again.erased) == ({}, {}, None, True)
    assert again.events == stored.events
    assert check_chain(case_id) == ()
    assert find_blob(blob.id) is None
    assert find_waiting_messages(case_id) == ()
    with enter_context():
        assert CaseKey.objects.get(case_id=case_id).wrapped is None
    assert [c.plain for c in find_certificates_of_case(case_id)] == [{"holder": "王小明"}] * 4
    assert not erase_case(case_id)


def test_an_erased_case_goes_on_without_values(stored: StoredCase) -> None:
    erase_case(stored.row.id)
    erased = load_case(stored.row.id)
    assert erased is not None
    append_change(continued(erased))
    again = load_case(stored.row.id)
    assert again is not None
    with pytest.raises(ValueError, match="erased"):
        append_change(continued(again, values=(NewValue(ids.new_id(), "a.b", "c", ids.new_salt()),)))


def test_events_commit_to_values_and_hold_none(stored: StoredCase) -> None:
    for told in stored.events[0].body["values"]:
        assert told["commitment"] == commit_value(stored.salts[told["ref"]], stored.values[told["ref"]])
    with enter_context():
        kept = b"".join(bytes(c) for c in CaseEvent.objects.values_list("canonical", flat=True))
        sealed = b"".join(bytes(c) for c in FactValue.objects.values_list("ciphertext", flat=True))
    for value in stored.values.values():
        assert canonical_bytes(value) not in kept + sealed


def test_a_dropped_value_is_gone_and_the_others_stay(stored: StoredCase) -> None:
    first, *others = stored.values
    append_change(replace(continued(stored), dropped=(first,)))
    again = load_case(stored.row.id)
    assert again is not None
    assert set(again.values) == set(others)
    with enter_context():
        row = FactValue.objects.get(ref=first)
        assert (bytes(row.ciphertext), row.dropped_at is not None) == (b"", True)


def test_a_value_moved_to_another_place_is_not_taken_for_it(stored: StoredCase) -> None:
    first, second, *_ = stored.values
    with enter_context():
        FactValue.objects.filter(ref=second).update(ciphertext=FactValue.objects.get(ref=first).ciphertext)
    with pytest.raises(vault.Tampered):
        load_case(stored.row.id)


def test_keys_move_under_a_new_master_key_and_the_old_one_may_go(stored: StoredCase) -> None:
    blob = append_blob(stored.row, "report", PDF)
    account = append_sign_in("idp", "s", MOTHER_ID, 4, {"name": "王芳", "phone": "13800000000"})
    kept = settings.SECRETS
    both = replace(kept, master_keys={**kept.master_keys, 2: bytes(range(16))}, master_version=2)
    with override_settings(SECRETS=both):
        assert rewrap_keys(batch=2) == 1 + 4 + 1 + 1 + 1  # case, certificates, file, message, account
        assert rewrap_keys() == 0
    with override_settings(SECRETS=replace(both, master_keys={2: bytes(range(16))})):
        again = load_case(stored.row.id)
        assert again is not None
        assert again.values == stored.values
        assert len(find_certificates_of_case(stored.row.id)) == 4
        found = find_blob(blob.id)
        assert found is not None
        assert found.content == PDF
        assert [m.recipient for m in find_waiting_messages(stored.row.id)] == ["13800000000"]
        person = find_account(account.index)
        assert person is not None
        assert person.profile["name"] == "王芳"
    with pytest.raises(KeyError):
        load_case(stored.row.id)
