"""双公示: licences and nothing else are published, organisations by name, persons never whole, with the last day to do so."""

from dataclasses import replace
from datetime import date, timedelta

from shuangquan.core.cases.publicity import ORGANISATION, PERSON, Publicity, find_publicity
from shuangquan.core.cases.walk import Walked
from shuangquan.core.words.calendar import find_working_days
from tests.core.cases.walks import shipped, walk


def publish(walked: Walked, first: date | None = None) -> list[Publicity]:
    turn = walked.turn
    return list(find_publicity(walked.case, walked.index, turn.values, turn.calendar, first or date(2020, 1, 1), date(2040, 1, 1)))


def licensed() -> Walked:
    for example in shipped().examples["freight"]:
        walked = walk("freight", example.name.zh)
        if any(made.item == "freight-licence" for made in walked.case.certificates):
            return walked
    raise AssertionError("no example is licensed")


def test_a_licence_is_published_with_its_last_day() -> None:
    walked = licensed()
    rows = publish(walked)
    assert {row.content for row in rows} <= {"道路货物运输经营许可", "道路运输证配发"} | {i.name.zh for i in walked.index.plan.items}
    row = next(one for one in rows if one.content == walked.index.items["freight-licence"].name.zh)
    assert (row.kind, row.state) == (ORGANISATION, "1") and len(row.code) == 18 and row.certificate_number and "*" not in row.name
    decided, last = date.fromisoformat(row.decided_on), date.fromisoformat(row.publish_by)
    assert find_working_days(decided, last, walked.turn.calendar) == 7
    assert {walked.index.items[task.item].procedure for task in walked.case.tasks.values() if task.item == "freight-licence"} == {"licence"}
    assert publish(walked, decided + timedelta(days=1)) == []


def test_what_is_no_licence_is_not_published() -> None:
    example = shipped().examples["newborn"][0]
    walked = walk("newborn", example.name.zh)
    assert walked.case.certificates and publish(walked) == []


def test_a_person_is_masked_and_has_no_number() -> None:
    example = shipped().examples["newborn"][0]
    walked = walk("newborn", example.name.zh)
    index = walked.index
    index.items.update({name: replace(item, procedure="licence") for name, item in index.items.items()})
    people = [row for row in publish(walked) if row.kind == PERSON]
    assert people and all("*" in row.name and row.code == "" for row in people)


def test_a_revoked_licence_says_so() -> None:
    walked = licensed()
    for made in walked.case.certificates:
        made.status = "revoked"
    assert {row.state for row in publish(walked)} == {"2"}
