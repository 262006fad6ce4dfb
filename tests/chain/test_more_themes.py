"""What each further theme does not wave through, over HTTP departments."""

import pytest

from shuangquan.actions.acting import acting, acting_system
from shuangquan.actions.certificates import verify_token
from shuangquan.actions.desk import answer_hearing, confirm_task, decide_wish, note_broken, note_kept, note_met, note_objection, refuse_task
from shuangquan.actions.evidence import give_evidence
from shuangquan.actions.loading import load
from shuangquan.actions.projections import find_drift
from shuangquan.actions.visiting import add_photo, load_photo
from shuangquan.actions.wishes import Wish
from shuangquan.core.cases.forms import find_asked_papers
from shuangquan.core.cases.transitions import CaseState, TaskState
from shuangquan.core.standard.class_env import LATER
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.queries.desk_inbox import find_inbox
from shuangquan.queries.desk_tasks import Place, find_counts
from shuangquan.records.certificates import find_certificates_of_case
from shuangquan.records.clock import today
from tests.chain.conftest import People
from tests.chain.journey import Journey
from tests.pictures import make_picture

LINYI, RIZHAO = "371302", "371102"
PAPER = b"%PDF-1.4\n% a plan\n%%EOF\n"


def begin(people: People, scenario: str, theme: str, region: str) -> Journey:
    family = people.take(scenario)
    return Journey(family.applicant, theme, family.person["role"], region=region)


@pytest.mark.parametrize(
    ("scenario", "theme", "region", "referred"),
    [
        ("station-collective", "station-birth", LINYI, "household-registration"),
        ("marriage-collective", "marriage-birth", RIZHAO, "spouse-migration"),
    ],
)
def test_a_collective_household_goes_to_the_police(people: People, scenario: str, theme: str, region: str, referred: str) -> None:
    family = people.take(scenario)
    journey = Journey(family.applicant, theme, "mother", region=region)
    journey.answer(follows="mother", joins_spouse="true")
    journey.consent(family.other)
    journey.type(name="安安", post_address="山东省示例街道1号")
    journey.pay()
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    assert journey.look().case.state is CaseState.SUBMITTED
    assert journey.states()[referred] == [TaskState.REVIEW]


@pytest.mark.parametrize("scenario", ["company-licence", "company-late"])
def test_a_company_that_may_not_be_opened_yet_goes_to_a_person(people: People, scenario: str) -> None:
    journey = begin(people, scenario, "company-opening", LINYI)
    journey.answer(holders="one", extras="")
    journey.type(share_percent="100", capital="50", address="山东省临沂市示例路9号")
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    assert journey.states() == {"company-registration": [TaskState.REVIEW]}


def test_an_employer_who_is_not_enrolled_waits_for_a_person(people: People) -> None:
    family = people.take("hiring-uninsured")
    journey = Journey(family.applicant, "hiring", "agent", region=LINYI)
    journey.type(uscc=family.person["organisation"])
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    states = journey.states()
    assert states.pop("employer-check") == [TaskState.REVIEW]
    assert {state for found in states.values() for state in found} <= {TaskState.PLANNED, TaskState.HELD}


def officer(department: str, number: int = 1) -> Actor:
    return Actor("officer", f"{department}-{number}", LINYI, "desk", 4, department, "test")


def test_one_joint_visit_and_each_department_answers_for_itself(people: People) -> None:
    family = people.take("restaurant")
    journey = Journey(family.applicant, "restaurant-opening", "agent", region=LINYI)
    journey.answer(catering_kind="restaurant", fire_way="check", signboard="true")
    journey.type(uscc=family.person["organisation"], address="山东省临沂市示例路9号", floor_area="420", food_kind="cold", sign_width="6")
    with journey.as_applicant():
        loaded = load(journey.case)
        (plan,) = find_asked_papers(loaded.case, loaded.index, today())
        give_evidence(journey.actor, journey.case, journey.citizen.person, plan.evidence.path, plan.member, PAPER)
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    visits = ("food-licence", "fire-check", "signboard")
    assert {journey.states()[item][0] for item in visits} == {TaskState.WAITING}
    with acting_system():
        with pytest.raises(Refusal, match=r"staff\.forbidden"):
            note_met(officer("market"), journey.case, "fire-check", None, "通道畅通")
        with pytest.raises(Refusal, match=r"photo\.kind"):
            add_photo(officer("fire"), journey.case, "fire-check", None, PAPER, "")
        add_photo(officer("fire"), journey.case, "fire-check", None, make_picture(9), "二层通道")
        (photo,) = journey.look().case.tasks["fire-check", None].photos
        for department, item in (("market", "food-licence"), ("urban", "signboard"), ("fire", "fire-check")):
            assert load_photo(officer(department), journey.case, item, None, photo.blob).content == make_picture(9)
        with pytest.raises(Refusal, match=r"evidence\.unknown"):
            load_photo(officer("market"), journey.case, "licence-check", None, photo.blob)
        note_objection(officer("fire"), journey.case, "fire-check", None, "没有疏散通道")
        note_met(officer("market"), journey.case, "food-licence", None, "布局合理")
        with pytest.raises(Refusal, match=r"hearing\.first"):
            refuse_task(officer("fire"), journey.case, "fire-check", None, "没有疏散通道", "改好了再申请")
        decide_wish(officer("fire"), journey.case, "fire-check", None, Wish("hearing", "没有疏散通道，拟不予"))
    with journey.as_applicant() as actor:
        answer_hearing(actor, journey.case, journey.citizen.person, "fire-check", None, demanded=False)
    with acting_system():
        refuse_task(officer("fire"), journey.case, "fire-check", None, "没有疏散通道", "改好了再申请")
        confirm_task(officer("fire", 2), journey.case, "fire-check", None)
        note_met(officer("urban"), journey.case, "signboard", None, "尺寸符合")
    journey.run()
    assert journey.look().case.state is CaseState.PARTIALLY_COMPLETED
    assert {one.type for one in journey.look().case.certificates} == {"food-licence"}
    with acting_system():
        assert not find_drift(journey.case)


def test_an_untrue_promise_is_revoked_and_anybody_who_verifies_the_certificate_sees_it(people: People) -> None:
    family = people.take("restaurant")
    journey = Journey(family.applicant, "restaurant-opening", "agent", region=LINYI)
    journey.answer(catering_kind="small", fire_way="pledge", signboard="false")
    journey.type(uscc=family.person["organisation"], address="山东省临沂市示例路9号", floor_area="60", food_kind="hot")
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    place = Place("fire", "371300")
    with acting(officer("fire")):
        assert find_counts(place)["verify"] == 1 and find_counts(Place("market", "371300"))["verify"] == 0
        (row,) = find_inbox(place, "verify", "zh").rows
        assert (row.case, row.item, row.reason) == (journey.case, "fire-pledge", "pledge:open") and row.left
        with pytest.raises(Refusal, match=r"staff\.forbidden"):
            note_kept(officer("market"), journey.case, "fire-pledge", None, "不归它管")
        note_broken(officer("fire"), journey.case, "fire-pledge", None, "疏散通道堵了")
        assert find_counts(place)["verify"] == 0
    with acting_system():
        assert not find_drift(journey.case)
        (made,) = [one for one in find_certificates_of_case(journey.case) if one.item == "fire-pledge"]
    assert made.status == "revoked"
    assert verify_token(made.token).view.state == "revoked"


def test_a_local_theme_is_begun_only_where_it_is_offered(people: People) -> None:
    family = people.take("station-birth")
    with pytest.raises(Refusal, match=r"theme\.elsewhere"):
        Journey(family.applicant, "station-birth", "mother", region="370783")


def test_a_subsidy_comes_up_with_the_grade(people: People) -> None:
    family = people.take("station-birth")
    none = {"resource": "federation.cards", "keys": {"holder.id_number": family.person["id_number"]}}
    people.running.control("records", none)  # whoever it is on this day's population: nobody holds a card already
    journey = Journey(family.applicant, "disability", "holder", region=LINYI)
    journey.answer(card_action="new", lives_elsewhere="false", wants_living="false")
    assert journey.type(post_address="山东省临沂市示例街道1号") == ["holder.post_address"], "the photograph is on file with the police"
    first = journey.look()
    assert first.case.situation("severe") == LATER and "care-subsidy" not in first.index.items
    journey.sign()
    journey.submit()
    journey.run(until_closed=False)
    loaded = journey.look()
    assert loaded.case.state is CaseState.SUBMITTED and loaded.case.situation("severe") == "true"
    assert "care-subsidy" in loaded.index.items and loaded.case.replanned_at is not None
    assert journey.states()["disability-card-new"] == [TaskState.WAITING], "it lies open first; the subsidy needs its number"
    with acting_system():
        assert not find_drift(journey.case)
