"""Requests to correct a fact: one open for each, sealed under the case's key, seen by who asked and by the region, ended with the case."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from shuangquan.core.words.errors import Refusal
from shuangquan.records import ids, vault
from shuangquan.records.cases import append_change, load_case
from shuangquan.records.changes import Answered, MessageRow, StoredCase
from shuangquan.records.context import SYSTEM_CLAIMS, Claims, enter_context, use_claims
from shuangquan.records.erasure import erase_case
from shuangquan.records.messages import find_waiting_messages
from shuangquan.records.models import Objection
from shuangquan.records.objections import NewObjection, StoredObjection, append_objection, apply_answer, find_objections
from tests.records.made import FATHER_ID, MOTHER_ID, case_row, whole

MOTHER, FATHER = vault.blind_index("id_number", MOTHER_ID), vault.blind_index("id_number", FATHER_ID)
RIGHT, REMARK, ANSWER = "王小芳", "户口本上是这样", "已经改成王小芳"


@pytest.fixture
def stored(db: None) -> Iterator[StoredCase]:
    with use_claims(SYSTEM_CLAIMS):
        row = case_row()
        append_change(whole(row, 1))
        yield load(row.id)


def load(case: str) -> StoredCase:
    found = load_case(case)
    assert found is not None
    return found


def ask(stored: StoredCase, key: str = "k1", fact: str = "applicant.fact_1", party: bytes = MOTHER) -> None:
    new = NewObjection(fact, "source", "police", party, RIGHT, REMARK)
    append_objection("account-1", stored, new, Answered(key, bytes(32), {"case": stored.row.id}))


def one(stored: StoredCase) -> StoredObjection:
    (found,) = find_objections(stored)
    return found


def test_it_is_kept_sealed_and_read_again(stored: StoredCase) -> None:
    ask(stored)
    found = one(stored)
    assert (found.fact, found.department, found.state, found.right, found.remark, found.answer) == (
        *("applicant.fact_1", "police", "open", RIGHT, REMARK, ""),
    )
    with enter_context():
        kept = bytes(Objection.objects.get(id=found.id).asked)
    assert RIGHT.encode() not in kept and REMARK.encode() not in kept


def test_one_is_open_for_each_fact_and_the_same_key_asks_once(stored: StoredCase) -> None:
    ask(stored)
    ask(stored)
    assert one(stored).state == "open"
    with pytest.raises(Refusal, match=r"objection\.open"):
        ask(stored, "k2")
    ask(stored, "k2", "applicant.fact_2")
    assert len(find_objections(stored)) == 2


def test_an_answer_closes_it_once_and_leaves_a_message(stored: StoredCase) -> None:
    ask(stored)
    before = len(find_waiting_messages(stored.row.id))
    message = MessageRow(ids.new_id(), "m1", "sms", "objection.answered", {"case": stored.row.id}, "13800000000")
    apply_answer(one(stored), stored, "corrected", "staff-1", ANSWER, message)
    found = one(stored)
    assert (found.state, found.officer, found.answer, found.answered_at is not None) == ("corrected", "staff-1", ANSWER, True)
    assert len(find_waiting_messages(stored.row.id)) == before + 1
    with pytest.raises(Refusal, match=r"task\.not_here"):
        apply_answer(found, stored, "upheld", "staff-2", "不改", None)
    ask(stored, "k2")
    assert [row.state for row in find_objections(stored)].count("open") == 1


def test_no_other_state_is_kept(stored: StoredCase) -> None:
    ask(stored)
    with enter_context(), pytest.raises(IntegrityError, match="objection_state"), transaction.atomic():
        Objection.objects.update(state="forgotten")


def test_erasing_the_case_destroys_what_was_said(stored: StoredCase) -> None:
    ask(stored)
    apply_answer(one(stored), stored, "upheld", "staff-1", ANSWER, None)
    erase_case(stored.row.id)
    again = load(stored.row.id)
    found = one(again)
    assert (found.state, found.right, found.remark, found.answer) == ("upheld", "", "", "")
    with enter_context():
        row = Objection.objects.get(id=found.id)
        assert (bytes(row.asked), bytes(row.answer), row.erased_at is not None) == (b"", b"", True)
    with pytest.raises(ValueError, match="erased"):
        ask(again, "k2")


def test_a_text_moved_elsewhere_is_not_taken_for_it(stored: StoredCase) -> None:
    ask(stored)
    ask(stored, "k2", "applicant.fact_2")
    first, second = (row.id for row in find_objections(stored))
    with enter_context():
        Objection.objects.filter(id=second).update(asked=Objection.objects.get(id=first).asked)
    with pytest.raises(vault.Tampered):
        find_objections(stored)


@pytest.mark.parametrize(
    ("claims", "seen"),
    [
        (Claims(party=MOTHER), 1),
        (Claims(party=FATHER), 0),
        (Claims(), 0),
        (Claims(regions=("370783",)), 1),
        (Claims(regions=("3707",)), 1),
        (Claims(regions=("3713",)), 0),
    ],
)
def test_who_asks_and_the_region_see_it_and_nobody_else(stored: StoredCase, claims: Claims, seen: int) -> None:
    ask(stored)
    with enter_context(claims):
        assert Objection.objects.count() == seen


def test_nobody_asks_in_somebody_elses_name_or_case(stored: StoredCase) -> None:
    for claims in (Claims(party=FATHER), Claims(party=MOTHER), Claims()):
        party = FATHER if claims.party == MOTHER else MOTHER
        with use_claims(claims), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            ask(stored, "k3", party=party)
    assert connection.is_usable()
