"""After a death: two heirs, each on their own phone, over HTTP departments."""

import pytest

from shuangquan.actions.accounts import Citizen, find_citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.calendars import find_calendar
from shuangquan.actions.desk import note_met, pass_task
from shuangquan.actions.drafts import add_member, choose_member, find_form_digest, sign_form, type_facts
from shuangquan.actions.endings import end_others
from shuangquan.actions.loading import load
from shuangquan.actions.parties import agree_party, decline_party, invite_party, silence_party, type_for_party
from shuangquan.actions.projections import find_drift
from shuangquan.actions.showing import find_open, show_case
from shuangquan.actions.tasks import find_acts, show_task
from shuangquan.core.cases.ending import find_early_end
from shuangquan.core.cases.forms import find_asked_facts, find_unsigned, find_waiting_parties
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.knowledge import Form, Unknown
from shuangquan.core.words.names import Var
from shuangquan.queries.desk_case import CasePage, find_case_page
from shuangquan.queries.desk_read import find_read
from shuangquan.records.clock import today
from tests.chain.conftest import Family, People
from tests.chain.journey import Journey

RENCHENG, ACCOUNT = "370811", "6217000000000000000"
SECOND = "heirs[2]"
SHARED = ("medical-payout", "pension-end", "fund-inheritance")
OWN = ("death-certificate-normal", "cremation", "household-cancellation", "medical-end", "survivor-benefit")


class Mourning:
    """One family's matter. late: the ID number of who has died."""

    def __init__(self, people: People, scenario: str = "afterlife", *, share: str = "50") -> None:
        self.people, self.family = people, people.take(scenario)
        self.late = people.find(f"{self.family.person['login']}-deceased")["id_number"]
        self.journey = Journey(self.family.applicant, "afterlife", "applicant", region=RENCHENG)
        self.share = share

    def fill(self, *, kind: str = "normal", payee: str = "1") -> None:
        """Everything the applicant says, the other heir among it."""
        journey = self.journey
        with journey.as_applicant():
            type_facts(journey.actor, journey.case, journey.citizen.person, {Var("deceased", "id_number"): self.late})
        journey.answer(death_kind=kind, has_will="false")
        if self.family.other_person is not None:
            with journey.as_applicant():
                add_member(journey.actor, journey.case, journey.citizen.person, "heirs")
        with journey.as_applicant():
            choose_member(journey.actor, journey.case, journey.citizen.person, "payee", payee)
        other = self.family.other_person or {"id_number": ""}
        journey.type(id_number=other["id_number"], inheritance_share=self.share, bank_account=ACCOUNT)

    def agree(self, other: Citizen, *, agrees: bool = True) -> None:
        self.invite()
        with self.journey.as_other(other) as actor:
            (agree_party if agrees else decline_party)(actor, self.journey.case, other.person)

    def invite(self) -> None:
        with self.journey.as_applicant():
            invite_party(self.journey.actor, self.journey.case, self.journey.citizen.person, SECOND)

    def sign_other(self, other: Citizen) -> None:
        with self.journey.as_other(other) as actor:
            sign_form(actor, self.journey.case, other.person, find_form_digest(load(self.journey.case)))

    def send(self) -> dict[str, list[TaskState]]:
        self.journey.submit()
        self.journey.run(until_closed=False)
        return self.journey.states()


@pytest.mark.parametrize("first", ["applicant", "other"])
def test_two_heirs_sign_in_any_order_and_everything_is_done(people: People, first: str) -> None:
    matter = Mourning(people)
    matter.fill()
    journey, other = matter.journey, matter.family.other
    assert sorted(journey.asked) == sorted(
        ["death_kind", "has_will", "heirs.id_number", "heirs.inheritance_share", "heirs.inheritance_share", "applicant.bank_account"]
    )
    matter.agree(other)
    for who in ("applicant", "other") if first == "applicant" else ("other", "applicant"):
        assert len(find_unsigned((seen := journey.look()).case, seen.index)) == (2 if who == first else 1)
        if who == "applicant":
            journey.sign()
        else:
            matter.sign_other(other)
    assert set(matter.send()) == {*OWN, *SHARED}
    journey.run()
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    assert {one.type for one in case.certificates} == {"death-certificate", "cremation-certificate"}
    with acting_system():
        assert not find_drift(journey.case)


def test_nothing_of_the_other_heir_is_asked_or_shown_before_they_agree(people: People) -> None:
    matter = Mourning(people)
    matter.fill(payee="2")
    before = matter.journey.look()
    assert find_waiting_parties(before.case, before.index) == (SECOND,)
    assert before.case.know(Var("heirs", "name", "2")).why is Unknown.NOT_ASKED
    assert before.case.know(Var("kin", "proved", "2")).why is Unknown.NOT_ASKED
    assert before.case.know(Var("kin", "proved", "1")).value is True
    with matter.journey.as_other(matter.family.other) as actor, pytest.raises(Refusal, match=r"case\.unknown"):
        show_case(actor, matter.journey.case, matter.family.other.person)
    matter.agree(matter.family.other)
    after = matter.journey.look()
    assert after.case.know(Var("kin", "proved", "2")).value is True
    assert (
        after.case.value(Var("payee", "name")) == after.case.value(Var("heirs", "name", "2")) != after.case.value(Var("applicant", "name"))
    )
    assert after.case.value(Var("payee", "bank_account")) == after.case.value(Var("heirs", "bank_account", "2")) == ACCOUNT
    with matter.journey.as_other(matter.family.other) as actor:
        assert show_case(actor, matter.journey.case, matter.family.other.person).role == SECOND


@pytest.mark.parametrize("how", ["refused", "silent", "left", "refused to sign"])
def test_an_heir_who_does_not_sign_sends_only_what_is_theirs_to_a_person(people: People, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    matter = Mourning(people)
    matter.fill()
    journey = matter.journey
    if how in ("refused", "refused to sign"):
        matter.agree(matter.family.other, agrees=how != "refused")
    if how == "refused to sign":
        with journey.as_other(matter.family.other) as actor:
            decline_party(actor, journey.case, matter.family.other.person)
    elif how == "silent":
        matter.invite()
        until = journey.look().case.parties[SECOND].silent_at
        assert until is not None
        with monkeypatch.context() as later:
            later.setattr("shuangquan.actions.parties.now", lambda: until)
            with acting_system():
                silence_party(journey.case, SECOND)
    elif how == "left":
        with journey.as_applicant():
            type_for_party(journey.actor, journey.case, journey.citizen.person, SECOND)
    journey.sign()
    states = matter.send()
    assert {item: states[item] for item in OWN} == {item: [TaskState.DONE] for item in OWN}
    assert {item: states[item] for item in SHARED} == {item: [TaskState.REVIEW] for item in SHARED}
    assert {journey.look().case.tasks[item, None].why for item in SHARED} == {"unsigned"}
    said = {"silent": "没有答复", "left": "申请人没有等"}.get(how, "不同意")
    assert read_desk("fund", journey.case, "fund-inheritance").why.title == f"没有签名：继承人 2（{said}）"
    if how != "refused to sign":
        assert journey.look().case.know(Var("heirs", "name", "2")).form is Form.UNKNOWN
    with acting_system():
        for item, department in zip(SHARED, ("medical", "hr", "fund"), strict=True):
            pass_task(officer(department), journey.case, item, None, "联系过本人，同意")
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED


def read_desk(department: str, case: str, item: str) -> CasePage:
    """What the officer sees of a task."""
    with acting_system():
        seen = show_task(officer(department), case, item, None)
        read = find_read(seen.loaded.case, seen.loaded.index, seen.item, seen.task, seen.certificates, seen.loaded.values, "zh", "")
        acts = find_acts(officer(department), seen)
        return find_case_page(read, seen.loaded.stored.row, seen.loaded.stored.events, acts, find_calendar())


def officer(department: str) -> Actor:
    return Actor("officer", f"{department}-1", RENCHENG, "desk", 4, department, "test")


def test_what_is_on_record_is_not_applied_for_again(people: People) -> None:
    matter = Mourning(people, "afterlife-registered")
    matter.fill()
    matter.agree(matter.family.other)
    assert "death_kind" not in matter.journey.asked
    case = matter.journey.look().case
    assert str(case.value(Var("deceased", "death_certificate_number"))).startswith("S")
    matter.sign_other(matter.family.other)
    matter.journey.sign()
    states = matter.send()
    assert "driving-licence-cancellation" in states
    assert not {"death-certificate-normal", "death-certificate-police", "cremation"} & set(states)
    matter.journey.run()
    assert matter.journey.look().case.state is CaseState.COMPLETED


def test_not_a_natural_death_waits_until_somebody_has_come_in_person(people: People) -> None:
    matter = Mourning(people)
    matter.fill(kind="non_normal")
    matter.agree(matter.family.other)
    matter.sign_other(matter.family.other)
    matter.journey.sign()
    states = matter.send()
    assert states == {"death-certificate-police": [TaskState.WAITING]}
    with acting_system():
        note_met(officer("police"), matter.journey.case, "death-certificate-police", None, "本人到窗口")
    matter.journey.run()
    assert matter.journey.look().case.state is CaseState.COMPLETED


def test_one_heir_alone_is_asked_for_little(people: People) -> None:
    matter = Mourning(people, "afterlife-alone")
    journey = matter.journey
    with journey.as_applicant():
        type_facts(journey.actor, journey.case, journey.citizen.person, {Var("deceased", "id_number"): matter.late})
    journey.answer(death_kind="normal")
    seen = journey.look()
    assert [str(one.var) for one in find_asked_facts(seen.case, seen.index, today())] == ["deceased.id_number"]
    assert not find_open(seen)
    journey.sign()
    matter.send()
    journey.run()
    assert journey.look().case.state is CaseState.COMPLETED


def test_who_is_no_kin_goes_no_further(people: People) -> None:
    late = people.find("afterlife-deceased")["id_number"]
    stranger = Family(people.find("hiring"), None).applicant
    journey = Journey(stranger, "afterlife", "applicant", region=RENCHENG)
    with journey.as_applicant():
        type_facts(journey.actor, journey.case, journey.citizen.person, {Var("deceased", "id_number"): late})
    journey.answer(death_kind="normal", has_will="false")
    seen = journey.look()
    assert seen.case.know(Var("own_kin", "proved")).value is False
    early = find_early_end(seen.case, seen.index, today())
    assert early is not None and early.kind == "refuse_to_start"


def test_the_account_of_who_has_died_is_closed(people: People) -> None:
    matter = Mourning(people)
    late = Family(people.find(f"{matter.family.person['login']}-deceased"), None).applicant
    matter.fill()
    matter.agree(matter.family.other)
    matter.sign_other(matter.family.other)
    matter.journey.sign()
    matter.send()
    matter.journey.run()
    assert find_citizen(late.index, 4) is not None
    end_others(matter.journey.case)
    with acting_system():
        assert find_citizen(late.index, 4) is None
    assert find_citizen(matter.family.applicant.index, 4) is not None
