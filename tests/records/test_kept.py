"""Certificates, accounts, staff, files, plans, messages, calls: kept and found again by those who may."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shuangquan.core.words.errors import Refusal
from shuangquan.records import ids, plans, staff, vault
from shuangquan.records.accounts import append_sign_in, apply_preferences, close_account, find_account, find_phone
from shuangquan.records.blobs import append_blob, find_blob, find_blobs_of_case
from shuangquan.records.calls import PartyCallRow, append_calls, append_data_use
from shuangquan.records.cases import append_change, load_case
from shuangquan.records.certificates import (
    apply_certificate_holder,
    apply_certificate_status,
    end_certificates,
    find_by_token,
    find_certificate,
    find_certificates_of_holder,
)
from shuangquan.records.changes import StoredCase
from shuangquan.records.clock import now
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, claims_for, enter_context, use_claims
from shuangquan.records.messages import apply_failed, apply_sent, find_waiting_messages
from shuangquan.records.models import DataUse, PartyCall
from tests.records.made import FATHER_ID, MOTHER, MOTHER_ID, OFFICER, case_row, certificate, continued, opened, whole

PROFILE = {"name": "王芳", "id_number": MOTHER_ID, "phone": "13800000000"}
MINE = claims_for(MOTHER, vault.blind_index("id_number", MOTHER_ID))
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01 and so on IEND"


@pytest.fixture
def stored(db: None) -> Iterator[StoredCase]:
    with use_claims(MINE):
        row = case_row()
        append_change(opened(row))
        found = load_case(row.id)
        assert found is not None
        yield found


def test_a_certificate_is_found_by_its_link_by_anybody_and_by_id_by_whom_it_concerns(stored: StoredCase) -> None:
    made = certificate(1)
    append_change(continued(stored, certificates=(made,)))
    with use_claims(Claims()):
        by_link = find_by_token(made.token)
        assert find_certificate(made.id, MOTHER) is None
        assert find_by_token(ids.new_token()) is None
    mine = find_certificate(made.id, MOTHER)
    assert by_link == mine
    assert mine is not None
    assert (mine.payload, mine.token, mine.identifier, mine.status) == (made.payload, made.token, made.identifier, "valid")
    assert (mine.digest, mine.signature, mine.signer, mine.issued_at) == (made.digest, made.signature, made.signer, made.issued_at)
    with enter_context(SYSTEM_CLAIMS):
        assert [(u.actor, u.field_names) for u in DataUse.objects.all()] == [("account-1", ["certificate:residence-page"])]


def test_a_certificate_gets_its_holder_later_and_ends(stored: StoredCase) -> None:
    made = certificate(1)
    append_change(continued(stored, certificates=(made,)))
    child = vault.blind_index("id_number", "379901202610010017")
    assert apply_certificate_holder(made.id, child)
    assert apply_certificate_status(made.id, "ended")
    with use_claims(Claims(party=child)):
        assert [(c.id, c.status) for c in find_certificates_of_holder(child, "residence-page")] == [(made.id, "ended")]
        assert find_certificates_of_holder(child, "another-type") == ()
    with use_claims(Claims(party=vault.blind_index("id_number", FATHER_ID))):
        assert find_certificates_of_holder(child) == ()
        assert not apply_certificate_status(made.id, "valid")


def test_what_a_holder_had_ends_but_not_what_the_case_that_ends_it_issued(stored: StoredCase) -> None:
    holder = vault.blind_index("id_number", MOTHER_ID)
    own = certificate(2, holder=holder)
    append_change(continued(stored, certificates=(own,)))
    assert end_certificates(holder, ("residence-page",), stored.row.id) == 0
    assert end_certificates(holder, ("another-type",), ids.new_id()) == 0
    assert end_certificates(holder, ("residence-page",), ids.new_id()) == 1
    assert end_certificates(holder, ("residence-page",), ids.new_id()) == 0, "only once"


def test_nobody_signs_in_by_a_closed_account(db: None) -> None:
    made = append_sign_in("idp", "subject-1", MOTHER_ID, 3, PROFILE)
    assert close_account(made.index)
    assert not close_account(made.index)
    assert find_account(made.index) is None and find_phone(MOTHER_ID) is None
    with pytest.raises(Refusal, match=r"account\.closed"):
        append_sign_in("idp", "subject-1", MOTHER_ID, 3, PROFILE)


def test_an_account_is_one_person_whatever_the_subject(db: None) -> None:
    first = append_sign_in("idp", "subject-1", MOTHER_ID, 3, PROFILE)
    again = append_sign_in("idp", "subject-2", MOTHER_ID.lower(), 4, {**PROFILE, "phone": "13900000000"})
    assert (first.id, again.identity, again.profile["phone"]) == (again.id, 4, "13900000000")
    apply_preferences(first.index, language="en", elder=True)
    found = find_account(first.index)
    assert found is not None
    assert (found.language, found.elder, found.profile["name"]) == ("en", True, "王芳")
    assert find_phone(MOTHER_ID) == "13900000000"
    assert find_phone(FATHER_ID) is None


def test_staff_have_postings_until_they_end(db: None) -> None:
    user = staff.append_staff("officer-1", "a long pass phrase", "李警官", staff.Posting("police", "370783", ("officer",)))
    staff.append_staff(
        "officer-1", "another pass phrase", "李警官", staff.Posting("health", "370783", ("auditor",)), until=date(2026, 1, 1)
    )
    user.refresh_from_db()
    assert user.check_password("another pass phrase")
    assert staff.find_postings(user.pk, date(2026, 11, 24)) == (staff.Posting("police", "370783", ("officer",)),)
    assert len(staff.find_postings(user.pk, date(2026, 1, 1))) == 2
    assert staff.append_second_factor(user, bytes(range(20))).startswith("otpauth://totp/")


def test_a_file_is_kept_sealed_and_only_if_it_is_what_it_says(stored: StoredCase) -> None:
    made = append_blob(stored.row, "report", PNG)
    found = find_blob(made.id)
    assert found is not None
    assert (found.content, found.sm3) == (PNG, made.sm3)
    assert [(b.id, b.content) for b in find_blobs_of_case(stored.row.id)] == [(made.id, b"")]
    for content, code in (
        (b"<svg onload=1>", "blob.wrong_kind"),
        (PNG[:-4], "blob.wrong_kind"),
        (PNG + bytes(8 * 2**20), "blob.too_large"),
    ):
        with pytest.raises(Refusal) as refusal:
            append_blob(stored.row, "report", content)
        assert refusal.value.code == code
    with use_claims(Claims(("371002",))):
        assert find_blob(made.id) is None


def test_bundles_and_plans(db: None) -> None:
    assert plans.append_bundle("b" * 64, {"themes/a.yaml": "a: 1"})
    assert not plans.append_bundle("b" * 64, {"themes/a.yaml": "a: 1"})
    assert plans.load_bundle_texts("b" * 64) == {"themes/a.yaml": "a: 1"}
    assert plans.find_online_bundle() is None
    plans.apply_online("b" * 64, datetime(2026, 1, 1, tzinfo=UTC))
    assert plans.find_online_bundle() == "b" * 64
    assert plans.find_online_bundle(datetime(2025, 1, 1, tzinfo=UTC)) is None
    with pytest.raises(LookupError):
        plans.load_bundle_texts("c" * 64)
    with pytest.raises(LookupError):
        plans.apply_online("c" * 64, now())


def test_one_plan_may_serve_several_keys(db: None) -> None:
    for key in ("1" * 64, "2" * 64, "1" * 64):
        plans.append_plans([plans.NewPlan(key, "p" * 64, "b" * 64, "moving-house", "370783", '{"id": "p", "items": []}')])
    assert plans.find_plan("1" * 64) == plans.find_plan("2" * 64) == plans.load_plan("p" * 64) == '{"id": "p", "items": []}'
    assert plans.find_plan("3" * 64) is None
    with pytest.raises(KeyError):
        plans.load_plan("q" * 64)


def test_a_message_waits_once_until_it_is_sent_or_given_up(db: None) -> None:
    with use_claims(SYSTEM_CLAIMS):
        row = case_row()
        change = whole(row, 1)
        append_change(change)
        loaded = load_case(row.id)
        assert loaded is not None
        second = replace(change.messages[0], id=ids.new_id(), key=f"{row.id}/other")
        append_change(continued(loaded, messages=(replace(change.messages[0], id=ids.new_id()), second)))
        first, other = find_waiting_messages(row.id)
        assert (first.recipient, first.refs, first.attempts) == ("13800000000", {"case": row.id}, 0)
        apply_sent(first.id)
        apply_failed(other.id, for_good=False)
        assert [(m.id, m.attempts) for m in find_waiting_messages()] == [(other.id, 1)]
        apply_failed(other.id, for_good=True)
        assert find_waiting_messages() == ()


def test_calls_and_readings_are_kept_by_anybody_and_read_by_few(stored: StoredCase) -> None:
    call = PartyCallRow(
        now(), "police", "population", stored.row.id, "move-in", "fill the form", ("subject.id_number",), ("subject.name",), "ok", 12
    )
    append_calls(MOTHER, [call, replace(call, outcome="timeout")], "370783")
    append_data_use(OFFICER, stored.row.id, ("applicant.name",), "370783")
    with enter_context(Claims()):
        assert (PartyCall.objects.count(), DataUse.objects.count()) == (0, 0)
    with enter_context(claims_for(OFFICER)):
        assert list(PartyCall.objects.order_by("ms", "outcome").values_list("outcome", "key_names")) == [
            ("ok", ["subject.id_number"]),
            ("timeout", ["subject.id_number"]),
        ]
        assert [(u.actor, u.department, u.purpose) for u in DataUse.objects.all()] == [("staff-1", "police", "decide")]
