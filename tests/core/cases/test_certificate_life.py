"""暂停、恢复、换发: a certificate after it was issued; who may do what when, and what a new one says."""

import pytest

from shuangquan.actions.telling import find_messages
from shuangquan.actions.wishes import Wish, apply_wish
from shuangquan.core.cases.case import Task
from shuangquan.core.cases.certificate_events import CertificateReplaced
from shuangquan.core.cases.certificate_life import find_correctable
from shuangquan.core.cases.events import FactsNoted
from shuangquan.core.cases.possible import find_acts
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.seconding import decide_confirm, decide_propose
from shuangquan.core.cases.walk import Walked
from shuangquan.core.credentials.life import find_root
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.knowledge import Form, Origin
from shuangquan.core.words.names import Var
from tests.core.cases.walks import walk

KEY = FOOD, MEMBER = "food-licence", None
HAN, LI = "staff-1", "staff-2"


def issued() -> tuple[Walked, Task]:
    walked = walk("restaurant-opening", "消防走告知承诺，当场办")
    return walked, walked.case.tasks[KEY]


def do(walked: Walked, kind: str, text: str = "查实有误", **given: str) -> None:
    told = {name.replace("__", "."): value for name, value in given.items() if "__" in name}
    rest = {name: value for name, value in given.items() if "__" not in name}
    apply_wish(walked.turn, walked.index, *KEY, Wish(kind, text, told=told, given=rest), HAN)


def states(walked: Walked) -> list[str]:
    return [made.status for made in walked.case.certificates if made.type == FOOD]


def acts(walked: Walked, task: Task) -> set[str]:
    found = find_acts(walked.turn, walked.index.items[FOOD], task, HAN)
    return {kind for kind, why in found.items() if why is None and kind in ("hold", "free", "reissue", "revoke")}


def code(act: object) -> str:
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    return caught.value.code


def test_one_is_held_and_freed_with_a_reason() -> None:
    walked, task = issued()
    assert acts(walked, task) == {"hold", "reissue", "revoke"}
    assert code(lambda: do(walked, "hold", " ")) == "reason.empty"
    do(walked, "hold", "现场检查不合格，整改后恢复")
    assert states(walked) == ["suspended"] and acts(walked, task) == {"free", "revoke"}
    assert code(lambda: do(walked, "hold")) == code(lambda: do(walked, "reissue", why="lost")) == "certificate.state"
    do(walked, "free", "整改合格")
    assert states(walked) == ["valid"] and code(lambda: do(walked, "free")) == "certificate.state"
    assert replay(walked.turn.case.id, walked.turn.events, walked.turn.values) == walked.turn.case


def test_a_corrected_one_keeps_its_lineage() -> None:
    walked, task = issued()
    first = next(made for made in walked.case.certificates if made.type == FOOD)
    number = walked.turn.values[task.numbers[FOOD]]
    path = next(one for one in find_correctable(walked.index, walked.index.items[FOOD]) if one.endswith(".name"))
    do(walked, "reissue", "名称登记错了一个字", why="correction", **{path.replace(".", "__"): "示例新字号餐饮店"})
    assert states(walked) == ["replaced", "valid"]
    second = walked.case.certificates[-1]
    assert find_root(second.identifier) == find_root(first.identifier) and second.identifier.split(".")[-2] == "002"
    payload = walked.turn.issued[-1]
    assert (payload.replaces, payload.replaced_for, payload.version, payload.number) == (first.identifier, "correction", 2, number)
    assert "示例新字号餐饮店" in [line.value for line in payload.lines] and payload.valid_to == first.valid_to
    (event,) = [held.event for held in walked.turn.events if isinstance(held.event, CertificateReplaced)]
    assert walked.turn.values[event.text] == "名称登记错了一个字" and event.earlier == first.identifier
    do(walked, "reissue", "遗失补发", why="lost")
    assert states(walked) == ["replaced", "replaced", "valid"] and walked.turn.issued[-1].replaces == second.identifier
    assert replay(walked.turn.case.id, walked.turn.events, walked.turn.values) == walked.turn.case


def test_the_holder_is_told_by_message_without_a_value_of_the_case() -> None:
    walked, _ = issued()
    turn = walked.turn
    phone = turn.note(Var(turn.case.signed_in, "phone"), Form.KNOWN, "13800000042", Origin("typed", "", turn.now))
    turn.emit(FactsNoted("typed", (phone,)))
    before = {row.key for row in find_messages(turn)}
    do(walked, "hold")
    do(walked, "free")
    do(walked, "reissue", "遗失补发", why="lost")
    told = [row for row in find_messages(turn) if row.key not in before]
    assert [row.template for row in told] == ["certificate.held", "certificate.freed", "certificate.replaced"]
    assert {tuple(row.refs) for row in told} == {("case",)} and all(row.recipient == "13800000042" for row in told)


def test_a_replacement_needs_a_reason_and_something_to_put_right() -> None:
    walked, _ = issued()
    assert code(lambda: do(walked, "reissue")) == "certificate.why"
    assert code(lambda: do(walked, "reissue", why="correction")) == "certificate.same"
    born = walk("newborn", "未婚随父、没有亲子鉴定")
    wish = Wish("reissue", "日期登记错了", told={"children.birth_date": "某日"}, given={"why": "correction"})
    with pytest.raises(Refusals, match=r"fact\.type\.date"):
        apply_wish(born.turn, born.index, "birth-certificate", "1", wish, HAN)


def test_what_identifies_the_holder_is_not_put_right_but_revoked() -> None:
    walked = walk("freight", "三辆车吨位不同")
    item = walked.index.items["freight-licence"]
    stated = {path for out in item.certificates for _, path, _ in out.states}
    assert "company.uscc" in stated and "company.uscc" not in find_correctable(walked.index, item)


def test_revoking_takes_the_one_in_force_and_leaves_what_was_replaced() -> None:
    walked, _ = issued()
    do(walked, "reissue", "遗失补发", why="lost")
    decide_propose(walked.turn, walked.index, *KEY, "revoke", "发证依据有误", HAN, remedy="可以重新申请")
    assert code(lambda: do(walked, "hold")) == "second.open"
    decide_confirm(walked.turn, walked.index, *KEY, LI)
    assert states(walked) == ["replaced", "revoked"]
    assert code(lambda: do(walked, "reissue", why="lost")) == "certificate.state"
