"""What each further theme does not wave through, over HTTP departments."""

import pytest

from shuangquan.core.cases.transitions import CaseState, TaskState
from tests.chain.conftest import People
from tests.chain.journey import Journey

LINYI, RIZHAO = "371302", "371102"


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
