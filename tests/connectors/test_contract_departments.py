"""The contract of the departments' port, passed by both sides."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from secrets import token_hex
from zoneinfo import ZoneInfo

import pytest

from sandbox.running import Running
from shuangquan.connectors.departments.manners import ByManner
from shuangquan.connectors.departments.port import Attachment, DepartmentsPort, Package, Recall, Report
from shuangquan.connectors.departments.sandbox import SandboxDepartments
from shuangquan.connectors.departments.wire import DepartmentsWire, seal_package
from shuangquan.connectors.guard import Limits
from shuangquan.connectors.seal.sandbox import SandboxSeal
from shuangquan.connectors.shape import read_object
from shuangquan.connectors.signing import AppKey
from shuangquan.core.words.errors import Fault
from tests.connectors.conftest import Outside

over_http = pytest.mark.parametrize("manner", ["rest", "soap"], indirect=True)
"""What a bad channel does to calls; the tables have none of their own, and no quote is exchanged through them."""


def make_package(department: str = "transport", **over: str) -> Package:
    package = Package(
        id=f"C1.some-item.鲁Q00001.{token_hex(4)}",
        department=department,
        case="C1",
        item="some-item",
        member="鲁Q00001",
        region="370783",
        wants=("company.licence_number",),
        facts={"company.name": "甲", "company.small": True, "company.count": 3},
        created_at=datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
        purpose="办理",
        actor="a-1",
        attachments=(Attachment("safety-system", "安全生产管理制度", "00" * 32),),
        digest="ab" * 32,
    )
    return replace(package, **over)  # type: ignore[arg-type]


def wait(departments: DepartmentsPort, package: Package, what: str = "decided") -> Report:
    for _ in range(200):
        for report in departments.find_reports(package.department, package.id):
            if report.what == what:
                return report
        time.sleep(0.02)
    raise AssertionError("no answer came")


def test_a_package_is_answered_by_itself(departments: DepartmentsPort) -> None:
    package = make_package()
    receipt = departments.submit(package)
    assert receipt.package_id == package.id
    assert wait(departments, package, "accepted").number == 1
    answer = wait(departments, package)
    assert (answer.package_id, answer.package_digest, answer.outcome) == (package.id, package.digest, "approve")
    assert set(answer.facts) == {"company.licence_number"}
    assert answer.assigned
    assert answer.at.tzinfo is not None
    assert answer.reason.zh


def test_sending_twice_is_taken_once(departments: DepartmentsPort) -> None:
    package = make_package()
    assert departments.submit(package) == departments.submit(package)
    with pytest.raises(Fault) as caught:
        departments.submit(replace(package, facts={"company.name": "乙"}))
    assert (caught.value.code, caught.value.permanent) == ("conflict", True)


def test_answers_come_in_one_call_in_order(departments: DepartmentsPort) -> None:
    before = departments.find_news("transport", None)
    last = before[-1].seq if before else 0
    packages = [make_package() for _ in range(5)]
    for package in packages:
        departments.submit(package)
    for package in packages:
        wait(departments, package)
    found = departments.find_news("transport", last)
    assert {news.package_id for news in found} >= {package.id for package in packages}
    assert [news.seq for news in found] == sorted(news.seq for news in found)
    assert departments.find_news("transport", found[-1].seq) == ()


def test_a_package_never_received_is_said_so(departments: DepartmentsPort) -> None:
    with pytest.raises(Fault) as caught:
        departments.find_reports("police", "never")
    assert (caught.value.code, caught.value.permanent) == ("unknown_package", True)


@over_http
def test_a_department_that_is_down_gets_the_package_later(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package("police", wants="")
    package = replace(package, wants=("registrant.household_number",))
    sandbox.control("police", {"mode": "down"})
    with pytest.raises(Fault) as caught:
        departments.submit(package)
    assert not caught.value.permanent
    sandbox.control("police", {"mode": "ok"})
    time.sleep(0.25)
    departments.submit(package)
    assert wait(departments, package).outcome == "approve"


def test_a_refusal_comes_with_its_reason(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package("police")
    answer = {"outcome": "refuse", "reason": {"zh": "地址待核实", "en": "Address to be examined"}}
    sandbox.control("answers", {"department": "police", "match": {"company.name": "甲"}, "answer": answer})
    departments.submit(package)
    got = wait(departments, package)
    assert (got.outcome, got.reason.zh, dict(got.facts)) == ("refuse", "地址待核实", {})


@over_http
@pytest.mark.parametrize("mode", ["wrong", "drop"])
def test_a_wrong_answer_is_a_fault(departments: DepartmentsPort, sandbox: Running, mode: str) -> None:
    sandbox.control("transport", {"mode": mode})
    with pytest.raises(Fault) as caught:
        departments.find_news("transport", 0)
    assert caught.value.code == {"wrong": "malformed", "drop": "cut"}[mode]


@over_http
def test_an_answer_about_another_package_is_not_believed(departments: DepartmentsPort, sandbox: Running) -> None:
    one, other = make_package(), make_package()
    for package in (one, other):
        departments.submit(package)
        wait(departments, package)
    sandbox.control("transport", {"mode": "other"})
    with pytest.raises(Fault) as caught:
        departments.find_reports("transport", one.id)
    assert (caught.value.code, caught.value.permanent) == ("replayed", False)
    sandbox.control("transport", {"mode": "ok"})
    assert wait(departments, one).package_id == one.id


def test_what_a_department_says_on_the_way_comes_numbered(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package()
    reports = [
        {"what": "suspended", "reason": {"zh": "检验", "en": "Inspection"}, "until": "2026-12-01"},
        {"what": "resumed"},
        {"what": "correct", "reason": {"zh": "补一份材料", "en": "One more paper"}, "needs": ["safety-system", "company.name"]},
    ]
    sandbox.control("answers", {"department": "transport", "match": {"case": "C1", "follows": ""}, "answer": {"reports": reports}})
    departments.submit(package)
    asked = wait(departments, package, "correct")
    found = departments.find_reports("transport", package.id)
    assert [(one.number, one.what) for one in found] == [(1, "accepted"), (2, "suspended"), (3, "resumed"), (4, "correct")]
    assert (found[1].until, asked.needs, asked.reason.zh) == ("2026-12-01", ("safety-system", "company.name"), "补一份材料")
    again = replace(make_package(), follows=package.id)
    departments.submit(again)
    assert wait(departments, again).outcome == "approve"


def test_a_certificate_can_come_after_the_decision(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package()
    reports = [{"what": "decided", "follows": True}, {"what": "certificate", "number": "鲁-7"}]
    sandbox.control("answers", {"department": "transport", "match": {"case": "C1"}, "answer": {"reports": reports}})
    departments.submit(package)
    assert (wait(departments, package, "certificate").assigned, wait(departments, package).follows) == ("鲁-7", True)


@over_http
def test_a_forged_report_is_not_believed(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package()
    departments.submit(package)
    wait(departments, package)
    sandbox.control("transport", {"mode": "forged"})
    with pytest.raises(Fault) as caught:
        departments.find_reports("transport", package.id)
    assert (caught.value.code, caught.value.permanent) == ("forged", False)
    sandbox.control("transport", {"mode": "ok"})
    assert wait(departments, package).outcome == "approve"


@over_http
def test_a_seal_of_somebody_else_is_not_believed(departments: ByManner) -> None:
    side = departments.side("transport")
    assert isinstance(side, DepartmentsWire)
    package = make_package()
    departments.submit(package)
    report = wait(departments, package)
    side.keys = {**side.keys, "transport": side.keys["police"]}
    with pytest.raises(Fault) as caught:
        departments.find_reports("transport", package.id)
    assert caught.value.code == "unknown_signer"
    side.keys = {**side.keys, "transport": {report.key_id: next(iter(side.keys["police"].values()))}}
    with pytest.raises(Fault) as caught:
        departments.find_reports("transport", package.id)
    assert caught.value.code == "forged"


def test_both_sides_lists_can_be_compared(departments: DepartmentsPort) -> None:
    package = make_package()
    since = datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Shanghai"))
    departments.submit(package)
    wait(departments, package)
    held = {one.package_id: one for one in departments.find_held("transport", since - timedelta(seconds=2))}[package.id]
    assert (held.package_digest, held.last, held.outcome) == (package.digest, 2, "approve")
    assert departments.find_held("transport", since + timedelta(hours=1)) == ()


def test_a_silent_department_can_be_reminded(departments: DepartmentsPort, sandbox: Running) -> None:
    sandbox.control("transport", {"mode": "silent"})
    package = make_package()
    departments.submit(package)
    assert departments.find_reports("transport", package.id) == ()
    departments.send_reminder("transport", package.id)
    with pytest.raises(Fault) as caught:
        departments.send_reminder("transport", "never")
    assert caught.value.code == "unknown_package"


def make_recall(package: Package) -> Recall:
    moment = package.created_at + timedelta(hours=1)
    return Recall(package.id, package.digest, package.department, package.case, package.item, "withdrawn", moment, "a-1")


def test_what_is_withdrawn_is_never_decided(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package()
    steps = [{"what": "suspended", "until": "2026-12-01"}, {"what": "decided", "seconds": 1.0}]
    sandbox.control("answers", {"department": "transport", "match": {"case": "C2"}, "answer": {"reports": steps}})
    package = replace(package, case="C2")
    departments.submit(package)
    wait(departments, package, "suspended")
    departments.recall(make_recall(package))
    departments.recall(make_recall(package))
    time.sleep(1.2)
    assert [one.what for one in departments.find_reports("transport", package.id)] == ["accepted", "suspended"]


def test_withdrawing_what_was_never_received_or_is_another_is_said_so(departments: DepartmentsPort) -> None:
    departments.submit(make_package())  # our key is known to it
    with pytest.raises(Fault) as caught:
        departments.recall(make_recall(make_package()))
    assert (caught.value.code, caught.value.permanent) == ("unknown_package", True)


def test_a_report_that_is_brought_is_opened_as_one_that_was_asked_for(departments: DepartmentsPort) -> None:
    package = make_package()
    departments.submit(package)
    report = wait(departments, package)
    sealed = {name: getattr(report, name) for name in ("content", "digest", "signature", "key_id")}
    assert departments.open_pushed("transport", sealed) == report
    forged = {
        "forged": sealed | {"content": sealed["content"].replace("approve", "refuse ")},
        "unknown_signer": sealed | {"key_id": "of somebody"},
        "malformed": sealed | {"content": "{"},
    }
    for code, wrong in forged.items():
        with pytest.raises(Fault) as caught:
            departments.open_pushed("transport", wrong)
        assert caught.value.code == code
    with pytest.raises(Fault) as caught:
        departments.open_pushed("police", sealed)
    assert caught.value.code == "unknown_signer", "a seal of one department does not speak for another"


@over_http
def test_a_withdrawal_of_other_contents_is_not_taken(departments: DepartmentsPort) -> None:
    package = make_package()
    departments.submit(package)
    with pytest.raises(Fault) as caught:
        departments.recall(replace(make_recall(package), digest="cd" * 32))
    assert caught.value.permanent
    assert wait(departments, package).outcome == "approve"


def test_what_was_decided_is_taken_back_by_a_report_of_its_own(departments: DepartmentsPort, sandbox: Running) -> None:
    package = make_package()
    reports = [{"what": "decided"}, {"what": "revoked", "reason": {"zh": "材料是假的", "en": "forged"}}]
    sandbox.control("answers", {"department": "transport", "match": {"case": "C1"}, "answer": {"reports": reports}})
    departments.submit(package)
    back = wait(departments, package, "revoked")
    assert (back.number, back.reason.zh, wait(departments, package).outcome) == (3, "材料是假的", "approve")
    time.sleep(0.2)
    since = datetime.fromtimestamp(time.time() - 60, ZoneInfo("Asia/Shanghai"))
    held = {one.package_id: one for one in departments.find_held("transport", since)}[package.id]
    assert (held.last, held.outcome) == (3, "refuse"), "both lists show it"


@over_http
def test_a_quote_is_exact_money(departments: DepartmentsPort) -> None:
    assert departments.quote("tax", "premium", "370783", 2) == Decimal("800.00")


def test_what_is_recorded_are_names(departments: DepartmentsPort, outside: Outside) -> None:
    package = make_package()
    departments.submit(package)
    record = next(record for record in outside.records if record.source == "packages" and record.outcome == "ok")
    assert (record.case, record.item, record.actor) == ("C1", "some-item", "a-1")
    assert "company.name" in record.field_names
    assert "甲" not in repr(record)


def test_the_envelope_is_signed_over_what_is_sent(seal: SandboxSeal) -> None:
    envelope = read_object(seal_package(make_package(), seal, "platform"), "x")
    public = seal.public_key(str(envelope["key_id"]))
    assert len(public) == 64
    signature = type(seal.sign(b"", "platform"))(bytes.fromhex(str(envelope["signature"])), str(envelope["key_id"]))
    assert seal.verify(str(envelope["content"]).encode(), signature)
    assert not seal.verify(str(envelope["content"]).encode() + b" ", signature)


def test_only_the_sandbox_side_registers_its_key(
    departments: DepartmentsPort, side: str, sandbox: Running, app: AppKey, limits: Limits, outside: Outside, seal: SandboxSeal
) -> None:
    package = make_package("fund")
    if side == "live":
        with pytest.raises(Fault) as caught:
            departments.submit(package)
        assert (caught.value.code, caught.value.permanent) == ("unknown_key", True)
    else:
        assert isinstance(departments, SandboxDepartments)
        assert departments.submit(package).receipt


@over_http
@pytest.mark.parametrize(("mode", "numbers"), [("jumbled", [2, 2, 1, 1]), ("gap", [2])])
def test_a_bad_channel_jumbles_and_loses_reports_and_none_is_lost_for_good(
    departments: DepartmentsPort, sandbox: Running, mode: str, numbers: list[int]
) -> None:
    package = make_package()
    departments.submit(package)
    wait(departments, package)
    sandbox.control("transport", {"mode": mode})
    assert [one.number for one in departments.find_reports("transport", package.id)] == numbers
    sandbox.control("transport", {"mode": "ok"})
    assert [one.number for one in departments.find_reports("transport", package.id)] == [1, 2]
