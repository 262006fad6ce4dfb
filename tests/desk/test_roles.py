"""Where somebody begins, and what they may look at, by role; and in how many questions to the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import ITEM, Officer, append_officer, make_collective
from tests.portal.ports import World


def test_each_role_begins_where_its_work_is(world: World) -> None:
    for name, department, roles in (
        ("han", "police", ("officer",)), ("head", "police", ("officer", "lead")), ("wu", "police", ("supervisor",)),
        ("wang", "review-office", ("reviewer",)), ("boss", "operator", ("supervisor",)), ("zhou", "police", ("inspector",)),
    ):  # fmt: skip
        append_officer(name, department, roles=roles)
    begins = {name: Officer(name).path for name in ("han", "head", "wu", "wang", "boss", "zhou")}
    assert begins == {
        "han": "/desk/", "head": "/desk/", "wu": "/desk/alerts/", "wang": "/desk/appeals/", "boss": "/desk/complaints/", "zhou": "/desk/",
    }  # fmt: skip
    append_officer("clerk", "police", roles=("clerk",))
    assert Officer("clerk").status == 403, "a clerk's door is the counter"


def test_who_supervises_looks_at_one_desk_and_nobody_else_does(world: World) -> None:
    case = make_collective(world)
    append_officer("han", "police")
    append_officer("head", "police", roles=("officer", "lead"))
    page = f"/desk/case/{case}/{ITEM}/1/"
    han = Officer("han")
    head = Officer("head")
    me = head.get(f"{page}?do=assign").text.split('value="staff-')
    subjects = {f"staff-{part.split(chr(34))[0]}" for part in me[1:]}
    assert len(subjects) == 2
    han.post(page, do="assign", step="send", **{"given:to": next(iter(subjects - {find_own(head)})), "text": "我来"})
    shown = {subject: page in head.get(f"/desk/?whose={subject}").text for subject in subjects}
    assert sorted(shown.values()) == [False, True]
    assert 'name="whose"' in head.text
    other = next(subject for subject, there in shown.items() if not there)
    assert page in han.get(f"/desk/?whose={other}").text, "an address does not narrow it for who does not supervise"


def find_own(officer: Officer) -> str:
    return f"staff-{officer.client.session['staff']['id']}"


def test_the_desk_asks_a_bounded_number_of_questions(world: World) -> None:
    make_collective(world)
    append_officer("head", "police", roles=("officer", "lead"))
    append_officer("han", "police")
    counts = {}
    for name, path in (("han", "/desk/"), ("head", "/desk/"), ("head", "/desk/alerts/"), ("head", "/desk/complaints/")):
        somebody = Officer(name)
        somebody.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            somebody.get(path)
        counts[name, path] = len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])
    assert counts["head", "/desk/"] <= counts["han", "/desk/"] + 8, counts
    assert max(counts.values()) <= 40, counts
