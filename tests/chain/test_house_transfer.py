"""A home changes hands: buyer and seller each on their own phone, one sum, every department by itself."""

from decimal import Decimal

import pytest

from sandbox.running import Running
from shuangquan.actions.accounts import Citizen
from shuangquan.actions.acting import acting_system
from shuangquan.actions.drafts import find_form_digest, go_on, sign_form
from shuangquan.actions.loading import load
from shuangquan.core.cases.ending import find_early_end
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.words.errors import Refusals
from shuangquan.queries.portal_consent import find_asked_of
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.clock import today
from tests.chain.conftest import People, sign_in
from tests.chain.journey import Journey

LIXIA = "370102"


def take(people: People, running: Running, scenario: str) -> tuple[Journey, dict[str, Citizen]]:
    """A sale of this scenario that no other test has, begun by the buyer; the others of it by role."""
    family = people.take(scenario)
    login = family.person["login"]
    others = {p["role"]: sign_in(p) for p in running.people() if p["login"] in (f"{login}-seller", f"{login}-owner")}
    return Journey(family.applicant, "house-transfer", "buyer", region=LIXIA), others


def fill(journey: Journey, others: dict[str, Citizen], *, utilities: str = "water,power", **answers: str) -> None:
    journey.answer(draws_for_home="false", utilities=utilities, **answers)
    for role in ("seller", "co_owner"):
        if role in others:
            journey.consent(others[role])
            journey.answer(draws_for_home="false", utilities=utilities, **answers)
    journey.type(post_address="山东省济南市示例路8号")
    journey.pay()


def sign(journey: Journey, *others: Citizen) -> None:
    journey.sign()
    for other in others:
        with journey.as_other(other) as actor:
            sign_form(actor, journey.case, other.person, find_form_digest(load(journey.case)))


def finish(journey: Journey, others: dict[str, Citizen], *, until_closed: bool = True) -> dict[str, list[TaskState]]:
    sign(journey, *others.values())
    journey.submit()
    journey.run(until_closed=until_closed)
    with acting_system():
        return journey.states()


def test_both_sign_one_sum_is_paid_and_the_title_names_the_unit(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-transfer")
    fill(journey, others)
    assert journey.asked == ["draws_for_home", "utilities", "buyer.post_address"], "nothing that a register knows is asked"
    sign(journey)
    with pytest.raises(Refusals, match=r"sign\.missing"):
        journey.submit()
    finish(journey, others)
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    (payment,) = case.payments.values()
    lines = {item: Decimal(amount) for item, _, amount, _ in payment.lines}
    assert set(lines) == {"transfer-tax", "transfer-registration"} and lines["transfer-registration"] == 80
    assert lines["transfer-tax"] == journey.look().case.value(next(v for v in case.facts if v.fact == "tax_due"))
    with acting_system():
        made = {one.type: one for one in find_certificates_of_case(journey.case)}
    assert set(made) == {"real-estate-title", "tax-paid-certificate"}
    stated = made["real-estate-title"].payload.decode()
    house = next(home for home in (case.value(v) for v in case.facts if v.fact == "unit_number"))
    assert all(word in stated for word in (str(house), "不动产权证号", "坐落", "用途", "建筑面积", "住宅"))


def test_without_the_seller_nothing_is_handed_in(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-transfer")
    journey.answer(draws_for_home="false", utilities="")
    asked = {one.name.zh: {field.zh for field in one.fields} for one in find_asked_of(journey.look().case, journey.look().index, "seller")}
    assert asked["不动产权利人核验"] == {"登记为权利人", "与人共有"}, "what is asked by the seller's number is told to the seller"
    journey.consent(others["seller"], agrees=False)
    journey.answer(co_owned="false")
    seller = others["seller"].person.id_number
    journey.type(seller__id_number=seller, seller__name="王某", post_address="山东省济南市示例路8号")
    journey.pay()
    journey.sign()
    with pytest.raises(Refusals, match=r"sign\.missing"):
        journey.submit()


def test_a_joint_owner_signs_too(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-shared")
    assert set(others) == {"seller", "co_owner"}
    fill(journey, others)
    sign(journey, others["seller"])
    with pytest.raises(Refusals, match=r"sign\.missing"):
        journey.submit()
    finish(journey, others)
    assert journey.look().case.state is CaseState.COMPLETED


@pytest.mark.parametrize(("scenario", "item"), [("house-sealed", "transfer-registration"), ("house-price", "net-signing-check")])
def test_what_stands_against_it_goes_to_a_person(people: People, platform: Running, scenario: str, item: str) -> None:
    journey, others = take(people, platform, scenario)
    fill(journey, others)
    states = finish(journey, others, until_closed=False)
    assert states[item] == [TaskState.REVIEW]
    assert "water-transfer" not in states or states["water-transfer"] == [TaskState.PLANNED]


def test_an_unpaid_bill_holds_up_nothing_else(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-unpaid")
    fill(journey, others, utilities="water,power,gas")
    states = finish(journey, others, until_closed=False)
    assert (states["water-transfer"], states["gas-transfer"]) == ([TaskState.REVIEW], [TaskState.REVIEW])
    assert (states["transfer-registration"], states["power-transfer"]) == ([TaskState.DONE], [TaskState.DONE])


def test_with_the_bank_s_consent_the_old_mortgage_goes_and_the_new_one_comes(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-kept")
    fill(journey, others, utilities="", old_mortgage="kept")
    finish(journey, others)
    case = journey.look().case
    assert case.state is CaseState.COMPLETED
    order = sorted((task for task in case.tasks.values() if task.ended_at), key=lambda task: str(task.ended_at))
    names = [task.item for task in order]
    assert names.index("mortgagee-consent") < names.index("transfer-registration") < names.index("mortgage-discharge-after")
    assert names.index("mortgage-discharge-after") < names.index("mortgage-registration")
    assert {one.type for one in case.certificates} == {"real-estate-title", "tax-paid-certificate", "mortgage-certificate"}


def test_a_bank_that_does_not_agree_stops_the_transfer_and_the_money_goes_back(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-kept")
    answer = {"outcome": "refuse", "reason": {"zh": "贷款还有争议，不同意带押过户", "en": "The loan is disputed"}}
    platform.control("answers", {"department": "bank", "match": {"case": journey.case}, "answer": answer})
    fill(journey, others, utilities="water", old_mortgage="kept")
    states = finish(journey, others, until_closed=False)
    assert states["mortgagee-consent"] == [TaskState.REFUSED]
    assert states["transfer-registration"] == states["water-transfer"] == [TaskState.STOPPED]


def test_no_escrow_no_transfer_with_a_mortgage(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-escrow")
    fill(journey, others, utilities="", old_mortgage="kept")
    assert finish(journey, others, until_closed=False)["mortgagee-consent"] == [TaskState.REVIEW]


def test_a_repaid_mortgage_is_discharged_first(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-settled")
    fill(journey, others, utilities="", old_mortgage="settled")
    finish(journey, others)
    assert journey.look().case.state is CaseState.COMPLETED


def test_a_shop_is_not_begun(people: People, platform: Running) -> None:
    journey, others = take(people, platform, "house-shop")
    journey.answer(draws_for_home="false", utilities="")
    journey.consent(others["seller"])
    with journey.as_applicant():
        go_on(journey.actor, journey.case, journey.citizen.person)
    loaded = journey.look()
    early = find_early_end(loaded.case, loaded.index, today())
    assert early is not None and early.kind == "refuse_to_start"
