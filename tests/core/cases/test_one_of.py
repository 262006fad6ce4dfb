"""Roles that are one member of a list, lists whose members each sign, and items skipped where their result is on record."""

from datetime import timedelta

import pytest

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.drafting import decide_add_member, decide_choose
from shuangquan.core.cases.events import FactsNoted
from shuangquan.core.cases.forms import find_digest, find_unsigned, find_vars
from shuangquan.core.cases.packages import build_package
from shuangquan.core.cases.parties import decide_agree, decide_decline, decide_invite, decide_sign
from shuangquan.core.cases.replay import replay
from shuangquan.core.cases.seats import find_seats, name_seat, say_seat, split_seat
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.world import World
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Origin
from shuangquan.core.words.names import Var
from tests.core.cases.walks import find, plans, shipped, walk

THEME, PLAIN, OTHER_PAID = "afterlife", "正常死亡，两名继承人，公积金在限额内", "收款人是另一名继承人"
SECOND = "heirs[2]"


def filled(name: str = PLAIN) -> Walked:
    """The form complete, nobody has signed."""
    maker = plans(THEME)
    world = World(shipped(), find(THEME, name))
    return fill_form(world, lambda situation, missing: maker.make("370811", "applicant", situation, missing))


def test_who_signs_in_is_a_member_and_the_same_variable() -> None:
    case = filled().case
    assert case.members("heirs") == ("1", "2")
    assert case.own(Var("applicant", "name")) == Var("heirs", "name", "1")
    assert case.know(Var("heirs", "name", "1")) is case.know(Var("applicant", "name"))
    assert case.know(Var("own_kin", "proved")) is case.know(Var("kin", "proved", "1"))
    assert not [var for var in case.facts if var.role in ("applicant", "own_kin", "payee")], "each variable is kept under one name"


def test_another_choice_means_another_member() -> None:
    walked = filled(OTHER_PAID)
    case = walked.case
    assert case.value(Var("payee", "bank_account")) == case.value(Var("heirs", "bank_account", "2")) == "6228000000000000000"
    decide_choose(walked.turn, walked.index, "payee", "1")
    assert case.value(Var("payee", "bank_account")) == case.value(Var("applicant", "bank_account")) == "6217000000000000000"
    for role, member in (("payee", "3"), ("applicant", "2"), ("deceased", "1")):
        with pytest.raises(Refusal, match=r"members\.unknown"):
            decide_choose(walked.turn, walked.index, role, member)


def test_nothing_stands_for_a_member_not_chosen_yet() -> None:
    walked = filled()
    fresh = Case("fresh")
    planned = walked.index.vars["payee.name"]
    assert not list(find_vars(fresh, walked.index, planned))
    assert list(find_vars(walked.case, walked.index, planned)) == [Var("payee", "name")]


def test_replay_gives_the_same_members() -> None:
    walked = walk(THEME, PLAIN)
    again = replay(walked.case.id, walked.turn.events, walked.turn.values)
    assert again == walked.case


def test_every_member_has_a_seat_and_signs_in_any_order() -> None:
    walked = filled()
    case, index = walked.case, walked.index
    assert [seat.name for seat in find_seats(case, index)] == ["applicant", SECOND]
    assert split_seat(case, SECOND) == ("heirs", "2") and split_seat(case, "applicant") == ("heirs", "1")
    assert (name_seat(case, "heirs", "1"), name_seat(case, "heirs", "2"), name_seat(case, "deceased", None)) == (
        "applicant",
        SECOND,
        "deceased",
    )
    assert say_seat(case, index, SECOND).zh == "继承人 2"
    decide_sign(walked.turn, index, SECOND, find_digest(case), 4)
    assert find_unsigned(case, index) == ("applicant",)
    with pytest.raises(Refusal, match=r"identity\.low"):
        decide_sign(walked.turn, index, "applicant", find_digest(case), 3)
    with pytest.raises(Refusal, match=r"party\.unknown"):
        decide_sign(walked.turn, index, "heirs[3]", find_digest(case), 4)
    decide_sign(walked.turn, index, "applicant", find_digest(case), 4)
    assert find_unsigned(case, index) == ()


def test_a_signature_does_not_outlive_a_change() -> None:
    walked = filled()
    decide_sign(walked.turn, walked.index, SECOND, find_digest(walked.case), 4)
    decide_choose(walked.turn, walked.index, "payee", "1")
    note = walked.turn.note(Var("heirs", "inheritance_share", "2"), Form.CLAIMED, 40, Origin("typed", "applicant", walked.turn.now))
    walked.turn.emit(FactsNoted("applicant", (note,)))
    assert SECOND in find_unsigned(walked.case, walked.index)


@pytest.mark.parametrize("how", ["refused", "silent", "typed"])
def test_who_declines_is_excused_and_may_think_again(how: str) -> None:
    walked = filled()
    decide_decline(walked.turn, walked.index, SECOND, how)
    assert find_unsigned(walked.case, walked.index) == ("applicant",)
    decide_agree(walked.turn, walked.index, SECOND, 4)
    assert find_unsigned(walked.case, walked.index) == ("applicant", SECOND)


def test_an_invitation_ends_when_the_standard_says() -> None:
    walked = filled()
    with pytest.raises(Refusal, match=r"party\.unknown"):
        decide_invite(walked.turn, walked.index, "applicant")
    decide_invite(walked.turn, walked.index, SECOND)
    until = walked.case.parties[SECOND].silent_at
    assert until is not None and until - walked.turn.now >= timedelta(days=30)
    key = decide_add_member(walked.turn, walked.index, "heirs")
    with pytest.raises(Refusal, match=r"party\.unnamed"):
        decide_invite(walked.turn, walked.index, f"heirs[{key}]")


def test_only_what_binds_the_list_waits_for_who_declined() -> None:
    walked = walk(THEME, "一名继承人不同意也不签名")
    unsigned = {task.item for task in walked.case.tasks.values() if task.why == "unsigned"}
    assert unsigned == {"medical-payout", "pension-end", "fund-inheritance"}
    assert walked.case.tasks["survivor-benefit", None].ended


def test_what_is_on_record_drops_out_of_plan_and_figures() -> None:
    classes = enumerate_classes(shipped(), THEME, "370811")
    assert not [one for one in classes if one["known_deceased_cremation_number"] > one["known_deceased_death_certificate_number"]]
    for one in classes[:: len(classes) // 12]:
        plan = plans(THEME).make("370811", "applicant", one, frozenset()).plan
        ids = {item.id for item in plan.items}
        known = one["known_deceased_death_certificate_number"] == "true"
        assert ("death-certificate-normal" in ids or "death-certificate-police" in ids) is not known
        assert ("cremation" in ids) is (one["known_deceased_cremation_number"] == "false")
        number = next(var for var in plan.vars if var.path == "deceased.death_certificate_number")
        assert number.source == ("health.deaths(deceased=deceased)" if known else number.source)
        assert number.from_ == ("resource" if known else "item")
        trips = next(figure.value for figure in plan.after if figure.what == "trips")
        assert trips == (1 if one["death_kind"] == "non_normal" else 0)


def test_a_source_that_is_down_skips_nothing() -> None:
    """Nobody knows whether the death is on record: its certificate is applied for, and the department sees for itself."""
    opening = plans(THEME).make("370811", "applicant", None, frozenset()).plan
    situation = next(one for one in opening.situations if one.name == "known_deceased_death_certificate_number")
    assert (situation.on_unknown, situation.question) == ("false", None)


def test_a_department_is_sent_every_member_of_a_whole_list() -> None:
    walked = walk(THEME, PLAIN)
    item = walked.index.items["pension-end"]
    facts = build_package(walked.case, walked.index, item, walked.case.tasks["pension-end", None]).facts
    assert (facts["heirs[1].inheritance_share"], facts["heirs[2].inheritance_share"]) == (50, 50)
    assert facts["heirs[2].name"] == "赵二" and facts["kin[2].kin"] == "child" and facts["payee.name"] == "赵一"
    assert "heirs.name" not in facts


def test_turns_know_the_variable_by_its_own_name() -> None:
    turn: Turn = filled().turn
    note = turn.note(Var("applicant", "phone"), Form.KNOWN, "13800000000", Origin("sign_in", "identity", turn.now))
    assert note.var == Var("heirs", "phone", "1")
