"""The contract of the exchange's port, passed by both sides."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sandbox.running import Running
from shuangquan.connectors.guard import Reply
from shuangquan.connectors.share.port import DrawRequest, FeedRequest, NewRecord, SharePort
from shuangquan.connectors.share.wire import read_drawn, read_news
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import Outside

REQUEST = DrawRequest(
    source="police.population",
    provider="police",
    keys={"subject.id_number": ""},
    fields=("subject.name", "subject.sex"),
    purpose="办理出生一件事",
    case="C1",
    item="registration",
    actor="a-1",
    key="k-1",
)
BIRTHS = replace(REQUEST, source="health.birth-records", provider="health", fields=("newborns.birth_record_number",))


@pytest.fixture
def mother(sandbox: Running) -> str:
    return next(str(row["id_number"]) for row in sandbox.people() if row["login"] == "married-town")


def test_a_record_is_drawn_with_just_the_fields_asked_for(share: SharePort, mother: str) -> None:
    drawn = share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    assert drawn.found
    assert set(drawn.record) == {"subject.name", "subject.sex"}
    assert drawn.record["subject.sex"] == "female"
    assert drawn.members == ()
    assert abs((datetime.now(ZoneInfo("Asia/Shanghai")) - drawn.as_of).total_seconds()) < 60  # noqa: TID251


def test_members_are_drawn_as_a_list(share: SharePort, mother: str) -> None:
    drawn = share.draw(replace(BIRTHS, keys={"mother.id_number": mother}))
    assert drawn.found
    assert [set(member) for member in drawn.members] == [{"newborns.birth_record_number"}]


def test_no_record_is_no_fault(share: SharePort) -> None:
    drawn = share.draw(replace(REQUEST, keys={"subject.id_number": "379907202611210021"}))
    assert (drawn.found, dict(drawn.record), drawn.members) == (False, {}, ())


def test_the_call_is_recorded_by_names_and_never_by_values(share: SharePort, mother: str, outside: Outside) -> None:
    share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    (record,) = outside.records
    assert (record.party, record.source, record.case, record.item, record.actor) == (
        "police",
        "police.population",
        "C1",
        "registration",
        "a-1",
    )
    assert (record.purpose, record.outcome) == ("办理出生一件事", "ok")
    assert (record.key_names, record.field_names) == (("subject.id_number",), ("subject.name", "subject.sex"))
    assert mother not in repr(record)


@pytest.mark.parametrize("mode", ["wrong", "drop", "down"])
def test_a_broken_party_is_a_fault_after_a_few_tries(share: SharePort, mother: str, sandbox: Running, outside: Outside, mode: str) -> None:
    sandbox.control("police.population", {"mode": mode})
    with pytest.raises(Fault) as caught:
        share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    assert (caught.value.party, caught.value.permanent) == ("police", False)
    assert caught.value.code == {"wrong": "malformed", "drop": "cut", "down": "unavailable"}[mode]
    assert [record.outcome for record in outside.records] == [caught.value.code] * 3


def test_a_slow_party_is_cut_off(share: SharePort, mother: str, sandbox: Running) -> None:
    sandbox.control("police", {"mode": "slow", "seconds": 0.9})
    with pytest.raises(Fault, match="timeout"):
        share.draw(replace(REQUEST, keys={"subject.id_number": mother}))


def test_a_short_failure_is_not_noticed(share: SharePort, mother: str, sandbox: Running, outside: Outside) -> None:
    sandbox.control("police", {"mode": "down", "calls": 2})
    assert share.draw(replace(REQUEST, keys={"subject.id_number": mother})).found
    assert [record.outcome for record in outside.records] == ["unavailable", "unavailable", "ok"]


def test_one_department_down_leaves_the_others(share: SharePort, mother: str, sandbox: Running) -> None:
    sandbox.control("police", {"mode": "down"})
    for _ in range(3):
        with pytest.raises(Fault):
            share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    with pytest.raises(Fault, match="open"):
        share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    assert share.draw(replace(BIRTHS, keys={"mother.id_number": mother})).found


def test_a_question_the_party_refuses_is_not_repeated(share: SharePort, outside: Outside) -> None:
    with pytest.raises(Fault) as caught:
        share.draw(replace(REQUEST, keys={"subject.name": "x"}))
    assert (caught.value.code, caught.value.permanent) == ("refused", True)
    assert len(outside.records) == 1


def test_inside_a_transaction_it_does_not_call(share: SharePort, mother: str, outside: Outside) -> None:
    outside.in_transaction = True
    with pytest.raises(RuntimeError, match="transaction"):
        share.draw(replace(REQUEST, keys={"subject.id_number": mother}))
    assert outside.records == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"found": true}',
        b'{"found": 1, "as_of": "2026-01-01T00:00:00+08:00", "record": {}}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00", "record": {}}',
        b'{"found": true, "as_of": "yesterday", "record": {}}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "record": []}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "record": {"subject.name": {"a": 1}}}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "record": {"subject.phone": "1"}}',
        b'{"found": false, "as_of": "2026-01-01T00:00:00+08:00", "record": {"subject.name": "x"}}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "members": [1]}',
        b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "record": {"subject.name": NaN}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_every_wrong_shape_is_malformed_and_no_crash(body: bytes) -> None:
    with pytest.raises(Fault, match="malformed"):
        read_drawn(Reply(200, body), REQUEST)


def test_fractions_are_not_rounded() -> None:
    body = b'{"found": true, "as_of": "2026-01-01T00:00:00+08:00", "record": {"subject.name": 0.1000000000000000000001}}'
    assert read_drawn(Reply(200, body), REQUEST).record == {"subject.name": "0.1000000000000000000001"}


NEWS = FeedRequest("health.birth-records", "health", "mother.id_number", "newborns.birth_record_number", "出生一件事：主动告知", "")


def test_news_are_heard_to_the_end_and_then_only_what_is_new(share: SharePort, sandbox: Running, mother: str) -> None:
    heard: list[NewRecord] = []
    feed = share.hear(NEWS)
    while True:
        heard += feed.records
        if not feed.more:
            break
        feed = share.hear(replace(NEWS, since=feed.cursor))
    records = {one.about for one in heard}
    assert len(records) == len(heard) > 50, "each birth once"
    assert mother in {one.who for one in heard} and {len(one.region) for one in heard} == {6}
    assert share.hear(replace(NEWS, since=feed.cursor)).records == ()
    born = [{"newborns.birth_record_number": "BRNEW"}]
    sandbox.control("records", {"resource": "health.birth-records", "keys": {"mother.id_number": mother}, "members": born})
    (new,) = share.hear(replace(NEWS, since=feed.cursor)).records
    assert (new.who, new.about) == (mother, "BRNEW")


def test_a_register_that_is_down_or_tells_no_news_is_a_fault(share: SharePort, sandbox: Running) -> None:
    with pytest.raises(Fault) as caught:
        share.hear(replace(NEWS, source="health.deaths"))
    assert caught.value.permanent
    sandbox.control("health", {"mode": "down"})
    with pytest.raises(Fault, match="unavailable"):
        share.hear(NEWS)


RECORD = '{"mother.id_number": "1", "newborns.birth_record_number": "B", "region": "370783"}'


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"records": {}, "cursor": "1", "more": false}',
        '{"records": [1], "cursor": "1", "more": false}',
        '{"records": [{"mother.id_number": "1"}], "cursor": "1", "more": false}',
        '{"records": [' + RECORD.replace("370783", "3707") + '], "cursor": "1", "more": false}',
        '{"records": [' + RECORD.replace('"B"', '""') + '], "cursor": "1", "more": false}',
        '{"records": [' + RECORD + '], "cursor": "", "more": false}',
        '{"records": [], "cursor": "", "more": true}',
        '{"records": [], "cursor": "' + "9" * 201 + '", "more": false}',
    ],
)
def test_news_of_a_wrong_shape_are_malformed(body: str) -> None:
    with pytest.raises(Fault, match="malformed"):
        read_news(Reply(200, body.encode()), NEWS)
    assert read_news(Reply(200, ('{"records": [' + RECORD + '], "cursor": "1", "more": false}').encode()), NEWS).cursor == "1"
