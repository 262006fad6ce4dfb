"""Papers are read into a case, held against its facts and each other, and nothing is decided by it."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from shuangquan.core.cases.comparing import Alone, Compared, Kind, Unread, compare_papers
from shuangquan.core.cases.drafting import decide_evidence, decide_lacking
from shuangquan.core.cases.forms import find_digest
from shuangquan.core.cases.kinds import read_event, write_event
from shuangquan.core.cases.reading import decide_not_read, decide_read, find_unread
from shuangquan.core.cases.reading_events import PaperRead
from shuangquan.core.cases.replay import Happened, replay
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.exchange.paper_lines import Piece
from shuangquan.core.words.knowledge import Form
from shuangquan.core.words.names import Var
from tests.core.cases.matter import Matter

PROOF, CONFORM = "transfer-proof(vehicle=vehicles)", "conformity-certificate(vehicle=vehicles)"
PLATE, VIN, MASS = "鲁Q00003", "LSQ00000000000003", 25000
ALL = (f"号牌号码：{PLATE}", f"车辆识别代号：{VIN}", "有效期至：2027年1月31日")


def pieces(*lines: str, sure: int = 96) -> list[Piece]:
    return [Piece(text, 1, 50, 40 * place, 900, 40 * place + 20, sure) for place, text in enumerate(lines)]


@pytest.fixture(scope="module")
def opened() -> Matter:
    """Three vehicles, the third heavy, transferred and special: two papers are asked of it."""
    made = Matter("freight", "三辆车吨位不同")
    standing = made.gather()
    made.type_all(standing)
    made.choose()
    made.gather()
    made.type_all(made.gather())
    made.gather()
    return made


@pytest.fixture
def matter(opened: Matter) -> Matter:
    return opened.fork()


def heavy(matter: Matter) -> str:
    return next(key for key in matter.case.members("vehicles") if matter.case.value(Var("vehicles", "plate", key)) == PLATE)


def give(matter: Matter, path: str, blob: str, sm3: str = "") -> None:
    decide_evidence(matter.turn, matter.index, matter.me, path, heavy(matter), blob, sm3 or blob * 8)


def tell(matter: Matter, path: str, blob: str, *lines: str) -> Compared:
    give(matter, path, blob)
    decide_read(matter.turn, matter.index, blob, "text", pieces(*lines))
    return compare_papers(matter.case, matter.index)


def test_a_paper_that_says_what_the_register_says_agrees_and_changes_nothing(matter: Matter) -> None:
    before = deepcopy(matter.case.facts)
    told = tell(matter, PROOF, "b1", *ALL)
    assert (told.differences, told.unread, told.alone) == ((), (), ())
    assert [one.var.fact for one in told.agreed] == ["plate", "vin"]
    assert matter.case.facts == before, "no fact rests on it"


def test_a_wrong_number_is_told_with_both_sides_and_where_it_stands(matter: Matter) -> None:
    told = tell(matter, PROOF, "b1", "号牌号码：鲁Q00008", *ALL[1:])
    (one,) = told.differences
    assert (one.kind, one.here, one.there, one.form, one.page, one.sure) == (Kind.DIFFERS, "鲁Q00008", PLATE, "known", 1, 96)
    assert one.place == (PROOF, heavy(matter)) and one.shown is not None and one.shown.label.zh == "号牌号码"


def test_a_claimed_fact_that_agrees_is_still_claimed(matter: Matter) -> None:
    var = Var("vehicles", "vin", heavy(matter))
    matter.case.facts[var].know = type(matter.case.know(var))(Form.CLAIMED, VIN, matter.case.know(var).origin)
    assert tell(matter, PROOF, "b1", *ALL).agreed
    assert matter.case.know(var).form is Form.CLAIMED
    told = tell(matter, PROOF, "b2", ALL[0], "车架号：LSQ00000000000009", ALL[2])
    assert [(one.there, one.form) for one in told.differences] == [(VIN, "claimed")]


def test_two_papers_that_say_different_things_of_what_nobody_knows_are_told_once(matter: Matter) -> None:
    var = Var("vehicles", "vin", heavy(matter))
    del matter.case.facts[var]
    tell(matter, PROOF, "b1", *ALL)
    told = tell(matter, CONFORM, "b2", "车辆识别代号：LSQ00000000000009", f"总质量：{MASS}", "车身型式：冷藏")
    (one,) = told.differences
    assert (one.kind, {one.here, one.there}) == (Kind.PAPERS, {VIN, "LSQ00000000000009"})
    assert one.other is not None and {one.place[0], one.other[0]} == {PROOF, CONFORM}
    assert [alone.var for alone in told.alone] == [var, var]


def test_a_paper_that_differs_from_the_case_is_not_told_again_beside_another(matter: Matter) -> None:
    tell(matter, PROOF, "b1", *ALL)
    told = tell(matter, CONFORM, "b2", "车辆识别代号：LSQ00000000000009", f"总质量：{MASS}", "车身型式：冷藏")
    assert [one.kind for one in told.differences] == [Kind.DIFFERS]


def test_a_paper_that_had_ended_when_it_was_handed_in_is_told(matter: Matter) -> None:
    told = tell(matter, PROOF, "b1", *ALL[:2], "有效期至：2026年3月31日")
    assert [(one.kind, one.here, one.there) for one in told.differences] == [(Kind.EXPIRED, date(2026, 3, 31), date(2026, 4, 1))]
    assert not tell(matter, PROOF, "b2", *ALL[:2], "有效期至：2026年4月1日").differences, "it holds on its last day"
    assert not tell(matter, PROOF, "b3", *ALL[:2], "有效期至：长期").unread


def test_one_file_for_two_papers_is_told_whether_or_not_it_was_read(matter: Matter) -> None:
    give(matter, PROOF, "b1", "ab" * 32)
    give(matter, CONFORM, "b2", "ab" * 32)
    told = compare_papers(matter.case, matter.index)
    assert [(one.kind, one.place[0], one.other and one.other[0]) for one in told.differences] == [(Kind.SAME_FILE, CONFORM, PROOF)]
    assert {(one.place[0], one.why) for one in told.unread} == {(PROOF, "waits"), (CONFORM, "waits")}


def test_what_could_not_be_read_is_named(matter: Matter) -> None:
    told = tell(matter, PROOF, "b1", "号牌号码：看不清", ALL[2])
    assert [(one.why, one.shown and one.shown.path) for one in told.unread] == [("shape", "vehicles.plate"), ("label", "vehicles.vin")]
    give(matter, PROOF, "b2")
    decide_not_read(matter.turn, matter.index, "b2", "no_ocr")
    assert compare_papers(matter.case, matter.index).unread == (Unread((PROOF, heavy(matter)), "no_ocr"),)
    with pytest.raises(ValueError, match="tired"):
        decide_not_read(matter.turn, matter.index, "b2", "tired")


def test_a_file_is_read_once_and_a_replaced_one_again(matter: Matter) -> None:
    tell(matter, PROOF, "b1", "号牌号码：鲁Q00008", *ALL[1:])
    events, kept = len(matter.turn.events), set(matter.turn.kept)
    decide_read(matter.turn, matter.index, "b1", "text", pieces(*ALL))
    decide_not_read(matter.turn, matter.index, "b1", "no_text")
    assert len(matter.turn.events) == events, "the same file again says nothing new"
    give(matter, PROOF, "b2")
    assert set(matter.turn.dropped) >= {ref for ref in kept if matter.turn.kept[ref][0].startswith("read:")}, "its values are destroyed"
    decide_read(matter.turn, matter.index, "b1", "text", pieces(*ALL))
    assert find_unread(matter.case, matter.index, "b1") is None and find_unread(matter.case, matter.index, "b2") is not None
    decide_read(matter.turn, matter.index, "b2", "text", pieces(*ALL))
    assert not compare_papers(matter.case, matter.index).differences
    decide_lacking(matter.turn, matter.index, matter.me, PROOF, heavy(matter))
    assert compare_papers(matter.case, matter.index) == Compared()


def test_reading_leaves_the_signed_form_as_it_is(matter: Matter) -> None:
    give(matter, PROOF, "b1")
    digest = find_digest(matter.case)
    decide_read(matter.turn, matter.index, "b1", "text", pieces("号牌号码：鲁Q00008"))
    assert find_digest(matter.case) == digest


def test_the_event_holds_no_value_and_replay_gives_the_same_case(matter: Matter) -> None:
    tell(matter, PROOF, "b1", "号牌号码：鲁Q00008", *ALL[1:])
    (event,) = [held.event for held in matter.turn.events if isinstance(held.event, PaperRead)]
    body = write_event(event)
    assert not any(word in str(body) for word in ("鲁Q", VIN, "2027")), body
    assert read_event("paper.read", 1, body) == event
    again = replay(matter.case.id, read_again(matter), matter.turn.values)
    assert again.readings == matter.case.readings
    erased = replay(matter.case.id, read_again(matter), {})
    assert compare_papers(erased, matter.index).agreed == () and compare_papers(erased, matter.index).differences == ()


def read_again(matter: Matter) -> Iterator[Happened]:
    for held in matter.turn.events:
        yield Happened(read_event(held.event.kind, held.event.version, write_event(held.event)), held.at)


def test_nothing_is_read_into_an_erased_case(matter: Matter) -> None:
    give(matter, PROOF, "b1")
    matter.case.erased_at = matter.turn.now
    events = len(matter.turn.events)
    decide_read(matter.turn, matter.index, "b1", "text", pieces(*ALL))
    assert len(matter.turn.events) == events


def test_what_waits_for_consent_is_compared_with_nothing(matter: Matter) -> None:
    var = Var("vehicles", "vin", heavy(matter))
    fact = matter.case.facts[var]
    fact.held, fact.know = True, type(fact.know)(Form.UNKNOWN)
    told = tell(matter, PROOF, "b1", *ALL)
    assert [(type(one), one.var) for one in told.alone] == [(Alone, var)] and not told.differences


def test_known_to_be_absent_differs_from_whatever_stands_there(matter: Matter) -> None:
    var = Var("vehicles", "vin", heavy(matter))
    matter.case.facts[var].know = type(matter.case.know(var))(Form.ABSENT)
    assert [(one.there, one.form) for one in tell(matter, PROOF, "b1", *ALL).differences] == [(None, "absent")]


def test_a_case_goes_the_same_way_with_papers_read_and_unread() -> None:
    """Differences on every paper change no outcome: no rule can see them."""
    ends: list[tuple[CaseState, dict[object, object]]] = []
    for read in (False, True):
        made = Matter("freight", "三辆车吨位不同")
        made.choose()
        for _ in range(3):
            standing = made.gather()
            made.type_all(standing)
            made.choose()
        made.show_papers(have=lambda: True)
        if read:
            for (path, _), held in list(made.case.readings.items()):
                decide_read(made.turn, made.index, held.blob, "text", pieces("号牌号码：鲁Q99999", "车架号：LSQ99999999999999"))
                assert path in made.index.evidence
            assert len(compare_papers(made.case, made.index).differences) >= 3
        made.sign()
        made.submit()
        ends.append((made.case.state, {key: task.state for key, task in made.case.tasks.items()}))
    assert ends[0] == ends[1] and ends[0][0] is CaseState.SUBMITTED


def test_money_and_numbers_are_compared_as_numbers(matter: Matter) -> None:
    told = tell(matter, CONFORM, "b1", f"车辆识别代号：{VIN}", "总质量：25,000 kg", "车身型式：冷藏")
    assert not told.differences and len(told.agreed) == 3
    told = tell(matter, CONFORM, "b2", f"车辆识别代号：{VIN}", "总质量：24,000 kg", "车身型式：冷藏")
    assert [(Decimal(str(one.here)), one.there) for one in told.differences] == [(Decimal(24000), MASS)]


def test_another_persons_paper_is_called_that() -> None:
    made = Matter("retirement", "特殊工种先公示五个工作日")
    made.type_all(made.gather())
    made.answer(made.gather())
    made.gather()
    path = next(path for path in made.index.evidence if path.startswith("special-post-record"))
    decide_evidence(made.turn, made.index, made.me, path, None, "b1", "ab" * 32)
    decide_read(made.turn, made.index, "b1", "text", pieces("职工姓名：别的人", "身份证号码：37990019980607006X"))
    told = compare_papers(made.case, made.index)
    assert [(one.kind, one.here) for one in told.differences] == [(Kind.HOLDER, "别的人"), (Kind.HOLDER, "37990019980607006X")]
